"""`batuta library`: what the brand book says."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import note, print_json, reader_locale, run, table
from app.cli.workspaces import JsonOption, WorkspaceOption, workspace_folder

if TYPE_CHECKING:
    from batuta.brand import Passage
    from batuta.ports import Library

app = typer.Typer(help="The brand book: ask it a question.", no_args_is_help=True)

MOST = 10


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="A question, in Spanish or English.")] = "",
    workspace: WorkspaceOption = None,
    corpus: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Search this folder of .md, .txt and .html files instead.")
    ] = None,
    locale: Annotated[str | None, typer.Option(help="The language of the question, as es-ES.")] = None,
    jsonl: Annotated[str | None, typer.Option(metavar="FILE|-", help="One question a line.")] = None,
    json_: JsonOption = False,
) -> None:
    """Passages that answer, best first, each with its address; none where nothing relevant exists."""
    # Deferred, as in every command: help must not wait for what only the work needs.
    from app.cli.lines import each_line
    from app.libraries import answer, library

    async def work() -> None:
        opened = library(corpus, None if corpus else workspace_folder(workspace))
        if jsonl is not None:
            await each_line(jsonl, lambda line: answer(opened, line))
            return
        found = await _asked(opened, query, locale)
        if json_:
            print_json([passage.model_dump(mode="json", exclude_none=True) for passage in found])
        else:
            _show(found)

    run(work())


@app.command(name="import")
def import_(
    document: Annotated[Path, typer.Argument(help="A brand manual: DOCX, PDF, HTML or text.")],
    workspace: WorkspaceOption = None,
    kind: Annotated[str, typer.Option(help="voice, tone, terminology, legal, channel, product_sheet, guideline.")] = (
        "guideline"
    ),
    locale: Annotated[str | None, typer.Option(help="Its language and market, as es-ES.")] = None,
) -> None:
    """Take a document into the brand book; nothing of it is used until somebody approves it."""

    async def work() -> None:
        from typing import get_args

        from app.libraries import take_in
        from batuta.brand import DocumentKind
        from batuta.errors import BadInput
        from batuta.text import Text, say

        kinds: tuple[DocumentKind, ...] = get_args(DocumentKind)
        chosen = next((known for known in kinds if known == kind), None)
        if chosen is None:
            raise BadInput(
                Text(en=f"There is no kind “{kind}”.", es=f"No existe el tipo «{kind}»."),
                remedy=Text(en=f"Kinds: {', '.join(kinds)}.", es=f"Tipos: {', '.join(kinds)}."),
                subject=kind,
            )
        made = take_in(document, workspace_folder(workspace), kind=chosen, locale=locale)
        note(
            say(
                reader_locale(),
                en=f"{made}\nRead it, then write `approved: true` at its top.",
                es=f"{made}\nLéelo y escribe `approved: true` en su cabecera.",
            )
        )

    run(work())


@app.command()
def learn(
    workspace: WorkspaceOption = None,
    write: Annotated[
        bool, typer.Option("--write", help="Put the proposals into the brand book, to be approved there.")
    ] = False,
    json_: JsonOption = False,
) -> None:
    """What people keep changing in messages, as proposals for the brand book; nothing changes by itself."""

    async def work() -> None:
        from app.libraries import learned, propose
        from app.local import local
        from app.settings import read_settings
        from batuta.text import say

        root, locale = workspace_folder(workspace), reader_locale()
        async with local(read_settings(), root, work=False) as here:
            found = await learned(here.company)
        made = propose(found, root) if write else ()
        if json_:
            print_json([lesson.model_dump(mode="json") for lesson in found])
            return
        for lesson in found:
            typer.echo(lesson.in_(locale))
        if not found:
            note(say(locale, en="Nothing was changed often enough.", es="Nada se ha cambiado bastantes veces."))
        for file in made:
            note(
                say(
                    locale,
                    en=f"{file}\nRead it, then write `approved: true` at its top.",
                    es=f"{file}\nLéelo y escribe `approved: true` en su cabecera.",
                )
            )

    run(work())


async def _asked(opened: "Library", query: str, locale: str | None) -> "tuple[Passage, ...]":
    return await opened.search(query, locale=locale, limit=MOST)


def _show(found: "tuple[Passage, ...]") -> None:
    from batuta.text import say

    locale = reader_locale()
    if not found:
        note(say(locale, en="The book does not say.", es="El libro no lo dice."))
        return
    heads = say(locale, en="where|what it says", es="dónde|qué dice").split("|")
    rows = [(f"{passage.file}\n{passage.heading}", _short(passage.text)) for passage in found]
    table("", heads, rows)


def _short(text: str, most: int = 400) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
