"""The graph of a store as Cypher text and as files, pure text; may import base and the model."""
