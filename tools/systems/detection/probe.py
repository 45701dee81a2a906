"""Looks at an address without knowing what is there: reads, stays on its origin, and says what went wrong."""

import socket
import ssl
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx

from batuta.errors import BatutaError, Misconfigured, SystemUnavailable
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.outgoing.transport import GuardedTransport
from tools.systems.openapi.parsing import LARGEST

HOPS = 3
"""Redirects within the origin that are followed."""


class Page(NamedTuple):
    url: str
    """After redirects."""
    status: int
    kind: str
    """The media type, without parameters."""
    link: str
    """The Link header."""
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Probe:
    def __init__(
        self,
        allowed: AllowedHosts,
        *,
        auth: httpx.Auth | None = None,
        seconds: float = 10.0,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._client = httpx.AsyncClient(
            transport=transport or GuardedTransport(allowed),
            auth=auth,
            timeout=seconds,
            follow_redirects=False,
            trust_env=False,
            headers={
                "accept": "application/json, application/yaml, text/html;q=0.8, */*;q=0.5",
                "user-agent": "Batuta",
            },
        )

    async def aclose(self) -> None:
        await self._client.aclose()

    async def get(self, url: str) -> Page:
        """Raises: OffLimits; SystemUnavailable or Misconfigured, saying what stands in the way."""
        origin = _origin(url)
        for _ in range(HOPS + 1):
            page, goes_to = await self._once(url)
            if not goes_to:
                return page
            url = urljoin(url, goes_to)
            if _origin(url) != origin:
                raise Misconfigured(
                    Text(
                        en=f"{page.url} leads to {_shown(url)}, another place.",
                        es=f"{page.url} lleva a {_shown(url)}, que es otro sitio.",
                    ),
                    remedy=Text(
                        en="If that is the right address, connect it directly.",
                        es="Si esa es la dirección buena, conéctala directamente.",
                    ),
                    subject=page.url,
                )
        raise SystemUnavailable(
            Text(en=f"{_shown(url)} redirects in a circle.", es=f"{_shown(url)} redirige en círculo."), subject=url
        )

    async def _once(self, url: str) -> tuple[Page, str]:
        try:
            async with self._client.stream("GET", url) as response:
                taken = bytearray()
                async for piece in response.aiter_bytes():
                    taken += piece
                    if len(taken) > LARGEST:
                        break
        except httpx.HTTPError as failed:
            raise told(url, failed) from failed
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        page = Page(url, response.status_code, kind, response.headers.get("link", ""), bytes(taken))
        return page, response.headers.get("location", "") if response.is_redirect else ""


def told(url: str, failed: httpx.HTTPError) -> BatutaError:
    for cause in _causes(failed):
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = _CERTIFICATES.get(cause.verify_code) or Text(en=str(cause.reason), es=str(cause.reason))
            return Misconfigured(
                Text(
                    en=f"{_shown(url)} shows a certificate that is not valid: {why.in_('en')}.",
                    es=f"{_shown(url)} presenta un certificado que no es válido: {why.in_('es')}.",
                ),
                remedy=Text(
                    en="Whoever runs the system renews it; a certificate that does not hold is never accepted.",
                    es="Quien lleva el sistema debe renovarlo; nunca se acepta un certificado que no valga.",
                ),
                subject=url,
            )
        if isinstance(cause, ssl.SSLError):
            return _unusable(
                url,
                Text(en="does not speak TLS there", es="no habla TLS ahí"),
                Text(en="Is it http:// instead of https://?", es="¿Será http:// en vez de https://?"),
            )
    if any(isinstance(cause, socket.gaierror) for cause in _causes(failed)):
        return _unusable(
            url,
            Text(en="cannot be reached: no such name is known", es="no está accesible: ese nombre no existe"),
            Text(en="Check how the name is written.", es="Revisa cómo está escrito el nombre."),
        )
    if isinstance(failed, httpx.ConnectError):
        return _unusable(
            url,
            Text(en="cannot be reached: nobody takes the connection", es="no está accesible: nadie acepta la conexión"),
            Text(en="Check address and port, and that it runs.", es="Revisa dirección y puerto, y que esté en marcha."),
        )
    if isinstance(failed, httpx.TimeoutException):
        return _unusable(
            url,
            Text(en="does not answer in time", es="no responde a tiempo"),
            Text(en="Check the address, and that it runs.", es="Revisa la dirección y que esté en marcha."),
        )
    return _unusable(
        url,
        Text(
            en="is no web server: what it answers is not HTTP", es="no es un servidor web: lo que responde no es HTTP"
        ),
        Text(
            en="Check the port, and whether it is https://; for a program give its command instead.",
            es="Revisa el puerto y si es https://; para un programa, indica su comando.",
        ),
    )


_CERTIFICATES = {
    9: Text(en="it is not valid yet", es="todavía no vale"),
    10: Text(en="it has expired", es="ha caducado"),
    18: Text(en="it vouches for itself alone", es="solo se avala a sí mismo"),
    19: Text(en="nobody known vouches for it", es="no lo avala nadie conocido"),
    20: Text(en="nobody known vouches for it", es="no lo avala nadie conocido"),
    62: Text(en="it belongs to another name", es="es de otro nombre"),
    64: Text(en="it belongs to another address", es="es de otra dirección"),
}
"""By the number that OpenSSL gives the reason. Source: x509_vfy.h."""


def _unusable(url: str, why: Text, remedy: Text) -> SystemUnavailable:
    shown = _shown(url)
    return SystemUnavailable(
        Text(en=f"{shown} {why.in_('en')}.", es=f"{shown} {why.in_('es')}."), remedy=remedy, subject=shown
    )


def _causes(failed: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = failed
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _shown(url: str) -> str:
    return url[:200]
