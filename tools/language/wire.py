"""An HTTP client that no answer can drown: bytes are counted as they come, in every response."""

import re
from collections.abc import AsyncIterator
from typing import cast

import httpx2

from tools.language.trouble import NotAnswered

_STREAMED = re.compile(rb'"stream"\s*:\s*true')
_EXPECTED = ("text/event-stream", "application/json")


def bounded_client(most_bytes: int, seconds: float) -> httpx2.AsyncClient:
    """Follows no redirect, accepts no compression (a small body may be a large one), keeps no connection.

    Connections are not kept so that the client may be used from one event loop after another.
    """

    async def bound(response: httpx2.Response) -> None:
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if response.is_success and kind not in _EXPECTED:
            raise NotAnswered(
                "rejected", f"{_place(response)} answers with {kind or 'no content type'}; is OPENAI_BASE_URL right?"
            )
        if response.is_success and kind == "application/json" and _STREAMED.search(response.request.content):
            raise NotAnswered("rejected", f"{_place(response)} does not stream", request_is_wrong=True)
        if response.is_redirect:
            raise NotAnswered("rejected", f"{_place(response)} redirects elsewhere; set OPENAI_BASE_URL to the target")
        if response.headers.get("content-encoding", "identity") != "identity":
            raise NotAnswered("rejected", f"{_place(response)} compresses its answers unasked")
        response.stream = _Counted(cast("httpx2.AsyncByteStream", response.stream), most_bytes)

    return httpx2.AsyncClient(
        headers={"accept-encoding": "identity"},
        timeout=httpx2.Timeout(seconds, connect=min(seconds, 10.0)),
        limits=httpx2.Limits(max_connections=16, max_keepalive_connections=0),
        event_hooks={"response": [bound]},
    )


class _Counted(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream, most_bytes: int) -> None:
        self._inner = inner
        self._left = most_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._inner:
            self._left -= len(piece)
            if self._left < 0:
                raise NotAnswered("invalid", "the answer is larger than may be received")
            yield piece

    async def aclose(self) -> None:
        await self._inner.aclose()


def _place(response: httpx2.Response) -> str:
    return f"{response.request.url.host}:{response.request.url.port or ''}".rstrip(":")
