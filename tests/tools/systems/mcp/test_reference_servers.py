"""MCP servers that nobody here wrote, where this machine has them; what is left out says how to get it."""

import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from batuta.errors import BadInput
from batuta.publishing import SystemDescription
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.secrets import Secrets
from tools.systems.detection.detect import as_operation
from tools.systems.detection.propose import propose
from tools.systems.mcp.connector import mcp_system
from tools.systems.mcp.pins import looked_over
from tools.systems.mcp.session import Server, tools_of


class Reference(NamedTuple):
    program: str
    module: str
    arguments: tuple[str, ...]
    install: str
    tools: frozenset[str]


TIME = Reference(
    "mcp-server-time",
    "mcp_server_time",
    ("--local-timezone", "UTC"),
    "pip install mcp-server-time",
    frozenset({"get_current_time", "convert_time"}),
)
EVERYTHING = Reference(
    "mcp-server-everything",
    "",
    ("stdio",),
    "npm install -g @modelcontextprotocol/server-everything",
    frozenset({"echo"}),
)


def command(reference: Reference) -> tuple[str, ...]:
    """Its command line. Skips, saying how to install it, where it is not there."""
    program = shutil.which(reference.program)
    if program:
        return (program, *reference.arguments)
    if reference.module and find_spec(reference.module):
        return (sys.executable, "-m", reference.module, *reference.arguments)
    pytest.skip(f"left out: {reference.program} is not on this machine ({reference.install})")


@pytest.fixture(params=[TIME, EVERYTHING], ids=lambda one: one.program)
def reference(request: pytest.FixtureRequest) -> Reference:
    return request.param  # type: ignore[no-any-return]


def server(line: Sequence[str]) -> Server:
    return Server("reference", command=tuple(line), seconds=20)


async def test_its_tools_are_read_pinned_and_the_same_again(reference: Reference) -> None:
    line = command(reference)
    first = await tools_of(server(line))
    assert reference.tools <= {tool.name for tool in first}
    pins = {tool.name: tool.parts for tool in first}
    assert all(looked.usable for looked in looked_over(await tools_of(server(line)), pins))


async def test_nothing_of_it_is_taken_for_marketing(reference: Reference) -> None:
    tools = await tools_of(server(command(reference)))
    made = [one for one in propose([as_operation(tool) for tool in tools]) if one.sure]
    assert not made, made


async def test_a_refusal_of_a_tool_is_a_refusal(tmp_path: Path) -> None:
    line = command(TIME)
    tools = await tools_of(server(line))
    mapping = {
        "capabilities": {
            "audience.size": {
                "tool": "get_current_time",
                "send": {"timezone": "$arguments.id"},
                "result": {"members": {"$count": "$answer"}},
            }
        },
        "tools": {tool.name: dict(tool.parts) for tool in tools},
    }
    (tmp_path / "clock.yaml").write_text(yaml.safe_dump(mapping))
    told = " ".join(line)
    description = SystemDescription(
        id="clock",
        name=Text(en="Clock", es="Reloj"),
        kind="mcp",
        url="",
        capabilities=("audience.size",),
        settings={"mapping": "clock.yaml", "command": told},
    )
    system = mcp_system(description, tmp_path, AllowedHosts([]), Secrets(tmp_path), commands=[told])
    with pytest.raises(BadInput, match="timezone"):
        await system.read("audience.size", {"id": "Nowhere/At_all"})
