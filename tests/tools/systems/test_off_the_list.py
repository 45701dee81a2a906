"""Every client that reaches foreign systems, on every way of writing an address that is not on the list."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from batuta.errors import BatutaError
from batuta.publishing import SystemDescription
from batuta.text import Text
from tests.tools.outgoing.test_allowed import ELSEWHERE, INSIDE, LIST
from tools.outgoing.allowed import OffLimits
from tools.secrets import Secrets
from tools.systems.browser.gate import Gate
from tools.systems.browser.reach import Reach
from tools.systems.detection.check import live_description
from tools.systems.detection.detect import detect_url
from tools.systems.http import SystemHttp
from tools.systems.mcp.session import Server, tools_of
from tools.systems.openapi.connector import openapi_system
from tools.systems.wordpress.connector import WordPress


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Everything that somebody tried to look up or connect to."""
    seen: list[object] = []

    async def noted(*given: object, **_: object) -> object:
        seen.append(given)
        raise OSError("nobody connects here")

    for name in ("getaddrinfo", "create_connection", "sock_connect"):
        monkeypatch.setattr(asyncio.BaseEventLoop, name, noted, raising=False)
    return seen


def system(
    url: str, settings: dict[str, str] | None = None, credentials: dict[str, str] | None = None
) -> SystemDescription:
    return SystemDescription(
        id="esp",
        name=Text(en="E", es="E"),
        kind="openapi",
        url=url,
        capabilities=(),
        settings=settings or {},
        credentials=credentials or {},
    )


@pytest.mark.parametrize("url", ELSEWHERE)
async def test_nothing_is_looked_up_or_connected_to(url: str, tmp_path: Path, connected: list[object]) -> None:
    (tmp_path / "systems").mkdir()
    (tmp_path / "systems" / "esp.yaml").write_text(
        "capabilities: {audience.get: {operation: 'GET /l/{id}', path: {id: $arguments.id}, result: {id: $answer.id}}}"
    )
    (tmp_path / "wordpress").write_text("abcd efgh ijkl")
    (tmp_path / "wordpress").chmod(0o600)
    with pytest.raises(OffLimits):
        await detect_url(url, LIST)
    with pytest.raises(OffLimits):
        await tools_of(Server("esp", url=url, allowed=LIST))
    with pytest.raises(OffLimits):
        openapi_system(system(url), tmp_path, LIST, Secrets(tmp_path))
    with pytest.raises(OffLimits):
        SystemHttp("esp", url, LIST)
    with pytest.raises(OffLimits):
        WordPress(system(url, {"user": "editor"}, {"password": "file:wordpress"}), LIST, Secrets(tmp_path))
    with pytest.raises(OffLimits):
        Reach(LIST, url)
    with pytest.raises(OffLimits):
        Reach(LIST, "https://cms.example.com", [url])
    if "://" in url:
        described = system("https://cms.example.com", {"description_url": url})
        with pytest.raises(OffLimits):
            await live_description(described, tmp_path, LIST, Secrets(tmp_path))
    assert connected == []


@pytest.mark.parametrize("url", [url for url in ELSEWHERE if url.isascii() and url.isprintable() and " " not in url])
async def test_the_gate_of_the_browser_passes_nothing_on(url: str) -> None:
    looked_up: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        looked_up.append(host)
        return ("127.0.0.1",)

    scheme, _, rest = url.partition("://")
    place = rest.partition("/")[0] if scheme in ("http", "https") else "127.0.0.1"
    async with Gate(Reach(LIST, "https://cms.example.com"), resolve=resolve) as gate:
        port = int(gate.address.rpartition(":")[2])
        for asked in (f"GET {url} HTTP/1.1", f"CONNECT {place} HTTP/1.1", f"CONNECT {place}:443 HTTP/1.1"):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"{asked}\r\n\r\n".encode())
            answer = await reader.read(200)
            writer.close()
            assert answer.startswith((b"HTTP/1.1 403", b"HTTP/1.1 502")), asked
    assert looked_up == []


async def test_what_is_on_the_list_is_looked_up(connected: list[object]) -> None:
    """Else the tests above would prove nothing."""
    with pytest.raises(BatutaError):
        await detect_url("https://cms.example.com/", LIST)
    assert connected


@pytest.mark.parametrize("address", INSIDE)
async def test_a_listed_name_that_leads_inside_is_not_connected_to(
    address: str, tmp_path: Path, connected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def resolved(*_: object, **__: object) -> list[object]:
        return [(None, None, None, None, (address, 443))]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolved)
    (tmp_path / "wordpress").write_text("abcd efgh ijkl")
    (tmp_path / "wordpress").chmod(0o600)
    described = system("https://cms.example.com", {"user": "editor"}, {"password": "file:wordpress"})
    for attempt in (
        detect_url("https://cms.example.com/", LIST),
        tools_of(Server("esp", url="https://cms.example.com/mcp", allowed=LIST)),
        SystemHttp("esp", "https://cms.example.com", LIST).look("lists"),
        WordPress(described, LIST, Secrets(tmp_path)).read("content.get", {"id": "esp:1"}),
    ):
        with pytest.raises(BatutaError, match="inside a network"):
            await attempt
    assert connected == []


@pytest.mark.parametrize("address", INSIDE)
async def test_the_gate_of_the_browser_opens_no_way_inside(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return (address,)

    opened: list[object] = []

    async def opening(*given: object, **_: object) -> object:
        opened.append(given)
        raise OSError("nobody connects here")

    async with Gate(Reach(LIST, "https://cms.example.com"), resolve=resolve) as gate:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(gate.address.rpartition(":")[2]))
        monkeypatch.setattr(asyncio, "open_connection", opening)
        writer.write(b"CONNECT cms.example.com:443 HTTP/1.1\r\n\r\n")
        answer = await reader.read(200)
        writer.close()
    assert answer.startswith(b"HTTP/1.1 403")
    assert opened == []
