"""The running office: workspace, page cache, background work, metrics; may import access and jobs."""
