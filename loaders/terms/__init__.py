"""On what terms files are imported: by whom, what was chosen by hand, how far it reaches; may import tables and record."""
