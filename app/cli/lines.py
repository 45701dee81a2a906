"""`--jsonl`: one input object a line, one result a line, in order; a bad line is an error line and the rest goes on."""

import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from pydantic import ValidationError

from app.cli.output import plain, reader_locale
from batuta.errors import BatutaError, UnreadableFile
from batuta.misfit import misfits
from batuta.text import Text, all_mended

Handle = Callable[[dict[str, object]], Awaitable[object]]


async def each_line(source: str, handle: Handle) -> None:
    """Read objects from a file, or `-` for standard input, and print what becomes of each."""
    for line in _lines(source):
        if line.strip():
            result = await _answered(line, handle)
            sys.stdout.write(json.dumps(plain(result), ensure_ascii=False) + "\n")
            sys.stdout.flush()


async def _answered(line: str, handle: Handle) -> object:
    try:
        given = all_mended(json.loads(line))
    except json.JSONDecodeError as broken:
        return {"error": f"not JSON: {broken.msg} (column {broken.colno})"}
    if not isinstance(given, dict):
        return {"error": f"an object is needed, not {type(given).__name__}"}
    try:
        return await handle(given)
    except BatutaError as problem:
        return {"error": problem.in_(reader_locale())}
    except ValidationError as invalid:
        return {"error": misfits(invalid, most=1).in_(reader_locale())}


def _lines(source: str) -> Iterator[str]:
    if source == "-":
        yield from (line.decode("utf-8", errors="replace") for line in sys.stdin.buffer)
        return
    try:
        with Path(source).open(encoding="utf-8", errors="replace") as lines:
            yield from lines
    except OSError as broken:
        raise UnreadableFile(
            source,
            Text(en=str(broken.strerror), es=str(broken.strerror)),
            Text(en="Check the path.", es="Comprueba la ruta."),
        ) from broken
