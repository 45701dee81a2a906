"""A warm process that forks others on demand: how it is spoken to, and how it forks."""

import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

BROKEN = 2
"""The exit code of a child that broke."""


class Warm:
    """Such a process: each line on its standard input is an order, each line of its output an answer."""

    def __init__(self, root: Path, module: str, *arguments: str | Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
        )

    def ready(self) -> None:
        assert self.said() == "ready"

    def order(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()


def forked(work: Callable[[], int]) -> int:
    """The pid of a child, in a session of its own, that ends with the exit code of its work; BROKEN where it raises."""
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(null, stream)
    code = BROKEN
    try:
        code = work()
    except Exception:  # noqa: BLE001 – a child must not go on as its parent
        traceback.print_exc()
    os._exit(code)
