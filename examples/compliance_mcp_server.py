"""A company's own compliance tool as an MCP server: the same list of expressions as `compliance_server.py`.

python -m examples.compliance_mcp_server rules.tsv 8098
BATUTA_COMPLIANCE_URL=mcp+http://127.0.0.1:8098/mcp
"""

import sys
from pathlib import Path
from typing import Any

from mcp.server import MCPServer

from examples.compliance_server import Rule, read_rules, review


def server(rules: list[Rule]) -> MCPServer[Any]:
    house = MCPServer("house compliance")

    @house.tool()
    def review_marketing(subject: dict[str, Any], locale: str | None = None) -> dict[str, Any]:  # noqa: ARG001 - in the contract
        """Review marketing copy; the verdict follows from the findings."""
        return review(subject, rules)

    return house


if __name__ == "__main__":
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 8098
    server(read_rules(Path(sys.argv[1]))).run("streamable-http", host="127.0.0.1", port=port)
