"""The sections of the month's pack, each from what is known at the end of the month; stands on all other analyses."""
