"""The rim of HTTP: guard, limits, problems, dependencies, kept pages; may import access, html and server."""
