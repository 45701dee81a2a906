"""One file with everything in the database, by PostgreSQL's own tools."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg

from batuta.errors import BadInput, DatabaseUnavailable
from batuta.settings import Settings
from batuta.text import Text
from tools.records.database import INSTALLATION, unreachable
from tools.records.embedded import EmbeddedServer, bin_path


async def save(settings: Settings, target: Path) -> None:
    """Raises: BadInput, where the file exists; DatabaseUnavailable."""
    if target.exists():
        raise BadInput(
            Text(en=f"{target} exists already.", es=f"{target} ya existe."),
            remedy=Text(en="Name a new file.", es="Indica un fichero nuevo."),
            subject=str(target),
        )
    async with _address(settings) as uri:
        unfinished = target.with_name(target.name + ".unfinished")
        await _run("pg_dump", "--format=custom", f"--file={unfinished}", "--no-owner", f"--dbname={uri}")
        unfinished.replace(target)


async def bring_back(settings: Settings, source: Path, *, replace: bool) -> None:
    """Raises: BadInput, where there is no such file, or something in the database and `replace` is off."""
    if not source.is_file():
        gone = Text(en=f"There is no file {source}.", es=f"No existe el fichero {source}.")
        raise BadInput(gone, subject=str(source))
    async with _address(settings) as uri:
        if not replace and await asyncio.to_thread(_holds_something, uri):
            raise BadInput(
                Text(
                    en="The database is not empty; nothing was changed.",
                    es="La base de datos no está vacía; no se ha cambiado nada.",
                ),
                remedy=Text(
                    en="Add --replace to write over it, after a backup of what is there.",
                    es="Añade --replace para sobrescribirla, tras copiar lo que contiene.",
                ),
            )
        await _run(
            "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", f"--dbname={uri}", str(source)
        )


@asynccontextmanager
async def _address(settings: Settings) -> AsyncIterator[str]:
    if settings.database_url:
        yield settings.database_url
        return
    server = EmbeddedServer(settings.state_dir)
    try:
        yield await asyncio.to_thread(server.start)
    finally:
        await asyncio.to_thread(server.release)


def _holds_something(uri: str) -> bool:
    try:
        with psycopg.connect(uri, connect_timeout=10) as connection:
            row = connection.execute("SELECT to_regnamespace(%s) IS NOT NULL", [INSTALLATION]).fetchone()
    except psycopg.OperationalError as broken:
        raise unreachable(broken) from broken
    return bool(row and row[0])


async def _run(tool: str, *arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(
        str(bin_path() / tool), *arguments, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    _, complaint = await process.communicate()
    if process.returncode:
        said = complaint.decode(errors="replace").strip().splitlines()
        raise DatabaseUnavailable(
            Text(
                en=f"{tool} failed: {said[-1] if said else process.returncode}.",
                es=f"{tool} falló: {said[-1] if said else process.returncode}.",
            )
        )
