"""Which table a sheet is, and its rows under known columns; may import files, tables and cells."""
