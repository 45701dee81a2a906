"""`batuta audience` as its users type it."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.main import app
from tools.customers.synthetic import generate

PEOPLE = 2_000
AUDIENCE = {
    "all": [
        {"attribute": "age", "operator": "between", "value": [30, 45]},
        {"attribute": "city", "operator": "in", "value": ["Madrid", "Sevilla"]},
    ],
    "exclude": [{"attribute": "days_since_last_complaint", "operator": "<", "value": 60}],
}
Say = Callable[..., Result]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory, lince_folder: Path) -> Path:
    folder = tmp_path_factory.mktemp("companies") / "lince"
    shutil.copytree(lince_folder, folder)
    generate(folder / "customers.sql", folder / "customers.parquet", people=PEOPLE, seed=7, today=date(2027, 3, 1))
    return folder


@pytest.fixture
def say(company: Path, tmp_path: Path) -> Say:
    def run(*words: str, stdin: str | None = None, lang: str = "es") -> Result:
        env = {"BATUTA_LANG": lang, "BATUTA_STATE_DIR": str(tmp_path / "state"), "COLUMNS": "200"}
        return CliRunner().invoke(app, ["audience", *words, "--workspace", str(company)], input=stdin, env=env)

    return run


def test_size_counts_all_and_each(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "audience.json"
    file.write_text(json.dumps({"audience": AUDIENCE}))
    told = json.loads(say("size", str(file), "--json").stdout)
    assert told["total"] == PEOPLE
    assert 0 < told["count"] < min(part["without"] for part in told["criteria"])
    assert [part["lost"] for part in told["criteria"]] == [part["without"] - told["count"] for part in told["criteria"]]
    assert told["criteria"][0]["words"] == "Edad: de 30 a 45 años"


@pytest.mark.parametrize(
    "given",
    [
        json.dumps(AUDIENCE),
        json.dumps({"audience": AUDIENCE, "note": "known"}),
        json.dumps({"id": "b", "is_brief": True, "channels": ["email"], "audience": AUDIENCE}),
    ],
)
def test_size_takes_an_audience_or_a_brief_as_data(say: Say, given: str) -> None:
    plain = json.loads(say("size", "--json", stdin=json.dumps(AUDIENCE)).stdout)
    assert json.loads(say("size", "-", "--json", stdin=given).stdout)["count"] == plain["count"]


def test_size_takes_yaml_and_a_plain_list(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "audience.yaml"
    file.write_text("- {attribute: has_app, operator: ==, value: true}\n")
    assert 0 < json.loads(say("size", str(file), "--json").stdout)["count"] < PEOPLE


def test_size_shows_people_a_table_in_their_language(say: Say) -> None:
    told = say("size", stdin=json.dumps(AUDIENCE))
    assert "de 2.000 (" in told.stderr
    assert "sin él" in told.stdout
    assert "without it" in say("size", stdin=json.dumps(AUDIENCE), lang="en").stdout


def test_size_explains_a_brief_in_words(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "brief.md"
    file.write_text(
        "Campaña del Sofá Mar para clientes de Madrid con gasto anual de al menos 200 €, por email, en abril."
    )
    told = say("size", str(file))
    assert told.exit_code == 0, told.stderr
    assert "de 2.000 clientes" in told.stdout
    assert "Añadido, porque lo exige el producto: «Vive en zona de entrega de muebles: sí»." in told.stdout


def test_relax_is_everything_in_one(say: Say) -> None:
    told = json.loads(say("relax", "-", "--json", stdin=json.dumps(AUDIENCE)).stdout)
    assert set(told) >= {"total", "count", "criteria", "without", "subsets", "thresholds", "proposals", "elapsed_ms"}
    assert len(told["subsets"]) == 8
    assert {subset["count"] for subset in told["subsets"] if subset["kept"] == []} == {PEOPLE}
    by_kept = {tuple(subset["kept"]): subset["count"] for subset in told["subsets"]}
    assert by_kept[0, 1, 2] == told["count"]
    assert [by_kept[1, 2], by_kept[0, 2], by_kept[0, 1]] == [without["count"] for without in told["without"]]
    shown = say("relax", "-", stdin=json.dumps(AUDIENCE))
    assert "Quitar «Ciudad: Madrid o Sevilla»" in shown.stdout


def test_jsonl_answers_every_line_in_order(say: Say, tmp_path: Path) -> None:
    lines = [
        json.dumps({"audience": []}),
        "{broken",
        json.dumps({"audience": [{"attribute": "agee", "operator": ">", "value": 3}]}),
        json.dumps({"audience": [{"attribute": "age", "operator": "about", "value": 3}]}),
        json.dumps({"unknown": 1}),
        json.dumps({"audience": AUDIENCE}),
    ]
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(lines))
    told = say("size", "--jsonl", str(file))
    results = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.exit_code == 0
    assert [("error" in result) for result in results] == [False, True, True, True, True, False]
    assert results[0]["count"] == PEOPLE
    assert "¿Querías decir age" in results[2]["error"]


@pytest.mark.parametrize(
    ("words", "stdin", "complaint"),
    [
        (("size", "/nowhere/a.json"), None, "No se puede leer /nowhere/a.json"),
        (("size", "-"), '{"audience": [', "Empieza como JSON pero no lo es"),
        (("size", "-"), '[{"attribute": "age", "operator": ">"}]', "> takes one value"),
        (("size", "-"), '[{"attribute": "city", "operator": "==", "value": "Lugo"}]', "no es un valor de city"),
        (("relax", "-"), '[{"attribute": "income", "operator": ">", "value": 3}]', "ningún atributo «income»"),
    ],
)
def test_bad_input_is_said_with_exit_2(say: Say, words: tuple[str, ...], stdin: str | None, complaint: str) -> None:
    told = say(*words, stdin=stdin)
    assert told.exit_code == 2
    assert complaint in told.stderr
    assert told.stdout == ""
