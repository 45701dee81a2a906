"""Rankings judged, and a folder asked three ways."""

from pathlib import Path

import pytest

from evals.ranking import judged
from evals.searching import Found, searcher
from evals.suite import load
from evals.suites.retrieval.suite import Question, judge


def question(text: str, *passages: str) -> Question:
    return Question(id="q", company="small", language="en", query=text, passages=passages)


def test_a_right_passage_further_down_gains_less() -> None:
    assert judged(("a", "b"), frozenset("a")).ndcg == 1.0
    assert 0 < judged(("b", "a"), frozenset("a")).ndcg < 1
    assert judged((), frozenset("a")) == (0.0, 0.0, 0.0, 0.0)


def test_a_section_in_pieces_counts_once() -> None:
    assert judged(("a", "a", "a", "a", "a", "b"), frozenset("b")).hit == 1.0


async def test_a_folder_is_asked_three_ways(tmp_path: Path) -> None:
    (tmp_path / "voice.md").write_text(
        "# Voice\n\nWe say you.\n\n## Commas\n\nNo comma before and.\n", encoding="utf-8"
    )
    ask = searcher(lambda _name: tmp_path)
    found = await ask(question("comma before and", "voice.md#commas"))
    assert isinstance(found, Found)
    assert found.hybrid[0] == found.words[0] == found.vectors[0] == "voice.md#commas"
    scores = {score.metric: score.value for score in judge(question("comma", "*#commas"), found)}
    assert scores["hit5"] == scores["mrr"] == 1.0
    assert scores["beats_words"] == 0.5
    nothing = await ask(question("gluten free recipes"))
    assert [score.value for score in judge(question("gluten free recipes"), nothing)] == [1.0]


async def test_a_case_that_names_no_section_is_refused(tmp_path: Path) -> None:
    (tmp_path / "voice.md").write_text("# Voice\n\nWe say you.\n", encoding="utf-8")
    found = await searcher(lambda _name: tmp_path)(question("voice"))
    with pytest.raises(ValueError, match="no section"):
        list(judge(question("voice", "voice.md#elsewhere"), found))


def test_the_suite_has_questions_in_both_languages() -> None:
    cases = load("retrieval").cases
    assert {case.language for case in cases} == {"es", "en"}
    assert any("unanswerable" in case.phenomena for case in cases)
