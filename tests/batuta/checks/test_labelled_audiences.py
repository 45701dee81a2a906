"""The review against labelled audiences: traits, proxies, ages, minors, need and consent, in three jurisdictions."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.outside.comply import reviewed
from tools.policies import PolicyBook

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "audiences.yaml").read_text(encoding="utf-8"))


def test_there_are_enough_and_many_of_them_are_lawful() -> None:
    assert len(CASES) >= 60
    assert sum(not case["topics"] for case in CASES) >= 24
    assert {topic for case in CASES for topic in case["topics"]} == {
        "sensitive_direct",
        "proxy",
        "age_limit",
        "minors",
        "vulnerable",
        "consent_missing",
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_an_audience_is_judged_as_a_compliance_officer_would(legal: PolicyBook, case: dict[str, Any]) -> None:
    line = {key: value for key, value in case.items() if key not in ("id", "topics")}
    found = reviewed(line, legal, date(2026, 12, 15), "en").findings
    assert {finding.topic for finding in found if finding.severity != "info"} == set(case["topics"])
