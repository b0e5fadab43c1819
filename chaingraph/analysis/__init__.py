"""Pure questions, snapshot in and findings out; may import findings and the graph, never a store or a tagger."""
