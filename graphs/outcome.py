"""How a campaign ended, read from what it brought forth; never from whether the graph has a next node.

A graph without a next node may have been killed between two checkpoints. Only what follows from the artefacts
counts as an end.
"""

from collections.abc import Mapping
from typing import NamedTuple

from batuta.brief import Brief
from batuta.campaign import CampaignStatus
from batuta.compared import field_in_words, value_in_words
from batuta.ports import Artefacts
from batuta.publishing import Receipts, Verification
from batuta.text import say

ENDING_ANSWERS = ("clarification", "confirmation", "audience_choice", "resolution", "approval")


class Outcome(NamedTuple):
    status: CampaignStatus
    problem: str = ""


async def outcome(state: Mapping[str, object], artefacts: Artefacts) -> Outcome | None:
    """The end that this state amounts to, or None while there is more to do."""
    if "report" in state:
        return Outcome("published")
    for name in ENDING_ANSWERS:
        answer = state.get(name)
        decision = answer.get("decision") if isinstance(answer, dict) else None
        if decision == "cancel":
            return Outcome("cancelled")
        if name == "approval" and decision == "reject":
            return Outcome("rejected", str(answer.get("reason", "")) if isinstance(answer, dict) else "")
    brief = await artefacts.get(str(state["brief"]), Brief) if "brief" in state else None
    locale = brief.locale if brief else None
    if "verification" in state:
        verification = await artefacts.get(str(state["verification"]), Verification)
        if not verification.ok:
            return Outcome("needs_attention", differences_in_words(verification, locale))
    if "receipts" in state and "verification" not in state:
        receipts = await artefacts.get(str(state["receipts"]), Receipts)
        failed = [receipt for receipt in receipts.receipts if receipt.state == "failed"]
        if failed:
            return Outcome("failed", _failures(receipts, locale))
    if brief is not None and "precedents" not in state and (brief.blocking or not brief.is_brief):
        still_open = "; ".join(question.text for question in brief.blocking)
        rounds = state.get("clarify_rounds", 0)
        if isinstance(rounds, int) and rounds >= 3:
            told = say(locale, en=f"Still open: {still_open}", es=f"Sigue pendiente: {still_open}")
            return Outcome("needs_attention", told)
    return None


def differences_in_words(verification: Verification, locale: str | None) -> str:
    """How many there are, and the first of them."""
    first = verification.differences[0]
    count = len(verification.differences)
    field = field_in_words(first.field, locale)
    approved, live = (value_in_words(first.field, one, locale)[:80] for one in (first.approved, first.live))
    return say(
        locale,
        en=f"{count} mismatch(es) with what was approved, the first at {first.step_id} ({field}): "
        f"approved {approved}, live {live}",
        es=f"{count} diferencia(s) con lo aprobado; la primera en {first.step_id} ({field}): "
        f"aprobado {approved}, publicado {live}",
    )


def _failures(receipts: Receipts, locale: str | None) -> str:
    failed = [receipt for receipt in receipts.receipts if receipt.state == "failed"]
    undone = sum(receipt.state == "undone" for receipt in receipts.receipts)
    stays = [
        receipt.step_id
        for receipt in receipts.receipts
        if receipt.state == "done" and not receipt.step_id.startswith("undo-")
    ]
    kept = ", ".join(stays) or "–"
    return say(
        locale,
        en=f"{failed[0].step_id} failed: {failed[0].detail} {undone} steps were taken back; still done: {kept}.",
        es=f"Falló {failed[0].step_id}: {failed[0].detail} Se deshicieron {undone} pasos; siguen hechos: {kept}.",
    )
