"""`batuta comply`: what law and brand say of a text or an audience. Exit 3 where it is blocked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import BLOCKED, note, print_json, reader_locale, run, table
from app.cli.workspaces import JsonOption, WorkspaceOption

if TYPE_CHECKING:
    from app.outside.comply import Outcome
    from batuta.workspace import Workspace

ChannelOption = Annotated[str | None, typer.Option("--channel", "-c", help="email, sms, push, web …")]


def comply(
    given: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="A text; lines like `subject: …` name its parts.")
    ] = "-",
    channel: ChannelOption = None,
    product: Annotated[str | None, typer.Option(help="A product of the company, for its facts.")] = None,
    locale: Annotated[str | None, typer.Option(help="es-ES, es-MX, en …")] = None,
    jurisdiction: Annotated[str | None, typer.Option(help="ES, EU, UK, US, MX; default: the company's.")] = None,
    workspace: WorkspaceOption = None,
    jsonl: Annotated[
        str | None, typer.Option(metavar="FILE|-", help="One text or audience a line, each with its own context.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE.html|FILE.pdf", help="Write the verdict as a document to file.")
    ] = None,
    json_: JsonOption = False,
) -> None:
    """Review a text or an audience by the policies in force."""
    # Deferred, as in every command: help must not wait for what only the work needs.
    from app.cli.lines import each_line
    from app.outside import comply as outside
    from app.settings import read_settings
    from tools.clock import SystemClock

    async def work() -> None:
        today, reader, state = SystemClock().now().date(), reader_locale(), read_settings().state_dir
        if jsonl is not None:
            rules = outside.rules_of(None, state)

            async def answer(line: dict[str, object]) -> "Outcome":
                return outside.reviewed(line, rules, today, reader)

            await each_line(jsonl, answer)
            return
        company, folder = _company(workspace)
        one = outside.channel_named(channel or "email")
        bought = company.products[product] if product else None
        places = tuple(name for name in (jurisdiction or "").split(",") if name)
        spoken = locale or company.locales[0]
        line = outside.in_company(outside.read_file(given), one, company, bought, spoken, places)
        book = outside.rules_of(folder, state)
        subject, review = outside.review_of(line, book, today, reader)
        outcome = outside.Outcome(verdict=review.verdict, findings=review.findings)
        if report is not None:
            from app.filing import verdict_of_text, write_verdict

            name = "–" if given == "-" else Path(given).name
            made = verdict_of_text(subject, review, book, SystemClock().now(), company.name, name)
            write_verdict(made, report, reader)
        if json_:
            print_json(outcome)
        else:
            _show(outcome)
        if outcome.verdict == "blocked":
            raise typer.Exit(BLOCKED)

    run(work())


def _company(chosen: Path | None) -> "tuple[Workspace, Path]":
    """The company of a text; without one the demonstration bank as it is delivered, without its customers."""
    from tools.workspaces.folder import places, read_workspace
    from tools.workspaces.templates import templates

    root = chosen or templates()["bank"]
    return read_workspace(root), places(root).policies


def _show(outcome: "Outcome") -> None:
    from batuta.text import say

    locale = reader_locale()
    verdicts = {
        "blocked": say(locale, en="Blocked", es="Bloqueado"),
        "needs_review": say(locale, en="Needs review", es="Pendiente de revisión"),
        "clear": say(locale, en="Clear", es="Sin objeciones"),
    }
    note(verdicts[outcome.verdict])
    rows = [
        (
            finding.severity,
            f"{finding.message}\n{finding.suggestion}",
            finding.part,
            f"{finding.source.title}\n{finding.source.url}".strip(),
        )
        for finding in outcome.findings
    ]
    if rows:
        heads = say(
            locale, en="severity|finding and remedy|part|source", es="gravedad|hallazgo y solución|parte|fuente"
        )
        table("", heads.split("|"), rows)
