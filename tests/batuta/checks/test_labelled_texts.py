"""The review against labelled texts of marketing, in two languages and five jurisdictions.

Most were written before the rules were tried on them. What is asserted is what must not get worse.
"""

from typing import NamedTuple

import pytest

from app.outside.comply import Outcome, reviewed
from evals.suite import SUITES
from evals.suites.compliance.suite import TODAY, Labelled, labelled
from tools.policies import PolicyBook

CASES = SUITES / "compliance" / "cases"


class Reviewed(NamedTuple):
    case: Labelled
    outcome: Outcome


@pytest.fixture(scope="module")
def texts(legal: PolicyBook) -> list[Reviewed]:
    cases = [case for file in sorted(CASES.glob("*.yaml")) for case in labelled(file)]
    return [Reviewed(case, reviewed(dict(case.line), legal, TODAY, "en")) for case in cases]


def test_there_are_enough_texts_and_half_of_them_are_in_order(texts: list[Reviewed]) -> None:
    assert len(texts) >= 300
    assert sum(text.case.verdict == "clear" for text in texts) >= 100
    assert len({text.case.id for text in texts}) == len(texts)


def test_what_must_be_blocked_is_blocked(texts: list[Reviewed]) -> None:
    missed = [text.case.id for text in texts if text.case.verdict == "blocked" != text.outcome.verdict]
    assert missed == []


def test_what_is_in_order_is_clear(texts: list[Reviewed]) -> None:
    wolf = [text.case.id for text in texts if text.case.verdict == "clear" != text.outcome.verdict]
    assert wolf == []


def test_a_quote_stands_where_the_finding_says(texts: list[Reviewed]) -> None:
    placed = [
        (text.case.line["copy"][finding.part][finding.start : finding.end], finding.quote)
        for text in texts
        for finding in text.outcome.findings
        if finding.end > finding.start and finding.part in text.case.line["copy"]
    ]
    assert len(placed) > 200
    assert [pair for pair in placed if pair[0] != pair[1]] == []


def test_every_finding_says_what_to_do_and_by_which_law(texts: list[Reviewed]) -> None:
    for text in texts:
        for finding in text.outcome.findings:
            assert finding.message
            assert finding.suggestion
            assert finding.source.title
            assert "{" not in finding.message + finding.suggestion
