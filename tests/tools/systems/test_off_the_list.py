"""Every client that reaches foreign systems, on every way of writing an address that is not on the list."""

import asyncio
from pathlib import Path

import pytest

from batuta.errors import BatutaError
from batuta.publishing import SystemDescription
from batuta.text import Text
from tests.tools.outgoing.test_allowed import ELSEWHERE, INSIDE, LIST
from tools.outgoing.allowed import OffLimits
from tools.secrets import Secrets
from tools.systems.detection.check import live_description
from tools.systems.detection.detect import detect_url
from tools.systems.mcp.session import Server, tools_of
from tools.systems.openapi.connector import openapi_system


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


def system(url: str, settings: dict[str, str] | None = None) -> SystemDescription:
    return SystemDescription(
        id="esp",
        name=Text(en="E", es="E"),
        kind="openapi",
        url=url,
        capabilities=(),
        settings=settings or {},
    )


@pytest.mark.parametrize("url", ELSEWHERE)
async def test_nothing_is_looked_up_or_connected_to(url: str, tmp_path: Path, connected: list[object]) -> None:
    (tmp_path / "systems").mkdir()
    (tmp_path / "systems" / "esp.yaml").write_text(
        "capabilities: {audience.get: {operation: 'GET /l/{id}', path: {id: $arguments.id}, result: {id: $answer.id}}}"
    )
    with pytest.raises(OffLimits):
        await detect_url(url, LIST)
    with pytest.raises(OffLimits):
        await tools_of(Server("esp", url=url, allowed=LIST))
    with pytest.raises(OffLimits):
        openapi_system(system(url), tmp_path, LIST, Secrets(tmp_path))
    if "://" in url:
        described = system("https://cms.example.com", {"description_url": url})
        with pytest.raises(OffLimits):
            await live_description(described, tmp_path, LIST, Secrets(tmp_path))
    assert connected == []


@pytest.mark.parametrize("address", INSIDE)
async def test_a_listed_name_that_leads_inside_is_not_connected_to(
    address: str, connected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def resolved(*_: object, **__: object) -> list[object]:
        return [(None, None, None, None, (address, 443))]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolved)
    for attempt in (
        detect_url("https://cms.example.com/", LIST),
        tools_of(Server("esp", url="https://cms.example.com/mcp", allowed=LIST)),
    ):
        with pytest.raises(BatutaError, match="inside a network"):
            await attempt
    assert connected == []
