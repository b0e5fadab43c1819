"""The face for agents: the JSON routes as MCP tools, over stdio and HTTP; may import access, http and server."""
