"""Pages of daily work: leads, imports, jobs, documents, search."""
