"""The HTML face under /; may import officer, http, html and server."""
