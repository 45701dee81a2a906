"""Stands between a connector and a real system, and does to one exchange what networks and servers do.

lose reply      the system acts, the reply never comes: the connection is closed
never answer    the system acts, and the reply takes for ever
cut             half of the reply's body comes
nonsense        the system acts, and an HTML page comes with status 200
empty           the system acts, and status 200 comes with nothing
refuse          connections are closed before anything reaches the system
429, 401, 403, 500, 503   that status at once; nothing reaches the system (429 and 503 with Retry-After)
act then 500    the system acts, status 500 comes
more fields     the reply's JSON has fields that nobody knows
other clock     the reply's Date is ten years away
"""

import http.client
import json
import sys
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit

WITHOUT_ACTING = {"429", "401", "403", "500", "503"}
_HOP = {"transfer-encoding", "connection", "content-length", "keep-alive", "date", "server", "host"}


class _Threaded(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked may have been killed before the answer came."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class FaultProxy:
    """On 127.0.0.1 while the `with` block lasts. `next(…)` are the faults of the exchanges to come, in order."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "", parts.port or 80)
        self._faults: deque[tuple[str, str]] = deque()
        self._closing = threading.Event()
        self.seen: list[tuple[str, str]] = []
        """Method and path of everything that reached the system."""
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                proxy._handle(self)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = handle_any  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._http = _Threaded(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._http.server_port}"

    def next(self, *faults: str, on: str = "") -> None:
        """What happens to the next exchanges.

        on: of this method, or beginning like this (`POST /posts`), or saying this (`… "tools/call"`).
        """
        self._faults.extend((fault, on) for fault in faults)

    def clear(self) -> None:
        self._faults.clear()
        self.seen.clear()

    def _fault(self, asked: str) -> str:
        if self._faults and _concerns(self._faults[0][1], asked):
            return self._faults.popleft()[0]
        return ""

    def _handle(self, asked: BaseHTTPRequestHandler) -> None:
        sent = asked.rfile.read(int(asked.headers.get("content-length") or 0))
        fault = self._fault(f"{asked.command} {asked.path} … {sent.decode(errors='replace')}")
        if fault == "refuse":
            self._drop(asked)
            return
        if fault in WITHOUT_ACTING:
            wait = [("Retry-After", "0")] if fault in ("429", "503") else []
            self._answer(asked, int(fault), [("Content-Type", "application/json"), *wait], b'{"code": "fault"}')
            return
        self.seen.append((asked.command, asked.path))
        status, headers, body = self._forwarded(asked, sent)
        match fault:
            case "lose reply":
                self._drop(asked)
            case "never answer":
                self._closing.wait(30)
                self._drop(asked)
            case "cut":
                asked.send_response(status)
                asked.send_header("Content-Type", "application/json")
                asked.send_header("Content-Length", str(len(body)))
                asked.end_headers()
                asked.wfile.write(body[: len(body) // 2])
                self._drop(asked)
            case "nonsense":
                self._answer(asked, 200, [("Content-Type", "text/html")], b"<html><body>Welcome</body></html>")
            case "empty":
                self._answer(asked, 200, [("Content-Type", "application/json")], b"")
            case "act then 500":
                self._answer(asked, 500, [("Content-Type", "application/json")], b'{"code": "fault"}')
            case "more fields":
                self._answer(asked, status, headers, json.dumps(_more(json.loads(body))).encode())
            case "other clock":
                self._answer(asked, status, headers, body, date="Thu, 01 Jan 2037 00:00:00 GMT")
            case _:
                self._answer(asked, status, headers, body)

    def _forwarded(self, asked: BaseHTTPRequestHandler, sent: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = http.client.HTTPConnection(*self._target, timeout=60)
        try:
            headers = {name: value for name, value in asked.headers.items() if name.lower() not in _HOP}
            headers["Host"] = f"{self._target[0]}:{self._target[1]}"
            connection.request(asked.command, asked.path, body=sent or None, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            return answer.status, [(k, v) for k, v in answer.getheaders() if k.lower() not in _HOP], body
        finally:
            connection.close()

    def _answer(
        self,
        asked: BaseHTTPRequestHandler,
        status: int,
        headers: list[tuple[str, str]],
        body: bytes,
        date: str | None = None,
    ) -> None:
        asked.send_response_only(status)
        asked.send_header("Date", date or asked.date_time_string())
        for name, value in headers:
            asked.send_header(name, value)
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        if asked.command != "HEAD":
            asked.wfile.write(body)

    def _drop(self, asked: BaseHTTPRequestHandler) -> None:
        asked.close_connection = True
        asked.connection.close()

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()


def _concerns(on: str, asked: str) -> bool:
    begins, _, says = on.partition(" … ")
    return asked.startswith(begins) and says in asked


def _more(body: Any) -> Any:
    match body:
        case dict():
            return {**{name: _more(value) for name, value in body.items()}, "x_unknown": {"of": ["nobody"]}}
        case list():
            return [_more(one) if isinstance(one, dict) else one for one in body]
        case _:
            return body
