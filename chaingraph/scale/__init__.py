"""The same sums over a registry too big for one process, the only place that imports ibis; may import the model."""
