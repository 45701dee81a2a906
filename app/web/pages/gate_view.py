"""An open approval step as a card: what it asks, who may answer, and a form for each kind. See `gate_form.py`."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from agents.conversation.naming import channels_in
from app.web.pages.plan_view import compared_field
from app.web.visitors import Member
from app.web.words import Words
from batuta.approval import Gate, Matter
from batuta.audience import Criterion, Proposal, Targeting
from batuta.brief import Brief, Effect, Omission, Precedents, Question
from batuta.catalogue import Catalogue
from batuta.compared import value_in_words
from batuta.explain import explain_criterion
from batuta.explain import value_in_words as criterion_value
from batuta.gate_titles import gate_title
from batuta.plan_words import PlanTold
from batuta.publishing import Written
from batuta.text import LANGUAGES
from batuta.workspace import Workspace
from tools.records.gates import OpenGate


class QuestionView(NamedTuple):
    field: str
    label: str
    text: str
    why: str
    quote: str
    options: tuple[str, ...]
    proposal: str
    proposed: frozenset[str]
    """The options that the proposal consists of."""
    several: bool
    """More than one option may be picked."""
    notice: bool
    """It asks nothing."""


class EffectView(NamedTuple):
    """One figure as the brief stands, and with what it lacks."""

    label: str
    without: str
    added: str


class OmissionView(NamedTuple):
    field: str
    words: str
    question: str
    """Everything in one paragraph, for what was asked before effects were told one by one."""
    evidence: str
    effects: tuple[EffectView, ...]
    examples: tuple[str, ...]
    value: str
    """Where it is a single figure, which can be changed before it is added."""


class ProposalView(NamedTuple):
    id: str
    words: str
    people: int
    share: float


class WriteView(NamedTuple):
    field: str
    live: str
    written: str

    @property
    def same(self) -> bool:
        return self.live == self.written


class RepairView(NamedTuple):
    """One call that puts something right, and every value it writes."""

    effect: str
    system: str
    writes: tuple[WriteView, ...]


class Signature(NamedTuple):
    roles: str
    by: str
    """Empty while it is missing."""
    next: bool


class GateView(NamedTuple):
    id: str
    matter: Matter
    title: str
    digest: str
    allowed: tuple[str, ...]
    may_answer: bool
    by_role: bool
    """The step is up to the reader's role, not only to them as an author."""
    may_approve: bool
    who: str
    """Who may answer, in words, for whoever may not."""
    expires: str
    questions: tuple[QuestionView, ...] = ()
    proposes: bool = False
    omissions: tuple[OmissionView, ...] = ()
    proposals: tuple[ProposalView, ...] = ()
    summary: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    """What will be done in the systems, one line a step."""
    warnings: tuple[str, ...] = ()
    chain: tuple[Signature, ...] = ()
    repairs: tuple[RepairView, ...] = ()
    left: tuple[str, ...] = ()
    """What a repair does not put right, and why."""
    own: bool = False
    """The reader wrote what is to be approved, or had it changed."""


def gate_view(
    waiting: OpenGate,
    who: Member,
    author: str,
    brief: Brief | None,
    precedents: Precedents | None,
    targeting: Targeting | None,
    told: PlanTold,
    t: Words,
) -> GateView:
    gate, workspace = waiting.gate, who.company.workspace
    catalogue = workspace.catalogue
    may = bool(who.person.roles & set(waiting.next_roles))
    open_to = waiting.open_to(who.person)
    own = who.person.name in (author, *waiting.barred)
    asked = tuple(_question(question, brief.locale, workspace, t) for question in brief.questions) if brief else ()
    return GateView(
        id=gate.id,
        matter=gate.matter,
        title=t.of(gate_title(gate.kind, gate.shown, gate.allowed)),
        digest=gate.digest,
        allowed=open_to or gate.allowed,
        may_answer=bool(open_to),
        by_role=may,
        may_approve=may and who.person.name not in waiting.barred,
        who=t.roles(waiting.next_roles),
        expires=t.moment(waiting.expires_at) if waiting.expires_at else "",
        questions=asked if gate.kind == "clarify" else (),
        proposes=any(question.proposal for question in asked),
        omissions=tuple(omission_view(o, catalogue, t) for o in precedents.omissions)
        if gate.kind == "confirm" and precedents
        else (),
        proposals=tuple(_proposal(p) for p in targeting.proposals)
        if gate.kind == "choose_audience" and targeting
        else (),
        summary=told.summary if gate.matter == "approve" else (),
        actions=tuple(told.effects.values()) if gate.matter == "approve" else (),
        warnings=_strings(gate, "warnings"),
        chain=_chain(waiting, t) if gate.kind == "approve" else (),
        repairs=_repairs(gate, who, t) if gate.matter == "repair" else (),
        left=_strings(gate, "left"),
        own=own,
    )


def _question(question: Question, locale: str | None, workspace: Workspace, t: Words) -> QuestionView:
    """locale: of the brief, in which the options are worded."""
    proposal = _proposed(question, workspace, t)
    return QuestionView(
        field=question.field,
        label=field_in_words(question.field, workspace.catalogue, t),
        text=question.text,
        why=question.why,
        quote=question.evidence.quote if question.evidence else "",
        options=question.options,
        proposal=proposal,
        proposed=proposed_options(question, {proposal, _proposed(question, workspace, _as_worded(locale, t))}),
        several=question.field == "channels",
        notice=question.notice,
    )


def field_in_words(field: str, catalogue: Catalogue, t: Words) -> str:
    """What a path in the brief is called: `audience.credit_score` by its attribute."""
    head, _, rest = field.partition(".")
    if head == "audience" and rest.partition(".")[0] in catalogue:
        return catalogue[rest.partition(".")[0]].called(t.language)
    known = _FIELDS.get(head)
    return t(*known) if known else head.replace("_", " ")


def _as_worded(locale: str | None, t: Words) -> Words:
    return replace(t, language=next((one for one in LANGUAGES if (locale or "").startswith(one)), t.language))


def proposed_options(question: Question, said: set[str]) -> frozenset[str]:
    """said: the proposal, in the languages its options may be worded in."""
    if question.field == "channels" and isinstance(question.proposal, tuple):
        wanted = set(question.proposal)
        return frozenset(option for option in question.options if wanted.intersection(channels_in(option)))
    known = {words.casefold() for words in said}
    return frozenset(option for option in question.options if option.casefold() in known)


def _proposed(question: Question, workspace: Workspace, t: Words) -> str:
    """What Batuta would take, as people say it."""
    proposal = question.proposal
    match proposal:
        case None:
            return ""
        case Criterion():
            return explain_criterion(proposal, workspace.catalogue, t.language)
        case bool():
            return t("yes", "sí") if proposal else t("no", "no")
        case int() | float():
            return t.number(proposal)
        case tuple():
            return t.listed(_named(question.field, str(item), workspace, t) for item in proposal)
        case dict():
            return t.listed(_valued(name, value, t) for name, value in proposal.items() if value is not None)
        case _:
            return _named(question.field, str(proposal), workspace, t)


def _named(field: str, value: str, workspace: Workspace, t: Words) -> str:
    if field == "product_id" and value in workspace.products:
        return t.of(workspace.products[value].name)
    return t.channel(value) if field == "channels" else value


def _valued(name: str, value: object, t: Words) -> str:
    """A field of a window or budget."""
    if name in ("start", "end") and isinstance(value, str):
        day = t.day(date.fromisoformat(value))
        return t(f"from {day}", f"desde el {day}") if name == "start" else t(f"until {day}", f"hasta el {day}")
    return t.number(value) if isinstance(value, (int, float)) else str(value)


def omission_view(omission: Omission, catalogue: Catalogue, t: Words) -> OmissionView:
    criterion = omission.criterion
    figure = isinstance(criterion.value, (int, float)) and not isinstance(criterion.value, bool)
    return OmissionView(
        field=f"audience.{criterion.attribute}",
        words=explain_criterion(criterion, catalogue, t.language),
        question=omission.question,
        evidence=_evidence(omission, catalogue, t),
        effects=tuple(_effect(effect, t) for effect in omission.effects),
        examples=omission.example_campaigns,
        value=str(criterion.value) if figure else "",
    )


def _evidence(omission: Omission, catalogue: Catalogue, t: Words) -> str:
    """`15 de 15 campañas comparables lo pedían, entre 750 y 780 puntos.`"""
    had = t(
        f"{omission.support} of {omission.of} comparable campaigns asked for it",
        f"Lo pedían {omission.support} de {omission.of} campañas comparables",
    )
    if not omission.spread:
        return f"{had}."
    attribute = catalogue[omission.criterion.attribute]
    low, high = (criterion_value(value, attribute, t.language) for value in omission.spread)
    return t(f"{had}, from {low} to {high}.", f"{had}, desde {low} hasta {high}.")


def _effect(effect: Effect, t: Words) -> EffectView:
    label, written = {
        "people": (t("People you can contact", "Personas impactables"), t.number),
        "cost": (t("Cost of sending", "Coste del envío"), t.money),
        "responses": (t("Expected responses", "Respuestas esperadas"), t.number),
        "conversion": (t("Conversion of past campaigns", "Conversión de campañas anteriores"), t.share),
    }[effect.measure]
    without, added = ("–" if value is None else written(value) for value in (effect.without, effect.added))
    return EffectView(label, without, added)


def _proposal(proposal: Proposal) -> ProposalView:
    return ProposalView(proposal.id, proposal.words, proposal.count, proposal.share)


def _chain(waiting: OpenGate, t: Words) -> tuple[Signature, ...]:
    chain = waiting.gate.shown.get("chain")
    steps = chain.get("steps") if isinstance(chain, dict) else None
    if not isinstance(steps, list):
        return ()
    signed = waiting.signed_by
    return tuple(
        Signature(t.roles(roles), signed[place] if place < len(signed) else "", place == len(signed))
        for place, roles in enumerate(steps)
    )


def _repairs(gate: Gate, who: Member, t: Words) -> tuple[RepairView, ...]:
    names = {system.id: t.of(system.name) for system in who.company.deps.systems.described()}
    plans = gate.shown.get("repair")
    return tuple(
        RepairView(
            effect=str(one["words"]),
            system=names.get(str(one["system"]), str(one["system"])),
            writes=tuple(
                WriteView(
                    compared_field(write.field, t),
                    value_in_words(write.field, write.live, t.language),
                    value_in_words(write.field, write.written, t.language),
                )
                for write in map(Written.model_validate, one["writes"])
            ),
        )
        for one in (plans if isinstance(plans, list) else [])
    )


def _strings(gate: Gate, name: str) -> tuple[str, ...]:
    told = gate.shown.get(name)
    return tuple(str(item) for item in told) if isinstance(told, list) else ()


_FIELDS = {
    "product_id": ("Product", "Producto"),
    "objective": ("Objective", "Objetivo"),
    "offer": ("Offer", "Oferta"),
    "audience": ("Audience", "Público"),
    "channels": ("Channels", "Canales"),
    "window": ("Dates", "Fechas"),
    "budget": ("Budget", "Presupuesto"),
    "kpis": ("Goals", "Metas"),
    "tone": ("Tone", "Tono"),
    "must_say": ("Must say", "Debe decir"),
    "must_not_say": ("Must not say", "No debe decir"),
    "locale": ("Language", "Idioma"),
    "content_needs": ("Content", "Contenido"),
}
