"""An httpx2 transport over our guarded httpx one: the SDK's requests go where every connector's requests may go.

Names are checked and addresses pinned by `GuardedTransport`, credentials are sent by the same `httpx.Auth`, busy
servers are waited for as everywhere. Nothing is followed, and an answer is read no further than its limit.
"""

import asyncio
from collections.abc import AsyncIterator

import httpx
import httpx2

from batuta.errors import Misconfigured, SystemUnavailable
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.outgoing.transport import GuardedTransport
from tools.systems.http import LARGEST_ANSWER, LONGEST_WAIT, TRIES, asked_to_wait


class Bridge(httpx2.AsyncBaseTransport):
    def __init__(self, system: str, allowed: AllowedHosts, *, auth: httpx.Auth | None, seconds: float) -> None:
        self._system = system
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(allowed),
            auth=auth,
            timeout=httpx.Timeout(seconds, connect=min(seconds, 10.0)),
            follow_redirects=False,
            trust_env=False,
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Raises: OffLimits, Misconfigured or SystemUnavailable, when nothing reached the server or it refused;
        httpx2.ReadError, when something may have."""
        body = await request.aread()
        for tried in range(1, TRIES + 1):
            response = await self._sent(request, body)
            wait = asked_to_wait(response, tried, changes=True)
            if wait is None:
                return self._passed_on(response)
            await response.aclose()
            if tried == TRIES or wait > LONGEST_WAIT:
                break
            await asyncio.sleep(wait)
        raise self._unavailable(
            Text(
                en=f"is busy (HTTP {response.status_code}) and asks to wait",
                es=f"está ocupado (HTTP {response.status_code}) y pide esperar",
            )
        )

    async def _sent(self, request: httpx2.Request, body: bytes) -> httpx.Response:
        headers = [(name, value) for name, value in request.headers.multi_items() if name.lower() != "host"]
        asked = self._client.build_request(request.method, str(request.url), headers=headers, content=body)
        try:
            return await self._client.send(asked, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as unreached:
            why = str(unreached)[:200] or type(unreached).__name__
            raise self._unavailable(
                Text(en=f"cannot be reached ({why})", es=f"no está accesible ({why})")
            ) from unreached
        except httpx.HTTPError as broken:
            raise httpx2.ReadError(type(broken).__name__) from broken

    def _passed_on(self, response: httpx.Response) -> httpx2.Response:
        if response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise Misconfigured(
                Text(
                    en=f"{self._system} does not accept these credentials (HTTP {response.status_code}).",
                    es=f"{self._system} no acepta estas credenciales (HTTP {response.status_code}).",
                ),
                remedy=Text(
                    en="Check the secret that systems.yaml refers to, and its rights in that system.",
                    es="Revisa el secreto al que remite systems.yaml y sus permisos en ese sistema.",
                ),
                subject=self._system,
            )
        return httpx2.Response(response.status_code, headers=response.headers.multi_items(), stream=_Pieces(response))

    def _unavailable(self, why: Text) -> SystemUnavailable:
        return SystemUnavailable(
            Text(en=f"{self._system} {why.in_('en')}.", es=f"{self._system} {why.in_('es')}."),
            subject=self._system,
        )

    async def aclose(self) -> None:
        await self._client.aclose()


class _Pieces(httpx2.AsyncByteStream):
    """The answer as it comes over the wire, up to the limit."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        taken = 0
        try:
            async for piece in self._response.aiter_raw():
                taken += len(piece)
                if taken > LARGEST_ANSWER:
                    raise httpx2.ReadError("too large")
                yield piece
        except httpx.HTTPError as broken:
            raise httpx2.ReadError(type(broken).__name__) from broken

    async def aclose(self) -> None:
        await self._response.aclose()
