"""Past campaigns from files: what is read, and what is wrong with it by line."""

import json
from datetime import date
from pathlib import Path

import pytest

from batuta.errors import WorkspaceInvalid
from tools.history import HistoryFiles, read_history

LINE = {"id": "a", "product_id": "p", "family": "f", "launched": "2025-03-01", "audience": [], "channels": ["email"]}


def write(folder: Path, name: str, *lines: object) -> None:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (folder / name).write_text(text + "\n", encoding="utf-8")


async def test_reads_newest_first_across_files(tmp_path: Path) -> None:
    write(tmp_path, "2025.jsonl", LINE, "", LINE | {"id": "b", "launched": "2025-09-01"})
    write(tmp_path, "2024.jsonl", LINE | {"id": "c", "launched": "2024-01-01"})
    write(tmp_path, "notes.txt", "not history")
    assert [past.id for past in await HistoryFiles(tmp_path).campaigns()] == ["b", "a", "c"]


async def test_a_company_without_history_has_none(tmp_path: Path) -> None:
    assert await HistoryFiles(tmp_path / "history").campaigns() == ()


async def test_reads_what_spreadsheets_write(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_bytes(
        "\ufeffid;product_id;family;launched;channels;audience;budget;sent;converted;value;control_people;"
        "control_converted;note\r\n"
        'x1;gold;cards;2025-05-01;email, sms;"[{""attribute"": ""age"", ""operator"": "">="", ""value"": 30}]";'
        "5000;1200;24;1800.5;130;1;Muy buena\r\n"
        "x2;gold;cards;2025-06-01;;;;;;;;;\r\n"
        ";;;;;;;;;;;;\r\n".encode()
    )
    second, first = read_history(tmp_path)
    assert (first.id, first.launched, first.channels, first.budget) == ("x1", date(2025, 5, 1), ("email", "sms"), 5000)
    assert first.audience.all[0].meaning == ("age", ">=", 30)
    assert first.results is not None
    assert first.results.control is not None
    assert (first.results.sent, first.results.value, first.results.control.people) == (1200, 1800.5, 130)
    assert (second.results, second.channels, second.audience.empty) == (None, (), True)


async def test_names_every_bad_line(tmp_path: Path) -> None:
    write(
        tmp_path,
        "bad.jsonl",
        LINE,
        "{not json",
        LINE | {"id": "b", "launched": "soon"},
        LINE | {"id": "c", "resluts": {}},
        LINE | {"id": "d", "audience": [{"attribute": "age", "operator": "=>", "value": 3}]},
        LINE,
        "[]",
    )
    (tmp_path / "bad.csv").write_text("id,product_id,family,launched\nx,p,f,2025-01-01,more\ny,p,f\n")
    (tmp_path / "latin.csv").write_bytes("id,note\nx,señal\n".encode("latin-1"))
    with pytest.raises(WorkspaceInvalid) as told:
        read_history(tmp_path)
    places = {f"{problem.file}:{problem.line}" for problem in told.value.problems}
    assert places == {
        *(f"bad.jsonl:{line}" for line in (2, 3, 4, 5, 6, 7)),
        "bad.csv:2",
        "bad.csv:3",
        "latin.csv:None",
    }
    words = told.value.in_("es")
    assert "«resluts» no es una clave conocida. ¿Querías decir «results»?" in words
    assert "La campaña a aparece dos veces." in words


async def test_notices_a_new_file(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", LINE)
    history = HistoryFiles(tmp_path)
    assert len(await history.campaigns()) == 1
    write(tmp_path, "b.jsonl", LINE | {"id": "b"})
    assert len(await history.campaigns()) == 2


async def test_reads_the_history_of_the_test_company(lince_folder: Path) -> None:
    campaigns = await HistoryFiles(lince_folder / "history").campaigns()
    assert len(campaigns) > 10
    assert all(past.results for past in campaigns)
