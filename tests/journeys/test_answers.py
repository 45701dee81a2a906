"""What an answer says is checked before it is taken; what is wrong with it leaves the step as it was."""

from dataclasses import replace
from typing import cast

import pytest

from app import actions
from app.conductor import Graph
from app.holding import hold
from app.local import Local, operator
from batuta.approval import GateKind
from batuta.campaign import CampaignId
from batuta.errors import BadInput
from tests.scenes.line import ANSWERS, BRIEF, TODAY
from tools.records.gates import OpenGate

FOR_A_FEW = (
    BRIEF.replace("de Madrid y Valencia", "de Valencia")
    .replace("de 25 a 60 años", "de 33 años")
    .replace("12 meses", "2 meses")
)
"""The same for hardly anybody."""


async def begun(here: Local, brief: str = BRIEF) -> CampaignId:
    author = await operator(here.installation, here.company, "marketer")
    return await actions.start(here.company, brief, author, today=TODAY)


async def at(here: Local, campaign_id: CampaignId, kind: GateKind) -> OpenGate:
    while True:
        waiting = await actions.settled(here.company, campaign_id, patience=60)
        assert waiting is not None, await here.company.campaigns.get(campaign_id)
        if waiting.gate.kind == kind:
            return waiting
        fitting = next(answer for answer in ANSWERS if answer.fits(waiting.gate))
        await say(here, waiting, fitting.decision, by=fitting.by)


async def say(
    here: Local,
    waiting: OpenGate,
    decision: str,
    *,
    by: str,
    changes: dict[str, object] | None = None,
    reason: str = "",
) -> None:
    person = await operator(here.installation, here.company, by)
    digest = waiting.gate.digest
    await actions.answer(
        here.company, waiting.gate.id, person, decision=decision, digest=digest, changes=changes, reason=reason
    )


@pytest.mark.parametrize(
    ("kind", "decision", "by", "changes"),
    [
        ("confirm", "add", "marketer", {"audience.nothing": 3}),
        ("confirm", "add", "marketer", {"audience": "everybody"}),
        ("choose_audience", "apply", "marketer", {"proposal": "none of them"}),
        (
            "choose_audience",
            "apply",
            "marketer",
            {"audience": [{"attribute": "shoe_size", "operator": "==", "value": 4}]},
        ),
        ("choose_audience", "apply", "marketer", {"audience": [{"x": 1}]}),
        ("approve", "change", "marketer", {"budget.amount": -1}),
        ("approve", "change", "marketer", {"content.nothing.parts.body": "Hola"}),
        ("approve", "approve", "compliance", {"budget.amount": 1}),
    ],
)
async def test_an_answer_that_cannot_be_applied_is_refused_and_the_step_stays_open(
    here: Local, kind: GateKind, decision: str, by: str, changes: dict[str, object]
) -> None:
    campaign_id = await begun(here, FOR_A_FEW)
    waiting = await at(here, campaign_id, kind)
    with pytest.raises(BadInput):
        await say(here, waiting, decision, by=by, changes=changes)
    assert await here.company.gates.waiting(campaign_id) == waiting


async def test_another_audience_is_counted_in_the_place_of_the_narrow_one(here: Local) -> None:
    campaign_id = await begun(here, FOR_A_FEW)
    waiting = await at(here, campaign_id, "choose_audience")
    wider: dict[str, object] = {"audience.age": {"operator": "between", "value": [25, 60]}}
    await say(here, waiting, "apply", by="marketer", changes=wider)
    assert (await at(here, campaign_id, "approve")).gate.kind == "approve"


async def test_characters_that_no_table_holds_are_replaced(here: Local) -> None:
    campaign_id = await begun(here)
    waiting = await at(here, campaign_id, "approve")
    with pytest.raises(BadInput):
        await say(here, waiting, "app\0rove", by="compliance")
    await say(here, waiting, "reject", by="compliance", reason="no\0 ahora \ud83d")
    await actions.settled(here.company, campaign_id, patience=60)
    assert (await here.company.gates.passed(campaign_id))[-1].reason == "no\ufffd ahora \ufffd"


async def test_an_answer_given_while_paused_counts_when_the_campaign_goes_on(here: Local) -> None:
    campaign_id = await begun(here)
    waiting = await at(here, campaign_id, "approve")
    person = await operator(here.installation, here.company, "marketer")
    await hold(here.company, "pause", campaign_id, person)
    await say(here, waiting, "approve", by="compliance")
    assert (await here.company.campaigns.get(campaign_id)).status == "paused"
    assert await here.company.outbox.receipts_of(campaign_id) == ()
    await hold(here.company, "resume", campaign_id, person)
    await actions.settled(here.company, campaign_id, patience=60)
    assert (await here.company.campaigns.get(campaign_id)).status == "published"


class Broken:
    """A workflow with a bug that quotes what it read."""

    def copy(self, update: object = None) -> "Broken":
        return self

    async def aget_state(self, *_: object, **__: object) -> object:
        raise KeyError("ana@example.org")


async def test_what_a_bug_says_stays_in_the_log(here: Local) -> None:
    campaign_id = await begun(here)
    await at(here, campaign_id, "approve")
    broken = cast("Graph", Broken())
    await replace(here.company.conductor, graph=broken).drive(campaign_id)
    campaign = await here.company.campaigns.get(campaign_id)
    assert campaign.status == "needs_attention"
    assert "KeyError" in campaign.problem
    assert "ana@example.org" not in campaign.problem
