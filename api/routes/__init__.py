"""JSON routes under /api/v1, and the routes for machines that watch the server."""
