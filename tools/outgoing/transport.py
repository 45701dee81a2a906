"""An httpx transport that connects to what was checked: the name is resolved once, and that address is used.

Every hop passes here, so a redirect that a client follows is checked like a first request.
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import cache

import httpx

from tools.outgoing.allowed import AllowedHosts, Destination

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def resolved_by_the_system(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a name at this moment, without repetition; an address is its own. Raises: OSError."""
    with suppress(ValueError):
        return (str(ipaddress.ip_address(host)),)
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedTransport(httpx.AsyncBaseTransport):
    def __init__(
        self,
        allowed: AllowedHosts,
        *,
        resolve: Resolve = resolved_by_the_system,
        verify: ssl.SSLContext | bool = True,
        connections: int = 20,
    ) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._inner = httpx.AsyncHTTPTransport(
            verify=_trusted() if verify is True else verify,
            trust_env=False,
            limits=httpx.Limits(max_connections=connections),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises: OffLimits, before anything is sent; httpx.ConnectError, for a name that does not resolve."""
        destination = self._allowed.destination(str(request.url))
        address = self._allowed.address(destination, await self._addresses(destination, request))
        # The certificate and the Host header are those of the name; the connection is to the address.
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": destination.host},
        )
        return await self._inner.handle_async_request(pinned)

    async def _addresses(self, destination: Destination, request: httpx.Request) -> Sequence[str]:
        try:
            return await self._resolve(destination.host, destination.port)
        except OSError as unknown:
            raise httpx.ConnectError(f"{destination.host} does not resolve ({unknown})", request=request) from unknown

    async def aclose(self) -> None:
        await self._inner.aclose()


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted, read once a process: reading them takes longer than a request."""
    return httpx.create_ssl_context(trust_env=False)
