"""Whether what a sentence says of a thing is what its evidence says of that thing, and not of another.

Words that all stand somewhere in the evidence prove nothing: `el yogur griego no lleva azúcares` is not shown by
`el yogur natural no lleva azúcares` beside `el yogur griego se vende en tarrinas`. Each clause is held against the
one sentence of the evidence that says most of it; there the names and the qualities of the things must agree.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import clause_edges
from batuta.grounding.denial import carries
from batuta.grounding.faint import is_faint
from batuta.grounding.issues import Issue, contradicted, only_of, unsupported
from batuta.grounding.lent_words import needs_no_lender
from batuta.grounding.matching import costs, matches, touches
from batuta.grounding.owners import other_owners
from batuta.grounding.restricted import restrictions
from batuta.grounding.widening import is_plural_verb
from batuta.words.concepts import Unit, same
from batuta.words.data import listed
from batuta.words.freely import idea
from batuta.words.tokens import fold


def misplaced(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """What the evidence says of something else."""
    edges = (0, *clause_edges(said.text), len(said.text))
    for first, last in pairwise(edges):
        places = [i for i, unit in enumerate(said.units) if first <= unit.start < last and i not in said.aside]
        best = _best(said, places, first, last, told)
        found = [issue for claim in best if (issue := _rival(said, places, claim, told))]
        if best and len(found) == len(best):
            yield found[0]
    yield from _kinds_of_all(said, told)
    yield from _narrower_subject(said, told)
    yield from other_owners(said, told)
    yield from restrictions(said, told)


def _best(said: Claim, places: Sequence[int], first: int, last: int, told: Sequence[Claim]) -> list[Claim]:
    """The sentences of the evidence that say most of a clause, its names aside."""
    worth = [_worth(said, places, first, last, claim) for claim in told]
    most = max(worth, default=0)
    return [claim for claim, much in zip(told, worth, strict=True) if much == most] if most > 0 else []


def _worth(said: Claim, places: Sequence[int], first: int, last: int, claim: Claim) -> float:
    told = [said.units[i] for i in places if i not in said.named]
    words = sum(
        (0.3 if soft(unit) else 1.0) * (1.0 if matches(unit, claim) else 0.5 if _in_topic(unit, claim) else 0.0)
        for unit in told
    )
    figures = [one for one in said.quantities if first <= one.start < last]
    equal = sum(any(mine.equals(other) for other in claim.quantities) for mine in figures)
    return words + 1.5 * equal


def _in_topic(unit: Unit, claim: Claim) -> bool:
    return any(same(unit, one) for one in claim.topic)


def _says(unit: Unit, claim: Claim) -> bool:
    return bool(matches(unit, claim)) or _in_topic(unit, claim)


def _rival(said: Claim, places: Sequence[int], claim: Claim, told: Sequence[Claim]) -> Issue | None:
    return (
        _other_name(said, places, claim, told)
        or _other_kind(said, places, claim, told)
        or _lent(said, places, claim, told)
        or _all_of_them(said, places, claim)
    )


def _other_name(said: Claim, places: Sequence[int], claim: Claim, told: Sequence[Claim]) -> Issue | None:
    """The clause names one thing, and what it says is told of another that has a name too."""
    mine = [said.units[i] for i in places if i in said.named]
    absent = [one for one in mine if not _says(one, claim)]
    known = [one for one in absent if any(_says(one, other) for other in told if _tells(other))]
    theirs = [claim.units[i] for i in sorted(claim.named)] or [one for one in claim.topic if _is_name(one)]
    others = [one for one in theirs if not any(same(one, unit) for unit in said.units)]
    known = [one for one in known if not _of_the_same(one, others, told)]
    if not known or not others:
        return None
    name, instead = known[0].text, others[0].text
    closed = any(strong.kind == "exclusive" for strong in claim.strong)
    about = [other for other in told if _says(known[0], other) and other is not claim]
    closed = closed or any(strong.kind == "exclusive" for other in about for strong in other.strong)
    issue = contradicted if closed else unsupported
    return issue(
        "subject",
        name,
        en=f"The evidence says this of “{instead}”, not of “{name}”.",
        es=f"La fuente lo dice de «{instead}», no de «{name}».",
    )


def _of_the_same(name: Unit, others: Sequence[Unit], told: Sequence[Claim]) -> bool:
    """`Pack Sur: 3 GB. It is activated in the Mi Línea app`: the name is told of the thing itself."""
    about = [claim for claim in told if matches(name, claim)]
    return bool(about) and all(any(_in_topic(other, claim) for other in others) for claim in about)


def _tells(claim: Claim) -> bool:
    """It says something, and is not only the name of the sender or of the product."""
    return len(claim.named) < len(claim.units)


def _is_name(unit: Unit) -> bool:
    return unit.text[:1].isupper()


def _other_kind(said: Claim, places: Sequence[int], claim: Claim, told: Sequence[Claim]) -> Issue | None:
    """`Yogur griego` where what is said is told of `yogur natural`."""
    for i in places:
        unit = said.units[i]
        if soft(unit) or i in said.named or _says(unit, claim) or not any(matches(unit, other) for other in told):
            continue
        for head in (i - 1, i + 1):
            if head not in places or i not in _qualities(said, head) or soft(said.units[head]):
                continue
            for match in matches(said.units[head], claim):
                other = _quality(claim, match.place, said)
                if other:
                    return unsupported(
                        "subject",
                        unit.text,
                        en=f"The evidence says this of “{other}”, not of “{unit.text}”.",
                        es=f"La fuente lo dice de «{other}», no de «{unit.text}».",
                    )
    return None


def _lent(said: Claim, places: Sequence[int], claim: Claim, told: Sequence[Claim]) -> Issue | None:
    """`Protein bars: nut-free` where it is the fruit bars that contain no nuts."""
    for i in places:
        if (
            soft(said.units[i])
            or i in said.named
            or _says(said.units[i], claim)
            or needs_no_lender(said, said.units[i])
        ):
            continue
        lenders = [other for other in told if matches(said.units[i], other)]
        rivals = [
            other
            for other in lenders
            if _qualified_otherwise(said, places, i, other) or _is_all_about(said, places, i, other)
        ]
        if rivals and len(rivals) == len(lenders):
            other = rivals[0]
            return unsupported(
                "subject",
                said.units[i].text,
                en=f"The evidence says “{said.units[i].text}” of something else: “{other.text}”.",
                es=f"La fuente dice «{said.units[i].text}» de otra cosa: «{other.text}».",
            )
    return None


def _is_all_about(said: Claim, places: Sequence[int], lent: int, other: Claim) -> bool:
    """`The lid must be washed by hand` says of the lid nothing of what the sentence says of it."""
    first = next((unit for unit in other.units if not soft(unit)), None)
    if first is None or not same(said.units[lent], first) or other.named or other.units.index(first) in other.denied:
        return False
    if any(mine.equals(figure) for mine in said.quantities for figure in other.quantities):
        return False
    rest = [unit for unit in other.units if unit is not first and not soft(unit)]
    told = other._replace(units=tuple(rest), denied=frozenset())
    return bool(rest) and not any(matches(said.units[i], told) for i in places if i != lent)


def _qualified_otherwise(said: Claim, places: Sequence[int], lent: int, other: Claim) -> bool:
    """The two speak of a thing of the same name and of another kind of it."""
    for head in places:
        mine = [said.units[i] for i in _qualities(said, head) if i != lent and _tells_kinds_apart(said.units[i])]
        if not mine or soft(said.units[head]) or any(_says(one, other) for one in mine):
            continue
        if any(_quality(other, match.place, said) for match in matches(said.units[head], other)):
            return True
    return False


def _all_of_them(said: Claim, places: Sequence[int], claim: Claim) -> Issue | None:
    """`Nuestros cursos` where the evidence says it of `el curso de ciberseguridad`."""
    for i in places:
        unit = said.units[i]
        if soft(unit) or i in said.named or unit.pieces or _counted(said, unit):
            continue
        for match in matches(unit, claim):
            theirs = claim.units[match.place]
            one_of_them = fold(unit.text) in (f"{fold(theirs.text)}s", f"{fold(theirs.text)}es")
            other = _quality(claim, match.place, said) if match.place == 0 and one_of_them else ""
            if other:
                return only_of(other, unit.text, kind="subject")
    return None


def _kinds_of_all(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """`Our shops` where the evidence speaks of `our Spanish shops` alone."""
    for place, unit in enumerate(said.units):
        if place in said.aside or place in said.named or soft(unit) or unit.pieces or not _of_several(unit):
            continue
        if any(_tells_kinds_apart(said.units[near]) for near in _qualities(said, place)):
            continue
        found = [(claim, match.place) for claim in told for match in matches(unit, claim)]
        kinds = [_bare_quality(claim, at, said) for claim, at in found]
        if kinds and all(kinds):
            yield only_of(kinds[0], unit.text, kind="subject")
            return


def _narrower_subject(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """`Delivery is tracked` where the evidence says so of express delivery: the subject is one kind of it."""
    subject = next((at for at, unit in enumerate(said.units) if at not in said.aside and not soft(unit)), None)
    if subject is None or subject in said.named or subject in said.denied:
        return
    unit = said.units[subject]
    if not _IS_SAID.match(said.text, unit.end) or not _BARE.fullmatch(said.text[: unit.start]):
        return
    if any(_tells_kinds_apart(said.units[near]) for near in _qualities(said, subject)):
        return
    found = [(claim, match.place) for claim in told for match in matches(unit, claim)]
    kinds = [_kind_of(claim, at, said) for claim, at in found]
    if kinds and all(kinds):
        yield only_of(kinds[0], unit.text, kind="subject")


_IS_SAID = re.compile(
    r"\s+(?:is|are|has|have|comes?|lasts?|includes?|can|will|covers?|es|son|est[aá]n?|tienen?|llevan?|incluyen?|vienen?|"
    r"duran?|se|cubren?|pueden?|pays?|earns?|gives?|offers?|costs?|needs?|dan?|rinden?|ofrecen?|cuestan?|paga[ns]?)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*(?:(?:the|our|your|el|la|los|las|tus?|sus?|nuestr[oa]s?)\s+)?", re.IGNORECASE)


def _kind_of(claim: Claim, head: int, said: Claim) -> str:
    """The subject of the evidence with the word that says which kind of it is meant."""
    near = head - 1 if claim.language == "en" else head + 1
    if any(not soft(unit) for unit in claim.units[: min(near, head)]):
        return ""
    if _is_of_a_kind(claim, head, said):
        return claim.units[head].text
    if not 0 <= near < len(claim.units):
        return ""
    quality = claim.units[near]
    first, second = sorted((claim.units[head], quality), key=lambda unit: unit.start)
    if claim.text[first.end : second.start].strip() or not _tells_kinds_apart(quality) or touches(quality, said):
        return ""
    if is_faint(quality) or not _IS_SAID.match(claim.text, second.end):
        return ""
    return claim.text[first.start : second.end]


def _is_of_a_kind(claim: Claim, head: int, said: Claim) -> bool:
    """`The Saver account pays`: a phrase, of which the sentence says only what the thing is and not which kind."""
    whole = claim.units[head]
    lost = [piece for piece in whole.pieces if not soft(piece) and not touches(piece, said)]
    return bool(lost) and any(piece.ideas for piece in lost) and bool(_IS_SAID.match(claim.text, whole.end))


def _of_several(unit: Unit) -> bool:
    if unit.ideas & idea("free", "en"):
        return False
    return len(unit.text) > _SHORT and unit.text.islower() and unit.text.endswith("s") and not unit.text.endswith("ss")


_SHORT = 4


def _bare_quality(claim: Claim, head: int, said: Claim) -> str:
    """The word right beside a plural that says which of them, where the sentence does not say it."""
    if not _of_several(claim.units[head]._replace(text=claim.units[head].text.lower())):
        return ""
    near = head - 1 if claim.language == "en" else head + 1
    if not 0 <= near < len(claim.units) or near in claim.named:
        return ""
    quality = claim.units[near]
    if is_plural_verb(claim, quality) or (claim.language == "en" and quality.text.endswith("s")):
        # `launches in stores`: a verb.
        return ""
    first, second = sorted((claim.units[head], quality), key=lambda unit: unit.start)
    if claim.text[first.end : second.start].strip() or not _tells_kinds_apart(quality) or touches(quality, said):
        return ""
    return "" if is_faint(quality) else claim.text[first.start : second.end]


def _counted(said: Claim, unit: Unit) -> bool:
    return any(0 <= unit.start - quantity.end <= 3 for quantity in said.quantities)


def _quality(claim: Claim, head: int, said: Claim) -> str:
    """The words that say which of its kind a thing is, where the sentence says none of them."""
    beside = [claim.units[i] for i in _qualities(claim, head) if i not in claim.named]
    weighty = [one for one in beside if _tells_kinds_apart(one)]
    if not weighty or any(matches(one, said) for one in weighty):
        return ""
    first, last = min(claim.units[head].start, weighty[0].start), max(claim.units[head].end, weighty[0].end)
    return claim.text[first:last]


def _tells_kinds_apart(unit: Unit) -> bool:
    """Not a verb, a price or that it is included."""
    if fold(unit.text) in listed("claims/tiers.txt"):
        return True
    return not (soft(unit) or carries(unit) or unit.denies or unit.ideas & (costs() | idea("free", "en")))


def _qualities(claim: Claim, head: int) -> list[int]:
    """The words that qualify another: after it in Spanish, before it in English, after `of` in both."""
    found: list[int] = []
    for place in (head - 1, head + 1):
        if 0 <= place < len(claim.units):
            first, second = sorted((claim.units[head], claim.units[place]), key=lambda unit: unit.start)
            between = claim.text[first.end : second.start]
            bare = not between.strip() and (place > head) == (claim.language == "es")
            if bare or (place > head and _OF.fullmatch(between)):
                found.append(place)
    return found


_OF = re.compile(r"\s+(?:de|del|of|para|for)\s+(?:la\s+|el\s+|los\s+|las\s+|the\s+)?")
