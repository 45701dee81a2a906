"""`batuta serve`, `batuta worker`, `batuta db …`: processes and the database they share."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.output import note, run

database = typer.Typer(help="The database: stop the embedded server, back up, restore.", no_args_is_help=True)


def serve(
    workspace: Annotated[
        list[Path] | None, typer.Option("--workspace", "-w", help="A company's folder; may be given several times.")
    ] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    worker: Annotated[bool, typer.Option(help="Also work on campaigns in this process.")] = True,
) -> None:
    """Serve the page and the API; without --workspace, both demonstration companies."""
    from app.serving import serve as serve_forever
    from app.settings import read_settings

    async def work() -> None:
        given = {
            "workspaces": tuple(p.absolute() for p in workspace) if workspace else None,
            "host": host,
            "port": port,
        }
        settings = read_settings(**{name: value for name, value in given.items() if value is not None})
        await serve_forever(settings, with_worker=worker)

    run(work())


def worker(
    workspace: Annotated[
        list[Path] | None, typer.Option("--workspace", "-w", help="A company's folder; may be given several times.")
    ] = None,
) -> None:
    """A further worker process on the same database."""
    from app.serving import work as work_forever
    from app.settings import read_settings

    async def work() -> None:
        settings = read_settings(**({"workspaces": tuple(p.absolute() for p in workspace)} if workspace else {}))
        await work_forever(settings)

    run(work())


@database.command()
def stop() -> None:
    """Stop the embedded PostgreSQL, whoever uses it."""
    from app.settings import read_settings
    from tools.records.embedded import EmbeddedServer

    async def work() -> None:
        stopped = EmbeddedServer(read_settings().state_dir).stop()
        note("stopped" if stopped else "it was not running")

    run(work())


@database.command()
def backup(target: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")]) -> None:
    """Save everything – campaigns, audit, people – to one file."""
    from app.backups import save
    from app.settings import read_settings

    async def work() -> None:
        await save(read_settings(), target)
        note(f"{target}: {target.stat().st_size:,} bytes")

    run(work())


@database.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What `batuta db backup` saved.")],
    replace: Annotated[bool, typer.Option(help="Replace what is in the database now.")] = False,
) -> None:
    """Bring back what was saved; refuses to write over anything unless told to."""
    from app.backups import bring_back
    from app.settings import read_settings

    async def work() -> None:
        await bring_back(read_settings(), source, replace=replace)
        note("restored")

    run(work())
