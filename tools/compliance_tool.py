"""The company's own compliance tool, asked over HTTP or MCP. Anything but a clean answer blocks, with the reason.

    POST {address}   {"subject": Subject, "locale": "es-ES"}
    200              as in `compliance_answer.py`

Redirects are not followed. An address `mcp+http://…` names an MCP server, see `compliance_mcp.py`.
"""

import asyncio
from collections.abc import Mapping

import httpx

from batuta.compliance import Finding, Subject
from batuta.ports import ComplianceTool
from batuta.settings import Settings
from batuta.text import Text
from tools.compliance_answer import LONGEST_ANSWER, NO_ANSWER, TOO_LONG, blocked, judged, unreachable
from tools.compliance_mcp import MCP, McpComplianceTool

TIMEOUT_SECONDS = 10.0


def compliance_tool(settings: Settings) -> ComplianceTool:
    """The tool the settings name, or none."""
    address = settings.compliance_url
    if not address:
        return NoComplianceTool()
    if address.startswith(MCP):
        return McpComplianceTool(address.removeprefix(MCP), timeout_seconds=TIMEOUT_SECONDS)
    return HttpComplianceTool(address)


class NoComplianceTool:
    """None is connected: nothing to add."""

    async def review(self, subject: Subject, locale: str | None) -> tuple[Finding, ...]:
        return ()


class HttpComplianceTool:
    def __init__(
        self,
        address: str,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._address = address
        self._timeout = timeout_seconds
        self._transport = transport

    async def review(self, subject: Subject, locale: str | None) -> tuple[Finding, ...]:
        """Its findings; a time-out, nonsense, an empty or a contradictory answer is one blocking finding."""
        sent = {"subject": subject.model_dump(mode="json"), "locale": locale}
        try:
            # The whole exchange: a tool that sends one byte now and then keeps no campaign waiting.
            async with (
                asyncio.timeout(self._timeout),
                httpx.AsyncClient(
                    timeout=self._timeout, follow_redirects=False, transport=self._transport, trust_env=False
                ) as client,
            ):
                body = await _body(client, self._address, sent)
        except (httpx.TimeoutException, TimeoutError):
            return (blocked(NO_ANSWER, locale),)
        except (httpx.HTTPError, httpx.InvalidURL) as failed:
            return (blocked(unreachable(failed), locale),)
        return (blocked(body, locale),) if isinstance(body, Text) else judged(body, locale)


async def _body(client: httpx.AsyncClient, address: str, sent: Mapping[str, object]) -> bytes | Text:
    """The bytes of an answer, or why there are none."""
    async with client.stream("POST", address, json=sent) as response:
        if response.status_code != httpx.codes.OK:
            code = response.status_code
            return Text(en=f"answered with status {code}", es=f"ha respondido con el estado {code}")
        received = bytearray()
        async for chunk in response.aiter_bytes():
            received += chunk
            if len(received) > LONGEST_ANSWER:
                return TOO_LONG
    return bytes(received)
