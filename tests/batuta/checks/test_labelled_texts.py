"""The review against labelled texts of marketing, in two languages and five jurisdictions.

Most were written before the rules were tried on them. What is asserted is what must not get worse.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from app.outside.comply import Outcome, reviewed
from tools.policies import PolicyBook

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.yaml"))
TODAY = date(2026, 12, 15)
SAME = {"kind": "product_kind", "facts": "product_facts", "note": "audience_note"}
LABELS = ("id", "verdict", "topics", "also", "near")
"""`also`: topics that may be named as well."""


class Labelled(NamedTuple):
    name: str
    verdict: str
    topics: frozenset[str]
    also: frozenset[str]
    words: dict[str, str]
    outcome: Outcome

    @property
    def found(self) -> frozenset[str]:
        return frozenset(finding.topic for finding in self.outcome.findings if finding.severity != "info")


def _read(legal: PolicyBook) -> Iterator[Labelled]:
    for file in TEXTS:
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            line: dict[str, Any] = {SAME.get(key, key): value for key, value in case.items() if key not in LABELS}
            outcome = reviewed(line, legal, TODAY, "en")
            yield Labelled(
                case["id"],
                case["verdict"],
                frozenset(case["topics"]),
                frozenset(case.get("also", ())),
                case["copy"],
                outcome,
            )


@pytest.fixture(scope="module")
def texts(legal: PolicyBook) -> list[Labelled]:
    return list(_read(legal))


def test_there_are_enough_texts_and_half_of_them_are_in_order(texts: list[Labelled]) -> None:
    assert len(texts) >= 300
    assert sum(text.verdict == "clear" for text in texts) >= 100
    assert len({text.name for text in texts}) == len(texts)


def test_what_must_be_blocked_is_blocked(texts: list[Labelled]) -> None:
    missed = [text.name for text in texts if text.verdict == "blocked" != text.outcome.verdict]
    assert missed == []


def test_what_is_in_order_is_clear(texts: list[Labelled]) -> None:
    wolf = [text.name for text in texts if text.verdict == "clear" != text.outcome.verdict]
    assert wolf == []


def test_findings_name_the_topics_a_compliance_officer_would(texts: list[Labelled]) -> None:
    right = sum(len(text.topics & text.found) for text in texts)
    wrong = sum(len(text.found - text.topics - text.also) for text in texts)
    missed = sum(len(text.topics - text.found) for text in texts)
    assert 2 * right / (2 * right + wrong + missed) >= 0.97


def test_a_quote_stands_where_the_finding_says(texts: list[Labelled]) -> None:
    placed = [
        (text.words[finding.part][finding.start : finding.end], finding.quote)
        for text in texts
        for finding in text.outcome.findings
        if finding.end > finding.start and finding.part in text.words
    ]
    assert len(placed) > 200
    assert [pair for pair in placed if pair[0] != pair[1]] == []


def test_every_finding_says_what_to_do_and_by_which_law(texts: list[Labelled]) -> None:
    for text in texts:
        for finding in text.outcome.findings:
            assert finding.message
            assert finding.suggestion
            assert finding.source.title
            assert "{" not in finding.message + finding.suggestion
