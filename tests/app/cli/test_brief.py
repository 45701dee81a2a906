"""`batuta brief` as its users type it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.main import app
from batuta.brief_text import LONGEST_BRIEF

Say = Callable[..., Result]
BRIEF = "Campaña del abrigo norte para clientes de Madrid con más de 3 compras, por email, del 1 al 15 de abril."


@pytest.fixture
def say(tmp_path: Path, lince_folder: Path) -> Say:
    def run(*words: str, stdin: str | None = None, lang: str = "es") -> Result:
        env = {"BATUTA_LANG": lang, "BATUTA_STATE_DIR": str(tmp_path / "state"), "COLUMNS": "200"}
        return CliRunner().invoke(app, ["brief", *words, "--workspace", str(lince_folder)], input=stdin, env=env)

    return run


def test_a_brief_is_told_in_its_own_language(say: Say) -> None:
    told = say("read", "-", "--today", "2027-03-01", stdin=BRIEF, lang="en")
    assert told.exit_code == 0, told.output
    assert "1 de abril de 2027" in told.output
    assert "email" in told.output


def test_json_is_the_brief_and_nothing_else(say: Say) -> None:
    told = say("read", "-", "--json", "--today", "2027-03-01", stdin=BRIEF)
    brief = json.loads(told.stdout)
    assert brief["window"]["start"] == "2027-04-01"
    assert [one["attribute"] for one in brief["audience"]["all"]] == ["city", "purchases_12m"]


def test_every_line_has_its_own_day_and_a_bad_one_stops_nothing(say: Say) -> None:
    lines = [
        json.dumps({"brief": BRIEF, "today": "2030-01-01"}),
        "no JSON",
        json.dumps(["a list"]),
        json.dumps({"brief": ""}),
        json.dumps({"brief": "x" * (LONGEST_BRIEF + 1)}),
        json.dumps({"today": "2030-01-01"}),
        json.dumps({"brief": BRIEF, "today": "yesterday"}),
        '{"brief": "Campa\\ud83d por email \\u0000 en mayo: 2 kg de \\udc00"}',
        json.dumps({"brief": "2 kg de tomates, pan de molde y leche", "unknown": 1}),
    ]
    told = say("read", "--jsonl", "-", stdin="\n".join(lines))
    assert told.exit_code == 0, told.output
    read = [json.loads(line) for line in told.stdout.splitlines()]
    assert len(read) == len(lines)
    assert read[0]["window"]["start"] == "2030-04-01"
    assert ["error" in line for line in read] == [False, True, True, True, True, True, True, False, False]
    assert "no tiene texto" in read[3]["error"]
    assert "200.001" in read[4]["error"]
    assert read[7]["questions"]
    assert read[8]["is_brief"] is False
    assert len(read[8]["questions"]) == 1


@pytest.mark.parametrize(("lang", "words"), [("es", "no es texto"), ("en", "not text")])
def test_what_is_no_text_exits_with_two_and_says_what_to_send(say: Say, tmp_path: Path, lang: str, words: str) -> None:
    (tmp_path / "brief.bin").write_bytes(bytes(range(256)))
    told = say("read", str(tmp_path / "brief.bin"), lang=lang)
    assert told.exit_code == 2
    assert "brief.bin" in told.output
    assert words in told.output
    assert "DOCX" in told.output


def test_a_day_that_is_none_exits_with_two(say: Say) -> None:
    told = say("read", "-", "--today", "31/02/2027", stdin=BRIEF)
    assert told.exit_code == 2
    assert "«31/02/2027» no es una fecha" in told.output


def test_precedents_are_told_for_a_brief_in_words_and_in_json(say: Say) -> None:
    lines = json.dumps({"product_id": "north_coat", "audience": []})
    told = say("precedents", "--jsonl", "-", stdin=lines)
    assert json.loads(told.stdout)["compared"] > 0
    in_words = say("precedents", "-", "--json", stdin=BRIEF)
    assert json.loads(in_words.stdout)["compared"] == json.loads(told.stdout)["compared"]
