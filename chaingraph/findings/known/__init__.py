"""What is known of one firm or one chain, put side by side; may import the graph."""
