"""The interactive graph, the only place that imports pyvis; may import the kit."""
