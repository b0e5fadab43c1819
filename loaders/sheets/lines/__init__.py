"""What the lines of a sheet are: headers, titles, totals and notes, and so which table; may import files, tables, cells."""
