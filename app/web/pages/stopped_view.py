"""A step that did not come to its end: what is known of it, what the browser saw, and what people are asked now."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.web.words import Words
from batuta.publishing import Plan, Receipt, SystemDescription
from tools.systems.browser.evidence import JobRecord


class StoppedView(NamedTuple):
    step_id: str
    effect: str
    system: str
    detail: str
    """What it met, in the language of the brief."""
    in_doubt: bool
    """It may have been done."""
    taken_back: int
    """Steps that were undone because of it."""
    still_done: tuple[str, ...]
    """What was done and stays so."""
    place: str
    """The step of the playbook at which it stopped; empty where no browser was used."""
    picture: str
    """What the page showed then; empty where there is no picture."""
    changed_page: bool
    """The page was not as its playbook says, and nothing had been changed on it."""
    record: str
    """The command that records the playbook once more."""


def stopped_view(
    plan: Plan,
    effects: Mapping[str, str],
    receipts: Sequence[Receipt],
    records: Mapping[str, JobRecord],
    systems: Sequence[SystemDescription],
    t: Words,
) -> StoppedView | None:
    """The first step that failed, else the first of which nobody knows; None where there is neither.

    effects: step to what it does, in words. records: step to what the browser left of it.
    """
    steps = {step.id: step for step in plan.steps}
    mine = [receipt for receipt in receipts if receipt.step_id in steps]
    ends = [receipt for state in ("failed", "unknown") for receipt in mine if receipt.state == state]
    if not ends:
        return None
    receipt = ends[0]
    step = steps[receipt.step_id]
    system = next((one for one in systems if one.id == step.system), None)
    kept = records.get(step.id)
    last = kept.steps[-1] if kept and kept.steps else None
    return StoppedView(
        step_id=step.id,
        effect=effects.get(step.id, step.effect),
        system=t.of(system.name) if system else step.system,
        detail=receipt.detail,
        in_doubt=receipt.state == "unknown",
        taken_back=sum(one.state == "undone" for one in mine),
        still_done=tuple(effects.get(one.step_id, steps[one.step_id].effect) for one in mine if one.state == "done"),
        place=last.name if last else "",
        picture=(last.after or last.before) if last else "",
        changed_page=kept is not None and kept.unexpected,
        record=f"batuta record {system.url} --system {system.id} --capability {step.capability} --replace"
        if system and kept
        else "",
    )
