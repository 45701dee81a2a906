"""The embedded PostgreSQL: shared, never doubled, stopped by the last."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from batuta.errors import DatabaseUnavailable
from tools.records.embedded import EmbeddedServer

JOIN = """
import sys
from pathlib import Path
from tools.records.embedded import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
print(server.start(), flush=True)
sys.stdin.readline()
if sys.argv[2] == "leave":
    server.release()
else:
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
"""


def joined(state: Path, how: str, root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", JOIN, str(state), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )


def test_a_second_process_joins_and_the_last_one_out_stops_it(tmp_path: Path, root: Path) -> None:
    server = EmbeddedServer(tmp_path)
    uri = server.start()
    with joined(tmp_path, "leave", root) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == uri
        server.release()
        with psycopg.connect(uri) as still_up:
            assert still_up.execute("SELECT 1").fetchone() == (1,)
        other.communicate("\n", timeout=30)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(uri, connect_timeout=2)


def test_a_killed_process_does_not_keep_it_up(tmp_path: Path, root: Path) -> None:
    server = EmbeddedServer(tmp_path)
    uri = server.start()
    with joined(tmp_path, "die", root) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.communicate("\n", timeout=30)
    server.release()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(uri, connect_timeout=2)


def test_a_folder_that_cannot_be_used_is_said_clearly(tmp_path: Path) -> None:
    (tmp_path / "postgres").write_text("not a folder")
    with pytest.raises(DatabaseUnavailable, match="did not start"):
        EmbeddedServer(tmp_path).start()


def test_one_process_can_stop_it_and_start_it_again(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path)
    for _ in range(2):
        with psycopg.connect(server.start()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        server.release()
