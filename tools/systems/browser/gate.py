"""The only way out of a browser job: a proxy that checks every connection and resolves every name itself.

The browser resolves nothing and connects to nothing but this. So whatever a page tries – redirects, frames, beacons,
sockets, prefetching, workers – either passes the list here or goes nowhere, and no name is asked of any server.
"""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from tools.outgoing.allowed import Destination, OffLimits
from tools.outgoing.transport import Resolve, resolved_by_the_system
from tools.systems.browser.reach import Reach

LARGEST_HEAD = 64 * 1024
"""Bytes."""
_CONNECTING = 10.0
_HEAD_SECONDS = 30.0
_PIECE = 64 * 1024
_SECURE_BUT_ON = 80
"""A tunnel to this port is a plain web socket; to any other it is TLS."""


class _Asked(NamedTuple):
    destination: Destination
    tunnel: bool
    head: bytes
    """As the system gets it."""


class Gate:
    """Open one for each job; what it refused is the job's."""

    def __init__(self, reach: Reach, *, resolve: Resolve = resolved_by_the_system) -> None:
        self._reach = reach
        self._resolve = resolve
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.refused: list[str] = []
        """Addresses that were asked for and are not on the list."""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accepted, "127.0.0.1", 0, limit=LARGEST_HEAD)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def address(self) -> str:
        """For the browser's proxy setting."""
        if self._server is None:
            raise RuntimeError("the gate is not open")
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            return
        except asyncio.CancelledError:
            # The gate closes, and this is all of the task: asyncio's streams complain about one that ends cancelled.
            return
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(_HEAD_SECONDS):
            head = await reader.readuntil(b"\r\n\r\n")
        try:
            asked = self._asked(head)
            address = await self._address(asked.destination)
        except OffLimits as refused:
            self.refused.append(refused.subject)
            await _answer(writer, "403 Forbidden")
            return
        except (OSError, ValueError):
            await _answer(writer, "502 Bad Gateway")
            return
        try:
            async with asyncio.timeout(_CONNECTING):
                there, to_there = await asyncio.open_connection(address, asked.destination.port)
        except (OSError, TimeoutError):
            await _answer(writer, "502 Bad Gateway")
            return
        try:
            if asked.tunnel:
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            to_there.write(asked.head)
            await _both_ways((reader, to_there), (there, writer))
        finally:
            to_there.close()

    def _asked(self, head: bytes) -> _Asked:
        """Raises: OffLimits; ValueError, for what is no request."""
        first, _, rest = head.partition(b"\r\n")
        method, target, version = first.decode("latin-1").split(" ", 2)
        if method == "CONNECT":
            port = target.rpartition(":")[2]
            scheme = "http" if port == str(_SECURE_BUT_ON) else "https"
            return _Asked(self._reach.destination(f"{scheme}://{target}"), True, b"")
        destination = self._reach.destination(target)
        parts = urlsplit(target)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        kept = [
            line for line in rest.split(b"\r\n") if line and line.split(b":", 1)[0].strip().lower() not in _OF_THE_PROXY
        ]
        lines = (f"{method} {path} {version}".encode("latin-1"), *kept, b"Connection: close", b"", b"")
        return _Asked(destination, False, b"\r\n".join(lines))

    async def _address(self, destination: Destination) -> str:
        return self._reach.address(destination, await self._resolve(destination.host, destination.port))


_OF_THE_PROXY = (b"connection", b"proxy-connection", b"proxy-authorization", b"keep-alive")


async def _answer(writer: asyncio.StreamWriter, status: str) -> None:
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()


async def _both_ways(*ways: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
    """Pass bytes on until the system has said all it has to say, or the browser went away."""
    tasks = [asyncio.create_task(_pass_on(reader, writer)) for reader, writer in ways]
    try:
        await tasks[-1]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(_PIECE):
        writer.write(piece)
        await writer.drain()
