"""Phrases about people: exactly these criteria, and a question exactly where one is due."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tools.language.builtin.reading.companies import brief, compiled
from tests.tools.language.builtin.reading.notation import asked, blocking, said, written
from tools.language.builtin.reading.proven import proven_eligibility
from tools.language.builtin.reading.whole import read_whole

_TABLES = sorted((Path(__file__).parent / "phrases").glob("*.yaml"))
_CASES = [
    pytest.param(table.stem, case, id=f"{table.stem}: {case['text']}")
    for table in _TABLES
    for case in yaml.safe_load(table.read_text())
]


@pytest.mark.parametrize(("company", "case"), _CASES)
def test_a_phrase_becomes_its_criteria(company: str, case: dict[str, Any]) -> None:
    given = brief(case["text"], company, addendum=True)
    read = proven_eligibility(given, read_whole(given, compiled(company)).eligibility)
    assert said(read.audience) == written(case, given.vocabulary.catalogue)
    wanted = case.get("ask", [])
    assert all(asked(read.doubts, field) for field in wanted), read.doubts
    assert wanted or not blocking(read)


def test_the_tables_cover_every_company_in_both_languages() -> None:
    assert len(_CASES) >= 240
    assert {table.stem for table in _TABLES} >= {"lince", "term_bank", "line_telco", "gym"}
