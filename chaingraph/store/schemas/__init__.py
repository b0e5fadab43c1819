"""Tables of the SQLite file: one frozen text a version, and how an older file becomes one of the newest."""
