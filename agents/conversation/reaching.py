"""Why so few: how many there are, the exact loss of each filter, the culprit, and what would be left without it."""

from langgraph.runtime import Runtime

from agents.conversation.asked import Asked, Told, made
from agents.conversation.reply import Reply
from agents.data_science.explanation import explained
from batuta.audience import FrozenAudience, Targeting
from batuta.brief import Brief
from batuta.deps import Deps
from batuta.explain import explain_part, number_in_words
from batuta.lawful import objections
from batuta.text import Language, listed, say

REMOVED = {
    "no_consent": ("without consent", "sin consentimiento"),
    "suppressed": ("must not be contacted", "a quienes no se debe contactar"),
    "frequency": ("contacted too often lately", "con demasiados contactos recientes"),
}


async def explain_reach(state: Asked, runtime: Runtime[Deps]) -> Told:
    heard, situation, deps = state["heard"], state["situation"], runtime.context
    locale = heard.language
    targeting = await made(runtime, situation, "targeting", Targeting)
    brief = await made(runtime, situation, "brief", Brief)
    if targeting is None or brief is None:
        return {"reply": Reply(text=_not_counted(situation.has_campaign, locale))}
    spoken = _in_language(targeting, deps, locale)
    product = deps.workspace.products[brief.product_id] if brief.product_id else None
    objected = objections(targeting.audience, deps.workspace.catalogue, product)
    asked_why = heard.says_any("few", "why", "culprit")
    # The culprit is named because somebody asks, also where nobody has to decide.
    shown = spoken.model_copy(update={"concern": "too_narrow"}) if asked_why and not objected else spoken
    text = explained(shown, objected, deps.workspace, deps.policies.contact, locale)
    frozen = await made(runtime, situation, "frozen", FrozenAudience)
    if frozen is not None:
        text += "\n" + _frozen(frozen, locale)
    return {"reply": Reply(text=text)}


def _in_language(targeting: Targeting, deps: Deps, locale: Language) -> Targeting:
    """The same figures, with the filters in the words of whoever asks."""
    catalogue = deps.workspace.catalogue
    losses = tuple(
        loss.model_copy(update={"words": explain_part(loss.part, catalogue, locale)}) for loss in targeting.losses
    )
    return targeting.model_copy(update={"losses": losses})


def _frozen(frozen: FrozenAudience, locale: Language) -> str:
    """What became of the eligible people when the list was fixed."""
    treated, control = number_in_words(frozen.treated, locale), number_in_words(frozen.control, locale)
    removed = [
        f"{number_in_words(people, locale)} {say(locale, en=REMOVED[why][0], es=REMOVED[why][1])}"
        for why, people in frozen.removed.items()
        if people and why in REMOVED
    ]
    told = say(
        locale,
        en=f"On the fixed list: {treated} to be contacted, {control} left out as a control group",
        es=f"En la lista definitiva: {treated} personas que se van a contactar y {control} de grupo de control",
    )
    if not removed:
        return f"{told}."
    left = listed(removed, locale)
    return told + say(locale, en=f"; taken off: {left}.", es=f"; fuera quedan {left}.")


def _not_counted(has_campaign: bool, locale: Language) -> str:
    if not has_campaign:
        return say(
            locale,
            en="There is no audience yet: tell me about the campaign first.",
            es="Todavía no hay público: cuéntame primero la campaña.",
        )
    return say(
        locale,
        en="The audience has not been counted yet; it is once the brief is clear.",
        es="El público aún no se ha contado; se cuenta en cuanto el brief está claro.",
    )
