"""Facts in a Neo4j database: a journal of imports for the same answers as every store, and a graph for analysts."""
