"""On what terms files are imported: by whom, what was chosen by hand; may import tables and record."""
