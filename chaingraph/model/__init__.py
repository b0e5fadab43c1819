"""Facts as frozen dataclasses, and the one table of their kinds; may import ids, units and errors."""
