"""What really connects, seen by a server that counts: by its own name, by a name that changes, by a redirect."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import httpx
import pytest

from tools.outgoing.allowed import AllowedHosts, OffLimits
from tools.outgoing.transport import GuardedTransport


class Counting:
    """A server that answers everything and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []
        self.port = 0
        self.answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(self.answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@pytest.fixture
async def counting() -> AsyncIterator[Counting]:
    counting = Counting()
    server = await asyncio.start_server(counting.serve, "127.0.0.1", 0)
    counting.port = server.sockets[0].getsockname()[1]
    yield counting
    server.close()
    await server.wait_closed()


async def test_it_connects_to_the_checked_address_under_the_name(counting: Counting) -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    allowed = AllowedHosts([f"cms.test:{counting.port}", "127.0.0.0/8"])
    async with httpx.AsyncClient(transport=GuardedTransport(allowed, resolve=resolve)) as client:
        answer = await client.get(f"http://cms.test:{counting.port}/a")
    assert answer.status_code == 200
    assert f"host: cms.test:{counting.port}".encode() in counting.asked[0].lower()


async def test_a_name_that_moves_inside_between_two_requests_is_caught(counting: Counting) -> None:
    addresses = iter(["127.0.0.1", "169.254.169.254"])

    async def resolve(host: str, port: int) -> Sequence[str]:
        return [next(addresses)]

    allowed = AllowedHosts([f"cms.test:{counting.port}", "127.0.0.0/8"])
    async with httpx.AsyncClient(transport=GuardedTransport(allowed, resolve=resolve)) as client:
        await client.get(f"http://cms.test:{counting.port}/a")
        with pytest.raises(OffLimits):
            await client.get(f"http://cms.test:{counting.port}/a")
    assert len(counting.asked) == 1


async def test_a_redirect_is_checked_like_a_first_request(counting: Counting) -> None:
    counting.answer = (
        b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:%d/admin\r\ncontent-length: 0\r\n\r\n" % counting.port
    )
    allowed = AllowedHosts([f"localhost:{counting.port}"])
    async with httpx.AsyncClient(transport=GuardedTransport(allowed), follow_redirects=True) as client:
        with pytest.raises(OffLimits):
            await client.get(f"http://localhost:{counting.port}/")
    assert len(counting.asked) == 1


async def test_a_name_that_is_not_listed_is_not_even_looked_up() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        raise AssertionError("looked up")

    async with httpx.AsyncClient(transport=GuardedTransport(AllowedHosts([]), resolve=resolve)) as client:
        with pytest.raises(OffLimits):
            await client.get("https://evil.test/")
