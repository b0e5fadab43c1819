"""Facts kept: one port, three stores, backup; may import the graph, the library and the model."""
