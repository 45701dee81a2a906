"""What a sentence about people holds of our data and nobody has read: it is asked about, and never lost in silence.

It is read last, when conditions, product, dates, money, channels and messages have their words.
"""

from collections.abc import Iterable, Iterator

from batuta.audience import Audience, Evidence
from batuta.noun import Noun
from batuta.reading import Doubt
from batuta.reading.quotes import quotes_within
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.phrases import Phrases

_SECTIONS = (None, "audience", "exclusion")
_BESIDE = 1
_OPENING = 3


def unheard(analysis: Analysis, audience: Audience, doubts: Iterable[Doubt], others: Iterable[Evidence]) -> list[Doubt]:
    """One question a stretch of words.

    others: what was read besides the audience, by its words.
    """
    spoken = [one for one in analysis.clauses if one.sentence.section in _SECTIONS and _about_people(one)]
    if not spoken:
        return []
    own: list[Noun] = [audience, *doubts]
    spans = [(one.start, one.end) for one in (*(quote for noun in own for quote in quotes_within(noun)), *others)]
    return [
        Doubt(kind="group_unknown", field="audience", evidence=clause.quote(start, end))
        for clause in spoken
        if not clause.of_the_past
        for start, end in _lost(clause, spans)
    ]


def _lost(clause: Clause, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    told = next((at for at, token in enumerate(clause.tokens) if token.norm == ":"), len(clause.tokens))
    for first, last in clause.stretches:
        if first > told:
            return  # `Qué decimos: …`
        if _said_to_be_free(clause, first, last):
            continue
        places = [at for at in range(first, last) if not _read(clause, at, spans)]
        lost = [at for at in places if _of_our_data(clause, at) or at in clause.quantity_at or at in clause.date_at]
        lost = lost if _tells_much(clause, first, last) else []
        beside = any(_read(clause, at, spans) for at in range(first, last) if _of_our_data(clause, at))
        if lost and not beside:
            yield first, last


def _tells_much(clause: Clause, first: int, last: int) -> bool:
    """A figure, a day or a value: more than the name of what is recorded."""
    values = (clause.mention_at.get(at) for at in range(first, last))
    named = any(mention is not None and mention.of("value") for mention in values)
    return named or any(at in clause.quantity_at or at in clause.date_at for at in range(first, last))


def _about_people(clause: Clause) -> bool:
    """`Que su llegada sea antes de julio.`, `Su contrato debe vencer …`: it opens with what is theirs."""
    return clause.word_in(0, "relatives") or any(clause.word_in(at, "theirs") for at in range(_OPENING))


def _read(clause: Clause, place: int, spans: list[tuple[int, int]]) -> bool:
    token = clause.tokens[place]
    return place in clause.taken or any(start <= token.start < end for start, end in spans)


def _of_our_data(clause: Clause, place: int) -> bool:
    """A name of an attribute or a value that is no product's as well."""
    mention = clause.mention_at.get(place)
    if mention is None or mention.of("product", "family"):
        return False
    return any(not sense.weak for sense in mention.of("attribute", "value"))


def _said_to_be_free(clause: Clause, first: int, last: int) -> bool:
    """It does not matter, or it is the way to them."""
    logic, campaign = clause.known.logic, clause.known.campaign
    kinds: tuple[Phrases[object], ...] = (
        logic.regardless, logic.unneeded, logic.welcome, logic.either_way, logic.hedges, logic.inclusions,
        campaign.channels, campaign.offer, campaign.campaign, campaign.metrics,
    )  # fmt: skip
    return any(clause.at(phrases, at) for phrases in kinds for at in range(max(0, first - _BESIDE), last))
