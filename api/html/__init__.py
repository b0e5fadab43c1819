"""Templates and their filters, and the bar of pages; may import access."""
