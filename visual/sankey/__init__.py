"""What flows between segments; may import the kit."""
