"""`batuta audit`: who or what did which step, and whether anybody touched the trail."""

from typing import Annotated

import typer

from app.cli.output import columns, note, print_json, run, table
from app.cli.workspaces import JsonOption, WorkspaceOption, workspace_folder

app = typer.Typer(help="The audit trail.", no_args_is_help=True)


@app.command()
def show(
    campaign: Annotated[str | None, typer.Option(help="Only this campaign.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many events.")] = 200,
    workspace: WorkspaceOption = None,
    json_: JsonOption = False,
) -> None:
    """Events in order."""
    from app.local import local
    from app.settings import read_settings

    async def work() -> None:
        async with local(read_settings(), workspace_folder(workspace), work=False) as here:
            events = await here.company.audit.events(campaign_id=campaign, limit=limit)
            if json_:
                print_json(list(events))
            else:
                rows = [(e.seq, f"{e.at:%Y-%m-%d %H:%M:%S}", e.kind, e.actor, e.subject, e.hash[:12]) for e in events]
                heads = columns(en="seq|at|event|actor|subject|hash", es="n.º|cuándo|suceso|quién|qué|hash")
                table("", heads, rows)

    run(work())


@app.command()
def verify(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="An exported trail, JSON lines; default: the database.")
    ] = None,
    head: Annotated[str | None, typer.Option(help="The hash the trail must end with, as kept elsewhere.")] = None,
    workspace: WorkspaceOption = None,
    json_: JsonOption = False,
) -> None:
    """Check that nothing was changed, left out or put in between. Exit 1 where something was."""
    from app.audit_check import check_file
    from app.local import local
    from app.settings import read_settings

    async def work() -> bool:
        if file is not None:
            checked = check_file(file)
        else:
            async with local(read_settings(), workspace_folder(workspace), work=False) as here:
                checked = await here.company.audit.check()
        whole = checked.broken_at is None and head in (None, checked.head)
        if json_:
            print_json({"ok": whole, "events": checked.events, "broken_at": checked.broken_at, "head": checked.head})
        else:
            note(f"{'OK' if whole else 'BROKEN'} · {checked.events} events · {checked.head}")
            if checked.broken_at is not None:
                note(f"the first event that does not fit: {checked.broken_at}")
        return whole

    if not run(work()):
        raise typer.Exit(1)


@app.command()
def export(workspace: WorkspaceOption = None) -> None:
    """The whole trail as JSON lines, for a place outside the database; `audit verify FILE` checks it there."""
    from app.local import local
    from app.settings import read_settings

    async def work() -> None:
        async with local(read_settings(), workspace_folder(workspace), work=False) as here:
            after = 0
            while events := await here.company.audit.events(after=after, limit=5000):
                for event in events:
                    typer.echo(event.model_dump_json())
                after = events[-1].seq

    run(work())
