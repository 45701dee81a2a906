"""Evals that can see: a broken reader turns the suite red."""

import pytest

from app.strict import require_strict_msgpack
from evals.defects import DEFECTS, ENOUGH, seen
from evals.suite import load

require_strict_msgpack()
_QUICK = {"comparisons turned round", "denials unheard", "windows a day longer", "exclusions forgotten"}


def test_there_are_enough_defects_of_different_kinds() -> None:
    assert len(DEFECTS) >= 20
    assert len({defect.phenomenon for defect in DEFECTS}) >= 12
    assert len({defect.name for defect in DEFECTS}) == len(DEFECTS)


async def test_a_few_of_them_are_noticed_by_a_part_of_the_suite() -> None:
    suite = load("brief")
    part = suite._replace(cases=tuple(case for case in suite.cases if case.company == "bank")[:30])
    found = await seen(tuple(defect for defect in DEFECTS if defect.name in _QUICK), suite=part)
    assert [one.defect.name for one in found if not one.noticed] == []


@pytest.mark.long
async def test_nine_in_ten_are_noticed_by_the_suite() -> None:
    found = await seen()
    unseen = [one.defect.name for one in found if not one.noticed]
    assert len(unseen) <= (1 - ENOUGH) * len(DEFECTS), unseen
