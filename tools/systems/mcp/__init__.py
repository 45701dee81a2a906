"""Systems that are MCP servers. Read `pins`, then `session`, then `connector`."""
