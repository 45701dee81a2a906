"""A company's past campaigns, read from its history folder: JSON lines and CSV.

A CSV has a header with the names of the fields; results stand in columns of their own (`sent`, `converted`,
`control_people` …), channels are separated by spaces, commas or semicolons, the audience is JSON.
"""

import asyncio
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from batuta.campaign import ControlGroup, PastCampaign, Results
from batuta.errors import Problem, WorkspaceInvalid
from batuta.text import Text
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import Document

Signature = tuple[tuple[str, int, int], ...]

_RESULTS = tuple(name for name in Results.model_fields if name not in ("control", "by_channel"))
_CONTROL = tuple(ControlGroup.model_fields)


class HistoryFiles:
    """The `History` port over a folder; files are read again when they change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: tuple[Signature, tuple[PastCampaign, ...]] | None = None

    async def campaigns(self) -> tuple[PastCampaign, ...]:
        """Newest first; none where there is no history. Raises: WorkspaceInvalid, with every bad line."""
        return await asyncio.to_thread(self._campaigns)

    def _campaigns(self) -> tuple[PastCampaign, ...]:
        signature = tuple((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in _files(self._folder))
        if self._known is None or self._known[0] != signature:
            self._known = (signature, read_history(self._folder))
        return self._known[1]


def read_history(folder: Path) -> tuple[PastCampaign, ...]:
    """Every past campaign of a folder, newest first. Raises: WorkspaceInvalid, with every bad line of every file."""
    campaigns: dict[str, PastCampaign] = {}
    problems: list[Problem] = []
    for file in _files(folder):
        try:
            for line in _lines(file):
                try:
                    campaign = _campaign(line)
                except WorkspaceInvalid as invalid:
                    problems.extend(invalid.problems)
                    continue
                if campaign.id in campaigns:
                    problems.append(_twice(line, campaign.id))
                campaigns[campaign.id] = campaign
        except WorkspaceInvalid as invalid:
            problems.extend(invalid.problems)
    if problems:
        raise WorkspaceInvalid(tuple(problems))
    return tuple(sorted(campaigns.values(), key=lambda past: (past.launched, past.id), reverse=True))


class _Line(NamedTuple):
    file: str
    number: int
    data: object
    """What stands there, parsed; text where it could not be."""


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*") if file.suffix in (".jsonl", ".csv"))


def _lines(file: Path) -> Iterator[_Line]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as broken:
        raise _invalid(
            file.name,
            None,
            Text(en=f"The file cannot be read ({broken}).", es=f"No se puede leer el fichero ({broken})."),
            Text(en="Save it as UTF-8 text.", es="Guárdalo como texto UTF-8."),
        ) from None
    yield from _csv_lines(file.name, text) if file.suffix == ".csv" else _json_lines(file.name, text)


def _json_lines(file: str, text: str) -> Iterator[_Line]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield _Line(file, number, json.loads(line))
            except json.JSONDecodeError as broken:
                yield _Line(file, number, _not_json(file, number, broken.msg))


def _csv_lines(file: str, text: str) -> Iterator[_Line]:
    header = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if header.count(";") > header.count(",") else ",")
    names = [name.strip() for name in next(rows, [])]
    for row in rows:
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if cell.strip()}
        if not cells:
            continue
        if len(row) > len(names):
            yield _Line(file, rows.line_num, _too_many(file, rows.line_num, len(row), len(names)))
            continue
        try:
            yield _Line(file, rows.line_num, _nested(cells))
        except json.JSONDecodeError as broken:
            yield _Line(file, rows.line_num, _not_json(file, rows.line_num, broken.msg))


def _nested(cells: dict[str, str]) -> dict[str, object]:
    """A flat row in the form of a line of JSON."""
    results: dict[str, object] = {name: cells.pop(name) for name in _RESULTS if name in cells}
    control = {name: cells.pop(f"control_{name}") for name in _CONTROL if f"control_{name}" in cells}
    if control:
        results["control"] = control
    made: dict[str, object] = {**cells}
    if results:
        made["results"] = results
    made["channels"] = re.split(r"[\s,;|]+", cells["channels"]) if "channels" in cells else []
    made["audience"] = json.loads(cells["audience"]) if "audience" in cells else []
    return made


def _campaign(line: _Line) -> PastCampaign:
    if isinstance(line.data, WorkspaceInvalid):
        raise line.data
    return checked(PastCampaign, Document(line.file, line.data, {(): line.number}))


def _twice(line: _Line, campaign_id: str) -> Problem:
    return Problem(
        line.file,
        line.number,
        Text(en=f"The campaign {campaign_id} is described twice.", es=f"La campaña {campaign_id} aparece dos veces."),
        Text(en="Keep one of them.", es="Deja solo una."),
    )


def _not_json(file: str, number: int, why: str) -> WorkspaceInvalid:
    return _invalid(
        file,
        number,
        Text(en=f"This is not valid JSON ({why}).", es=f"Esto no es JSON válido ({why})."),
        Text(en="Put one whole object on each line.", es="Pon un objeto completo en cada línea."),
    )


def _too_many(file: str, number: int, cells: int, columns: int) -> WorkspaceInvalid:
    return _invalid(
        file,
        number,
        Text(
            en=f"This row has {cells} cells, the header {columns}.",
            es=f"Esta fila tiene {cells} celdas y la cabecera {columns}.",
        ),
        Text(en="Quote cells that contain the separator.", es="Entrecomilla las celdas que contengan el separador."),
    )


def _invalid(file: str, line: int | None, message: Text, remedy: Text) -> WorkspaceInvalid:
    return WorkspaceInvalid((Problem(file, line, message, remedy),))
