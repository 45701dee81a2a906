"""Words in quotation marks that a brief wants said, or not: `que el mensaje diga «…»`, `should read “…”, never “…”`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.phrases import Phrases

MARKED = re.compile(r"[\"“«‘]([^\"”»’\n]{2,300})[\"”»’]|(?<!\w)'([^'\n]{2,300})'(?!\w)")
"""Quotation marks and what stands between them."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Code points `start` up to `end` stand in quotation marks; tokens `first` up to `last` ask for them or not."""

    start: int
    end: int
    first: int
    last: int
    refused: bool


def quoted_words(clause: Clause) -> Iterator[Quoted]:
    """Each quotation that a verb of saying leads to, or that goes on a list of such."""
    before, wanted, refused = 0, False, False
    for match in MARKED.finditer(clause.text, *_span(clause)):
        group = 1 if match.group(1) is not None else 2
        first = next((at for at, token in enumerate(clause.tokens) if token.start >= match.start()), len(clause.tokens))
        last = next((at for at, token in enumerate(clause.tokens) if token.start >= match.end()), len(clause.tokens))
        led = any(_says(clause, at) for at in range(before, first))
        listed = wanted and all(_joins(clause, at) for at in range(before, first))
        wanted = led or listed
        if led or (listed and _denies(clause, before, first)):
            refused = _denies(clause, before, first)
        if wanted:
            yield Quoted(match.start(group), match.end(group), before, last, refused)
        before = last


def _span(clause: Clause) -> tuple[int, int]:
    """With the mark that closes right behind the last word."""
    end = clause.tokens[-1].end
    return clause.tokens[0].start, min(len(clause.text), end + 2)


def _says(clause: Clause, place: int) -> bool:
    return clause.word_in(place, "saying") and place not in clause.taken


def _joins(clause: Clause, place: int) -> bool:
    logic = clause.known.logic
    small: tuple[Phrases[object], ...] = (logic.joints, logic.negators)
    joint = any(clause.at(phrases, place) for phrases in small)
    return clause.tokens[place].kind == "sign" or joint or clause.word_in(place, "articles")


def _denies(clause: Clause, start: int, end: int) -> bool:
    """A denial among the words that lead to it; `don't forget to say` is none."""
    campaign, logic = clause.known.campaign, clause.known.logic
    asked = [m for at in range(start, end) if (m := clause.at(campaign.must_say, at)) and m.end <= end]
    kept = {place for match in asked for place in range(match.start, match.end)}
    against: tuple[Phrases[object], ...] = (
        campaign.must_not_say,
        campaign.must_not_do,
        logic.negators,
        logic.exclusions,
    )
    return any(at not in kept and any(clause.at(phrases, at) for phrases in against) for at in range(start, end))
