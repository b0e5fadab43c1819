"""What the tables are: columns, headers, templates; may import cells."""
