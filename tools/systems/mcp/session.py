"""Talks to one MCP server: by streamable HTTP through the guard, or to a command that the operator allows.

Each exchange opens a session of its own, looks at the tools as they are now, and closes. Servers get no way to ask
back: no sampling, no roots, no questions to people.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import httpx

from batuta.errors import BatutaError, SystemUnavailable
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.systems.mcp.pins import Json, ToolDefinition, shown

if TYPE_CHECKING:
    from mcp import Client
    from mcp.types import CallToolResult, Tool

MOST_PAGES = 50
MOST_TOOLS = 2_000
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT")
"""Of our environment, what a command gets besides its own credentials."""


@dataclass(frozen=True)
class Server:
    """Where one MCP server is."""

    system: str
    seconds: float = 20.0
    url: str = ""
    allowed: AllowedHosts = field(default_factory=lambda: AllowedHosts(()))
    auth: httpx.Auth | None = None
    secrets: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    """Instead of `url`: program and arguments, started without a shell."""
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None


class ToolAnswer(NamedTuple):
    refused: str
    """What the tool said when it would not; empty when it did."""
    value: object
    """Its structured answer, else its text as JSON, else `{"text": …}`."""


class BrokenOff(Exception):
    """The exchange did not come to its end. `asked`: the tool may have acted."""

    def __init__(self, why: Text, *, asked: bool) -> None:
        super().__init__(why.en)
        self.why = why
        self.asked = asked


async def tools_of(server: Server) -> tuple[ToolDefinition, ...]:
    """Every tool, in its order; names may repeat. Raises: SystemUnavailable, Misconfigured, OffLimits."""
    found: list[ToolDefinition] = []
    try:
        await _exchanged(server, found.extend, None, {})
    except BrokenOff as broken:
        raise unavailable(server, broken.why) from broken
    return tuple(found)


async def called(
    server: Server, tool: str, arguments: Json, check: Callable[[tuple[ToolDefinition, ...]], None]
) -> ToolAnswer:
    """Look at the tools as they are now, and call one if `check` does not raise.

    Raises: what `check` raises; SystemUnavailable, Misconfigured, OffLimits, when nothing was called; BrokenOff.
    """
    answer = await _exchanged(server, check, tool, arguments)
    if answer is None:
        raise BrokenOff(Text(en="gave no answer", es="no ha respondido"), asked=True)
    return answer


def unavailable(server: Server, why: Text) -> SystemUnavailable:
    return SystemUnavailable(
        Text(en=f"{server.system} {why.in_('en')}.", es=f"{server.system} {why.in_('es')}."),
        remedy=Text(
            en="Is it an MCP server, and does it run? Check its address or command.",
            es="¿Es un servidor MCP y está en marcha? Revisa su dirección o su comando.",
        ),
        subject=server.system,
    )


async def _exchanged(
    server: Server, look: Callable[[tuple[ToolDefinition, ...]], None], tool: str | None, arguments: Json
) -> ToolAnswer | None:
    """One session: list the tools, show them to `look`, call."""
    # Deferred, here and below: few companies have one, and the library takes its time to import.
    import anyio
    import httpx2
    from mcp import MCPError

    answer: ToolAnswer | None = None
    asked = False
    try:
        async with asyncio.timeout(server.seconds), _opened(server) as client:
            look(await _listed(client))
            if tool is not None:
                asked = True
                answer = _answer(await client.session.call_tool(tool, dict(arguments)))
    except (
        BaseExceptionGroup,
        BatutaError,
        MCPError,
        httpx2.HTTPError,
        OSError,
        RuntimeError,
        ValueError,
        anyio.BrokenResourceError,
        anyio.ClosedResourceError,
    ) as failed:
        leaves = list(_leaves(failed))
        # A cancelled process stays cancelled.
        if any(not isinstance(leaf, Exception) for leaf in leaves):
            raise
        if answer is None:
            return _ended(server, leaves, asked=asked)
    return answer


def _ended(server: Server, leaves: Sequence[BaseException], *, asked: bool) -> ToolAnswer:
    """What an exchange that failed means. Raises: BatutaError, BrokenOff."""
    from mcp import MCPError

    for leaf in leaves:
        if isinstance(leaf, BatutaError):
            raise leaf
    for leaf in leaves:
        if asked and isinstance(leaf, MCPError) and leaf.error.code in _NOT_ACTED:
            return ToolAnswer(_clean(server, leaf.error.message), None)
    raise BrokenOff(_told(server, leaves[0]), asked=asked)


_NOT_ACTED = (-32601, -32602)
"""JSON-RPC: no such method, arguments that do not fit. Other codes also stand for replies that got lost."""


def _told(server: Server, failed: BaseException) -> Text:
    if isinstance(failed, TimeoutError):
        seconds = f"{server.seconds:g}"
        return Text(en=f"did not answer within {seconds} s", es=f"no ha respondido en {seconds} s")
    if isinstance(failed, FileNotFoundError | PermissionError) and server.command:
        program = shown(server.command[0])
        return Text(en=f"cannot be started ({program})", es=f"no se puede iniciar ({program})")
    why = _clean(server, str(failed)) or type(failed).__name__
    return Text(en=f"does not answer as an MCP server does ({why})", es=f"no responde como un servidor MCP ({why})")


def _clean(server: Server, text: str) -> str:
    for secret in filter(None, server.secrets):
        text = text.replace(secret, "•••")
    return shown(text)


def _leaves(failed: BaseException) -> Iterator[BaseException]:
    if isinstance(failed, BaseExceptionGroup):
        for inner in failed.exceptions:
            yield from _leaves(inner)
    else:
        yield failed


@asynccontextmanager
async def _opened(server: Server) -> AsyncIterator["Client"]:
    import httpx2
    from mcp import Client, StdioServerParameters
    from mcp.client.stdio import stdio_client
    from mcp.client.streamable_http import streamable_http_client

    from tools.systems.mcp.bridge import Bridge

    async with AsyncExitStack() as stack:
        if server.command:
            program, *rest = server.command
            passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
            parameters = StdioServerParameters(
                command=program, args=rest, env={**_EMPTY, **passed, **server.environment}, cwd=server.folder
            )
            # What it writes beside the protocol may hold secrets, and nobody reads it.
            silent = stack.enter_context(open(os.devnull, "w"))  # noqa: ASYNC230, SIM115 - a device
            transport = stdio_client(parameters, errlog=silent)
        else:
            server.allowed.destination(server.url)
            bridge = Bridge(server.system, server.allowed, auth=server.auth, seconds=server.seconds)
            http = await stack.enter_async_context(
                httpx2.AsyncClient(transport=bridge, timeout=server.seconds, follow_redirects=False, trust_env=False)
            )
            transport = streamable_http_client(server.url, http_client=http)
        yield await stack.enter_async_context(Client(transport, cache=None, read_timeout_seconds=server.seconds))


_EMPTY = {"LOGNAME": "", "SHELL": "", "TERM": "", "USER": ""}
"""What the library would pass on besides."""


async def _listed(client: "Client") -> tuple[ToolDefinition, ...]:
    """Raises: ValueError, for a list without end."""
    found: list[ToolDefinition] = []
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        page = await client.list_tools(cursor=cursor)
        found += [definition(tool) for tool in page.tools]
        cursor = page.next_cursor
        if not cursor:
            return tuple(found)
        if len(found) > MOST_TOOLS:
            break
    raise ValueError("a list of tools without end")


def definition(tool: "Tool") -> ToolDefinition:
    """As plain data, whatever it holds."""
    given: dict[str, object] = tool.model_dump(mode="json", by_alias=True, exclude_none=True)
    known = ("name", "title", "description", "inputSchema", "outputSchema", "annotations")
    output, annotations, schema = given.get("outputSchema"), given.get("annotations"), given.get("inputSchema")
    return ToolDefinition(
        name=str(given.get("name", "")),
        title=str(given.get("title", "")),
        description=str(given.get("description", "")),
        input=schema if isinstance(schema, dict) else {},
        output=output if isinstance(output, dict) else None,
        annotations=annotations if isinstance(annotations, dict) else None,
        other={name: value for name, value in given.items() if name not in known},
    )


def _answer(given: "CallToolResult") -> ToolAnswer:
    text = "\n".join(part.text for part in given.content if part.type == "text")
    if given.is_error:
        return ToolAnswer(shown(text) or "error", None)
    if given.structured_content is not None:
        return ToolAnswer("", given.structured_content)
    try:
        return ToolAnswer("", json.loads(text))
    except ValueError:
        return ToolAnswer("", {"text": text})
