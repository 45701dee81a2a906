"""A local server that speaks the OpenAI wire protocol and does exactly what a test tells it to.

with OpenAIServer(answer({"city": "Madrid"})) as server:
    …  # OPENAI_BASE_URL=server.url
    server.requests[0].body["messages"]

Replies are used in order, the last again and again; each is a function of the request, so that a script can
also answer what it is asked (`lambda request: answer(…)(request)`).
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from tests.servers.strict_schema import objection


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    at: float
    """`time.monotonic()`."""

    @property
    def system(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def user(self) -> str:
        return str(self.body["messages"][1]["content"])


@dataclass(frozen=True)
class Response:
    """What goes over the wire: pieces are sent one after another, `None` hangs up without an ending."""

    pieces: Callable[[], Iterator[bytes | None]]
    status: int = 200
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


Reply = Callable[[Request], Response]


class OpenAIServer:
    """On 127.0.0.1, at any free port, while the `with` block lasts."""

    def __init__(self, *replies: Reply, key: str | None = None, declines: tuple[str, ...] = ()) -> None:
        self.requests: list[Request] = []
        self._replies = list(replies)
        self._key = key
        self._declines = declines
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._http = _Http(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def will(self, *replies: Reply) -> None:
        """From the next request on."""
        with self._lock:
            self._replies = list(replies)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _respond(self, request: Request) -> Response:
        with self._lock:
            self.requests.append(request)
            reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        if self._key and request.headers.get("authorization") != f"Bearer {self._key}":
            return status(401, "Incorrect API key provided.")(request)
        if not request.path.endswith("/chat/completions"):
            return status(404, f"Unknown address {request.path}.")(request)
        for name in self._declines:
            if name in request.body:
                return status(400, f"Unsupported parameter: '{name}' is not supported with this model.")(request)
        refused = objection(request.body.get("response_format"))
        return status(400, refused)(request) if refused else reply(request)

    def _handler(server) -> type[BaseHTTPRequestHandler]:  # noqa: N805 – `self` is the handler's
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Request(self.path, headers, json.loads(body), time.monotonic())
                self._send(server._respond(request))

            def _send(self, response: Response) -> None:
                self.send_response_only(response.status)
                for name, value in {"content-type": response.kind, **response.headers}.items():
                    self.send_header(name, value)
                self.send_header("transfer-encoding", "chunked")
                self.end_headers()
                for piece in response.pieces():
                    if server._closing.is_set() or piece is None:
                        self.close_connection = True
                        return
                    if piece:
                        self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
                        self.wfile.flush()
                    else:
                        server._closing.wait(0.01)
                self.wfile.write(b"0\r\n\r\n")

            def log_message(self, *_: object) -> None:
                """Silent."""

        return Handler


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is what many tests are about; anything else is an error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def answer(content: object, *, finish: str = "stop", tokens: tuple[int, int] = (120, 30)) -> Reply:
    """A good answer: text, or an object as JSON; streamed or whole, as the request asks."""
    return _completion(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), finish, tokens)


def refusal(said: str) -> Reply:
    return lambda request: _stream(request, _chunks({"refusal": said}, "stop", request), (50, 10))


def truncated(content: object) -> Reply:
    """Half of a good answer, then an orderly end without a last word."""
    text = json.dumps(content)
    half = text[: len(text) // 2]
    return lambda request: _events(_chunks({"content": half}, None, request))


def hung_up(content: object) -> Reply:
    """Half of a good answer, then the connection breaks."""
    text = json.dumps(content)
    half = text[: len(text) // 2]
    return lambda request: _events([*_chunks({"content": half}, None, request), None])


def status(code: int, message: str = "", **headers: str) -> Reply:
    """An error as the protocol words it; `retry_after="2"` becomes the header."""
    body = {"error": {"message": message or f"status {code}", "type": "error", "param": None, "code": None}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _request: Response(lambda: iter([json.dumps(body).encode()]), code, headers=named)


def raw(body: bytes, kind: str = "application/json", **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _request: Response(lambda: iter([body]), 200, kind, named)


def hang() -> Reply:
    """Headers, and then nothing until the client goes."""
    return lambda _request: Response(lambda: iter(lambda: b"", None), 200, "text/event-stream")


def keepalive_for_ever() -> Reply:
    """A stream that is never silent and never says anything."""

    def pieces() -> Iterator[bytes]:
        while True:
            yield b": keepalive\n\n"
            yield b""

    return lambda _request: Response(pieces, 200, "text/event-stream")


def endless(piece: str = "a") -> Reply:
    """An answer that goes on as long as anybody listens."""

    def reply(request: Request) -> Response:
        line = _event(_chunk({"content": piece * 500}, None, request))

        def pieces() -> Iterator[bytes]:
            while True:
                yield line

        return Response(pieces, 200, "text/event-stream")

    return reply


def _completion(text: str, finish: str, tokens: tuple[int, int]) -> Reply:
    def reply(request: Request) -> Response:
        if request.body.get("stream"):
            return _stream(request, _chunks({"content": text}, finish, request), tokens)
        message = {"role": "assistant", "content": text, "refusal": None}
        body = {
            **_head(request, "chat.completion"),
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
            "usage": _usage(tokens),
        }
        return Response(lambda: iter([json.dumps(body).encode()]))

    return reply


def _stream(request: Request, chunks: list[dict[str, Any]], tokens: tuple[int, int]) -> Response:
    if (request.body.get("stream_options") or {}).get("include_usage"):
        chunks = [*chunks, {**_head(request, "chat.completion.chunk"), "choices": [], "usage": _usage(tokens)}]
    return _events([*chunks, "[DONE]"])


def _events(items: list[Any]) -> Response:
    return Response(lambda: (item if item is None else _event(item) for item in items), 200, "text/event-stream")


def _event(item: object) -> bytes:
    return f"data: {item if isinstance(item, str) else json.dumps(item)}\n\n".encode()


def _chunks(delta: dict[str, str], finish: str | None, request: Request) -> list[dict[str, Any]]:
    ((name, text),) = delta.items()
    pieces = [text[place : place + 7] for place in range(0, len(text), 7)]
    said = [_chunk({"role": "assistant", "content": ""}, None, request)]
    said += [_chunk({name: piece}, None, request) for piece in pieces]
    return [*said, _chunk({}, finish, request)] if finish else said


def _chunk(delta: dict[str, str], finish: str | None, request: Request) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {**_head(request, "chat.completion.chunk"), "choices": [choice]}


def _head(request: Request, kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1_700_000_000, "model": request.body["model"]}


def _usage(tokens: tuple[int, int]) -> dict[str, int]:
    given, made = tokens
    return {"prompt_tokens": given, "completion_tokens": made, "total_tokens": given + made}
