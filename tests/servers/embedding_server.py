"""A local server that speaks the OpenAI protocol's `/embeddings`, with vectors that a test can foresee.

A text's vector counts its letters, so that texts with the same words lie close to each other.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class EmbeddingServer:
    """On 127.0.0.1 while the `with` block lasts. `status` and `spoilt` make it fail from then on."""

    def __init__(self, *, key: str | None = None, dimensions: int = 26) -> None:
        self.asked: list[str] = []
        self.status = 200
        self.spoilt: Any = None
        """What is answered instead of the vectors."""
        self.dimensions = dimensions
        self._key = key
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                right = server._key is None or self.headers.get("Authorization") == f"Bearer {server._key}"
                status = server.status if right else 401
                data = [
                    {"object": "embedding", "index": place, "embedding": server.vector(text)}
                    for place, text in enumerate(body["input"])
                ]
                if status == 200:
                    server.asked += body["input"]
                # In another order than asked: only the index says which is which.
                answer = {"object": "list", "model": body["model"], "data": data[::-1]}
                told = json.dumps(server.spoilt if server.spoilt is not None else answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"

    def vector(self, text: str) -> list[float]:
        counted = [float(text.lower().count(letter)) + 0.01 for letter in LETTERS]
        return (counted * 2)[: self.dimensions]

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
