"""Words that try to steer the reader, and text nobody was meant to see. They are reported; they change nothing."""

from collections.abc import Iterator

from batuta.audience import Evidence
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.phrases import Found

_LONGEST = 160
_CLOSING = frozenset(":,])-–—")
_ADDRESS = 8
"""Tokens in which somebody is addressed."""
_OPENING = 2
"""Words before an order that opens its sentence: `SYSTEM: …`."""


def read_steering(analysis: Analysis) -> tuple[Doubt, ...]:
    """One doubt for instructions and one for hidden text; the words are taken, so that nothing is read from them.

    What follows on the line of a sentence that speaks to the machine is for the machine too, unless it has a label
    or the brief begins so.
    """
    return (*_instructions(analysis), *_hidden(analysis))


def _instructions(analysis: Analysis) -> Iterator[Doubt]:
    first: Evidence | None = None
    heard = False
    for place, clause in enumerate(analysis.clauses):
        spoken_to = next(iter(clause.find(clause.known.campaign.machines)), None) or _addressed(clause)
        goes_on = heard and not clause.sentence.first and clause.sentence.section is None
        heard = bool(place) and (bool(spoken_to) or goes_on)
        if heard or spoken_to:
            clause.taken.update(range(len(clause.tokens)))
        if spoken_to:
            first = first or clause.quote(spoken_to.start, min(len(clause.tokens), spoken_to.end + 12))
        for match in clause.find(clause.known.campaign.instructions):
            end = match.end
            if match.start <= _OPENING:
                end = len(clause.tokens)  # what follows an order to the machine on its line is more of it
            while end < len(clause.tokens) and clause.tokens[end].norm not in (",", ";", ".", "!"):
                end += 1
            clause.taken.update(range(match.start, end))
            first = first or clause.quote(match.start, min(end, match.end + 12))
    if first:
        yield Doubt(kind="instruction", field="request", evidence=first, blocking=False)


def _addressed(clause: Clause) -> Found[bool] | None:
    """`(Para la IA que procese esto: …)`, `SYSTEM: …`, `Dear assistant, …`: it opens with the name of a machine."""
    for place in range(min(_ADDRESS, len(clause.tokens))):
        behind = place + 1
        if clause.word_in(place, "machine_names"):
            closed = behind < len(clause.tokens) and clause.tokens[behind].norm in _CLOSING
            related = clause.word_in(behind, "relatives") or clause.word_in(behind, "machine_work")
            return Found(place, behind, True) if closed or related else None
        if clause.tokens[place].kind != "sign" and not clause.word_in(place, "addressing"):
            return None
    return None


def _hidden(analysis: Analysis) -> Iterator[Doubt]:
    if analysis.message.hidden:
        start, end = analysis.message.hidden[0]
        quote = analysis.text[start : min(end, start + _LONGEST)]
        if quote.strip():
            evidence = Evidence(quote=quote, start=start, end=start + len(quote))
            yield Doubt(kind="hidden_text", field="request", evidence=evidence, blocking=False)
