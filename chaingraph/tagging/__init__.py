"""Words of firms to segments of chains; may import the graph, the library and the model."""
