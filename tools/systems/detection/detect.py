"""What stands at an address or behind a command: an MCP server, an OpenAPI description, WordPress, or a web page."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

import httpx

from batuta.errors import BatutaError, Misconfigured, SystemUnavailable
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts, OffLimits
from tools.systems.detection.formats import GRAPHQL, Format, format_of, refused, speaks_graphql
from tools.systems.detection.places import named_in
from tools.systems.detection.probe import Page, Probe
from tools.systems.detection.understood import TOOL
from tools.systems.mcp.pins import ToolDefinition, shown
from tools.systems.mcp.session import Server, tools_of
from tools.systems.openapi.calls import next_link
from tools.systems.openapi.document import Description, Field, Operation, described, fields_of
from tools.systems.openapi.parsing import BadDescription

Kind = Literal["mcp", "openapi", "wordpress", "page"]
WELL_KNOWN = (
    "/openapi.json",
    "/openapi.yaml",
    "/swagger.json",
    "/v3/api-docs",
    "/v2/api-docs",
    "/api/openapi.json",
    "/api/swagger.json",
    "/api-docs",
    "/swagger/v1/swagger.json",
    "/.well-known/openapi.json",
    "/.well-known/openapi.yaml",
    "/docs/openapi.json",
    "/api/schema/",
)
"""Where descriptions usually lie, after RFC 8631 links and what the page itself names."""
MCP_PLACES = ("/mcp",)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
MOST_NAMED = 8
"""Addresses that a page names which are tried."""


@dataclass(frozen=True)
class Found:
    kind: Kind
    title: str
    url: str
    """What systems.yaml names; empty for a command."""
    operations: tuple[Operation, ...] = ()
    tools: tuple[ToolDefinition, ...] = ()
    description: bytes = b""
    """The document as it came."""
    description_url: str = ""
    signs_in: tuple[str, ...] = ()
    problems: tuple[Text, ...] = ()
    asks_to_sign_in: bool = False


async def detect_url(
    url: str, allowed: AllowedHosts, *, auth: httpx.Auth | None = None, seconds: float = 10.0
) -> Found:
    """Look at an address. Raises: OffLimits, Misconfigured, SystemUnavailable, BadDescription."""
    allowed.destination(url)
    probe = Probe(allowed, auth=auth, seconds=seconds)
    try:
        page = await probe.get(url)
        found = _as_description(page)
        if found:
            return found
        known = format_of(page) or await _graphql(probe, page)
        if known:
            raise refused(page, known)
        server = Server(_host(url), seconds=seconds, url=url, allowed=allowed, auth=auth)
        if _may_be_mcp(page):
            tools = await _mcp(server)
            if tools is not None:
                return _as_mcp(url, tools)
        return (
            await _wordpress(probe, page)
            or await _described_elsewhere(probe, page)
            or await _mcp_nearby(server, page)
            or _as_page(page)
        )
    finally:
        await probe.aclose()


async def _graphql(probe: Probe, page: Page) -> Format | None:
    """By the smallest question there is, where the address says that it may be one."""
    if "graphql" not in urlsplit(page.url).path.lower():
        return None
    asked = await _quietly(probe, page.url.partition("?")[0] + "?query=%7B__typename%7D")
    return GRAPHQL if speaks_graphql(asked) or "graphiql" in page.text[:20_000].lower() else None


async def detect_command(server: Server) -> Found:
    """Start a command that the operator allows and ask it. Raises: SystemUnavailable."""
    return _as_mcp("", await tools_of(server), title=server.command[0])


def _as_description(page: Page) -> Found | None:
    """Raises: BadDescription, for what means to be one and is broken."""
    start = page.body[:4000]
    if page.status != httpx.codes.OK or page.kind == "text/html" or not re.search(rb"\b(openapi|swagger)\b", start):
        return None
    description = described(page.body, page.url)
    return Found(
        "openapi",
        shown(description.title),
        _base(page.url, description),
        description.operations,
        description=page.body,
        description_url=page.url,
        signs_in=description.signs_in,
        problems=description.problems,
    )


def _base(url: str, description: Description) -> str:
    """The origin we asked, with the path of the document's first server; its host is never taken over."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{description.base}"


def _may_be_mcp(page: Page) -> bool:
    return page.kind != "text/html" or page.status >= httpx.codes.BAD_REQUEST or "mcp" in urlsplit(page.url).path


async def _mcp(server: Server) -> tuple[ToolDefinition, ...] | None:
    try:
        return await tools_of(server)
    except (SystemUnavailable, Misconfigured):
        return None


async def _mcp_nearby(server: Server, page: Page) -> Found | None:
    for place in MCP_PLACES:
        url = urljoin(page.url, place)
        if url != server.url:
            tools = await _mcp(Server(server.system, server.seconds, url, server.allowed, server.auth))
            if tools is not None:
                return _as_mcp(url, tools)
    return None


def _as_mcp(url: str, tools: Sequence[ToolDefinition], title: str = "") -> Found:
    return Found("mcp", title or _host(url), url, tuple(as_operation(tool) for tool in tools), tuple(tools))


def as_operation(tool: ToolDefinition) -> Operation:
    """A tool as the mapper reads it: its name and the names of its fields. What it says of them decides nothing."""
    body = tuple(field._replace(about="") for field in fields_of(tool.input))
    return Operation(
        id=tool.name,
        method=TOOL,
        path="",
        summary="",
        tags=(),
        parameters=(),
        body=body,
        body_required=any(field.required for field in body),
        form=False,
        answer=fields_of(tool.output) if tool.output else (),
    )


async def _wordpress(probe: Probe, page: Page) -> Found | None:
    """By the Link header that WordPress sends with every page, else where its REST index always is."""
    root = next_link(page.link.replace('"https://api.w.org/"', '"next"')) if "api.w.org" in page.link else ""
    candidates = (
        [urljoin(page.url, root)] if root else [_beside(page.url, "wp-json/"), _beside(page.url, "?rest_route=/")]
    )
    for url in candidates:
        if _same_origin(url, page.url):
            index = _json(await _quietly(probe, url))
            if isinstance(index, dict) and "wp/v2" in (index.get("namespaces") or ()):
                home = str(index.get("url") or "") or page.url
                return Found(
                    "wordpress",
                    shown(str(index.get("name") or "WordPress")),
                    home if _same_origin(home, page.url) else _beside(page.url, ""),
                    tuple(_routes(index.get("routes"))),
                    signs_in=("basic",),
                )
    return None


def _routes(routes: object) -> Iterator[Operation]:
    """What the REST index lists, as operations."""
    for route, told in (routes if isinstance(routes, dict) else {}).items():
        path = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"{\1}", str(route))
        for endpoint in told.get("endpoints", []) if isinstance(told, dict) else []:
            arguments = endpoint.get("args") if isinstance(endpoint, dict) else None
            body = tuple(
                Field(str(name), str(about.get("type", "")), about.get("required") is True, _options(about))
                for name, about in (arguments.items() if isinstance(arguments, dict) else ())
                if isinstance(about, dict)
            )
            for method in endpoint.get("methods", []) if isinstance(endpoint, dict) else []:
                yield Operation("", str(method), path, "", (), (), body, False, False, ())


def _options(about: dict[str, object]) -> tuple[str, ...]:
    values = about.get("enum")
    return tuple(str(value) for value in values) if isinstance(values, list) else ()


async def _described_elsewhere(probe: Probe, page: Page) -> Found | None:
    """Where the page says so (RFC 8631), where its text names it, then in well-known places."""
    linked = next_link(page.link.replace("service-desc", "next")) if "service-desc" in page.link else ""
    named = await _named(probe, page)
    broken: BadDescription | None = None
    for place in (linked, *named, *WELL_KNOWN):
        url = urljoin(page.url, place) if place else ""
        if not url or not _same_origin(url, page.url):
            continue
        there = await _quietly(probe, url)
        try:
            found = _as_description(there) if there else None
        except BadDescription as bad:
            broken = broken or bad
            continue
        if found:
            return found
    if broken:
        raise broken
    return None


async def _named(probe: Probe, page: Page) -> list[str]:
    """Addresses of descriptions that a page of documentation names, itself or in the script that starts it."""
    if page.kind != "text/html":
        return []
    named, scripts = named_in(page.text)
    for script in scripts:
        url = urljoin(page.url, script)
        started = await _quietly(probe, url) if _same_origin(url, page.url) else None
        if started and started.status == httpx.codes.OK:
            # Addresses in a script are meant from the page.
            named += named_in(started.text)[0]
    return named[:MOST_NAMED]


def _as_page(page: Page) -> Found:
    if page.status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        return Found("page", _host(page.url), page.url, asks_to_sign_in=True)
    if page.status >= httpx.codes.BAD_REQUEST:
        raise SystemUnavailable(
            Text(
                en=f"{page.url} answers with HTTP {page.status}, and nothing that is known lies nearby.",
                es=f"{page.url} responde HTTP {page.status} y cerca no hay nada conocido.",
            ),
            remedy=Text(
                en="Give the address of the MCP server, of the OpenAPI document, or of the start page.",
                es="Indica la dirección del servidor MCP, del documento OpenAPI o de la página de inicio.",
            ),
            subject=page.url,
        )
    if page.kind and page.kind not in _PAGES:
        raise Misconfigured(
            Text(
                en=f"{page.url} answers with {page.kind[:60]}; it describes no interface, and nothing known lies near.",
                es=f"{page.url} responde con {page.kind[:60]} que no describe ninguna interfaz, y cerca no hay nada.",
            ),
            remedy=Text(
                en="Give the address of the MCP server, of the OpenAPI document, or of the start page.",
                es="Indica la dirección del servidor MCP, del documento OpenAPI o de la página de inicio.",
            ),
            subject=page.url,
        )
    title = re.search(r"<title[^>]*>([^<]{1,200})", page.text[:20_000], re.IGNORECASE)
    return Found("page", shown(title[1]) if title else _host(page.url), page.url)


async def _quietly(probe: Probe, url: str) -> Page | None:
    """A guess may fail; only leaving the list of hosts is said."""
    try:
        return await probe.get(url)
    except OffLimits:
        raise
    except BatutaError:
        return None


def _json(page: Page | None) -> object:
    try:
        return json.loads(page.body) if page and page.status == httpx.codes.OK else None
    except ValueError:
        return None


def _beside(url: str, name: str) -> str:
    parts = urlsplit(url)
    folder = parts.path if parts.path.endswith("/") else parts.path.rpartition("/")[0] + "/"
    return f"{parts.scheme}://{parts.netloc}{folder}{name}"


def _same_origin(url: str, other: str) -> bool:
    one, two = urlsplit(url), urlsplit(other)
    return (one.scheme, one.netloc) == (two.scheme, two.netloc)


def _host(url: str) -> str:
    return urlsplit(url).hostname or url
