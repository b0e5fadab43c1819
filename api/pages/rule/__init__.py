"""Pages on the rules parks are run by: idle land and assessment."""
