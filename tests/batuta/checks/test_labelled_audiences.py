"""The review against labelled audiences: traits, proxies, ages, minors, need and consent, in three jurisdictions."""

import pytest

from app.outside.comply import reviewed
from evals.suite import SUITES
from evals.suites.compliance.suite import TODAY, Labelled, labelled
from tools.policies import PolicyBook

CASES = labelled(SUITES / "compliance" / "audiences.yaml")


def test_there_are_enough_and_many_of_them_are_lawful() -> None:
    assert len(CASES) >= 60
    assert sum(not case.topics for case in CASES) >= 24
    assert {topic for case in CASES for topic in case.topics} == {
        "sensitive_direct",
        "proxy",
        "age_limit",
        "minors",
        "vulnerable",
        "consent_missing",
    }


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_an_audience_is_judged_as_a_compliance_officer_would(legal: PolicyBook, case: Labelled) -> None:
    found = reviewed(dict(case.line), legal, TODAY, "en").findings
    said = {finding.topic for finding in found if finding.severity != "info"}
    assert said - (case.also - case.topics) == case.topics
