"""What every request passes before anything reads it, and what every answer carries.

    Host     a name that is ours: a foreign page that points its own name here (DNS rebinding) gets nothing
    Origin   whatever changes something comes from a page of ours
    size     what says that it is too large is not read; what does not say is stopped by the framework on its way
    path     names that no table can hold are nobody's
    headers  nothing is kept, framed, sniffed or fetched from elsewhere

Plain ASGI, so that streams pass through unbuffered.
"""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.languages import language_asked
from app.web.limits import limit_of
from app.web.problems import Problem, respond
from batuta.settings import Settings
from batuta.text import Text

log = structlog.get_logger()

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ANYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 – names that are no names; nothing is bound here
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
STATIC = "/static/"
"""Files that are the same for everybody; they may be kept, and are asked after each time."""

CONTENT_SECURITY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}


class Guards:
    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        named = {name.lower().partition(":")[0] for name in settings.public_hosts}
        self._hosts = (LOOPBACK | named | {settings.host.lower()}) - ANYWHERE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sending = _Sending(send, scope["path"])
        request = Request(scope)
        refusal = self._refusal(request)
        if refusal is not None:
            await _refuse(request, refusal, receive, sending)
        else:
            await self._guarded(request, receive, sending)

    async def _guarded(self, request: Request, receive: Receive, sending: "_Sending") -> None:
        """A mistake of ours is logged whole and told in a sentence, with the same headers as everything."""
        try:
            await self._app(request.scope, receive, sending)
        except Exception:
            log.exception("request_failed", path=request.url.path)
            if not sending.began:
                await _refuse(request, (500, _OURS), receive, sending)

    def _refusal(self, request: Request) -> tuple[int, Text] | None:
        host = request.headers.get("host", "")
        if _name_of(f"//{host}") not in self._hosts:
            return 421, Text(
                en="This server does not answer under that name. Add it to BATUTA_PUBLIC_HOSTS if it should.",
                es="Este servidor no responde con ese nombre. Si debe hacerlo, añádelo a BATUTA_PUBLIC_HOSTS.",
            )
        if request.method not in SAFE and not _same_origin(request.headers, host):
            return 403, Text(
                en="This request comes from another site, so nothing was done.",
                es="Esta petición viene de otro sitio; no se ha hecho nada.",
            )
        if "\0" in request.url.path:
            return 400, Text(en="The request cannot be read.", es="La petición no se puede leer.")
        limit, said = limit_of(request.url.path), request.headers.get("content-length", "")
        if said.isascii() and said.isdigit() and int(said) > limit:
            return 413, Text(
                en=f"This is too large: at most {limit // 1_000_000} MB.",
                es=f"Es demasiado grande: como máximo, {limit // 1_000_000} MB.",
            )
        return None


def content_security(instead: Mapping[str, str] | None = None) -> str:
    """The page's content security policy, with directives replaced where a page needs something else."""
    return "; ".join(f"{name} {value}" for name, value in {**CONTENT_SECURITY, **(instead or {})}.items())


def _same_origin(headers: Headers, host: str) -> bool:
    """Browsers say where a request comes from; programs without either header carry no cookies of anybody."""
    origin = headers.get("origin")
    if origin is not None:
        return origin != "null" and urlsplit(origin).netloc.lower() == host.lower()
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _name_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


class _Sending:
    """An answer on its way out, with the headers that every answer carries."""

    def __init__(self, send: Send, path: str) -> None:
        self._send = send
        self._kept = path.startswith(STATIC)
        self.began = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.began = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", content_security())
            headers["Cache-Control"] = "no-cache" if self._kept else "no-store"
        await self._send(message)


async def _refuse(request: Request, refusal: tuple[int, Text], receive: Receive, send: Send) -> None:
    status, words = refusal
    said = words.in_(language_asked(request))
    kind = HTTPStatus(status).phrase.lower().replace(" ", "-")
    problem = Problem(type=f"urn:batuta:problem:{kind}", title=said, status=status, detail=said)
    await respond(problem)(request.scope, receive, send)


_OURS = Text(
    en="Something went wrong on our side. Nothing was lost; the server has noted the details.",
    es="Algo ha fallado por nuestra parte. No se ha perdido nada; el servidor ha anotado el detalle.",
)
