"""What the lines of a sheet are: headers, titles, notes, and so which table; may import files, tables and cells."""
