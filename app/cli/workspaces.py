"""Which company a command is about, and the commands on workspaces themselves: init, check-workspace, schema."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.output import columns, note, print_json, reader_locale, run, table

WorkspaceOption = Annotated[
    Path | None, typer.Option("--workspace", "-w", help="The company's folder; default: the demonstration bank.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON only.")]


def workspace_folder(chosen: Path | None) -> Path:
    """The folder a command works on. Without one: the demonstration bank, made on first use in the state folder."""
    # Deferred, as in every command: help must not wait for what only the work needs.
    from app.demonstration import demonstration
    from app.settings import read_settings

    if chosen is not None:
        return chosen
    return demonstration(read_settings(), "bank")


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
    like: Annotated[str, typer.Option(help="bank or telco.")],
    customers: Annotated[int, typer.Option(help="How many synthetic customers.")] = 200_000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same customers.")] = 7,
) -> None:
    """Make a working company with synthetic customers."""
    from rich.console import Console
    from rich.progress import Progress

    from tools.clock import SystemClock
    from tools.workspaces.templates import make

    async def work() -> None:
        with Progress(console=Console(stderr=True)) as bar:
            task = bar.add_task("customers", total=customers)
            make(
                folder,
                like,
                today=SystemClock().now().date(),
                people=customers,
                seed=seed,
                progress=lambda done: bar.update(task, completed=done),
            )
        note(f"{folder}: {customers:,}")

    run(work())


def check_workspace(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    trust: Annotated[bool, typer.Option(help="Also import replaced workflows.")] = False,
    json_: JsonOption = False,
) -> None:
    """Check a company's files; every problem with file, line and remedy."""
    from app.check import check, remarks
    from app.settings import read_settings

    settings = read_settings()
    problems = check(folder, settings=settings, trust=trust)
    locale = reader_locale()
    told = [remark.in_(locale) for remark in remarks(folder, settings=settings)]
    if json_:
        print_json(
            {
                "ok": not problems,
                "problems": [
                    {"file": p.file, "line": p.line, "message": p.message.in_(locale), "remedy": p.remedy.in_(locale)}
                    for p in problems
                ],
                "remarks": told,
            }
        )
    elif problems:
        rows = [(p.file, p.line, p.message.in_(locale), p.remedy.in_(locale)) for p in problems]
        table("", columns(en="file|line|problem|remedy", es="archivo|línea|problema|remedio"), rows)
    else:
        note("OK")
    if not json_:
        for remark in told:
            note(remark)
    if problems:
        raise typer.Exit(2)


def schema(name: Annotated[str, typer.Argument(help="brief, audience, catalogue, products, plan …")]) -> None:
    """Print the JSON Schema of a public format."""
    from app.schemas import schema_of

    async def work() -> None:
        print_json(schema_of(name))

    run(work())
