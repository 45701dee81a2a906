"""The company's own compliance tool as an MCP server.

    tool `review_marketing`   {"subject": Subject, "locale": "es-ES"}
    its structured result     as in `compliance_answer.py`; else the same as JSON in its one text

What a server says of itself and of its tools is not read: it decides nothing here.
"""

import asyncio
import json

from batuta.compliance import Finding, Subject
from batuta.text import Text
from tools.compliance_answer import NO_ANSWER, blocked, judged, unreachable

MCP = "mcp+"
"""Before the address: `mcp+https://compliance.example/mcp`."""
TOOL = "review_marketing"
_REFUSED = Text(en="answered with an error", es="ha respondido con un error")


class McpComplianceTool:
    def __init__(self, address: str, *, timeout_seconds: float) -> None:
        self._address = address
        self._timeout = timeout_seconds

    async def review(self, subject: Subject, locale: str | None) -> tuple[Finding, ...]:
        """Its findings; a time-out, nonsense, an empty or a contradictory answer is one blocking finding."""
        # Deferred: few companies have one, and the library takes its time to import.
        import anyio
        import httpx2
        from mcp import Client, MCPError
        from mcp.client.streamable_http import streamable_http_client

        sent = {"subject": subject.model_dump(mode="json"), "locale": locale}
        try:
            async with (
                asyncio.timeout(self._timeout),
                httpx2.AsyncClient(timeout=self._timeout, follow_redirects=False, trust_env=False) as http,
                Client(streamable_http_client(self._address, http_client=http)) as client,
            ):
                answer = await client.call_tool(TOOL, sent)
        except (MCPError, httpx2.HTTPError, httpx2.InvalidURL, OSError, anyio.ClosedResourceError) as failed:
            return (blocked(NO_ANSWER if isinstance(failed, TimeoutError) else unreachable(failed), locale),)
        except BaseExceptionGroup as several:
            # A cancelled process stays cancelled; anything else that the transport runs into is a failed review.
            if several.subgroup((asyncio.CancelledError, KeyboardInterrupt, SystemExit)):
                raise
            return (blocked(unreachable(several.exceptions[0]), locale),)
        if answer.is_error:
            return (blocked(_REFUSED, locale),)
        if answer.structured_content is not None:
            return judged(json.dumps(answer.structured_content).encode(), locale)
        texts = [part.text for part in answer.content if part.type == "text"]
        return judged("".join(texts).encode(), locale)
