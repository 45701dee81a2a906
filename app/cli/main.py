"""`batuta`: every workflow on its own, from the command line.

Command modules import what they need inside each command, so that help and completion are immediate.
"""

import typer

from app.cli import (
    audience,
    audit,
    brief,
    campaign,
    comply,
    connect,
    content,
    evals,
    filing,
    library,
    people,
    processes,
    record,
    workspaces,
)
from app.quiet import be_quiet

app = typer.Typer(
    name="batuta",
    help="A conductor for marketing: briefs become approved, published and verified campaigns.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # drawn help takes longer to import than to read
)
app.command("init")(workspaces.init)
app.command("check-workspace")(workspaces.check_workspace)
app.command("schema")(workspaces.schema)
app.command("connect")(connect.connect)
app.add_typer(brief.app, name="brief")
app.add_typer(audience.app, name="audience")
app.add_typer(library.app, name="library")
app.add_typer(content.app, name="content")
app.command("comply")(comply.comply)
campaign.app.command("verdict")(filing.verdict)
campaign.app.command("register")(filing.register)
app.command("record")(record.record)
app.add_typer(campaign.app, name="campaign")
app.add_typer(audit.app, name="audit")
app.add_typer(people.app, name="user")
app.command("eval")(evals.evaluate)
app.command("serve")(processes.serve)
app.command("worker")(processes.worker)
app.add_typer(processes.database, name="db")


def main() -> None:
    be_quiet()
    app()
