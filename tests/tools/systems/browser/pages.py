"""A small site of a test's own making, and a place that nothing may ever reach."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Answer:
    body: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"


@dataclass
class Site:
    """Pages by path, or by method and path; `{trap}` in them is the trap's address. `seen` are the requests that came.

    A page that is a function gets what was posted, or the query.
    """

    pages: dict[str, str | Answer | Callable[[str], Answer]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    port: int = 0
    seen: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            method, target, _ = head.split(" ", 2)
            length = next((int(x[15:]) for x in head.lower().split("\r\n") if x.startswith("content-length:")), 0)
            body = (await reader.readexactly(length)).decode() if length else ""
            self.seen.append(f"{method} {target}")
            page = self.pages.get(f"{method} {target}") or self.pages.get(target.partition("?")[0])
            made = (
                page(body or target.partition("?")[2])
                if callable(page)
                else Answer(page)
                if isinstance(page, str)
                else page or Answer("", 404)
            )
            content = self._filled(made.body).encode()
            headers = {"Content-Type": made.kind, "Content-Length": str(len(content)), "Connection": "close"}
            lines = [f"{k}: {self._filled(v)}" for k, v in {**headers, **made.headers}.items()]
            writer.write("\r\n".join([f"HTTP/1.1 {made.status} X", *lines, "", ""]).encode() + content)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    def _filled(self, words: str) -> str:
        for name, value in self.words.items():
            words = words.replace("{" + name + "}", value)
        return words


@asynccontextmanager
async def site(pages: dict[str, str | Answer | Callable[[str], Answer]], **words: str) -> AsyncIterator[Site]:
    made = Site(pages, words)
    server = await asyncio.start_server(made.answer, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()


class Trap(asyncio.DatagramProtocol):
    """Counts whoever connects or sends anything."""

    def __init__(self) -> None:
        self.caught = 0
        self.port = 0

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def datagram_received(self, data: bytes, addr: object) -> None:
        self.caught += 1

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.caught += 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()


@asynccontextmanager
async def trap() -> AsyncIterator[Trap]:
    made = Trap()
    server = await asyncio.start_server(made.connected, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: made, local_addr=("127.0.0.1", made.port))
    try:
        yield made
    finally:
        transport.close()
        server.close()
