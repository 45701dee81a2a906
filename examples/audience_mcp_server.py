"""An audience platform as an MCP server that knows nothing of Batuta.

python -m examples.audience_mcp_server 8099          # streamable HTTP at http://127.0.0.1:8099/mcp
python -m examples.audience_mcp_server               # over standard input and output

How Batuta uses it: examples/audience_mcp_server.mapping.yaml
"""

import sys
from typing import Any, Literal

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel


class Audience(BaseModel):
    audience_id: str
    title: str
    size: int
    state: Literal["live", "removed"] = "live"
    fingerprint: str = ""
    request_id: str = ""


class Found(BaseModel):
    audiences: list[Audience]


class Counted(BaseModel):
    size: int


def server(kept: dict[str, Audience] | None = None) -> MCPServer[Any]:
    platform = MCPServer("audience platform")
    audiences: dict[str, Audience] = {} if kept is None else kept

    def known(audience_id: str) -> Audience:
        if audience_id not in audiences:
            raise ToolError(f"unknown audience {audience_id}")
        return audiences[audience_id]

    @platform.tool()
    def create_audience(title: str, size: int, request_id: str, fingerprint: str = "") -> Audience:
        """Create an audience. Two requests with one request_id make one audience."""
        for one in audiences.values():
            if one.request_id == request_id:
                return one
        made = Audience(
            audience_id=f"A{len(audiences) + 1:04}",
            title=title,
            size=size,
            fingerprint=fingerprint,
            request_id=request_id,
        )
        audiences[made.audience_id] = made
        return made

    @platform.tool()
    def find_audiences(request_id: str) -> Found:
        """Find audiences by the request that created them."""
        return Found(audiences=[one for one in audiences.values() if one.request_id == request_id])

    @platform.tool()
    def get_audience(audience_id: str) -> Audience:
        """Read one audience."""
        return known(audience_id)

    @platform.tool()
    def count_audience(audience_id: str) -> Counted:
        """Count the people in an audience."""
        return Counted(size=known(audience_id).size)

    @platform.tool()
    def delete_audience(audience_id: str) -> Audience:
        """Remove an audience."""
        audiences[audience_id] = known(audience_id).model_copy(update={"state": "removed"})
        return audiences[audience_id]

    return platform


if __name__ == "__main__":
    if len(sys.argv) > 1:
        server().run("streamable-http", host="127.0.0.1", port=int(sys.argv[1]))
    else:
        server().run("stdio")
