"""How commands speak: JSON for programs, tables for people, errors to standard error with an exit code."""

import json
import locale as system_locale
import os
import sys
from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from batuta.errors import BatutaError

BLOCKED = 3
WAITING = 4

T = TypeVar("T")


def reader_locale() -> str:
    """The language of whoever sits at the terminal: `BATUTA_LANG`, else what the system says, else English."""
    said = os.environ.get("BATUTA_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "es" if (said or str(system_locale.getlocale()[0] or "")).lower().startswith("es") else "en"


def print_json(value: object) -> None:
    """One JSON document on standard output; models as their public form."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")


def plain(value: object) -> object:
    """Public JSON of a model, or of lists and mappings of them."""
    # Deferred: pydantic is not needed to print help.
    from pydantic import BaseModel

    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def columns(*, en: str, es: str) -> list[str]:
    """What stands over the columns of a table, in the reader's language; names parted by `|`."""
    return (es if reader_locale() == "es" else en).split("|")


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table for people."""
    # Deferred: Rich is not needed for JSON.
    from rich.console import Console
    from rich.table import Table

    drawn = Table(title=title or None, title_justify="left", header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*("" if cell is None else str(cell) for cell in row))
    Console().print(drawn)


def note(words: str) -> None:
    """A line for people, on standard error, so that standard output stays what was asked for."""
    typer.echo(words, err=True)


def run(work: Coroutine[object, object, T]) -> T:
    """Run a command's work; an error of ours ends it with its message and exit code."""
    # Deferred: errors speak in models, and pydantic takes longer to import than help may take.
    import asyncio

    from batuta.errors import BatutaError

    try:
        return asyncio.run(work)
    except BatutaError as problem:
        fail(problem)
    except KeyboardInterrupt:
        note("")
        raise typer.Exit(130) from None


def fail(problem: "BatutaError") -> NoReturn:
    note(problem.in_(reader_locale()))
    raise typer.Exit(problem.exit_code)
