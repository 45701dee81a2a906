"""`batuta audience`: how many people an audience reaches, what each filter costs, every way to loosen it."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import note, print_json, reader_locale, run, table
from app.cli.workspaces import JsonOption, WorkspaceOption, workspace_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batuta.audience import Proposal, Relaxation, Sized

app = typer.Typer(help="Audiences: how many people, what each filter costs, what if.", no_args_is_help=True)

Given = Annotated[
    str, typer.Argument(metavar="[FILE|-]", help="A brief (text, Markdown, DOCX, PDF) or an audience (JSON, YAML).")
]


@app.command()
def size(
    given: Given = "-",
    workspace: WorkspaceOption = None,
    jsonl: Annotated[str | None, typer.Option(metavar="FILE|-", help="One audience a line.")] = None,
    json_: JsonOption = False,
) -> None:
    """Count an audience, and what each of its filters takes away."""
    # Deferred, as in every command: help must not wait for what only the work needs.
    from app import audiences
    from app.cli.lines import each_line

    async def work() -> None:
        root, locale = workspace_folder(workspace), reader_locale()
        if jsonl is not None:
            customers = audiences.customers_of(root)
            await each_line(jsonl, lambda line: audiences.sized(customers, audiences.audience_of(line), locale))
            return
        asked = audiences.asked_about(given, _standard_input(given))
        if asked.audience is None:
            targeting = await audiences.targeting_of(root, asked)
            if json_:
                print_json({**targeting.reach.model_dump(mode="json"), **targeting.model_dump(mode="json")})
            else:
                typer.echo(targeting.explanation)
                _show_proposals(targeting.proposals)
            return
        result = await audiences.sized(audiences.customers_of(root), asked.audience, locale)
        if json_:
            print_json(result)
        else:
            _show_size(result)

    run(work())


@app.command()
def relax(given: Given = "-", workspace: WorkspaceOption = None, json_: JsonOption = False) -> None:
    """Every relaxation of an audience with its reach: each filter dropped, each number moved."""
    from app import audiences

    async def work() -> None:
        root, locale = workspace_folder(workspace), reader_locale()
        asked = audiences.asked_about(given, _standard_input(given))
        wanted = asked.audience or (await audiences.targeting_of(root, asked)).audience
        relaxation = await audiences.customers_of(root).relax(wanted, locale)
        if json_:
            print_json(relaxation)
        else:
            _show_relaxation(relaxation)

    run(work())


def _standard_input(given: str) -> str:
    return sys.stdin.buffer.read().decode("utf-8", errors="replace") if given == "-" else ""


def _show_size(result: "Sized") -> None:
    from batuta.explain import number_in_words, share_in_words
    from batuta.text import say

    locale = reader_locale()
    count, total = number_in_words(result.count, locale), number_in_words(result.total, locale)
    note(say(locale, en=f"{count} of {total}", es=f"{count} de {total}") + f" ({share_in_words(result.share, locale)})")
    heads = say(locale, en="filter|alone|without it|takes away", es="filtro|por sí solo|sin él|resta").split("|")
    rows = [
        (loss.words, *(number_in_words(figure, locale) for figure in (loss.alone, loss.without, loss.lost)))
        for loss in result.criteria
    ]
    if rows:
        table("", heads, rows)


def _show_relaxation(relaxation: "Relaxation") -> None:
    from batuta.explain import number_in_words
    from batuta.text import say

    locale = reader_locale()
    count, total = number_in_words(relaxation.count, locale), number_in_words(relaxation.total, locale)
    note(say(locale, en=f"{count} of {total}", es=f"{count} de {total}"))
    if relaxation.without:
        rows = [(relaxation.criteria[w.index], number_in_words(w.count, locale)) for w in relaxation.without]
        table("", say(locale, en="filter|without it", es="filtro|sin él").split("|"), rows)
    for moves in relaxation.thresholds:
        pairs = zip(moves.values, moves.counts, strict=True)
        rows = [(number_in_words(value, locale), number_in_words(people, locale)) for value, people in pairs]
        table(relaxation.criteria[moves.index], say(locale, en="bound|people", es="límite|personas").split("|"), rows)
    _show_proposals(relaxation.proposals)


def _show_proposals(proposals: "Sequence[Proposal]") -> None:
    from batuta.explain import number_in_words, share_in_words
    from batuta.text import say

    locale = reader_locale()
    if not proposals:
        return

    def figure(number: float | None) -> str:
        return "–" if number is None else number_in_words(round(number), locale)

    rows = [
        (
            one.id,
            one.words,
            figure(one.count),
            share_in_words(one.share, locale),
            figure(one.responses),
            figure(one.cost),
        )
        for one in proposals
    ]
    heads = say(
        locale,
        en="proposal|what changes|people|share|responses|cost",
        es="propuesta|qué cambia|personas|parte|respuestas|coste",
    )
    table("", heads.split("|"), rows)
