"""A read-only SQLite file for Datasette and other readers; may import tables of facts and findings beside it."""
