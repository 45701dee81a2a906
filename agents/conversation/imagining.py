"""What if: before and after a change of the audience or of the channels. A draft; nothing changes."""

from langgraph.runtime import Runtime

from agents.conversation.asked import Asked, Told, made
from agents.conversation.audience_changes import audience_changes
from agents.conversation.campaign_changes import Difference, channel_change
from agents.conversation.reply import OfferChange, Reply, Suggestions
from agents.conversation.situation import Situation
from agents.data_science.respond import scenario, what_if
from batuta.audience import Audience, Targeting
from batuta.brief import Brief
from batuta.deps import Deps
from batuta.errors import BadInput
from batuta.explain import explain, explain_criterion
from batuta.forecasting.what_if import WhatIf, draft, figures
from batuta.text import Language, quoted, say


async def imagine(state: Asked, runtime: Runtime[Deps]) -> Told:
    heard, situation, deps = state["heard"], state["situation"], runtime.context
    locale = heard.language
    brief = await made(runtime, situation, "brief", Brief)
    if brief is None:
        text = say(
            locale,
            en="There is nothing to try it on yet: the brief has to be read first.",
            es="Todavía no hay con qué probarlo: primero hay que leer el brief.",
        )
        return {"reply": Reply(text=text)}
    targeting = await made(runtime, situation, "targeting", Targeting)
    audience = targeting.audience if targeting else brief.audience
    wanted = audience_changes(heard.text, locale, audience, deps.workspace.catalogue)
    channels = channel_change(heard.text, locale, brief)
    if channels is not None and not wanted.changes:
        return {"reply": await _by_other_channels(brief, audience, channels, situation, deps, locale)}
    if not wanted.changes:
        return {"reply": _unclear(audience, deps, locale)}
    try:
        compared = await what_if(deps, brief, audience, wanted.changes, locale)
    except BadInput as impossible:
        return {"reply": Reply(text=impossible.in_(locale))}
    text = compared.words
    if wanted.unclear:
        text += "\n" + say(
            locale,
            en=f"I did not know what to do with {quoted(wanted.unclear[0], locale)}.",
            es=f"No he sabido qué hacer con {quoted(wanted.unclear[0], locale)}.",
        )
    text += _beside_a_plan(situation, locale)
    offer = _offer(situation, wanted.changes, _moved(compared, deps, locale))
    return {"reply": Reply(text=text, cards=(offer,) if offer else ())}


async def _by_other_channels(
    brief: Brief, audience: Audience, wanted: Difference, situation: Situation, deps: Deps, locale: Language
) -> Reply:
    """The same people, reached by other channels."""
    other = brief.model_copy(update={"channels": wanted.value})
    before = await scenario(deps, brief, audience, locale)
    after = await scenario(deps, other, audience, locale)
    told = "\n".join(
        (f"{wanted.words}:", *figures(before, after, deps.workspace.currency, locale), draft(locale))
    ) + _beside_a_plan(situation, locale)
    offer = _offer(situation, {wanted.path: wanted.value}, (wanted.words,))
    return Reply(text=told, cards=(offer,) if offer else ())


def _beside_a_plan(situation: Situation, locale: Language) -> str:
    """The plan counts fewer: whoever reads both is told why."""
    if "plan" not in situation.artefacts:
        return ""
    return "\n" + say(
        locale,
        en="Both sides are counted before frequency caps and the control group; the plan has taken those off already.",
        es="Ambas cifras son antes de aplicar la presión comercial y el grupo de control; el plan ya los descuenta.",
    )


def _moved(compared: WhatIf, deps: Deps, locale: Language) -> tuple[str, ...]:
    before, after = (explain(s.audience, deps.workspace.catalogue, locale) for s in (compared.before, compared.after))
    return () if before == after else (f"{before} → {after}",)


def _offer(situation: Situation, changes: dict[str, object], differences: tuple[str, ...]) -> OfferChange | None:
    """To take the draft over, where a gate takes changes; whoever presses the button decides."""
    gate = situation.gate
    if gate is None or gate.matter != "approve" or "change" not in gate.allowed:
        return None
    return OfferChange(gate_id=gate.id, digest=gate.digest, changes=changes, differences=differences)


def _unclear(audience: Audience, deps: Deps, locale: Language) -> Reply:
    """Name what there is to move, with examples made of it."""
    catalogue = deps.workspace.catalogue
    filters = [explain_criterion(criterion, catalogue, locale) for criterion in audience.criteria]
    if not filters:
        text = say(
            locale,
            en="The audience has no filter that could be loosened.",
            es="El público no tiene ningún filtro que se pueda flexibilizar.",
        )
        return Reply(text=text)
    listed_out = "\n".join(f"– {words}" for words in filters)
    names = [catalogue[criterion.attribute].called(locale).lower() for criterion in audience.criteria[:2]]
    return Reply(
        text=say(
            locale,
            en=f"Which of these would you like to try without, or with another value?\n{listed_out}",
            es=f"¿Qué filtro quieres probar a quitar o a cambiar?\n{listed_out}",
        ),
        cards=(
            Suggestions(
                phrases=tuple(
                    say(locale, en=f"What if we drop {name}?", es=f"¿Y si quitamos {name}?") for name in names
                )
            ),
        ),
    )
