"""Where a campaign goes next, as a table."""

from typing import cast

import pytest
from langgraph.graph import END
from langgraph.types import Send

from batuta.audience import Audience, Reach, Targeting
from batuta.brief import Brief, Omission, Precedents, Question
from batuta.compliance import Finding, Review
from batuta.content import Discovery, DiscoveryReceipt, Need, QualityCheck, QualityReport
from batuta.digest import digest
from batuta.publishing import Difference, Receipt, Receipts, Verification
from graphs import routing
from graphs.state import CampaignState

OPEN = Question(field="channels", text="¿Por qué canales?", why="No se dice.")
OFFERED = OPEN.model_copy(update={"blocking": False})
OMISSION = Omission.model_validate(
    {
        "criterion": {"attribute": "score", "operator": ">=", "value": 750},
        "support": 9,
        "of": 9,
        "share": 1,
        "lower_bound": 0.7,
    }
)


def state(**values: object) -> CampaignState:
    return cast("CampaignState", values)


def answered(decision: str, **changes: object) -> dict[str, object]:
    return {"decision": decision, "by": "marta", "digest": "d", "changes": changes}


def brief(*questions: Question, is_brief: bool = True) -> Brief:
    return Brief(id="b", questions=questions, is_brief=is_brief)


def finding(severity: str, item: str = "mail", topic: str = "t") -> Finding:
    return Finding.model_validate(
        {"rule_id": "r", "topic": topic, "severity": severity, "message": "m", "source": {"title": "L"}, "item": item}
    )


@pytest.mark.parametrize(
    ("rounds", "given", "expected"),
    [
        (0, brief(), "recall_precedents"),
        (0, brief(OFFERED), "recall_precedents"),
        (0, brief(OPEN), "clarify"),
        (2, brief(OPEN), "clarify"),
        (3, brief(OPEN), END),
        (3, brief(OFFERED), "recall_precedents"),
        (0, brief(OPEN, is_brief=False), "clarify"),
        (3, brief(OFFERED, is_brief=False), END),
    ],
)
def test_asks_at_most_three_rounds_and_never_guesses(rounds: int, given: Brief, expected: str) -> None:
    assert routing.after_reading(state(clarify_rounds=rounds), given) == expected


@pytest.mark.parametrize(
    ("router", "channel", "decision", "expected"),
    [
        (routing.after_clarify, "clarification", "answer", "read_brief"),
        (routing.after_clarify, "clarification", "accept_proposals", "read_brief"),
        (routing.after_clarify, "clarification", "cancel", END),
        (routing.after_confirm, "confirmation", "add", "size_audience"),
        (routing.after_confirm, "confirmation", "leave_out", "size_audience"),
        (routing.after_confirm, "confirmation", "cancel", END),
        (routing.after_choice, "audience_choice", "keep", "find_content"),
        (routing.after_choice, "audience_choice", "apply", "size_audience"),
        (routing.after_choice, "audience_choice", "cancel", END),
        (routing.after_resolve, "resolution", "edit", "rework"),
        (routing.after_resolve, "resolution", "drop", "rework"),
        (routing.after_resolve, "resolution", "waive", "review"),
        (routing.after_resolve, "resolution", "cancel", END),
        (routing.after_approve, "approval", "approve", "execute"),
        (routing.after_approve, "approval", "reject", END),
    ],
)
def test_goes_where_the_person_said(router: object, channel: str, decision: str, expected: str) -> None:
    assert router(state(**{channel: answered(decision)})) == expected  # type: ignore[operator]


@pytest.mark.parametrize("decision", ["Approve", "approved", "yes", "", "true", "aprobar"])
def test_only_the_exact_word_executes(decision: str) -> None:
    assert routing.after_approve(state(approval=answered(decision))) == END


def test_an_approval_that_never_came_executes_nothing() -> None:
    assert routing.after_approve(state()) == END


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"budget.amount": 15000}, "read_brief"),
        ({"content.mail.parts.subject": "Hola"}, "rework"),
        ({}, "read_brief"),
    ],
)
def test_a_change_is_read_or_reviewed_again(changes: dict[str, object], expected: str) -> None:
    assert routing.after_approve(state(approval=answered("change", **changes))) == expected


def test_precedents_are_asked_about_once() -> None:
    missing = Precedents(omissions=(OMISSION,))
    assert routing.after_precedents(state(), missing) == "confirm"
    assert routing.after_precedents(state(), Precedents()) == "size_audience"
    assert routing.after_precedents(state(confirmation=answered("leave_out")), missing) == "size_audience"


def targeting(concern: str, *choices: str) -> Targeting:
    return Targeting.model_validate(
        {
            "audience": Audience(),
            "reach": Reach(count=1, total=2, share=0.5),
            "contactable": 1,
            "concern": concern,
            "choices": choices,
        }
    )


def test_an_audience_is_asked_about_until_a_person_keeps_this_one() -> None:
    keep = answered("keep")
    assert routing.after_sizing(state(), targeting("none")) == "find_content"
    assert routing.after_sizing(state(), targeting("too_narrow")) == "choose_audience"
    assert routing.after_sizing(state(audience_choice=keep), targeting("too_narrow", digest(keep))) == "find_content"
    assert routing.after_sizing(state(audience_choice=keep), targeting("too_narrow")) == "choose_audience"
    assert routing.after_sizing(state(audience_choice=keep), targeting("unlawful", digest(keep))) == "choose_audience"


def test_one_writer_is_sent_for_each_missing_need() -> None:
    need = Need(key="sms.es-ES", channel="sms", locale="es-ES", purpose="promote", variants=2, product_id=None)
    found = DiscoveryReceipt(
        needs=(
            Discovery(need=need, decision="generate"),
            Discovery(need=need.model_copy(update={"key": "push.es-ES"}), decision="reuse", item_id="x"),
        )
    )
    sends = routing.to_writers(state(brief="b" * 64), found)
    assert [(send.node, send.arg["need"]["key"]) for send in sends if isinstance(send, Send)] == [
        ("write_content", "sms.es-ES")
    ]
    assert routing.to_writers(state(brief="b" * 64), DiscoveryReceipt(needs=())) == "review"


def test_what_exists_is_handed_to_the_writer_only_where_more_is_written_beside_it() -> None:
    need = Need(key="sms.es-ES", channel="sms", locale="es-ES", purpose="promote", variants=3, product_id=None)
    reused = Discovery(need=need, decision="reuse", item_id="x", to_write=2)
    anew = Discovery(need=need.model_copy(update={"key": "push.es-ES"}), decision="generate")
    given = state(brief="b" * 64, content={"sms.es-ES": ["x" * 64], "push.es-ES": ["old" * 20]})
    sends = routing.to_writers(given, DiscoveryReceipt(needs=(reused, anew)))
    told = {send.arg["need"]["key"]: send.arg for send in sends if isinstance(send, Send)}
    assert told["sms.es-ES"]["found"] == ["x" * 64]
    assert told["sms.es-ES"]["need"]["variants"] == 2
    assert "found" not in told["push.es-ES"], "drafts of an earlier round are not kept"


@pytest.mark.parametrize(
    ("rounds", "review", "expected"),
    [
        (0, Review(verdict="clear"), "check_quality"),
        (0, Review(verdict="blocked", findings=(finding("block"),)), "rework"),
        (1, Review(verdict="blocked", findings=(finding("block"),)), "rework"),
        (2, Review(verdict="blocked", findings=(finding("block"),)), "resolve"),
        (0, Review(verdict="blocked", findings=(finding("block", item=""),)), "resolve"),
        (0, Review(verdict="blocked", findings=(finding("block", topic="unwritten"),)), "resolve"),
        (0, Review(verdict="needs_review", findings=(finding("warn"),)), "rework"),
        (2, Review(verdict="needs_review", findings=(finding("warn"),)), "check_quality"),
    ],
)
def test_the_machine_tries_twice_and_what_stays_blocked_goes_to_a_person(
    rounds: int, review: Review, expected: str
) -> None:
    assert routing.after_review(state(rework_rounds=rounds), review) == expected


def test_quality_receipts_and_verification_decide_the_rest() -> None:
    failed = QualityReport(checks=(QualityCheck(check="links", item="mail", passed=False),))
    assert routing.after_quality(state(), failed) == "resolve"
    assert routing.after_quality(state(), QualityReport()) == "freeze_audience"
    done = Receipt(step_id="a", key="k", state="done")
    assert routing.after_execute(state(), Receipts(receipts=(done,))) == "verify"
    broken = done.model_copy(update={"state": "failed"})
    assert routing.after_execute(state(), Receipts(receipts=(done, broken))) == END
    assert routing.after_verify(state(), Verification(ok=True)) == "measure"
    differs = Difference(step_id="a", system="cms", field="parts", approved="x", live="y")
    assert routing.after_verify(state(), Verification(ok=False, differences=(differs,))) == END
