"""`batuta comply` as its users type it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.main import app

Say = Callable[..., Result]


@pytest.fixture
def say(tmp_path: Path) -> Say:
    def run(*words: str, stdin: str | None = None, lang: str = "es") -> Result:
        env = {"BATUTA_LANG": lang, "BATUTA_STATE_DIR": str(tmp_path / "state"), "COLUMNS": "200"}
        return CliRunner().invoke(app, ["comply", *words], input=stdin, env=env)

    return run


def test_a_blocked_text_exits_with_three_and_says_why(say: Say, lince_folder: Path) -> None:
    told = say("-", "--channel", "web", "--workspace", str(lince_folder), stdin="Cura el resfriado en dos días.")
    assert told.exit_code == 3
    assert "Bloqueado" in told.output
    assert "Cura el resfriado" in told.output


def test_a_clear_text_exits_with_zero(say: Say, lince_folder: Path) -> None:
    told = say("-", "--channel", "web", "--workspace", str(lince_folder), stdin="Ya está el catálogo.", lang="en")
    assert told.exit_code == 0, told.output
    assert "Clear" in told.output


def test_a_file_with_named_parts_and_a_product(say: Say, lince_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mail.txt"
    file.write_text(
        "subject: Abrigo\nEl abrigo cuesta 99 €, IVA incluido.\nfooter: Tienda Lince. Baja: {{unsubscribe_url}}"
    )
    told = say(str(file), "--product", "north_coat", "--workspace", str(lince_folder), "--json")
    assert told.exit_code == 3
    outcome = json.loads(told.stdout)
    assert {finding["topic"] for finding in outcome["findings"]} == {"product_fact_contradiction"}
    assert outcome["verdict"] == "blocked"


def test_lines_are_answered_in_order_and_a_bad_one_stops_nothing(say: Say) -> None:
    lines = [
        {"copy": {"text": "CREDIYA: dinero en 5 minutos. BAJA al 25678"}, "channel": "sms", "product_kind": "préstamo"},
        {"channel": "email"},
        {"copy": {"body": "Hi"}, "channel": "pigeon"},
        {"copy": {"body": "Spring knits are here."}, "channel": "web", "locale": "en-GB", "jurisdiction": "UK"},
        {"audience": {"all": [{"attribute": "religion", "operator": "==", "value": "x"}]}, "jurisdiction": "ES"},
    ]
    stdin = "\n".join(
        [json.dumps(line) for line in lines[:3]] + ["not json"] + [json.dumps(line) for line in lines[3:]]
    )
    told = say("--jsonl", "-", stdin=stdin, lang="en")
    assert told.exit_code == 0, told.output
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    assert [answer.get("verdict", "error") for answer in answers] == [
        "blocked",
        "error",
        "error",
        "error",
        "clear",
        "blocked",
    ]
    assert set(answers[0]) == {"verdict", "findings"}
    assert "instant_money" in {finding["topic"] for finding in answers[0]["findings"]}


def test_an_unknown_channel_is_bad_input(say: Say, lince_folder: Path) -> None:
    told = say("-", "--channel", "pigeon", "--workspace", str(lince_folder), stdin="Hola")
    assert told.exit_code == 2
    assert "pigeon" in told.output
