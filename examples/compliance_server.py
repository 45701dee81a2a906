"""A company's own compliance tool, as small as one can be: a list of expressions its lawyers never let pass.

    python examples/compliance_server.py rules.tsv 8099
    BATUTA_COMPLIANCE_URL=http://127.0.0.1:8099/review

Each line of the list: expression, severity (`block` or `warn`), reason; separated by tabs.

    POST /review   {"subject": {"items": [{"id": …, "parts": {"body": …}}], …}, "locale": "es-ES"}
    200            {"verdict": "blocked" | "needs_review" | "clear", "findings": [{…}]}

The verdict must follow from the findings: any `block` is blocked, else any `warn` needs review, else clear.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

LONGEST_REQUEST = 10_000_000
"""Bytes."""


class Rule(NamedTuple):
    expression: str
    severity: str
    reason: str


def read_rules(file: Path) -> list[Rule]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Rule(*line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


def review(subject: dict[str, Any], rules: list[Rule]) -> dict[str, Any]:
    """Every use of an expression, in every part of every message."""
    findings = [
        found
        for item in subject["items"]
        for part, text in item["parts"].items()
        for rule in rules
        for found in _uses(rule, item["id"], part, text)
    ]
    severities = {found["severity"] for found in findings}
    verdict = "blocked" if "block" in severities else "needs_review" if "warn" in severities else "clear"
    return {"verdict": verdict, "findings": findings}


def _uses(rule: Rule, item: str, part: str, text: str) -> list[dict[str, Any]]:
    start = text.lower().find(rule.expression.lower())
    if start < 0:
        return []
    end = start + len(rule.expression)
    return [
        {
            "rule_id": f"house-{'-'.join(rule.expression.lower().split())}",
            "topic": "house_rule",
            "severity": rule.severity,
            "message": rule.reason,
            "quote": text[start:end],
            "start": start,
            "end": end,
            "part": part,
            "item": item,
            "source": {"title": "House rules"},
        }
    ]


def server(rules: list[Rule], port: int = 0) -> ThreadingHTTPServer:
    """A server on this machine only; port 0 takes any that is free."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            if self.path != "/review" or not 0 < length <= LONGEST_REQUEST:
                self.send_error(404 if self.path != "/review" else 413)
                return
            try:
                answer = review(json.loads(self.rfile.read(length))["subject"], rules)
            except (ValueError, KeyError, TypeError, AttributeError):
                self.send_error(400)
                return
            body = json.dumps(answer, ensure_ascii=False).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name the base class gives it
            """Nothing of what is reviewed is written anywhere."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


if __name__ == "__main__":
    server(read_rules(Path(sys.argv[1])), int(sys.argv[2]) if len(sys.argv) > 2 else 8099).serve_forever()
