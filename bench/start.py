"""How soon things start: `batuta --help`, and a server on a database that exists; each beside the least it could cost.

    python -m bench.start [--rounds 5] [--fresh]

The peers are a Typer application that says hello, and a FastAPI application that answers. `--fresh` clones the
repository, runs `make run` there and waits until the page answers: with what pip downloads, on this machine.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import httpx

from tools.workspaces.templates import make

ROOT = Path(__file__).resolve().parent.parent
BATUTA = "from app.cli.main import main; main()"
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(): ...
app()
"""
HEALTH = """
import sys, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
def health(): return {}
uvicorn.run(app, port=int(sys.argv[1]), log_level="warning")
"""
TODAY = date(2027, 3, 1)


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    wanted.add_argument("--rounds", type=int, default=5)
    wanted.add_argument("--fresh", action="store_true")
    asked = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="batuta-bench-") as folder:
        _say_help(asked.rounds)
        _serve(Path(folder), asked.rounds)
        if asked.fresh:
            print(f"{'`make run` from nothing':38}{_from_nothing(Path(folder)):9.1f} s")


def _say_help(rounds: int) -> None:
    ours, theirs = _turns(
        rounds,
        lambda: _run([sys.executable, "-c", BATUTA, "--help"]),
        lambda: _run([sys.executable, "-c", HELLO, "--help"]),
    )
    print(f"{'batuta --help':38}{ours * 1000:9.0f} ms   a bare Typer --help {theirs * 1000:6.0f} ms")


def _serve(folder: Path, rounds: int) -> None:
    company = folder / "company"
    make(company, "bank", today=TODAY, people=20_000)
    state = {**os.environ, "BATUTA_STATE_DIR": str(folder / "state")}

    def ours() -> float:
        port = _free_port()
        words = [sys.executable, "-c", BATUTA, "serve", "--port", str(port), "--workspace", str(company)]
        return _until_served(words, port, state)

    def theirs() -> float:
        port = _free_port()
        return _until_served([sys.executable, "-c", HEALTH, str(port)], port, state)

    own, peer = _turns(rounds, ours, theirs)
    print(f"{'server ready, warm':38}{own:9.1f} s    a bare FastAPI server {peer:6.1f} s")


def _turns(rounds: int, ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float]:
    """Medians in seconds, turn by turn; the first turn is not counted."""
    pairs = [(ours(), theirs()) for _ in range(rounds + 1)][1:]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def _run(words: Sequence[str]) -> float:
    began = perf_counter()
    subprocess.run(words, check=True, capture_output=True, cwd=ROOT)
    return perf_counter() - began


def _until_served(words: Sequence[str], port: int, environment: dict[str, str], *, cwd: Path = ROOT) -> float:
    """Seconds until it answers; then it is stopped, and waited for."""
    began = perf_counter()
    with subprocess.Popen(
        words, env=environment, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            while process.poll() is None:
                try:
                    if httpx.get(f"http://127.0.0.1:{port}/health").is_success:
                        return perf_counter() - began
                except httpx.TransportError:
                    sleep(0.02)
            raise RuntimeError(f"{words} ended with {process.returncode}")
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(60)


def _from_nothing(folder: Path) -> float:
    clone, port = folder / "clone", _free_port()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    environment = {**os.environ, "BATUTA_STATE_DIR": str(folder / "fresh"), "BATUTA_PORT": str(port)}
    try:
        return _until_served(["make", "run"], port, environment, cwd=clone)
    finally:
        shutil.rmtree(clone)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
