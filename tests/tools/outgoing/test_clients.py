"""Every place that opens a connection is known: through the guard, or to the one address that the operator set.

A new client anywhere fails here until somebody says which of the two it is.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGES = ("batuta", "agents", "graphs", "tools", "app")
OPENS = frozenset(
    """httpx.AsyncClient httpx.Client httpx.AsyncHTTPTransport httpx.HTTPTransport httpx.get httpx.post httpx.put
    httpx.patch httpx.delete httpx.request httpx.stream httpx2.AsyncClient httpx2.Client httpx2.get httpx2.post
    httpx2.AsyncHTTPTransport aiohttp.ClientSession urllib.request.urlopen requests.get requests.post requests.Session
    asyncio.open_connection socket.create_connection aiosmtplib.SMTP smtplib.SMTP chromadb.HttpClient
    websockets.connect ChatOpenAI init_chat_model stdio_client urlopen create_connection open_connection""".split()
)
GUARDED = {
    "tools/outgoing/transport.py": "AllowedHosts",
    "tools/systems/http.py": "GuardedTransport",
    "tools/systems/detection/probe.py": "GuardedTransport",
    "tools/systems/mcp/bridge.py": "GuardedTransport",
    "tools/systems/signing_in.py": "GuardedTransport",
    "tools/systems/mcp/session.py": "Bridge",
    "tools/systems/browser/gate.py": "Reach",
}
"""What each asks before it connects."""
SET_BY_THE_OPERATOR = {
    "tools/compliance_tool.py",
    "tools/compliance_mcp.py",
    "tools/language/chat_model.py",
    "tools/language/wire.py",
    "tools/library/chroma_index.py",
    "tools/library/openai_embedder.py",
    "tools/systems/smtp.py",
}
"""One address each, from the environment alone: no workspace, brief, page or answer has a say in it."""


def opening(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in OPENS:
                yield name


def found() -> dict[str, list[str]]:
    files = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    texts = {str(file.relative_to(ROOT)): file.read_text("utf-8") for file in files}
    made = {name: list(opening(ast.parse(text))) for name, text in texts.items() if _CALLED.search(text)}
    return {name: calls for name, calls in made.items() if calls}


_CALLED = re.compile("|".join(rf"\b{re.escape(name)}\(" for name in sorted(OPENS)))


def test_every_place_that_connects_is_known() -> None:
    assert set(found()) == set(GUARDED) | SET_BY_THE_OPERATOR


@pytest.mark.parametrize("name", GUARDED)
def test_what_is_guarded_uses_its_guard(name: str) -> None:
    used = {node.id for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))) if isinstance(node, ast.Name)}
    assert GUARDED[name] in used


@pytest.mark.parametrize("name", [*GUARDED, *sorted(SET_BY_THE_OPERATOR)])
def test_no_client_follows_a_redirect(name: str) -> None:
    calls = [node for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))) if isinstance(node, ast.Call)]
    told = {ast.unparse(word.value) for call in calls for word in call.keywords if word.arg == "follow_redirects"}
    assert told <= {"False"}


def test_a_connection_that_nobody_declared_is_seen() -> None:
    assert list(opening(ast.parse("async def f(url):\n    async with httpx.AsyncClient() as c:\n        pass"))) == [
        "httpx.AsyncClient"
    ]
