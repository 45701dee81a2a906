"""What `compose.yaml` starts, as processes: two servers, two workers, one PostgreSQL, and a campaign across them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.scenes.line import ANSWERS, BRIEF, own_company

PATIENCE = 120
"""Seconds until something that should happen counts as not happening."""


@pytest.fixture
def environment(postgres: str, root: Path, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A database of its own on a PostgreSQL that is not ours to start, as in production."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE production")
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("BATUTA_", "OPENAI_", "LANGGRAPH_"))
    }
    yield {
        **inherited,
        "BATUTA_DATABASE_URL": postgres.replace("/postgres?", "/production?"),
        "BATUTA_STATE_DIR": str(tmp_path / "state"),
        "PYTHONPATH": str(root),
    }
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP DATABASE production WITH (FORCE)")


def command(*words: object) -> list[str]:
    return [sys.executable, "-W", "ignore", "-c", "from app.cli.main import main; main()", *map(str, words)]


@contextmanager
def process(environment: dict[str, str], log: Path, *words: object) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        started = subprocess.Popen(command(*words), env=environment, stdout=out, stderr=out)
        try:
            yield started
        finally:
            started.send_signal(signal.SIGINT)
            try:
                started.wait(30)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()


def token(environment: dict[str, str], company: Path, role: str) -> str:
    made = subprocess.run(
        command("user", "token", role, "--role", role, "-w", company, "--json"),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return str(json.loads(made.stdout)["token"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_served(client: httpx.Client, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if client.get("/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail(log.read_text("utf-8"))


def test_two_servers_and_two_workers_share_one_database(
    small: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    company = own_company(small, tmp_path / "company")
    people = {role: token(environment, company, role) for role in ("marketer", "compliance")}
    ports = free_port(), free_port()
    logs = [tmp_path / f"{name}.log" for name in ("server-0", "server-1", "worker-0", "worker-1")]
    with ExitStack() as stack:
        for port, log in zip(ports, logs, strict=False):
            stack.enter_context(
                process(environment, log, "serve", "--no-worker", "--port", port, "--workspace", company)
            )
        workers = [stack.enter_context(process(environment, log, "worker", "--workspace", company)) for log in logs[2:]]
        first, second = (
            stack.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)) for port in ports
        )
        until_served(first, logs[0])
        until_served(second, logs[1])

        def call(client: httpx.Client, method: str, path: str, by: str = "marketer", **more: object) -> httpx.Response:
            answer = client.request(method, path, headers={"Authorization": f"Bearer {people[by]}"}, **more)  # type: ignore[arg-type]
            assert answer.is_success, (path, answer.status_code, answer.text)
            return answer

        campaign = call(first, "POST", "/api/campaigns", json={"text": BRIEF}).json()["campaign_id"]
        workers[0].kill()
        served = [second, first]
        deadline = time.monotonic() + PATIENCE
        outcome: dict[str, object] = {}
        while time.monotonic() < deadline:
            outcome = call(served[0], "GET", f"/api/campaigns/{campaign}").json()
            if outcome["status"] not in ("working", "waiting", "executing"):
                break
            waiting = call(served[0], "GET", f"/api/campaigns/{campaign}/gate").json()
            if waiting is None:
                time.sleep(0.1)
                continue
            gate = waiting["gate"]
            fitting = next(
                answer
                for answer in ANSWERS
                if answer.gate in ("*", gate["kind"]) and answer.decision in gate["allowed"]
            )
            given = {"decision": fitting.decision, "digest": gate["digest"]}
            call(served[0], "POST", f"/api/gates/{gate['id']}", by=fitting.by, json=given)
            served.reverse()
        assert outcome["status"] == "published", (outcome, *(log.read_text("utf-8")[-2000:] for log in logs))
        told = [call(client, "GET", f"/api/campaigns/{campaign}").json() for client in (first, second)]
        assert told[0] == told[1]
        assert call(second, "GET", "/api/audit/check", by="compliance").json()["ok"] is True
