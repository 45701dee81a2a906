"""HTTP as a connector needs it: what every ending means for the world, and nothing else.

    nothing reached the system          SystemUnavailable   tried again later
    the system said that it will not    BadInput, NotFound, Misconfigured (its credentials)
    it may or may not have acted        OutcomeUnknown      never repeated without asking it
    it is busy (429, 503)               waited for as long as it says, a few times; then SystemUnavailable

Looking changes nothing, so whatever goes wrong while looking is SystemUnavailable and is tried again.
"""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import httpx

from batuta.errors import BadInput, BatutaError, Misconfigured, NotFound, OutcomeUnknown, SystemUnavailable
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts, Destination
from tools.outgoing.transport import GuardedTransport

LARGEST_ANSWER = 8 * 1024 * 1024
"""Bytes, after decompression."""
TRIES = 4
LONGEST_WAIT = 30.0
"""Seconds that a busy system may ask for; one that asks for more is taken as unavailable for now."""
SHOWN = 300
"""Characters of a foreign answer that a message quotes."""

Sleep = Callable[[float], Awaitable[None]]


class Answered(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: object
    """JSON; None for an empty body."""


class SystemHttp:
    """One system's HTTP: its address, its credentials, its pace. Open it once, close it with the connector."""

    def __init__(
        self,
        system: str,
        url: str,
        allowed: AllowedHosts,
        *,
        auth: httpx.Auth | None = None,
        secrets: Sequence[str] = (),
        seconds: float = 20.0,
        a_second: float | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Raises: OffLimits, for an address that may not be reached."""
        self.system = system
        self._base: Destination = allowed.destination(url)
        self._secrets = tuple(secret for secret in secrets if secret)
        self._seconds = seconds
        self._sleep = sleep
        self._pace = Pace(a_second, sleep) if a_second else None
        self._client = httpx.AsyncClient(
            base_url=url.rstrip("/") + "/",
            auth=auth,
            transport=transport or GuardedTransport(allowed),
            timeout=httpx.Timeout(seconds, connect=min(seconds, 10.0)),
            follow_redirects=False,
            trust_env=False,
            headers={"accept": "application/json", "user-agent": "Batuta"},
        )

    async def aclose(self) -> None:
        await self._client.aclose()

    async def look(
        self, path: str, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answered:
        """GET. Raises: NotFound, BadInput, Misconfigured, SystemUnavailable."""
        return await self._exchange("GET", path, params=params, headers=headers, changes=False)

    async def change(
        self,
        method: str,
        path: str,
        *,
        body: object = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> Answered:
        """Anything that may change the world. `content` is sent as it is, else `body` as JSON.

        Raises: NotFound, BadInput, Misconfigured, SystemUnavailable, OutcomeUnknown.
        """
        return await self._exchange(
            method, path, params=params, body=body, headers=headers, content=content, changes=True
        )

    async def _exchange(
        self,
        method: str,
        path: str,
        *,
        changes: bool,
        params: Mapping[str, str] | None = None,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> Answered:
        for tried in range(1, TRIES + 1):
            if self._pace:
                await self._pace.turn()
            request = self._client.build_request(
                method,
                path.lstrip("/"),
                params=params,
                headers=headers,
                content=content,
                json=body if content is None and body is not None else None,
            )
            response = await self._sent(request, changes=changes)
            wait = asked_to_wait(response, tried, changes=changes)
            if wait is None:
                return self._judged(response, changes=changes)
            if tried == TRIES or wait > LONGEST_WAIT:
                raise self._unavailable(
                    Text(
                        en=f"is busy (HTTP {response.status_code}) and asks to wait {wait:.0f} s",
                        es=f"está ocupado (HTTP {response.status_code}) y pide esperar {wait:.0f} s",
                    )
                )
            await self._sleep(wait)
        raise AssertionError("the last try returns or raises")

    async def _sent(self, request: httpx.Request, *, changes: bool) -> httpx.Response:
        try:
            async with asyncio.timeout(self._seconds), self._streamed(request) as response:
                return response
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as unreached:
            raise self._unavailable(self._told(unreached)) from unreached
        except (httpx.HTTPError, TimeoutError, _TooLarge) as broken:
            raise self._broken_off(self._told(broken), changes=changes) from broken

    @asynccontextmanager
    async def _streamed(self, request: httpx.Request) -> AsyncIterator[httpx.Response]:
        """The whole answer, read no further than its limit."""
        response = await self._client.send(request, stream=True)
        try:
            taken = bytearray()
            async for piece in response.aiter_bytes():
                taken += piece
                if len(taken) > LARGEST_ANSWER:
                    raise _TooLarge
            yield httpx.Response(
                response.status_code,
                headers=[(k, v) for k, v in response.headers.items() if k.lower() not in _OF_THE_WIRE],
                content=bytes(taken),
                request=request,
            )
        finally:
            await response.aclose()

    def _judged(self, response: httpx.Response, *, changes: bool) -> Answered:
        status = response.status_code
        if response.is_success:
            return Answered(status, response.headers, self._body(response, changes=changes))
        said = self._said(response)
        if response.is_redirect:
            raise self._refused(
                Misconfigured,
                Text(
                    en=f"redirects elsewhere ({said}); a redirect is not followed",
                    es=f"redirige a otro sitio ({said}); no se siguen redirecciones",
                ),
                Text(en="Put the final address into systems.yaml.", es="Pon la dirección final en systems.yaml."),
            )
        match status:
            case 401 | 403:
                raise self._refused(
                    Misconfigured,
                    Text(en=f"does not accept these credentials ({said})", es=f"no acepta estas credenciales ({said})"),
                    Text(
                        en="Check the secret that systems.yaml refers to, and its rights in that system.",
                        es="Revisa el secreto al que remite systems.yaml y sus permisos en ese sistema.",
                    ),
                )
            case 404 | 410:
                raise self._refused(NotFound, Text(en=f"has no such thing ({said})", es=f"no lo tiene ({said})"))
            case _ if status >= httpx.codes.INTERNAL_SERVER_ERROR:
                raise self._broken_off(Text(en=f"failed ({said})", es=f"ha fallado ({said})"), changes=changes)
            case _:
                raise self._refused(BadInput, Text(en=f"will not do this ({said})", es=f"no lo hace ({said})"))

    def _body(self, response: httpx.Response, *, changes: bool) -> object:
        if not response.content:
            return None
        try:
            return json.loads(response.content)
        except ValueError as nonsense:
            raise self._broken_off(
                Text(
                    en=f"answered with something that is no JSON ({self._said(response)})",
                    es=f"ha respondido algo que no es JSON ({self._said(response)})",
                ),
                changes=changes,
            ) from nonsense

    def _broken_off(self, why: Text, *, changes: bool) -> BatutaError:
        if not changes:
            return self._unavailable(why)
        return OutcomeUnknown(
            Text(
                en=f"{self.system} {why.in_('en')}: it may or may not have acted.",
                es=f"{self.system} {why.in_('es')}: puede haber actuado o no.",
            ),
            subject=self.system,
        )

    def _unavailable(self, why: Text) -> SystemUnavailable:
        return SystemUnavailable(
            Text(en=f"{self.system} {why.in_('en')}.", es=f"{self.system} {why.in_('es')}."),
            subject=self.system,
        )

    def _refused(self, kind: type[BatutaError], why: Text, remedy: Text | None = None) -> BatutaError:
        return kind(
            Text(en=f"{self.system} {why.in_('en')}.", es=f"{self.system} {why.in_('es')}."),
            remedy=remedy,
            subject=self.system,
        )

    def _told(self, failed: BaseException) -> Text:
        if isinstance(failed, _TooLarge):
            limit = LARGEST_ANSWER // 1024 // 1024
            return Text(en=f"answers with more than {limit} MB", es=f"responde con más de {limit} MB")
        if isinstance(failed, TimeoutError | httpx.TimeoutException):
            seconds = f"{self._seconds:g}"
            return Text(en=f"did not answer within {seconds} s", es=f"no ha respondido en {seconds} s")
        why = self.without_secrets(str(failed))[:SHOWN] or type(failed).__name__
        return Text(en=f"cannot be reached ({why})", es=f"no está accesible ({why})")

    def _said(self, response: httpx.Response) -> str:
        words = " ".join(response.text.split())
        return self.without_secrets(
            f"HTTP {response.status_code}: {words}" if words else f"HTTP {response.status_code}"
        )[:SHOWN]

    def without_secrets(self, text: str) -> str:
        """The text as it may be shown or logged: what this connection knows as secret is struck out."""
        for secret in self._secrets:
            text = text.replace(secret, "•••")
        return text


class Pace:
    """So many requests a second and no more, in the order they came."""

    def __init__(self, a_second: float, sleep: Sleep = asyncio.sleep) -> None:
        self._gap = 1.0 / a_second
        self._sleep = sleep
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for this request's turn."""
        now = asyncio.get_running_loop().time()
        mine = max(now, self._next)
        self._next = mine + self._gap
        if mine > now:
            await self._sleep(mine - now)


class _TooLarge(Exception):
    pass


_OF_THE_WIRE = ("content-encoding", "content-length", "transfer-encoding")
"""Headers that speak of bytes which were decoded already."""


def asked_to_wait(response: httpx.Response, tried: int, *, changes: bool) -> float | None:
    """Seconds until the next try, or None where the answer stands. A failure while looking may be tried again too."""
    status = response.status_code
    busy = status == httpx.codes.TOO_MANY_REQUESTS or (
        status == httpx.codes.SERVICE_UNAVAILABLE and "retry-after" in response.headers
    )
    stumbled = not changes and status >= httpx.codes.INTERNAL_SERVER_ERROR and tried < TRIES
    if not busy and not stumbled:
        return None
    return _retry_after(response.headers.get("retry-after", "")) or 0.2 * 2**tried * random.uniform(0.5, 1.0)  # noqa: S311


def _retry_after(said: str) -> float | None:
    """Seconds, of a number or a date. Source: RFC 9110 section 10.2.3."""
    if said.strip().isdecimal():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
