"""Which segments a firm stands on, how sure, and what a person decided; stands on words."""
