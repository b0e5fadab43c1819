"""The JSON face under /api/v1; may import officer, http and server."""
