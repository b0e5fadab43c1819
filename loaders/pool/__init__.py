"""The shipped list of candidate makers: a table a chain, written from public knowledge."""
