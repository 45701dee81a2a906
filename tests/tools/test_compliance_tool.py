"""The company's own tool over HTTP: a real one answers; whatever else comes back blocks, with the reason."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from batuta.compliance import Finding, Subject, verdict_of
from batuta.content import ContentItem
from batuta.settings import Settings
from examples.compliance_server import Rule, server
from tests.scenes.compliance import TODAY
from tools.compliance_tool import HttpComplianceTool, NoComplianceTool, compliance_tool

RULES = [Rule("chollo", "block", "We never say chollo."), Rule("gratis", "warn", "Legal looks at “gratis” first.")]


def subject(words: str) -> Subject:
    item = ContentItem(
        id="email.es-ES", channel="email", locale="es-ES", status="draft", parts={"body": words}, origin="generated"
    )
    return Subject(items=(item,), jurisdictions=("ES",), today=TODAY)


@contextmanager
def serving(running: ThreadingHTTPServer) -> Iterator[str]:
    thread = threading.Thread(target=running.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}/review"
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture
def house() -> Iterator[str]:
    with serving(server(RULES)) as address:
        yield address


@pytest.mark.parametrize(
    ("words", "severities", "verdict"),
    [
        ("Un chollo, y gratis.", ["block", "warn"], "blocked"),
        ("Gratis hasta mayo.", ["warn"], "needs_review"),
        ("Ya está el catálogo.", [], "clear"),
    ],
)
async def test_a_tool_that_answers_is_believed(house: str, words: str, severities: list[str], verdict: str) -> None:
    findings = await HttpComplianceTool(house).review(subject(words), "es-ES")
    assert [finding.severity for finding in findings] == severities
    assert verdict_of(findings) == verdict
    for finding in findings:
        assert words[finding.start : finding.end] == finding.quote
        assert (finding.item, finding.part) == ("email.es-ES", "body")


async def test_none_connected_adds_nothing() -> None:
    assert await NoComplianceTool().review(subject("Un chollo."), None) == ()


def test_the_settings_say_which_one(tmp_path: Path) -> None:
    assert isinstance(compliance_tool(Settings(state_dir=tmp_path)), NoComplianceTool)
    assert isinstance(
        compliance_tool(Settings(state_dir=tmp_path, compliance_url="http://127.0.0.1:1/review")), HttpComplianceTool
    )


class Scripted(BaseHTTPRequestHandler):
    """Answers as its server was told."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        script = self.server.script  # type: ignore[attr-defined]
        if script.get("silent"):
            self.server.released.wait(5)  # type: ignore[attr-defined]
            return
        body: bytes = script.get("body", b"")
        self.send_response(script.get("status", 200))
        for name, value in script.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(script.get("length", len(body))))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name the base class gives it
        """Silent."""


def finding(**other: Any) -> dict[str, Any]:
    return {
        "rule_id": "r",
        "topic": "t",
        "severity": "warn",
        "message": "m",
        "source": {"title": "House"},
    } | other


async def answered(script: dict[str, Any], *, patience: float = 5.0, locale: str = "en") -> tuple[Finding, ...]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Scripted)
    running.script, running.released = script, threading.Event()  # type: ignore[attr-defined]
    with serving(running) as address:
        found = await HttpComplianceTool(address, timeout_seconds=patience).review(subject("Hola."), locale)
        running.released.set()  # type: ignore[attr-defined]
    return found


def said(answer: object, **other: Any) -> dict[str, Any]:
    return {"body": json.dumps(answer).encode(), **other}


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ({"body": b""}, "empty"),
        ({"body": b"  \n"}, "empty"),
        ({"body": b"<html>Welcome</html>"}, "cannot be read"),
        ({"body": b"null"}, "cannot be read"),
        (said([]), "cannot be read"),
        (said({"verdict": "clear"}), "cannot be read (findings)"),
        (said({"findings": []}), "cannot be read (verdict)"),
        (said({"verdict": "fine", "findings": []}), "cannot be read (verdict)"),
        (said({"verdict": "needs_review", "findings": [finding(source=None)]}), "cannot be read (findings.0.source)"),
        (said({"verdict": "blocked", "findings": []}), "contradicts itself"),
        (said({"verdict": "clear", "findings": [finding(severity="block")]}), "contradicts itself"),
        (said({"verdict": "clear", "findings": [finding()]}), "contradicts itself"),
        (said({"verdict": "clear", "findings": []}, status=500), "status 500"),
        (said({"verdict": "clear", "findings": []}, status=204), "status 204"),
        ({"status": 302, "headers": {"Location": "http://127.0.0.1:1/"}}, "status 302"),
        ({"body": b" " * 1_000_100}, "too long"),
        ({"body": b"{", "length": 50}, "cannot be reached"),
        (said({"verdict": "needs_review", "findings": [finding()] * 501}), "cannot be read (findings)"),
    ],
)
async def test_anything_but_a_clean_answer_blocks_with_the_reason(script: dict[str, Any], reason: str) -> None:
    found = await answered(script)
    blocking = [f for f in found if f.topic == "external_review_failed"]
    assert len(blocking) == 1
    assert blocking[0].severity == "block"
    assert blocking[0].waivable_by == ()
    assert reason in blocking[0].message


async def test_what_a_contradictory_tool_found_is_kept() -> None:
    found = await answered(said({"verdict": "clear", "findings": [finding()]}))
    assert [f.severity for f in found] == ["warn", "block"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", " https://x.example"])
async def test_an_address_that_is_no_page_is_dropped_and_the_finding_stays(url: str) -> None:
    answer = {"verdict": "needs_review", "findings": [finding(source={"title": "House", "url": url})]}
    (found,) = await answered(said(answer))
    assert (found.severity, found.source.url) == ("warn", "")


async def test_a_tool_that_answers_drop_by_drop_is_not_waited_for() -> None:
    class Dripping(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            for _ in range(50):
                try:
                    self.wfile.write(b" ")
                    self.wfile.flush()
                except OSError:
                    return
                self.server.released.wait(0.05)  # type: ignore[attr-defined]

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name the base class gives it
            """Silent."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Dripping)
    running.released = threading.Event()  # type: ignore[attr-defined]
    with serving(running) as address:
        (found,) = await HttpComplianceTool(address, timeout_seconds=0.3).review(subject("Hola."), "en")
        running.released.set()  # type: ignore[attr-defined]
    assert "did not answer in time" in found.message


async def test_a_tool_that_never_answers_blocks() -> None:
    (found,) = await answered({"silent": True}, patience=0.2, locale="es-ES")
    assert found.severity == "block"
    assert "no ha respondido a tiempo" in found.message


async def test_a_tool_that_is_not_there_blocks() -> None:
    (found,) = await HttpComplianceTool("http://127.0.0.1:9/review").review(subject("Hola."), "en")
    assert found.severity == "block"
    assert "cannot be reached" in found.message


async def test_a_tool_says_who_may_let_a_finding_pass() -> None:
    answer = {"verdict": "needs_review", "findings": [finding(waivable_by=["compliance"], note="ignored")]}
    (found,) = await answered(said(answer))
    assert found.waivable_by == ("compliance",)
