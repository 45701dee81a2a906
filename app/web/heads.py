"""Whoever only asks for the headers gets those of the page: HEAD is answered like GET, without the body."""

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Heads:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        head = _Head(send)
        try:
            await self._app({**scope, "method": "GET"}, receive, head)
        except (OSError, ClientDisconnect):
            if not head.ended:
                raise


class _Head:
    """An answer on its way out, cut off after its headers."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.ended = False

    async def __call__(self, message: Message) -> None:
        """Raises: OSError, as for a reader who went away, where an answer that is a stream would go on."""
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        if not self.ended:
            self.ended = True
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        if message.get("more_body"):
            raise OSError("nobody reads the rest")
