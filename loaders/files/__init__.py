"""Bytes to rows in a limited child process: encodings, workbooks, trees; may import cells and tables."""
