"""The words of passages are worked out once, kept in a file, and made again where that cannot be trusted."""

import json
import logging
from pathlib import Path

import pytest

from batuta.brand import Passage
from tools.library.analysis import Analyses, analysed

FARO = Passage(id="faro", file="voice.en.md", heading="Voice › Quotes", text="Quotes are short. Keep two at most.")
ONDA = Passage(id="onda", file="voz.es.md", heading="Voz", text="El saludo va con el nombre. Sin «Wi-Fi» en la red.")


def test_only_what_changed_is_worked_out_again() -> None:
    analyses = Analyses()
    before = analyses.of({"faro": FARO, "onda": ONDA})
    changed = ONDA.model_copy(update={"text": "El saludo va sin nombre."})
    after = analyses.of({"faro": FARO, "onda": changed})
    assert after["faro"] is before["faro"]
    assert after["onda"] == analysed(changed) != before["onda"]


def test_a_passage_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "words.json"
    analyses = Analyses(file)
    analyses.of({"faro": FARO, "onda": ONDA})
    assert analyses.of({"onda": ONDA}) == {"onda": analysed(ONDA)}
    assert len(json.loads(file.read_text(encoding="utf-8"))["passages"]) == 1


def test_they_outlive_the_process_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "below" / "words.json"
    made = Analyses(file).of({"faro": FARO, "onda": ONDA})
    _say_of_the_first(file, "~told-by-the-file")
    again = Analyses(file).of({"faro": FARO, "onda": ONDA})
    assert again["onda"] == made["onda"]
    assert again["faro"].bag == (*made["faro"].bag, "~told-by-the-file")
    assert [one.name for one in file.parent.iterdir()] == ["words.json"]


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"made_by": "somebody else"}', '{"terms": [], "passages": {}}'])
def test_a_file_that_cannot_be_trusted_is_made_again(tmp_path: Path, spoilt: str) -> None:
    file = tmp_path / "words.json"
    file.write_text(spoilt, encoding="utf-8")
    assert Analyses(file).of({"faro": FARO}) == {"faro": analysed(FARO)}
    assert len(json.loads(file.read_text(encoding="utf-8"))["passages"]) == 1


def test_terms_that_the_file_does_not_hold_are_no_terms(tmp_path: Path) -> None:
    file = tmp_path / "words.json"
    Analyses(file).of({"faro": FARO})
    held = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(held | {"terms": held["terms"][:3]}), encoding="utf-8")
    assert Analyses(file).of({"faro": FARO}) == {"faro": analysed(FARO)}


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "taken").write_text("a file, no folder", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert Analyses(tmp_path / "taken" / "words.json").of({"faro": FARO}) == {"faro": analysed(FARO)}
    assert "not kept" in caplog.text


def _say_of_the_first(file: Path, term: str) -> None:
    """A term more in the first passage's bag, as only the file can tell it."""
    held = json.loads(file.read_text(encoding="utf-8"))
    held["terms"].append(term)
    next(iter(held["passages"].values()))[0].append(len(held["terms"]) - 1)
    file.write_text(json.dumps(held), encoding="utf-8")
