"""Rows of park ledgers to facts; may import the builders of other rows, tables and cells."""
