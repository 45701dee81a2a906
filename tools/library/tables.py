"""Tables in Markdown, row by row with the line each stands on."""

import re
from typing import NamedTuple


class Row(NamedTuple):
    """Cells by the heading of their column, in small letters; `line` counts from 1 in the text that was given."""

    cells: dict[str, str]
    line: int

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")


_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*\|?\s*$|^\s*\|\s*:?-+:?\s*\|\s*$")
_BAR = re.compile(r"(?<!\\)\|")


def rows_of(text: str) -> tuple[Row, ...]:
    r"""All rows of all tables. `\|` in a cell is a bar, `<br>` a line break.

    >>> rows_of("| a | b |\n|---|---|\n| 1 | x \\| y |")[0].cells
    {'a': '1', 'b': 'x | y'}
    """
    lines = text.splitlines()
    found: list[Row] = []
    columns: list[str] = []
    for number, line in enumerate(lines, start=1):
        if _RULE.match(line) and number > 1 and "|" in lines[number - 2]:
            columns = [name.lower() for name in _cells(lines[number - 2])]
        elif "|" not in line:
            columns = []
        elif columns:
            found.append(Row(dict(zip(columns, _cells(line), strict=False)), number))
    return tuple(found)


def _cells(line: str) -> list[str]:
    inner = line.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [
        re.sub(r"<br\s*/?>", "\n", cell.strip().replace("\\|", "|"), flags=re.IGNORECASE) for cell in _BAR.split(inner)
    ]
