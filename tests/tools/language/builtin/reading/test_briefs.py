"""Whole briefs: what each of them says, and what has to be asked."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from batuta.reading import Intent
from tests.tools.language.builtin.reading.companies import brief, compiled
from tests.tools.language.builtin.reading.notation import asked, said, written
from tools.language.builtin.reading.proven import proven_content, proven_eligibility, proven_intent
from tools.language.builtin.reading.whole import read_whole

_CASES = [
    pytest.param(case, id=f"{table.stem} {number} {case['company']}")
    for table in sorted((Path(__file__).parent / "briefs").glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(table.read_text()), 1)
]


@pytest.mark.parametrize("case", _CASES)
def test_a_brief_is_read_as_its_writer_meant_it(case: dict[str, Any]) -> None:
    given = brief(case["text"], case["company"])
    whole = read_whole(given, compiled(case["company"]))
    intent, content = proven_intent(given, whole.intent), proven_content(given, whole.content)
    eligibility = proven_eligibility(given, whole.eligibility)
    assert intent.is_brief == case.get("is_brief", True)
    assert intent.language == case.get("lang", intent.language)
    if "lang" in case or not intent.is_brief:
        assert eligibility.audience.empty
        return
    assert said(eligibility.audience) == written(case, given.vocabulary.catalogue)
    assert (intent.product.id if intent.product else None) == case.get("product")
    assert _window(intent) == case.get("window", [None, None])
    assert (intent.budget.amount if intent.budget else None) == case.get("budget")
    assert sorted(one.channel for one in content.channels) == sorted(case.get("channels", []))
    if "kpis" in case:
        assert [[kpi.metric, kpi.target] for kpi in intent.kpis] == case["kpis"]
    if "objective" in case:
        assert intent.objective is not None
        assert intent.objective.kind == case["objective"]
    doubts = (*intent.doubts, *eligibility.doubts, *content.doubts)
    left_open = {"window": intent.window, "channels": content.channels, "product_id": intent.product}
    wanted = [field for field in case.get("ask", []) if field not in left_open or left_open[field]]
    assert all(asked(doubts, field) for field in wanted), doubts
    if "ask" not in case:
        assert not [doubt for doubt in doubts if doubt.blocking]


def _window(intent: Intent) -> list[object]:
    """The days as the table has them."""
    return [intent.window.start, intent.window.end] if intent.window else [None, None]
