"""Lists of any length into a registry's folder, by the loaders' own cleaning; stands on run, imports pyarrow."""
