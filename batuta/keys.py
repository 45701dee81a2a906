"""What makes an intended effect the same effect: the keys under which it is requested at most once."""

from batuta.digest import Digest, digest
from batuta.publishing import UNDO, Intent, Plan, Step


def intent_for(step: Step, plan: Plan, *, workspace: str, campaign_id: str, approval_id: str, frozen: Digest) -> Intent:
    """A step of an approved plan on its way out, with the keys of what it waits for."""
    by_id = {other.id: other for other in plan.steps}

    def key(one: Step) -> str:
        return _key(one, workspace, campaign_id, approval_id, frozen)

    return Intent(
        key=key(step),
        semantic_key=_key(step, workspace, campaign_id, "", frozen),
        campaign_id=campaign_id,
        approval_id=approval_id,
        step=step,
        depends_on=tuple(key(by_id[needed]) for needed in step.depends_on),
    )


def taking_back(intent: Intent, *, why: str) -> Intent | None:
    """The intent that undoes one that was done; None where nothing can, such as a message that went out."""
    undo = UNDO.get(intent.step.capability)
    if undo is None:
        return None
    step = Step(
        id=f"undo-{intent.step.id}",
        system=intent.step.system,
        capability=undo,
        arguments={"undoes": intent.key, "id": {"$from": intent.step.id, "field": "reference"}},
        effect=why,
        target=intent.step.target,
    )
    return Intent(
        key=digest(["undo", intent.key]),
        semantic_key=digest(["undo", intent.semantic_key]),
        campaign_id=intent.campaign_id,
        approval_id=intent.approval_id,
        step=step,
        undoes=intent.key,
    )


def _key(step: Step, workspace: str, campaign_id: str, approval_id: str, frozen: Digest) -> str:
    return digest(
        [workspace, campaign_id, approval_id, step.artefact, frozen, step.system, step.capability, step.target]
    )
