"""The built-in chain library: one YAML a chain, and its reader."""
