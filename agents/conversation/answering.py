"""An answer in words to what the open gate asks; where it is not clear, the gate is shown and stays as it is."""

from langgraph.runtime import Runtime

from agents.brief.hearing import leaves_out
from agents.conversation.asked import Asked, Told, made
from agents.conversation.asking_why import why_asked
from agents.conversation.audience_changes import audience_changes
from agents.conversation.hearing import Heard
from agents.conversation.reading_answers import says_something
from agents.conversation.reply import AnswerGate, Reply, ShowGate
from agents.conversation.situation import Situation
from agents.conversation.waiting_words import pending
from batuta.approval import Gate
from batuta.audience import Audience, Targeting
from batuta.brief import Brief, Precedents, is_notice
from batuta.changing import changed
from batuta.deps import Deps
from batuta.text import Language, say
from batuta.words.tokens import fold, tokens


async def take_answer(state: Asked, runtime: Runtime[Deps]) -> Told:
    heard, situation = state["heard"], state["situation"]
    locale = heard.language
    gate = situation.gate
    if gate is None or not situation.may_answer:
        cards = (ShowGate(gate_id=gate.id),) if gate else ()
        return {"reply": Reply(text=pending(situation, locale), cards=cards)}
    match gate.kind:
        case "clarify":
            act = await _to_questions(heard, gate, runtime.context)
        case "confirm":
            act = await _to_omissions(heard, gate, situation, runtime)
        case "choose_audience":
            act = await _to_audience(heard, gate, situation, runtime)
        case _:
            act = None
    if act is None:
        why = why_asked(gate, runtime.context.workspace.catalogue, locale) if _wants_reasons(heard) else ""
        reply = Reply(text=why, cards=(ShowGate(gate_id=gate.id),)) if why else _not_clear(gate, locale)
        return {"reply": reply}
    text = say(locale, en="Got it, thank you. I’ll go on with that.", es="Entendido, gracias. Sigo con eso.")
    return {"reply": Reply(text=text, act=act)}


def _wants_reasons(heard: Heard) -> bool:
    return heard.question or heard.says_any("why", "help")


async def _to_questions(heard: Heard, gate: Gate, deps: Deps) -> AnswerGate | None:
    """A yes accepts the proposals, an option picks it, anything that can be read is read like a part of the brief."""
    if heard.question:
        return None
    if heard.says("yes") and _says_no_more(heard):
        return _answer(gate, "accept_proposals")
    asked = gate.shown.get("questions")
    listed = [item for item in asked if isinstance(item, dict)] if isinstance(asked, list) else []
    questions = [item for item in listed if not is_notice(item)]
    if len(questions) == 1 and isinstance(questions[0].get("field"), str):
        chosen = _option(heard.text, questions[0].get("options"))
        if chosen is not None:
            return _answer(gate, "answer", {str(questions[0]["field"]): chosen})
    if leaves_out(heard.text, heard.language) or await says_something(heard.text, heard.language, deps):
        return _answer(gate, "answer", {"text": heard.text})
    return None


async def _to_omissions(heard: Heard, gate: Gate, situation: Situation, runtime: Runtime[Deps]) -> AnswerGate | None:
    """Yes or no; a figure said with it takes the place of the usual one."""
    if heard.question or heard.says("yes", "no"):
        return None
    precedents = await made(runtime, situation, "precedents", Precedents)
    wanted = Audience(all=tuple(o.criterion for o in precedents.omissions) if precedents else ())
    moved = audience_changes(_with_verb(heard), heard.language, wanted, runtime.context.workspace.catalogue).changes
    if heard.says("no") and not moved:
        return _answer(gate, "leave_out")
    if heard.says_any("yes", "add") or moved:
        return _answer(gate, "add", {path: value for path, value in moved.items() if value is not None})
    return None


async def _to_audience(heard: Heard, gate: Gate, situation: Situation, runtime: Runtime[Deps]) -> AnswerGate | None:
    """One of the proposals by its number or words, a change of one's own, or as it is."""
    if heard.question:
        return None
    targeting = await made(runtime, situation, "targeting", Targeting)
    if targeting is None:
        return None
    number = _ordinal(heard)
    if number is not None and number < len(targeting.proposals):
        return _answer(gate, "apply", {"proposal": targeting.proposals[number].id})
    brief = await made(runtime, situation, "brief", Brief)
    catalogue = runtime.context.workspace.catalogue
    wanted = audience_changes(heard.text, heard.language, targeting.audience, catalogue)
    if wanted.changes and brief is not None:
        return _changed_audience(gate, targeting, wanted.changes)
    if heard.says("keep") and "keep" in gate.allowed and not heard.says_any("drop", "lower", "raise"):
        return _answer(gate, "keep")
    if heard.says("yes") and len(targeting.proposals) == 1:
        return _answer(gate, "apply", {"proposal": targeting.proposals[0].id})
    return None


def _changed_audience(gate: Gate, targeting: Targeting, changes: dict[str, object]) -> AnswerGate:
    """The proposal that does just this, else the whole audience as it would be."""
    wanted = changed(targeting.audience, changes)
    for proposal in targeting.proposals:
        if {part.criteria for part in proposal.audience.parts} == {part.criteria for part in wanted.parts}:
            return _answer(gate, "apply", {"proposal": proposal.id})
    return _answer(gate, "apply", {"audience": wanted.model_dump(mode="json")})


def _with_verb(heard: Heard) -> str:
    """`sí, pero 700` moves a bound without a verb that says so."""
    moves = heard.says_any("lower", "raise", "set", "add", "drop")
    return heard.text if moves else say(heard.language, en=f"set {heard.text}", es=f"pon {heard.text}")


def _says_no_more(heard: Heard) -> bool:
    """Nothing but agreement: no figure, name or condition beside it."""
    return len(heard.words) <= 8 and not any(word[0].isdigit() for word in heard.words) and not heard.says("no")


def _option(text: str, options: object) -> str | None:
    said = fold(text).strip(" .!")
    known = [option for option in options if isinstance(option, str)] if isinstance(options, list) else []
    exact = [option for option in known if fold(option) == said]
    inside = [option for option in known if f" {fold(option)} " in f" {' '.join(t.folded for t in tokens(text))} "]
    found = exact or inside
    return found[0] if len(found) == 1 else None


def _ordinal(heard: Heard) -> int | None:
    for number, word in enumerate(("first", "second", "third", "fourth")):
        if heard.says(word):
            return number
    return None


def _answer(gate: Gate, decision: str, changes: dict[str, object] | None = None) -> AnswerGate:
    return AnswerGate.model_validate(
        {"gate_id": gate.id, "digest": gate.digest, "decision": decision, "changes": changes or {}}
    )


def _not_clear(gate: Gate, locale: Language) -> Reply:
    text = say(
        locale,
        en="I can’t tell from that what to do, so nothing has changed. Say it another way, or choose here:",
        es="De eso no saco qué hacer, así que no he cambiado nada. Dímelo de otra forma o elige aquí:",
    )
    return Reply(text=text, cards=(ShowGate(gate_id=gate.id),))
