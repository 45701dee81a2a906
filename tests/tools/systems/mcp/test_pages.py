"""What a server says in pieces, or with more than anybody asked for: half a list is never taken for the whole."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
import yaml
from mcp.server import Server as LowLevel

from batuta.errors import BatutaError, Misconfigured, OutcomeUnknown, SystemUnavailable
from batuta.publishing import SystemDescription
from batuta.text import Text
from tests.servers.asgi import serving
from tests.servers.fault_proxy import FaultProxy
from tools.outgoing.allowed import AllowedHosts
from tools.secrets import Secrets
from tools.systems.mapping.system import MappedSystem
from tools.systems.mcp.connector import mcp_system
from tools.systems.mcp.session import Server, tools_of

NAMES = ("find_pieces", "get_piece", "withdraw_piece")
CALL = 'POST /mcp … "tools/call"'


class Shelf:
    """Tells its tools one a page and its pieces two a page; every answer has fields that nobody knows."""

    def __init__(self) -> None:
        self.withdrawn: list[str] = []
        self.breaks_on = ""
        """The cursor of the page that fails."""

        async def on_list(_: object, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
            at = int((params.cursor if params else None) or 0)
            tool = types.Tool(name=NAMES[at], input_schema={"type": "object", "properties": {}})
            return types.ListToolsResult(tools=[tool], next_cursor=str(at + 1) if at + 1 < len(NAMES) else None)

        async def on_call(_: object, params: types.CallToolRequestParams) -> types.CallToolResult:
            given: dict[str, Any] = dict(params.arguments or {})
            answer: dict[str, object] = {"_trace": {"node": 7}, "x-experimental": [None]}
            match params.name:
                case "find_pieces":
                    at = str(given.get("cursor") or "0")
                    if at == self.breaks_on:
                        raise ValueError("half of the shelf is away")
                    pieces = [{"id": f"p{int(at) + n}", "title": "T", "colour": "red"} for n in range(2)]
                    answer |= {"pieces": pieces, "next": "2" if at == "0" else None}
                case "get_piece":
                    answer |= {"piece": {"id": given["id"], "state": "live", "owner": {"id": "u1"}}}
                case _:
                    self.withdrawn.append(str(given["id"]))
                    answer |= {"piece": {"id": given["id"], "state": "withdrawn"}}
            return types.CallToolResult(content=[types.TextContent(type="text", text=json.dumps(answer))])

        self.app = LowLevel("shelf", on_list_tools=on_list, on_call_tool=on_call).streamable_http_app()


STATE = {"$of": "$answer.piece.state", "$values": {"live": "published", "withdrawn": "retired"}}
PIECE = {"id": "$answer.piece.id", "status": STATE}
MAPPING = {
    "content.search": {
        "tool": "find_pieces",
        "items": "$answer.pieces",
        "pages": {"by": "cursor", "parameter": "cursor", "next": "$answer.next?"},
        "result": {
            "items": {"$each": "$items", "$make": {"id": "${item.id}", "title": "${item.title}", "status": "published"}}
        },
    },
    "content.get": {"tool": "get_piece", "send": {"id": "$arguments.id"}, "result": PIECE},
    "content.unpublish": {
        "tool": "withdraw_piece",
        "send": {"id": "$arguments.id"},
        "result": PIECE,
        "repeated": "harmless",
    },
}


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture(scope="module")
def site(shelf: Shelf) -> Iterator[str]:
    with serving(shelf.app) as url:
        yield url


@pytest.fixture(scope="module")
def proxy_of_module(site: str) -> Iterator[FaultProxy]:
    with FaultProxy(site) as proxy:
        yield proxy


@pytest.fixture
def proxy(proxy_of_module: FaultProxy, shelf: Shelf) -> FaultProxy:
    proxy_of_module.clear()
    shelf.breaks_on = ""
    shelf.withdrawn.clear()
    return proxy_of_module


@pytest.fixture
async def system(proxy: FaultProxy, site: str, tmp_path: Path) -> MappedSystem:
    tools = await tools_of(Server("shelf", url=f"{site}/mcp", allowed=AllowedHosts([site[7:]])))
    assert [tool.name for tool in tools] == list(NAMES)
    pins = {tool.name: dict(tool.parts) for tool in tools}
    (tmp_path / "systems").mkdir()
    (tmp_path / "systems" / "shelf.yaml").write_text(yaml.safe_dump({"capabilities": MAPPING, "tools": pins}))
    description = SystemDescription(
        id="shelf",
        name=Text(en="Shelf", es="Estante"),
        kind="mcp",
        url=f"{proxy.url}/mcp",
        capabilities=("content.search", "content.get", "content.unpublish"),
    )
    return mcp_system(description, tmp_path, AllowedHosts([proxy.host]), Secrets(tmp_path), seconds=2.5)


async def test_all_pages_are_one_list_and_unknown_fields_are_nobodys(system: MappedSystem) -> None:
    found = await system.read("content.search", {})
    assert [item["id"] for item in found["items"]] == ["p0", "p1", "p2", "p3"]  # type: ignore[attr-defined]
    assert (await system.read("content.get", {"id": "p1"}))["status"] == "published"


async def test_a_list_whose_second_page_fails_is_no_list(system: MappedSystem, shelf: Shelf) -> None:
    shelf.breaks_on = "2"
    with pytest.raises(BatutaError):
        await system.read("content.search", {})


@pytest.mark.parametrize("fault", ["lose reply", "never answer", "cut", "nonsense", "empty", "act then 500"])
async def test_a_page_that_gets_lost_is_no_empty_list(system: MappedSystem, proxy: FaultProxy, fault: str) -> None:
    proxy.next(fault, on=CALL)
    with pytest.raises(SystemUnavailable) as told:
        await system.read("content.search", {})
    assert told.value.in_("en") != told.value.in_("es")


@pytest.mark.parametrize("fault", ["lose reply", "never answer", "cut", "act then 500"])
async def test_a_reply_lost_after_success_is_unknown(
    system: MappedSystem, proxy: FaultProxy, shelf: Shelf, fault: str
) -> None:
    proxy.next(fault, on=CALL)
    with pytest.raises(OutcomeUnknown):
        await system.perform("content.unpublish", {"id": "p1"}, "k")
    assert shelf.withdrawn == ["p1"]
    proxy.clear()
    assert (await system.perform("content.unpublish", {"id": "p1"}, "k")).result["status"] == "retired"


@pytest.mark.parametrize("fault", ["401", "403"])
async def test_credentials_that_end_in_the_middle_are_said(
    system: MappedSystem, proxy: FaultProxy, shelf: Shelf, fault: str
) -> None:
    proxy.next(fault, on=CALL)
    with pytest.raises(Misconfigured, match="credentials"):
        await system.perform("content.unpublish", {"id": "p1"}, "k")
    assert shelf.withdrawn == []


async def test_one_that_asks_to_wait_for_the_call_itself_is_waited_for(
    system: MappedSystem, proxy: FaultProxy, shelf: Shelf
) -> None:
    proxy.next("429", on=CALL)
    assert (await system.perform("content.unpublish", {"id": "p2"}, "k")).result["status"] == "retired"
    assert shelf.withdrawn == ["p2"]


@pytest.mark.parametrize("fault", ["more fields", "other clock"])
async def test_another_clock_and_further_fields_do_not_matter(
    system: MappedSystem, proxy: FaultProxy, fault: str
) -> None:
    proxy.next(fault, on=CALL)
    assert (await system.read("content.get", {"id": "p1"}))["status"] == "published"
