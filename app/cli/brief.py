"""`batuta brief`: read a brief as the campaign would, and ask what comparable campaigns had that it lacks."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import note, print_json, reader_locale, run, table
from app.cli.workspaces import JsonOption, WorkspaceOption, workspace_folder

if TYPE_CHECKING:
    from datetime import date

    from batuta.brief import Brief, Precedents
    from batuta.catalogue import Catalogue

app = typer.Typer(help="Briefs: read, questioned, compared with what came before.", no_args_is_help=True)

File = Annotated[
    str, typer.Argument(metavar="[FILE|-]", help="A brief: text, Markdown, DOCX, PDF; - for standard input.")
]
Lines = Annotated[str | None, typer.Option("--jsonl", metavar="FILE|-", help="One object a line.")]
Today = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day it is read on, as 2027-03-01; default: today.")
]


@app.command()
def read(
    file: File = "-",
    workspace: WorkspaceOption = None,
    jsonl: Lines = None,
    today: Today = None,
    json_: JsonOption = False,
) -> None:
    """What a brief says, with the words it was read from, and what is still open."""
    # Deferred, as in every command: help must not wait for what only the work needs.
    from app.briefs import Briefs
    from app.cli.lines import each_line

    async def work() -> None:
        briefs = Briefs(workspace_folder(workspace), today=_day(today))
        if jsonl is not None:
            await each_line(jsonl, briefs.read_line)
            return
        brief = await briefs.read_file(file)
        if json_:
            print_json(brief)
        else:
            _show(brief, briefs.deps.workspace.catalogue)

    run(work())


@app.command()
def precedents(
    file: File = "-", workspace: WorkspaceOption = None, jsonl: Lines = None, json_: JsonOption = False
) -> None:
    """What comparable past campaigns had and this brief lacks."""
    from app.briefs import Briefs
    from app.cli.lines import each_line

    async def work() -> None:
        briefs = Briefs(workspace_folder(workspace))
        if jsonl is not None:
            await each_line(jsonl, briefs.precedents_line)
            return
        found = await briefs.precedents_of_file(file)
        if json_:
            print_json(found)
        else:
            _show_omissions(found)

    run(work())


def _day(said: str | None) -> "date | None":
    from datetime import date

    from batuta.errors import BadInput
    from batuta.text import Text

    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise BadInput(
            Text(en=f"“{said}” is no date.", es=f"«{said}» no es una fecha."),
            remedy=Text(en="Write it as 2027-03-01.", es="Escríbela así: 2027-03-01."),
        ) from None


def _show(brief: "Brief", catalogue: "Catalogue") -> None:
    from batuta.degraded import degraded_in_words
    from batuta.explain import day_in_words, explain, with_unit
    from batuta.text import say

    locale = brief.locale or reader_locale()
    rows: list[tuple[str, str]] = []

    def row(en: str, es: str, words: str) -> None:
        if words:
            rows.append((say(locale, en=en, es=es), words))

    if brief.is_brief and brief.locale:
        row("objective", "objetivo", brief.objective.text if brief.objective else "")
        row("product", "producto", brief.product_id or "")
        row("audience", "público", "" if brief.audience.empty else explain(brief.audience, catalogue, locale))
        row("offer", "oferta", "; ".join(fact.text for fact in brief.offer))
        row("channels", "canales", ", ".join(brief.channels))
        if brief.window:
            ends = (brief.window.start, brief.window.end)
            row("dates", "fechas", " – ".join(day_in_words(day, locale) if day else "…" for day in ends))
        if brief.budget:
            row("budget", "presupuesto", with_unit(brief.budget.amount, brief.budget.currency, locale))
        row(
            "goals",
            "objetivos",
            "; ".join(f"{kpi.metric}: {kpi.target:g}" for kpi in brief.kpis if kpi.target is not None),
        )
        row("tone", "tono", ", ".join(brief.tone))
        row("must say", "hay que decir", "; ".join(brief.must_say))
        row("must not say", "no decir", "; ".join(brief.must_not_say))
        table("", say(locale, en="what|as read", es="qué|como se ha leído").split("|"), rows)
    if brief.degraded:
        note(degraded_in_words(brief.degraded, locale))
    for question in brief.questions:
        note(f"{'?' if question.blocking else '·'} {question.text}")
    for omission in brief.omissions:
        note(f"? {omission.question}")


def _show_omissions(found: "Precedents") -> None:
    from batuta.text import say

    locale = reader_locale()
    if not found.omissions:
        note(say(locale, en="Nothing usual is missing.", es="No falta nada de lo habitual."))
    for omission in found.omissions:
        note(f"? {omission.question}")
