"""`batuta content`: find what exists, write what is missing, check what a sentence rests on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import note, print_json, reader_locale, run
from app.cli.workspaces import JsonOption, WorkspaceOption, workspace_folder

if TYPE_CHECKING:
    from batuta.brand_review import BrandCheck
    from batuta.content import ContentItem, Discovery

app = typer.Typer(help="Content: found first, then written, every sentence with its source.", no_args_is_help=True)

Given = Annotated[str, typer.Argument(metavar="[BRIEF|-]", help="A brief: text, Markdown, DOCX, PDF, or JSON.")]
Lines = Annotated[str | None, typer.Option("--jsonl", metavar="FILE|-", help="One object a line.")]


@app.command()
def find(given: Given = "-", workspace: WorkspaceOption = None, jsonl: Lines = None, json_: JsonOption = False) -> None:
    """What is reused, what waits for approval, what has to be written, and why."""
    # Deferred, as in every command: help must not wait for what only the work needs.
    from app.cli.lines import each_line

    async def work() -> None:
        if jsonl is not None:
            from app.outside import find as outside

            await each_line(jsonl, lambda line: outside.find(line, reader_locale()))
            return
        from app import contents

        deps = contents.deps_of(workspace_folder(workspace))
        found = await contents.found(deps, await contents.read(deps, given))
        if json_:
            print_json(found)
        else:
            _show_found(found.discovery.needs)

    run(work())


@app.command()
def write(
    given: Given = "-",
    channel: Annotated[str | None, typer.Option(help="Only this channel.")] = None,
    letters: Annotated[Path | None, typer.Option(metavar="DIR", help="Also print letters as PDF there.")] = None,
    workspace: WorkspaceOption = None,
    jsonl: Lines = None,
    json_: JsonOption = False,
) -> None:
    """The messages of a brief, each sentence with what it rests on."""
    from app.cli.lines import each_line

    async def work() -> None:
        if jsonl is not None:
            from app.outside import write as outside

            engine = outside.engine()
            await each_line(jsonl, lambda line: outside.write(line, engine))
            return
        from app import contents

        deps = contents.deps_of(workspace_folder(workspace))
        items = await contents.written(deps, await contents.read(deps, given), contents.channel_named(channel))
        for path in contents.printed(items, letters, deps) if letters else ():
            note(str(path))
        if json_:
            print_json(items)
        else:
            _show_written(items)

    run(work())


@app.command()
def check(
    text: Annotated[str, typer.Argument(help="The text of the main part.")] = "",
    channel: Annotated[str, typer.Option(help="email, sms, push, web …")] = "email",
    locale: Annotated[str, typer.Option(help="The language and market of the text, as es-ES.")] = "es-ES",
    workspace: WorkspaceOption = None,
    jsonl: Lines = None,
    json_: JsonOption = False,
) -> None:
    """How much of the brand's rules a text keeps, each with its document and its remedy; how easily it is read."""
    from app.cli.lines import each_line
    from app.libraries import library
    from app.outside import brand as outside

    async def work() -> None:
        from app.contents import channel_named
        from batuta.material import MAIN

        reader = reader_locale()
        book = library(None, workspace_folder(workspace))
        if jsonl is not None:
            await each_line(jsonl, lambda line: outside.check(line, book, reader))
            return
        chosen = channel_named(channel) or "email"
        asked: dict[str, object] = {"copy": {MAIN[chosen]: text}, "channel": chosen, "locale": locale}
        done = await outside.check(asked, book, reader)
        if json_:
            print_json(done)
        else:
            _show_check(done)

    run(work())


@app.command()
def suggest(jsonl: Lines = "-") -> None:
    """Another way to say one part of a message: shorten, rephrase, warmer, translate; one object a line."""
    from app.cli.lines import each_line
    from app.outside import suggest as outside
    from app.outside.write import engine

    async def work() -> None:
        writer = engine()
        await each_line(jsonl or "-", lambda line: outside.suggest(line, writer))

    run(work())


@app.command()
def ground(
    sentence: Annotated[str, typer.Argument(help="What is said.")] = "",
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", "-e", help="What it rests on; repeatable.")
    ] = None,
    jsonl: Lines = None,
    json_: JsonOption = False,
) -> None:
    """Is a sentence carried by its evidence: supported, unsupported or contradicted, and why."""
    from app.cli.lines import each_line
    from app.outside import ground as outside

    async def work() -> None:
        locale = reader_locale()
        if jsonl is not None:
            await each_line(jsonl, lambda line: outside.ground(line, locale))
            return
        pieces = [{"id": str(number), "text": text} for number, text in enumerate(evidence or [], start=1)]
        decided = await outside.ground({"sentence": sentence, "evidence": pieces}, locale)
        if json_:
            print_json(decided)
        else:
            note("\n".join((_label(decided.label), *decided.reasons)))

    run(work())


def _label(label: str) -> str:
    from batuta.text import say

    spanish = {"supported": "respaldada", "unsupported": "sin respaldo", "contradicted": "contradicha"}[label]
    return say(reader_locale(), en=label, es=spanish)


def _show_check(done: "BrandCheck") -> None:
    from batuta.text import say

    locale = reader_locale()
    kept = sum(one.passed for one in done.guidelines)
    typer.echo(
        say(
            locale,
            en=f"{kept} of {len(done.guidelines)} rules kept",
            es=f"Cumple {kept} de {len(done.guidelines)} reglas",
        )
    )
    for one in done.failed:
        typer.echo(_wrapped(f"✗ [{one.part}] {one.message} ({one.source})", hang=2))
        if one.fix:
            typer.echo(_wrapped(f"→ {one.fix}", indent=4))
    for part, ease in done.reading.items():
        typer.echo(_wrapped(say(locale, en=f"[{part}] reads: {ease}", es=f"[{part}] lectura: {ease}")))


def _show_found(needs: "tuple[Discovery, ...]") -> None:
    from batuta.text import say

    locale = reader_locale()
    words = {
        "reuse": say(locale, en="reused", es="se reutiliza"),
        "propose_pending": say(locale, en="waits for approval", es="pendiente de aprobación"),
        "generate": say(locale, en="to write", es="por escribir"),
    }
    for found in needs:
        typer.echo(f"{found.need.key} · {words[found.decision]}{f' · {found.item_id}' if found.item_id else ''}")
        typer.echo(_wrapped(found.why))
        for miss in found.rejected:
            typer.echo(_wrapped(f"✗ {miss.id}: {miss.why}", hang=2))
        typer.echo("")
    if not needs:
        _no_needs()


def _show_written(items: "tuple[ContentItem, ...]") -> None:
    from batuta.text import say

    locale = reader_locale()
    origins = {
        "generated": say(locale, en="written now", es="recién escrito"),
        "reused": say(locale, en="reused", es="se reutiliza"),
        "pending": say(locale, en="waits for approval", es="pendiente de aprobación"),
        "edited": say(locale, en="edited", es="editado"),
    }
    for item in items:
        typer.echo(f"{item.id} · {origins[item.origin]}")
        for part, text in item.parts.items():
            typer.echo(f"  [{part}]")
            typer.echo("\n".join(_wrapped(line, indent=4) for line in text.splitlines()))
        sources = dict.fromkeys(c.source for s in item.sentences for c in s.citations)
        typer.echo(_wrapped(f"{say(locale, en='Sources', es='Fuentes')}: {', '.join(sources)}", hang=2))
        for remark in item.notes:
            typer.echo(_wrapped(f"! {remark}", hang=2))
        typer.echo("")
    if not items:
        _no_needs()


def _no_needs() -> None:
    from batuta.text import say

    note(
        say(
            reader_locale(),
            en="The brief names no channel: there is nothing to find or write yet.",
            es="El brief no nombra ningún canal: todavía no hay nada que buscar ni que escribir.",
        )
    )


def _wrapped(text: str, *, indent: int = 2, hang: int = 0) -> str:
    """Lines no wider than the terminal; addresses and merge fields stay whole."""
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size().columns, 100)
    return textwrap.fill(
        text,
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )
