"""From a doubt to a question: its words, the answers to pick from, and what each of them changes.

The words are in `wording.py`; here is what an answer does. A choice that changes nothing settles the doubt.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from batuta.audience import Criterion, Evidence
from batuta.brief import Brief, Question
from batuta.catalogue import Catalogue
from batuta.channels import channel_in_words
from batuta.explain import day_in_words, explain_criterion, with_unit
from batuta.reading import Doubt
from batuta.text import listed, say
from batuta.workspace import Workspace

from agents.brief.wording import CHANNEL_NAMES, Worded, worded  # isort: skip

ADULT = 18
Changes = dict[str, object]


class Choice(NamedTuple):
    """An answer to pick, and what it does to the brief."""

    label: str
    changes: Changes


class Asked(NamedTuple):
    """A question with the machinery behind it."""

    question: Question
    choices: tuple[Choice, ...]
    accepted: Changes | None
    """What `accept_proposals` does; None where there is nothing to accept."""
    kind: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What is asked: the same after other answers have come in."""
        quote = self.question.evidence.quote if self.question.evidence else ""
        return self.kind, self.question.field, quote


def ask(doubt: Doubt, brief: Brief, workspace: Workspace, today: date) -> Asked:
    """The question that a doubt becomes."""
    locale = brief.locale or workspace.locales[0]
    choices, accepted, proposal = _answers(doubt, brief, workspace, today, locale)
    words = worded(doubt, workspace, locale, choices[0].label if choices else "")
    return _asked(doubt.kind, doubt.field, words, doubt.evidence, choices, accepted, proposal, doubt.blocking)


def gap(kind: str, field: str, words: Worded, choices: tuple[Choice, ...], accepted: Changes | None,
        proposal: object = None, *, blocking: bool = True) -> Asked:  # fmt: skip
    """A question about something the brief does not say at all."""
    return _asked(kind, field, words, None, choices, accepted, proposal, blocking)


def _asked(
    kind: str,
    field: str,
    words: Worded,
    evidence: Evidence | None,
    choices: tuple[Choice, ...],
    accepted: Changes | None,
    proposal: object,
    blocking: bool,
) -> Asked:
    question = Question.model_validate(
        {
            "field": field,
            "text": words.text,
            "why": words.why,
            "evidence": evidence,
            "options": tuple(choice.label for choice in choices),
            "proposal": proposal,
            "blocking": blocking,
        }
    )
    return Asked(question, choices, accepted, kind)


_Answers = tuple[tuple[Choice, ...], Changes | None, object]


def _answers(doubt: Doubt, brief: Brief, workspace: Workspace, today: date, locale: str) -> _Answers:
    """Choices, what accepting does, and the proposal as it is shown."""
    match doubt.kind:
        case "product_ambiguous" | "product_unknown":
            return _products(doubt.options, workspace, locale)
        case "protected":
            return _without(doubt, brief, locale)
        case "minors":
            return _adults_only(doubt, workspace, locale)
        case "group_unknown":
            return _left_out(locale)
        case "hedged":
            return _wish(doubt, workspace.catalogue, locale)
        case "comparison_missing":
            return _compared(doubt, workspace.catalogue, locale)
        case "contradiction" | "readings_differ" | "attribute_ambiguous":
            return _either(doubt, workspace, locale)
        case "dates_past":
            return _next_time(brief, today, locale)
        case "channel_unknown":
            return _left_out(locale)
        case "instruction" | "hidden_text":
            return (), {}, None
        case "ambiguous" if doubt.about == "all_channels":
            wanted = tuple(channel for channel in doubt.options if workspace.catalogue.consent_for(channel))
            label = ", ".join(CHANNEL_NAMES[channel].in_(locale) for channel in wanted)
            return (
                ((Choice(label, {"channels": list(wanted)}),), {"channels": list(wanted)}, wanted)
                if wanted
                else ((), None, None)
            )
        case _:
            return _proposed(doubt, workspace, locale)


def _proposed(doubt: Doubt, workspace: Workspace, locale: str) -> _Answers:
    """What the reader itself proposes, as one choice; conditions may also be left out."""
    proposal = doubt.proposal
    if isinstance(proposal, Criterion):
        changes = _demand(proposal)
        label = explain_criterion(proposal, workspace.catalogue, locale)
        choices = (Choice(label, changes), _leave_out(locale)) if doubt.blocking else (Choice(label, {}),)
        return choices, (changes if doubt.blocking else {}), proposal
    if isinstance(proposal, dict):
        changes = {doubt.field: proposal}
        return (Choice(_in_words(doubt.field, proposal, workspace, locale), changes),), changes, proposal
    if isinstance(proposal, (int, float)) and doubt.field == "budget":
        changes = {"budget": proposal}
        return (Choice(with_unit(float(proposal), workspace.currency, locale), changes),), changes, proposal
    if doubt.field.startswith("audience"):
        return _left_out(locale)
    return (), None, None


def _demand(criterion: Criterion) -> Changes:
    return {f"audience.{criterion.attribute}": {"operator": criterion.operator, "value": criterion.value}}


def _leave_out(locale: str) -> Choice:
    return Choice(say(locale, en="Go on without this filter", es="Seguir sin ese filtro"), {})


def _left_out(locale: str) -> _Answers:
    choice = _leave_out(locale)
    return (choice,), {}, choice.label


def _products(ids: tuple[str, ...], workspace: Workspace, locale: str) -> _Answers:
    choices = tuple(Choice(workspace.products[one].name.in_(locale), {"product_id": one}) for one in ids)
    return choices, (choices[0].changes if choices else None), (ids[0] if ids else None)


def _without(doubt: Doubt, brief: Brief, locale: str) -> _Answers:
    """A protected trait: out unless somebody says why not."""
    there = doubt.field.startswith("audience.") and any(
        f"audience.{criterion.attribute}" == doubt.field for criterion in brief.audience.criteria
    )
    out: Changes = {doubt.field: None} if there else {}
    drop = Choice(say(locale, en="Take this filter out", es="Quitar ese filtro"), out)
    keep = Choice(say(locale, en="Keep it: there is a lawful reason", es="Mantenerlo: hay un motivo legítimo"), {})
    return ((drop, keep) if there else (drop,)), out, drop.label


def _adults_only(doubt: Doubt, workspace: Workspace, locale: str) -> _Answers:
    age = next((one for one in workspace.catalogue.attributes if one.sensitive == "age"), None)
    if age is None:
        return _left_out(locale)
    wanted = Criterion(attribute=age.name, operator=">=", value=ADULT, evidence=doubt.evidence)
    label = say(locale, en="Adults only", es="Solo mayores de edad")
    return (Choice(label, _demand(wanted)),), _demand(wanted), wanted


def _wish(doubt: Doubt, catalogue: Catalogue, locale: str) -> _Answers:
    """A preference is no filter unless somebody makes it one."""
    out = Choice(say(locale, en="Only a preference, no filter", es="Es una preferencia, no un filtro"), {})
    if not isinstance(doubt.proposal, Criterion):
        return (out,), {}, out.label
    label = explain_criterion(doubt.proposal, catalogue, locale)
    return (out, Choice(label, _demand(doubt.proposal))), {}, out.label


def _compared(doubt: Doubt, catalogue: Catalogue, locale: str) -> _Answers:
    if not isinstance(doubt.proposal, Criterion) or isinstance(doubt.proposal.value, tuple):
        return _left_out(locale)
    value = doubt.proposal.value
    criteria = [
        doubt.proposal,
        *(_with_operator(doubt.proposal, operator) for operator in (">=", "<=", "==", ">", "<")),
    ]
    distinct = list({criterion.operator: criterion for criterion in criteria}.values())[:3]
    _ = value
    choices = tuple(Choice(explain_criterion(one, catalogue, locale), _demand(one)) for one in distinct)
    return choices, choices[0].changes, doubt.proposal


def _with_operator(criterion: Criterion, operator: str) -> Criterion:
    return Criterion.model_validate({**criterion.model_dump(), "operator": operator})


def _either(doubt: Doubt, workspace: Workspace, locale: str) -> _Answers:
    """Two readings side by side; the one said last is proposed."""
    if doubt.readings:
        choices = tuple(
            Choice(explain_criterion(one, workspace.catalogue, locale), _demand(one)) for one in doubt.readings
        )
        chosen = doubt.proposal if isinstance(doubt.proposal, Criterion) else doubt.readings[0]
        return (*choices, _leave_out(locale)), _demand(chosen), chosen
    if doubt.products:
        return _products(doubt.products, workspace, locale)
    if doubt.channels:
        sets = tuple(
            Choice(listed([channel_in_words(one, locale) for one in channels], locale), {"channels": list(channels)})
            for channels in doubt.channels
        )
        return sets, sets[0].changes, doubt.channels[0]
    if doubt.alternatives:
        values = [one.model_dump(mode="json", exclude={"evidence"}) for one in doubt.alternatives]
        offered = tuple(Choice(_in_words(doubt.field, one, workspace, locale), {doubt.field: one}) for one in values)
        taken = doubt.proposal if isinstance(doubt.proposal, dict) else values[-1]
        return offered, {doubt.field: taken}, taken
    if doubt.field == "budget" and doubt.evidence and doubt.contrary and isinstance(doubt.proposal, (int, float)):
        label = with_unit(float(doubt.proposal), workspace.currency, locale)
        return (Choice(label, {"budget": doubt.proposal}),), {"budget": doubt.proposal}, doubt.proposal
    if doubt.field == "channels" and doubt.about in CHANNEL_NAMES:
        name = CHANNEL_NAMES[doubt.about].in_(locale)
        out = Choice(say(locale, en=f"Without {name}", es=f"Sin {name}"), {})
        return (out,), {}, out.label
    return _proposed(doubt, workspace, locale)


def _next_time(brief: Brief, today: date, locale: str) -> _Answers:
    """The same days in the next year in which they are still to come."""
    window = brief.window
    if window is None:
        return (), None, None
    start, end = window.start, window.end
    last = end or start
    while last is not None and last < today:
        start, end = (_a_year_on(day) if day else None for day in (start, end))
        last = end or start
    proposal = {"start": start.isoformat() if start else None, "end": end.isoformat() if end else None}
    return (Choice(_period(proposal, locale), {"window": proposal}),), {"window": proposal}, proposal


def _a_year_on(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day + timedelta(days=365)


def _in_words(field: str, value: Mapping[str, object], workspace: Workspace, locale: str) -> str:
    """A budget or a window as an answer to pick."""
    if field == "budget":
        return with_unit(float(str(value["amount"])), str(value.get("currency") or workspace.currency), locale)
    return _period(value, locale)


def _period(proposal: Mapping[str, object], locale: str) -> str:
    start, end = (proposal.get(name) for name in ("start", "end"))
    first, last = (day_in_words(date.fromisoformat(str(day)), locale) if day else "" for day in (start, end))
    if first and last:
        return say(locale, en=f"{first} to {last}", es=f"Del {first} al {last}")
    return say(
        locale,
        en=f"from {first}" if first else f"until {last}",
        es=f"Desde el {first}" if first else f"Hasta el {last}",
    )
