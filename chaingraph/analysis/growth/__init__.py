"""What a place is likely to grow next: relatedness, complexity, panel; stands on the graph."""
