"""Kinds of gates and their decisions are closed sets; a repair is an approval that counts for nothing else."""

from typing import get_args

import pytest

from app.filing import _by
from app.runs import Prepared
from batuta.approval import DECISIONS, Gate, GateKind, Matter
from batuta.campaign import Passed
from batuta.digest import digest
from batuta.stages import STAGES, standing

CLOSED = {
    "clarify": ("answer", "accept_proposals", "cancel"),
    "confirm": ("add", "leave_out", "cancel"),
    "choose_audience": ("keep", "apply", "cancel"),
    "resolve": ("edit", "drop", "waive", "cancel"),
    "approve": ("approve", "change", "reject"),
}


def gate(kind: GateKind, shown: dict[str, object]) -> Gate:
    return Gate(
        id="c1-g",
        kind=kind,
        title="",
        shown=shown,
        digest=digest(shown),
        allowed=DECISIONS[kind],
        needs_roles=("compliance",),
    )


def test_kinds_and_decisions_are_the_closed_sets() -> None:
    assert get_args(GateKind) == tuple(CLOSED)
    assert DECISIONS == CLOSED


@pytest.mark.parametrize(
    ("kind", "shown", "matter"),
    [
        ("approve", {"plan": "a"}, "approve"),
        ("approve", {"plan": "a", "repair": []}, "repair"),
        ("resolve", {"repair": []}, "resolve"),
        ("clarify", {}, "clarify"),
    ],
)
def test_a_repair_is_told_apart_by_what_it_shows(kind: GateKind, shown: dict[str, object], matter: Matter) -> None:
    assert gate(kind, shown).matter == matter


@pytest.mark.parametrize("prepared", ["approve", "*"])
@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_no_prepared_answer_decides_on_a_repair(prepared: GateKind, decision: str) -> None:
    answer = Prepared(gate=prepared, decision=decision, by="compliance")
    assert answer.fits(gate("approve", {}))
    assert not answer.fits(gate("approve", {"repair": []}))


def test_who_approved_a_repair_is_not_filed_as_who_approved_the_campaign() -> None:
    passed = [
        Passed(kind="approve", decision="approve", by="carlos", digest="a" * 64),
        Passed(kind="approve", repair=True, decision="approve", by="berta", digest="b" * 64),
    ]
    assert _by(passed, "approve") == ("carlos",)


def test_a_repair_waits_at_publishing() -> None:
    stages = {one.stage: one.progress for one in standing("waiting", "measure", "repair")}
    assert stages["publishing"] == "waiting"
    assert [stages[one] for one in STAGES[: STAGES.index("publishing")]] == ["done"] * STAGES.index("publishing")
