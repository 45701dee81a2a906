"""A part for the whole: dogs on the terraces are not dogs in the restaurants, nor is one shop all of them."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim, soft
from batuta.grounding.denial import carries
from batuta.grounding.faint import is_faint
from batuta.grounding.issues import Issue, only_of
from batuta.grounding.matching import is_cost, matches, touches
from batuta.words.concepts import Unit, same


def told_of_a_part(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """A place of which the evidence tells a part, or several things of which it names one."""
    for claim in telling:
        for found in _PART_OF.finditer(claim.text):
            part = next((unit for unit in claim.units if found.start("part") <= unit.start < found.end("part")), None)
            whole = next((unit for unit in claim.units if unit.start >= found.end()), None)
            if part is None or whole is None or whole.start > found.end() + 1 or not _weighs(part):
                continue
            mine = next((unit for unit in said.units if same(unit, whole)), None)
            if mine and not touches(part, said) and _IN.search(said.text[: mine.start]):
                yield only_of(claim.text[part.start : whole.end], mine.text)
                return
    for claim in telling[:1]:
        yield from _named_one(said, claim)
        yield from _some_of_the_subjects(said, claim)


def _named_one(said: Claim, claim: Claim) -> Iterator[Issue]:
    """`Our stores` where the evidence says it of `our Oxford Street store`."""
    several = [unit for unit in said.units if _ALL.search(said.text[: unit.start]) and _PLURAL.search(unit.text)]
    for mine in several:
        for match in matches(mine, claim):
            thing = claim.units[match.place]
            near = [claim.units[at] for at in (match.place - 1, match.place + 1) if at in claim.named]
            name = next((one for one in near if _DIRECT.fullmatch(_between(claim, one, thing))), None)
            if name and not _PLURAL.search(thing.text) and not touches(name, said):
                yield only_of(claim.text[min(name.start, thing.start) : max(name.end, thing.end)], mine.text)
                return


def _some_of_the_subjects(said: Claim, claim: Claim) -> Iterator[Issue]:
    """`Pupils of the second year travel`, where the sentence has all pupils."""
    if len(claim.units) < len(("thing", "of which")) or not _ARTICLE.fullmatch(claim.text[: claim.units[0].start]):
        return
    thing, which = claim.units[:2]
    linked = _OF.fullmatch(claim.text[thing.end : which.start])
    first = next((unit for unit in said.units if not soft(unit)), None)
    if linked and first and _PLURAL.search(thing.text) and _weighs(thing) and same(first, which):
        if not touches(thing, said) and _IS.match(said.text, first.end):
            yield only_of(claim.text[thing.start : which.end], first.text)
        return
    if not linked or not _PLURAL.search(thing.text) or not _weighs(which) or touches(which, said):
        return
    mine = next((unit for unit in said.units if not soft(unit)), None)
    if mine and same(mine, thing) and _PLURAL.search(mine.text) and not _OF.match(said.text, mine.end):
        yield only_of(claim.text[thing.start : which.end], mine.text)


def _between(claim: Claim, one: Unit, other: Unit) -> str:
    first, second = sorted((one, other), key=lambda unit: unit.start)
    return claim.text[first.end : second.start]


def _weighs(unit: Unit) -> bool:
    return not (soft(unit) or carries(unit) or is_faint(unit) or is_cost(unit))


_PART_OF = re.compile(
    r"\b(?:in|on|at|inside|en)\s+(?:(?:the|our|el|la|los|las|nuestr[oa]s?)\s+)?(?P<part>[^\W\d]{4,}s)\s+(?:of|de|del)\s+"
    r"(?:(?:the|our|all our|el|la|los|las|nuestr[oa]s|tod[oa]s (?:nuestr[oa]s|l[oa]s))\s+)?",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:in|at|inside|into|en|a|por|dentro de)\s+(?:(?:all|tod[oa]s)\s+)?"
    r"(?:(?:the|our|your|any of our|el|la|los|las|nuestr[oa]s?|tus?)\s+)?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\s*(?:(?:the|our|el|la|los|las|nuestr[oa]s?)\s+)?", re.IGNORECASE)
_OF = re.compile(
    r"\s+(?:of|from|in|with|de|del|con|en)\s+"
    r"(?:(?:the|our|el|la|los|las|nuestr[oa]s?|\d+|two|three|four|dos|tres|cuatro)\s+)?",
    re.IGNORECASE,
)
_IS = re.compile(r"\s+(?:is|are|has|have|es|son|est[aá]n?|tienen?|llevan?|comes?)\b", re.IGNORECASE)
_ALL = re.compile(
    r"(?:^\W*|\b(?:our|all|every|the|nuestr[oa]s|tod[oa]s(?: l[oa]s)?|l[oa]s|tus|your)\s+)$", re.IGNORECASE
)
_PLURAL = re.compile(r"[^\Wsáéí]s$", re.IGNORECASE)
_DIRECT = re.compile(r"\s+(?:(?:de|del|of|in|en)\s+(?:la\s+|el\s+)?)?", re.IGNORECASE)
