"""`batuta campaign verdict` and `batuta campaign register`: what a compliance officer files."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli.output import note, print_json, reader_locale, run
from app.cli.workspaces import JsonOption, WorkspaceOption, workspace_folder


def verdict(
    campaign: Annotated[str, typer.Argument(metavar="ID")],
    file: Annotated[Path | None, typer.Argument(metavar="[FILE.html|FILE.pdf]")] = None,
    workspace: WorkspaceOption = None,
    json_: JsonOption = False,
) -> None:
    """The verdict on a campaign with its evidence: what was checked, by which rule, with which result."""
    from app.filing import verdict_of_campaign, write_verdict
    from app.local import local
    from app.settings import read_settings

    async def work() -> None:
        async with local(read_settings(), workspace_folder(workspace), work=False) as here:
            made = await verdict_of_campaign(here.company, campaign)
        if file is not None:
            write_verdict(made, file, reader_locale())
            note(str(file))
        if json_ or file is None:
            print_json(made)

    run(work())


def register(
    year: Annotated[int | None, typer.Option(help="Only this calendar year.")] = None,
    form: Annotated[Literal["csv", "json"], typer.Option("--format")] = "csv",
    workspace: WorkspaceOption = None,
    json_: JsonOption = False,
) -> None:
    """The register of launched campaigns (Circular 4/2020 del Banco de España, norma 7)."""
    from app.filing import register_of
    from app.local import local
    from app.settings import read_settings
    from tools.register import as_csv, as_json

    async def work() -> None:
        async with local(read_settings(), workspace_folder(workspace), work=False) as here:
            records = await register_of(here.company, year=year, locale=reader_locale())
        typer.echo(as_json(records) if json_ or form == "json" else as_csv(records), nl=json_ or form == "json")

    run(work())
