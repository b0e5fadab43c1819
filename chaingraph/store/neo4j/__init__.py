"""The Neo4j store, the only place that imports the driver; may import the store beside it."""
