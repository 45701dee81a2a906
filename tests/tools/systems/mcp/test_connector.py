"""The connector contract on an MCP server, over HTTP and as a command, and what breaks on the way."""

import sys
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from batuta.errors import BatutaError, Misconfigured, OutcomeUnknown, SystemUnavailable
from batuta.publishing import SystemDescription
from batuta.text import Text
from examples.audience_mcp_server import Audience, server
from tests.contracts.marketing_system import Example, MarketingSystemContract
from tests.servers.asgi import serving
from tests.servers.fault_proxy import FaultProxy
from tools.outgoing.allowed import AllowedHosts, OffLimits
from tools.secrets import Secrets
from tools.systems.mapping.system import MappedSystem
from tools.systems.mcp.connector import allowed_command, mcp_system, problems
from tools.systems.mcp.session import Server, tools_of

MAPPING = Path("examples/audience_mcp_server.mapping.yaml")
COMMAND = f"{sys.executable} -m examples.audience_mcp_server"
ARGUMENTS = {"name": "Fibra en otoño", "audience": "d" * 64, "members": 1200}


@pytest.fixture(scope="module")
def kept() -> dict[str, Audience]:
    return {}


@pytest.fixture(scope="module")
def site(kept: dict[str, Audience]) -> Iterator[str]:
    with serving(server(kept).streamable_http_app()) as url:
        yield url


@pytest.fixture(scope="module")
def proxy_of_module(site: str) -> Iterator[FaultProxy]:
    with FaultProxy(site) as proxy:
        yield proxy


@pytest.fixture
def proxy(proxy_of_module: FaultProxy) -> FaultProxy:
    proxy_of_module.clear()
    return proxy_of_module


@pytest.fixture
async def folder(tmp_path: Path, site: str) -> Path:
    tools = await tools_of(Server("people", url=f"{site}/mcp", allowed=AllowedHosts([site[7:]])))
    pins = yaml.safe_dump({"tools": {tool.name: tool.parts for tool in tools}})
    (tmp_path / "systems").mkdir()
    (tmp_path / "systems" / "people.yaml").write_text(MAPPING.read_text() + pins)
    return tmp_path


def description(url: str = "", **more: object) -> SystemDescription:
    return SystemDescription(
        id="people",
        name=Text(en="Audience platform", es="Plataforma de audiencias"),
        kind="mcp",
        url=f"{url}/mcp" if url else "",
        capabilities=("audience.create", "audience.get", "audience.size", "audience.delete"),
        **more,  # type: ignore[arg-type]
    )


def opened(url: str, folder: Path, *, seconds: float = 5.0, **more: object) -> MappedSystem:
    return mcp_system(description(url, **more), folder, AllowedHosts([url[7:]]), Secrets(folder), seconds=seconds)


class TestMcpSystem(MarketingSystemContract):
    @pytest.fixture
    def key(self) -> str:
        return uuid.uuid4().hex

    @pytest.fixture
    def system(self, proxy: FaultProxy, folder: Path) -> MappedSystem:
        return opened(proxy.url, folder, seconds=5.0)

    @pytest.fixture
    def example(self, kept: dict[str, Audience]) -> Example:
        async def count() -> int:
            return len(kept)

        return Example(
            create="audience.create",
            arguments=ARGUMENTS,
            get="audience.get",
            undo="audience.delete",
            shows={"members": 1200, "audience": "d" * 64, "state": "active"},
            gone={"state": "deleted"},
            count=count,
        )

    @pytest.mark.parametrize(
        ("passing", "fault"),
        [
            (0, "lose reply"),
            (1, "cut"),
            *((2, fault) for fault in ("lose reply", "never answer", "cut", "nonsense", "empty", "act then 500")),
        ],
    )
    async def test_whichever_exchange_a_fault_hits_the_key_makes_one(
        self, proxy: FaultProxy, folder: Path, example: Example, key: str, fault: str, passing: int
    ) -> None:
        """An exchange is three requests: greeting, list of tools, call."""
        system = opened(proxy.url, folder, seconds=2.5)
        before = await example.count()
        proxy.next(*["none"] * passing, fault, on="POST")
        with suppress(OutcomeUnknown, SystemUnavailable):
            await system.perform(example.create, example.arguments, key)
        proxy.clear()
        made = await system.find(example.create, key) or await system.perform(example.create, example.arguments, key)
        assert await example.count() == before + 1
        assert (await system.read("audience.size", {"id": made.reference})) == {"members": 1200}

    async def test_one_that_is_busy_is_waited_for(
        self, system: MappedSystem, proxy: FaultProxy, example: Example, key: str
    ) -> None:
        proxy.next("429", "503")
        assert (await system.perform(example.create, example.arguments, key)).reference

    @pytest.mark.parametrize("fault", ["refuse", "500"])
    async def test_one_that_never_listens_has_done_nothing(
        self, system: MappedSystem, proxy: FaultProxy, example: Example, key: str, fault: str
    ) -> None:
        before = await example.count()
        proxy.next(*[fault] * 30)
        with pytest.raises(SystemUnavailable):
            await system.perform(example.create, example.arguments, key)
        proxy.clear()
        assert await example.count() == before

    async def test_credentials_that_do_not_count_are_named_and_not_shown(
        self,
        proxy: FaultProxy,
        folder: Path,
        example: Example,
        key: str,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level("DEBUG")
        monkeypatch.setenv("BATUTA_SECRET_PEOPLE", "the-token-of-the-shop")
        system = opened(proxy.url, folder, credentials={"token": "env:PEOPLE"})
        proxy.next(*["401"] * 8)
        with pytest.raises(Misconfigured, match="credentials") as told:
            await system.perform(example.create, example.arguments, key)
        assert "the-token" not in f"{told.value.in_('en')} {told.value.in_('es')} {told.value!r} {caplog.text}"


async def test_a_command_is_a_server_too(folder: Path) -> None:
    system = mcp_system(
        description(settings={"command": COMMAND}),
        folder,
        AllowedHosts([]),
        Secrets(folder),
        commands=[COMMAND],
    )
    # The server keeps its audiences in the memory of the process, and each call is a process of its own.
    made = await system.perform("audience.create", ARGUMENTS, "k")
    assert made.result["members"] == 1200


@pytest.mark.parametrize(
    "command", ["", "python", f"{COMMAND} --more", "sh -c 'true'", f"{COMMAND}; true", "'unclosed"]
)
def test_only_whole_command_lines_of_the_operator_are_started(command: str) -> None:
    with pytest.raises(Misconfigured, match="BATUTA_ALLOWED_COMMANDS"):
        allowed_command(command, [COMMAND])


async def test_a_command_gets_nothing_of_our_environment_but_its_own_credentials(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "environment.txt"
    monkeypatch.setenv("OPENAI_API_KEY", "sk-ours")
    monkeypatch.setenv("BATUTA_SECRET_OTHER", "somebody-else's")
    code = f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ)))"
    command = (sys.executable, "-c", code)
    with pytest.raises(SystemUnavailable):
        await tools_of(Server("people", command=command, environment={"PEOPLE": "its-own"}, seconds=5))
    told = seen.read_text()
    assert "its-own" in told
    assert "sk-ours" not in told
    assert "somebody-else's" not in told


@pytest.mark.parametrize("url", ["http://169.254.169.254/mcp", "http://localhost.example/mcp", "file:///etc/passwd"])
async def test_addresses_off_the_list_are_not_reached(folder: Path, url: str) -> None:
    with pytest.raises(OffLimits):
        mcp_system(
            description().model_copy(update={"url": url}), folder, AllowedHosts(["127.0.0.1:1"]), Secrets(folder)
        )


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("/nonexistent/program",), "cannot be started"),
        ((sys.executable, "-c", "print('Welcome')"), "does not answer as an MCP server"),
        ((sys.executable, "-c", "import time; time.sleep(9)"), "did not answer within"),
    ],
)
async def test_a_command_that_is_no_server_is_said(command: tuple[str, ...], told: str) -> None:
    with pytest.raises(SystemUnavailable, match=told) as failed:
        await tools_of(Server("people", command=command, seconds=1.0))
    assert failed.value.remedy is not None


async def test_a_page_that_is_no_mcp_server_is_said(site: str) -> None:
    with pytest.raises(SystemUnavailable, match="does not answer as an MCP server"):
        await tools_of(Server("people", url=f"{site}/elsewhere", allowed=AllowedHosts([site[7:]])))


def test_what_systems_yaml_promises_must_be_mapped_and_pinned(folder: Path, site: str) -> None:
    assert problems(description(site), folder) == ()
    more = description(site).model_copy(update={"capabilities": ("audience.create", "audience.update")})
    assert "audience.update" in problems(more, folder)[0].message.en
    (folder / "systems" / "people.yaml").write_text(MAPPING.read_text())
    unpinned = problems(description(site), folder)
    assert len(unpinned) == 5
    assert all("not pinned" in problem.message.en and problem.line for problem in unpinned)


async def test_a_refusal_of_the_tool_is_told(folder: Path, site: str) -> None:
    system = opened(site, folder)
    with pytest.raises(BatutaError, match="validation error"):
        await system.perform("audience.create", {**ARGUMENTS, "members": "many"}, "k-bad")
