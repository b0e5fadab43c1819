"""The Neo4j server of the tests, and the picture of its graph."""
