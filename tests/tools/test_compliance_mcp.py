"""The company's own tool over MCP: a real server answers; whatever else comes back blocks, with the reason."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from mcp.server import MCPServer

from batuta.compliance import Finding, Subject, verdict_of
from batuta.content import ContentItem
from batuta.settings import Settings
from examples.compliance_mcp_server import server
from examples.compliance_server import Rule
from tests.scenes.compliance import TODAY
from tools.compliance_mcp import McpComplianceTool
from tools.compliance_tool import compliance_tool

RULES = [Rule("chollo", "block", "We never say chollo."), Rule("gratis", "warn", "Legal looks at “gratis” first.")]


def subject(words: str) -> Subject:
    item = ContentItem(
        id="email.es-ES", channel="email", locale="es-ES", status="draft", parts={"body": words}, origin="generated"
    )
    return Subject(items=(item,), jurisdictions=("ES",), today=TODAY)


@asynccontextmanager
async def serving(house: MCPServer[Any]) -> AsyncIterator[str]:
    running = uvicorn.Server(uvicorn.Config(house.streamable_http_app(), host="127.0.0.1", port=0, log_level="error"))
    task = asyncio.create_task(running.serve())
    while not running.started:
        await asyncio.sleep(0.01)
    port = running.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/mcp"
    running.should_exit = True
    await task


async def asked(house: MCPServer[Any], words: str, *, patience: float = 5.0) -> tuple[Finding, ...]:
    async with serving(house) as address:
        return await McpComplianceTool(address, timeout_seconds=patience).review(subject(words), "en")


def answering(answer: Callable[[], Any], name: str = "review_marketing") -> MCPServer[Any]:
    house = MCPServer("house")

    async def review_marketing(subject: dict[str, Any], locale: str | None = None) -> Any:
        made = answer()
        return await made if asyncio.iscoroutine(made) else made

    house.tool(name=name)(review_marketing)
    return house


@pytest.mark.parametrize(
    ("words", "severities", "verdict"),
    [
        ("Un chollo, y gratis.", ["block", "warn"], "blocked"),
        ("Gratis hasta mayo.", ["warn"], "needs_review"),
        ("Ya está el catálogo.", [], "clear"),
    ],
)
async def test_a_tool_that_answers_is_believed(words: str, severities: list[str], verdict: str) -> None:
    findings = await asked(server(RULES), words)
    assert [finding.severity for finding in findings] == severities
    assert verdict_of(findings) == verdict


async def test_an_answer_may_be_json_in_a_text() -> None:
    assert await asked(answering(lambda: '{"verdict": "clear", "findings": []}'), "Hola") == ()


def broken() -> object:
    raise ValueError("no")


@pytest.mark.parametrize(
    ("house", "reason"),
    [
        (answering(lambda: ""), "empty"),
        (answering(lambda: "All good!"), "cannot be read"),
        (answering(lambda: {"verdict": "clear"}), "cannot be read (findings)"),
        (answering(lambda: {"verdict": "blocked", "findings": []}), "contradicts itself"),
        (answering(lambda: {"verdict": "approved", "findings": []}), "cannot be read (verdict)"),
        (answering(lambda: "x" * 1_000_100), "too long"),
        (answering(broken), "answered with an error"),
        (answering(lambda: {"verdict": "clear", "findings": []}, name="another_tool"), "error"),
    ],
)
async def test_anything_but_a_clean_answer_blocks_with_the_reason(house: MCPServer[Any], reason: str) -> None:
    found = await asked(house, "Hola")
    assert [f.severity for f in found] == ["block"]
    assert found[0].topic == "external_review_failed"
    assert found[0].waivable_by == ()
    assert reason in found[0].message


async def test_a_tool_that_never_answers_blocks() -> None:
    (found,) = await asked(answering(lambda: asyncio.sleep(1.0)), "Hola", patience=0.3)
    assert found.severity == "block"
    assert "did not answer in time" in found.message


async def test_a_tool_that_is_not_there_blocks() -> None:
    (found,) = await McpComplianceTool("http://127.0.0.1:9/mcp", timeout_seconds=2).review(subject("Hola."), "es-ES")
    assert found.severity == "block"
    assert "no está accesible" in found.message


def test_the_settings_say_so(tmp_path: Path) -> None:
    chosen = compliance_tool(Settings(state_dir=tmp_path, compliance_url="mcp+http://127.0.0.1:1/mcp"))
    assert isinstance(chosen, McpComplianceTool)
