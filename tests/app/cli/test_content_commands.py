"""`batuta library` and `batuta content` from the command line, on lines and on a shop."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli.main import app


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("BATUTA_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("BATUTA_MODEL", "builtin")
    monkeypatch.setenv("BATUTA_LANG", "en")

    def call(*arguments: str, lines: list[Any] | None = None, code: int = 0) -> Any:
        given = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines or [])
        result = CliRunner().invoke(app, arguments, input=given)
        assert result.exit_code == code, (result.output, result.stderr, result.exception)
        if lines is not None:
            return [json.loads(line) for line in result.stdout.splitlines()]
        return json.loads(result.stdout) if "--json" in arguments else result.output + result.stderr

    return call


def test_grounds_lines_in_order_and_survives_bad_ones(run: Any) -> None:
    facts = [{"id": "f", "text": "Sin cuota el primer año; después, 45 € al año."}]
    results = run(
        "content", "ground", "--jsonl", "-",
        lines=[
            {"sentence": "Sin cuota el primer año.", "evidence": facts},
            {"sentence": "Sin cuota.", "evidence": facts, "unknown": 1},
            "not json",
            {"evidence": facts},
            {"sentence": "Cuesta 54 € al año después.", "evidence": facts},
        ],
    )  # fmt: skip
    assert [result.get("label") for result in results] == ["supported", "unsupported", None, None, "contradicted"]
    assert results[0]["reasons"] == []
    assert "45 €" in results[4]["reasons"][0]
    assert all("error" in result for result in results[2:4])


def test_finds_in_an_inventory_that_a_line_brings(run: Any) -> None:
    copy = {
        "type": "copy", "channel": "sms", "locale": "es-ES", "product_id": "p", "audience": "all", "purpose": "promote",
    }  # fmt: skip
    image = {"type": "image", "channel": "email", "product_id": "p"}
    rights: dict[str, Any] = {"kind": "own", "expires": None, "territories": []}
    line = {
        "today": "2026-11-22",
        "campaign": {"product_id": "p", "window": {"start": "2027-04-01", "end": "2027-04-30"}},
        "product_facts": [
            {"key": "price", "value": 10, "unit": "EUR", "text": {"es": "10 € al mes", "en": "€10 a month"}}
        ],
        "needs": [{"need_id": "1", **copy}, {"need_id": "2", "locale": "es-ES", **image}],
        "inventory": [
            {"id": "a", "status": "approved", "version": 1, **copy, "title": "", "body": "Por 10 € al mes.",
             "updated": "2026-01-01", "valid_until": "", "rights": rights},
            {"id": "b", "status": "approved", "version": 2, **copy, "title": None, "body": "Por 12 € al mes.",
             "valid_until": None},
            {"id": "c", "status": "pending", "version": 1, **image, "rights": {"territories": ["ES"]}},
        ],
    }  # fmt: skip
    (result,) = run("content", "find", "--jsonl", "-", lines=[line])
    assert [(need["need_id"], need["decision"], need["item_id"]) for need in result["needs"]] == [
        ("1", "reuse", "a"),
        ("2", "propose_pending", "c"),
    ]
    assert [miss["id"] for miss in result["needs"][0]["rejected"]] == ["b"]


def test_writes_from_a_line_s_own_facts_and_voice(run: Any) -> None:
    line = {
        "brand_voice": {"formality": "usted", "banned": ["gratis"], "preferred": {"usuario": "cliente"},
                        "max_sentence_words": 20, "emoji": False, "exclamation": 0},
        "product_facts": [{"id": "f1", "text": "Fibra Rayo: 29,90 € al mes durante 12 meses; después, 42 € al mes."},
                          {"id": "f2", "text": "Puedes darte de baja cuando quieras."}],
        "channel": "email", "locale": "es-ES", "need": "Promocionar Fibra Rayo. Baja: {{baja}}",
        "limits": {"subject_chars": 40, "body_chars": 500},
    }  # fmt: skip
    (result, broken) = run("content", "write", "--jsonl", "-", lines=[line, {"channel": "fax", "locale": "es-ES"}])
    assert 2 <= len(result["variants"]) <= 5
    ids = {"f1", "f2", "brief", "rule:opt_out", "sender"}
    for variant in result["variants"]:
        assert set(variant) == {"label", "parts", "sentences"}
        assert len(variant["parts"]["subject"]) <= 40
        assert "{{baja}}" in "".join(variant["parts"].values())
        assert "Puede darse de baja cuando quiera" in variant["parts"]["body"]
        assert all({c["source"] for c in s["citations"]} <= ids and s["citations"] for s in variant["sentences"])
    assert "channel" in broken["error"]


def test_searches_any_folder(run: Any, tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("# Números\n\nLos porcentajes llevan un espacio: 20 %.\n", encoding="utf-8")
    results = run(
        "library", "search", "--corpus", str(tmp_path), "--jsonl", "-",
        lines=[{"query": "porcentajes"}, {"query": "percentages", "locale": "en"}, {"query": "gatos"}, {"query": ""}],
    )  # fmt: skip
    assert [[passage["file"] for passage in found] for found in results] == [["guide.md"], ["guide.md"], [], []]
    assert set(results[0][0]) >= {"id", "file", "heading", "text", "score"}
    assert results[0][0]["text"] == "Los porcentajes llevan un espacio: 20 %."


def test_a_missing_folder_is_told_with_exit_code_two(run: Any, tmp_path: Path) -> None:
    assert "no such folder" in run("library", "search", "x", "--corpus", str(tmp_path / "nowhere"), code=2)


def test_one_sentence_is_grounded_in_words(run: Any) -> None:
    told = run("content", "ground", "Cuesta 5 €", "-e", "Cuesta 7 €")
    assert "contradicted" in told
    assert "7 €" in told


def test_checks_a_text_against_a_voice_and_against_the_book(run: Any, lince_folder: Path) -> None:
    voice = {"formality": "tu", "banned": ["chollo"], "max_sentence_words": 20}
    kept, broken, wrong = run(
        "content", "check", "--jsonl", "-", "--workspace", str(lince_folder),
        lines=[
            {"copy": {"sms": "Mira tu pedido."}, "channel": "sms", "locale": "es-ES", "brand_voice": voice},
            {"copy": {"sms": "Mire su pedido: un chollo."}, "channel": "sms", "locale": "es-ES", "brand_voice": voice},
            {"copy": {"asunto": "x"}, "channel": "sms", "locale": "es-ES"},
        ],
    )  # fmt: skip
    assert kept["share"] == 1.0
    failed = {one["rule"]: one["fix"] for one in broken["guidelines"] if not one["passed"]}
    assert failed == {"formality": "Mira tu pedido: un chollo.", "terminology": None}
    assert "asunto" in str(wrong["error"])
    told = run(
        "content", "check", "¡¡Mira tu abrigo!!", "--channel", "push", "--workspace", str(lince_folder), "--json"
    )
    assert told["share"] < 1
    assert all(one["source"] for one in told["guidelines"] if not one["passed"] and one["rule"] != "required")
