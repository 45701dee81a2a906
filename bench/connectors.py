"""What a connector costs over bare httpx, and how long a step in the browser takes.

    python -m bench.connectors [--rounds 300] [--steps 20]

*bare* is one `httpx.AsyncClient` that asks the same server for the same object, kept open as the connector keeps its
own; the two take turns. The connector besides checks the address against the list, resolves and pins it, fills the
mapping's template, bounds and reads the answer and puts it into our words. A browser step includes the checks before
it, the picture before and the picture after; signing in is not needed, starting Chromium is not counted.
"""

import argparse
import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import httpx

from batuta.publishing import SystemDescription
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.secrets import Secrets
from tools.systems.browser.chromium import Chromium, installed
from tools.systems.browser.evidence import Evidence
from tools.systems.browser.playbook import Click, Expect, Fill, Go, Selector
from tools.systems.browser.player import Player
from tools.systems.browser.reach import Reach
from tools.systems.browser.variables import Values
from tools.systems.browser.window import window
from tools.systems.openapi.connector import openapi_system

ANSWER = b'{"id": "A1", "status": "ready", "stats": {"members": 1200}, "links": []}'
MAPPING = """
capabilities:
  audience.get:
    operation: GET /lists/{id}
    path: {id: $arguments.id}
    result: {id: $answer.id, state: {$of: $answer.status, $values: {ready: active}}, members: $answer.stats.members}
"""
DESCRIPTION = """
openapi: 3.0.3
info: {title: Lists, version: "1"}
paths:
  /lists/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: ok}}
"""
FORM = b"""<!doctype html><title>Audiences</title><h1>New audience</h1>
<form onsubmit="document.querySelector('p').textContent = 'Saved'; return false">
<label for=n>Name</label> <input id=n> <label for=m>Members</label> <input id=m> <button>Save</button></form><p></p>"""


async def _answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            page = head.startswith(b"GET /form")
            body, kind = (FORM, b"text/html; charset=utf-8") if page else (ANSWER, b"application/json")
            size = str(len(body)).encode()
            writer.write(
                b"HTTP/1.1 200 OK\r\ncontent-type: " + kind + b"\r\ncontent-length: " + size + b"\r\n\r\n" + body
            )
            await writer.drain()
    except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
        # asyncio's streams complain about a task that ends cancelled.
        writer.close()


@asynccontextmanager
async def site() -> AsyncIterator[str]:
    async with await asyncio.start_server(_answered, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def over_httpx(url: str, folder: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of each request: bare, and by the connector."""
    (folder / "systems").mkdir()
    (folder / "systems" / "esp.yaml").write_text(MAPPING)
    (folder / "esp.openapi.yaml").write_text(DESCRIPTION)
    described = SystemDescription(
        id="esp",
        name=Text(en="Lists", es="Listas"),
        kind="openapi",
        url=url,
        capabilities=("audience.get",),
        settings={"description": "esp.openapi.yaml"},
    )
    system = openapi_system(described, folder, AllowedHosts([url[7:]]), Secrets(folder))
    bare: list[float] = []
    ours: list[float] = []
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        for _ in range(rounds):
            began = perf_counter()
            (await client.get("/lists/A1")).json()
            bare.append(perf_counter() - began)
            began = perf_counter()
            read = await system.read("audience.get", {"id": "A1"})
            ours.append(perf_counter() - began)
            if read["members"] != 1200:
                raise RuntimeError(f"another audience: {read}")
    await system.aclose()
    return bare, ours


async def in_the_browser(url: str, folder: Path, steps: int) -> list[float]:
    """Seconds of each step: go, fill, fill, click, expect, in one job after another."""
    chromium = Chromium()
    form = (
        Go(name="form", go="/form"),
        Fill(name="name", fill=Selector(label="Name"), **{"with": "Otoño"}),
        Fill(name="members", fill=Selector(label="Members"), **{"with": "1200"}),
        Click(name="save", click=Selector(role="button", name="Save"), changes=True),
        Expect(name="saved", expect=Selector(text="Saved")),
    )
    took: list[float] = []
    try:
        for _ in range(steps // len(form)):
            # As every job: a window of its own.
            async with window(chromium, Reach(AllowedHosts([url[7:]]), url)) as opened:
                player = Player("esp", url, opened, Values({}), Evidence(folder), 10)
                for step in form:
                    began = perf_counter()
                    await player.play([step])
                    took.append(perf_counter() - began)
    finally:
        await chromium.aclose()
    return took


async def measured(rounds: int, steps: int) -> None:
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        async with site() as url:
            bare, ours = await over_httpx(url, folder, rounds)
            more = (median(ours) - median(bare)) * 1000
            print(f"bare httpx     {median(bare) * 1000:7.2f} ms")
            print(f"connector      {median(ours) * 1000:7.2f} ms   {more:.2f} ms more")
            if installed() is None:
                print("browser step   left out: there is no Chromium on this machine")
                return
            took = await in_the_browser(url, folder / "evidence", steps)
            slow = quantiles(took, n=20)[-1]
            print(f"browser step   {median(took) * 1000:7.0f} ms   p95 {slow * 1000:.0f} ms")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=300)
    asked.add_argument("--steps", type=int, default=20)
    given = asked.parse_args()
    asyncio.run(measured(given.rounds, given.steps))


if __name__ == "__main__":
    main()
