"""A change asked for in words: the difference, that earlier approvals fall, and a button. Nothing changes before it."""

from langgraph.runtime import Runtime

from agents.conversation.asked import Asked, Told, made
from agents.conversation.audience_changes import audience_changes
from agents.conversation.campaign_changes import Difference, budget_change, channel_change, window_changes
from agents.conversation.hearing import Heard
from agents.conversation.reply import OfferChange, OfferHalt, OfferNew, Reply, ShowGate
from agents.conversation.situation import Situation
from agents.conversation.weekdays import already_so, day_change, refused_days
from batuta.audience import Audience
from batuta.brief import Brief
from batuta.changing import changed
from batuta.deps import Deps
from batuta.errors import BadInput
from batuta.explain import explain_part
from batuta.grounding.dates import moments
from batuta.reading import CLARIFY_INTENT, BriefText, vocabulary_of
from batuta.task import Refusal
from batuta.text import Language, listed, quoted, say


async def propose_change(state: Asked, runtime: Runtime[Deps]) -> Told:
    heard, situation = state["heard"], state["situation"]
    locale = heard.language
    gate = situation.gate
    brief = await made(runtime, situation, "brief", Brief)
    if gate is None or gate.matter != "approve" or brief is None:
        return {"reply": _not_now(heard, situation, locale)}
    differences = await _differences(heard, brief, runtime.context)
    if not differences and heard.says("reword"):
        return {"reply": _in_its_card(locale)}
    if not differences and refused_days(heard):
        return {"reply": Reply(text=already_so(brief, runtime.context.today, locale))}
    if not differences:
        text = say(
            locale,
            en="What should I change? For instance the budget, a channel, the dates or one of the filters. A text you "
            "can edit right in its card.",
            es="¿Qué quieres cambiar? Por ejemplo, el presupuesto, un canal, las fechas o algún filtro. Los textos se "
            "pueden editar en su propia ficha.",
        )
        return {"reply": Reply(text=text)}
    offer = OfferChange(
        gate_id=gate.id,
        digest=gate.digest,
        changes={difference.path: difference.value for difference in differences},
        differences=tuple(difference.words for difference in differences),
    )
    void = say(
        locale,
        en="If you go ahead, what has been approved so far is void: I’ll read, count, write and review everything "
        "again, and it goes back to approval.",
        es="Si sigues adelante, lo aprobado hasta ahora deja de valer: vuelvo a leer, contar, redactar y revisar todo, "
        "y habrá que aprobarlo otra vez.",
    )
    head = say(locale, en="This would change:", es="Esto es lo que cambiaría:")
    listed_out = "\n".join(f"– {difference.words}" for difference in differences)
    return {"reply": Reply(text=f"{head}\n{listed_out}\n{void}", cards=(offer,))}


def _in_its_card(locale: Language) -> Reply:
    """Texts are changed where they stand, by a person who sees every word."""
    text = say(
        locale,
        en="Open “Edit the text” under that message: there I propose it shorter, warmer, in other words or translated, "
        "each version checked against its sources. Whatever you keep is reviewed again.",
        es="Abre «Editar el texto» en esa pieza: ahí te propongo versiones más cortas, más cálidas, con otras palabras "
        "o traducidas, cada una cotejada con sus fuentes. Lo que elijas vuelve a pasar la revisión.",
    )
    return Reply(text=text)


async def _differences(heard: Heard, brief: Brief, deps: Deps) -> tuple[Difference, ...]:
    language = heard.language
    found = [
        budget_change(heard.text, language, brief, deps.workspace.currency),
        channel_change(heard.text, language, brief),
        *await _dates(heard, brief, deps),
    ]
    known = [difference for difference in found if difference is not None]
    taken = {difference.path for difference in known}
    return (*known, *_filters(heard, brief, deps, spends="budget.amount" in taken))


async def _dates(heard: Heard, brief: Brief, deps: Deps) -> tuple[Difference, ...]:
    said, _ = moments(heard.text)
    if not said:
        moved = day_change(refused_days(heard), brief, deps.today, heard.language)
        return (moved,) if moved else ()
    look = BriefText(
        text=heard.text,
        today=deps.today,
        vocabulary=vocabulary_of(deps.workspace),
        addendum=True,
        language=heard.language,
        product_id=brief.product_id,
    )
    intent = await deps.language.perform(CLARIFY_INTENT, look)
    if isinstance(intent, Refusal) or intent.window is None:
        return ()
    return window_changes(heard.text, intent.window, brief, heard.language)


def _filters(heard: Heard, brief: Brief, deps: Deps, *, spends: bool) -> tuple[Difference, ...]:
    """Changes of what the brief itself asks for; what product and law added stays."""
    catalogue, language = deps.workspace.catalogue, heard.language
    wanted = audience_changes(heard.text, language, brief.audience, catalogue).changes
    if spends:
        wanted = {path: value for path, value in wanted.items() if not _is_number(value)}
    differences = []
    for path, value in wanted.items():
        try:
            after = changed(brief.audience, {path: value})
            catalogue.check(after)
        except BadInput:
            continue
        words = _in_words(brief.audience, after, deps, language)
        if words:
            differences.append(Difference(path, value, words))
    return tuple(differences)


def _in_words(before: Audience, after: Audience, deps: Deps, language: Language) -> str:
    catalogue = deps.workspace.catalogue
    gone = [explain_part(part, catalogue, language) for part in before.parts if part not in after.parts]
    new = [explain_part(part, catalogue, language) for part in after.parts if part not in before.parts]
    if not gone and not new:
        return ""
    was, now = listed(gone, language), listed(new, language)
    if not new:
        return say(
            language, en=f"Without the filter {quoted(was, language)}", es=f"Sin el filtro {quoted(was, language)}"
        )
    if not gone:
        return say(language, en=f"New filter: {now}", es=f"Filtro nuevo: {now}")
    return f"{was} → {now}"


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _not_now(heard: Heard, situation: Situation, locale: Language) -> Reply:
    """Where no gate takes changes: before there is something to change, or when it is out already."""
    repairing = situation.gate is not None and situation.gate.matter == "repair"
    if situation.gate is not None and not repairing:
        text = say(
            locale,
            en="First I need this answered; you can change anything once the plan is ready.",
            es="Antes necesito que respondas a esto; cuando el plan esté listo podrás cambiar lo que quieras.",
        )
        return Reply(text=text, cards=(ShowGate(gate_id=situation.gate.id),))
    if situation.status in ("working", "executing"):
        text = say(
            locale,
            en="It is being worked on right now. Wait until it asks for approval; changes are made there. If it is "
            "urgent, pause it.",
            es="Ahora mismo se está trabajando en ella. Cuando pida la aprobación podrás hacer cambios; si corre "
            "prisa, ponla en pausa.",
        )
        return Reply(text=text, cards=(OfferHalt(how="pause", campaign_id=situation.campaign_id),))
    if repairing or situation.status in ("published", "paused"):
        text = say(
            locale,
            en="This campaign is out, exactly as approved. To change it, stop it and start it anew with what should be "
            "different: it goes through the same review and approval.",
            es="Esta campaña ya está en marcha, tal como se aprobó. Para cambiarla, detenla y empieza otra con lo que "
            "deba ser distinto: pasará por la misma revisión y aprobación.",
        )
        return Reply(
            text=text, cards=(OfferHalt(how="stop", campaign_id=situation.campaign_id), OfferNew(text=heard.text))
        )
    text = say(
        locale,
        en="This campaign is closed. Start a new one with what should be different.",
        es="Esta campaña está cerrada. Empieza otra con lo que deba ser distinto.",
    )
    return Reply(text=text, cards=(OfferNew(text=heard.text),))
