"""Registries too big for one process, the only place that imports ibis and pyspark; stands on the tagger."""
