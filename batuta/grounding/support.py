"""Whether a sentence is carried by its evidence: supported, unsupported or contradicted, and why.

Every figure, date, name and strong word of the sentence must be found in the evidence as the same value; no
word may be denied in one and not in the other; no condition that narrows the evidence may be left out; and
nothing of weight may be added. Where something is in doubt the answer is *unsupported*.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from batuta.grounding.binding import misplaced
from batuta.grounding.claims import Claim, asks, opposed, read, read_text, soft
from batuta.grounding.days_told import day_issues, without_carried_days
from batuta.grounding.dropped import dropped_conditions, of_another_clause
from batuta.grounding.entailed import entailments
from batuta.grounding.hedged import unreserved
from batuta.grounding.implied import implied, other_period
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.matching import Match, bearing, costs, matches, shared, touches
from batuta.grounding.narrowed import narrowings
from batuta.grounding.numbers import prose_of
from batuta.grounding.scope import strong_issues
from batuta.grounding.values import value_issues
from batuta.grounding.widening import lost_shares, widened
from batuta.text import Language
from batuta.words.concepts import Unit, same
from batuta.words.freely import idea
from batuta.words.languages import language_in
from batuta.words.unseen import as_seen

Label = Literal["supported", "unsupported", "contradicted"]


class Evidence(NamedTuple):
    id: str
    text: str


class Support(NamedTuple):
    label: Label
    issues: tuple[Issue, ...]

    def reasons(self, locale: str | None) -> tuple[str, ...]:
        return tuple(issue.reason.in_(locale) for issue in self.issues)


def support(sentence: str, evidence: Sequence[Evidence], language: Language | None = None) -> Support:
    """Decide about one sentence.

    >>> support("No annual fee.", [Evidence("f", "No annual fee in the first year.")]).label
    'unsupported'
    >>> support("Cuesta 29,90 € al mes", [Evidence("f", "€29.90 a month")]).label
    'supported'
    """
    said = _POINT.sub("", as_seen(sentence))
    told = tuple(piece._replace(text=as_seen(piece.text)) for piece in evidence)
    return _support(said, told, language or language_in(prose_of(said)))


_POINT = re.compile(r"^\s*[-•*–]\s+")
"""The mark of an item in a list."""


_TELLING = 0.5
"""What a sentence of the evidence must add for its conditions to count: a word of weight, or a figure."""


@lru_cache(maxsize=4096)
def _support(sentence: str, evidence: tuple[Evidence, ...], language: Language) -> Support:
    said = read(sentence, language)
    told = tuple(claim for piece in evidence for claim in read_text(piece.text, said.language))
    if not told:
        nothing = unsupported("evidence", "", en="There is no evidence for it.", es="No hay nada que lo respalde.")
        return Support("unsupported", (nothing,))
    used = bearing(said, told)
    telling = bearing(said, told, _TELLING)
    said = without_carried_days(said, used, told)
    issues = (
        *value_issues(said, told),
        *day_issues(said, used, told),
        *_denials(said, told, used),
        *_ruled_out(said, told),
        *_denies_alone(said, told),
        *_opposites(said, told, used),
        *_swapped(said, used),
        *_rebound(said, used),
        *_paid_for(said, used),
        *strong_issues(said, told, used),
        *dropped_conditions(said, telling),
        *narrowings(said, telling),
        *misplaced(said, told),
        *unreserved(said, telling),
        *_another_way(said, telling),
        *widened(said, telling),
        *lost_shares(said, telling),
        *_added(said, told, used),
    )
    against = tuple(issue for issue in issues if issue.label == "contradicted")
    if against:
        return Support("contradicted", against)
    return Support("unsupported" if issues else "supported", issues)


def _denials(said: Claim, told: Sequence[Claim], used: Sequence[Claim]) -> Iterator[Issue]:
    """What one denies and the other does not, unless another sentence of the evidence says it as well.

    `Sin cuota el primer año` in one place of the evidence and `cuota de 36 € después` in another agree.
    """
    for place, unit in enumerate(said.units):
        if soft(unit) or place in said.aside:
            continue
        found = [
            match
            for claim in used
            if _speaks_of_the_same(said, claim)
            for match in matches(unit, claim)
            if not of_another_clause(said, claim, *claim.clause_at(claim.units[match.place].start))
            and not _of_another_thing(said, match)
        ]
        denied = place in said.denied
        if not found or any(match.denied == denied for match in found) or _costs_nothing(said, unit, denied, used):
            continue
        if not denied and any(_denied_beside(said, match) for match in found):
            continue
        if not any(_is_part_of(claim, said) and _same_mind(unit, claim, denied) for claim in told):
            issue = unsupported if denied and _INVERSE.search(said.text) else contradicted
            yield issue(
                "denial",
                unit.text,
                en=f"One says that there is “{unit.text}”, the other that there is not.",
                es=f"Una afirma «{unit.text}» y la otra lo niega.",
            )


_INVERSE = re.compile(
    r"\b(?:si no|a menos que|sin ser|quien(?:es)? no|if (?:you|they|we) (?:are not|aren't|do not|don't)|unless|non-)\b",
    re.IGNORECASE,
)
"""`Si no eres socio, no puedes reservar`: what holds for some need not be denied to the others."""


def _another_way(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """`Unlock it with a bank card` where the evidence says `only with the app`."""
    for claim in telling:
        for strong in (one for one in claim.strong if one.kind == "exclusive"):
            first, last = claim.clause_at(strong.start)
            way = [unit for unit in claim.units if strong.end <= unit.start < last and not soft(unit)]
            doing = [unit for unit in claim.units if first <= unit.start < strong.start and not soft(unit)]
            if not way or len(doing) < 2 or not all(touches(unit, said) for unit in doing):
                continue
            others = [
                unit
                for place, unit in enumerate(said.units)
                if place not in said.aside and _WAY.search(said.text[: unit.start]) and not matches(unit, claim)
            ]
            if others and not any(touches(unit, said) for unit in way):
                yield _says_the_opposite(others[0], way[0])


_WAY = re.compile(
    r"\b(?:with|by|via|in|at|on|from|con|por|en|desde|mediante)\s+(?:an?\s+|the\s+|your\s+|una?\s+|la\s+|el\s+|tu\s+|su\s+)?$",
    re.IGNORECASE,
)


def _ruled_out(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """`Contrata por teléfono` where the evidence says `no puede contratarse por teléfono`."""
    for claim in told:
        for excluded in claim.excluded:
            doing = [claim.units[place] for place in excluded.doing if not soft(claim.units[place])]
            if not all(touches(unit, said) for unit in doing):
                continue
            ways = claim._replace(units=tuple(claim.units[place] for place in excluded.way), denied=frozenset())
            others = claim._replace(
                units=tuple(unit for place, unit in enumerate(claim.units) if place not in excluded.way)
            )
            rest = [other for other in told if other is not claim]
            for place, unit in enumerate(said.units):
                if place in said.denied or place in said.aside or soft(unit) or not matches(unit, ways):
                    continue
                if said.denied or any(matches(unit, other) for other in (others, *rest)):
                    continue
                yield contradicted(
                    "denial",
                    unit.text,
                    en=f"It says “{unit.text}”; the evidence says that it is not so.",
                    es=f"Dice «{unit.text}» y la fuente dice que no es así.",
                )


def _denies_alone(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """A denial that reaches no word of weight, where the evidence denies nothing and gives nothing away."""
    claims_nothing = all(soft(unit) for unit in said.units)
    if not said.denied or claims_nothing or not all(soft(said.units[place]) for place in said.denied):
        return
    if any(claim.denied or claim.days or any(strong.kind == "free" for strong in claim.strong) for claim in told):
        return
    unit = said.units[min(said.denied)]
    yield unsupported(
        "denial",
        unit.text,
        en=f"It denies “{unit.text}”; the evidence denies nothing.",
        es=f"Niega «{unit.text}» y la fuente no niega nada.",
    )


def _of_another_thing(said: Claim, match: Match) -> bool:
    """`No cubre daños por mal uso` denies of the damage that it is covered, and of nothing else."""
    if not match.denied or not match.claim.units[match.place].ideas & _taking_objects():
        return False
    first, last = match.claim.clause_at(match.claim.units[match.place].start)
    after = [
        unit
        for place, unit in enumerate(match.claim.units)
        if place > match.place and place in match.claim.denied and first <= unit.start < last and not soft(unit)
    ]
    return bool(after) and not any(touches(unit, said) for unit in after)


@cache
def _taking_objects() -> frozenset[int]:
    """Verbs that say nothing without what they are said of."""
    named = ("cover", "include", "allow", "accept", "need", "offer", "give", "protect", "deliver")
    return frozenset().union(*(idea(word, "en") for word in named))


def _costs_nothing(said: Claim, unit: Unit, denied: bool, used: Sequence[Claim]) -> bool:
    """`No pagas matrícula` and `matrícula gratuita`; `cuota gratis` and `sin cuota`."""
    if denied:
        of_cost = any(said.units[place].ideas & costs() for place in said.denied)
        return of_cost and any(strong.kind == "free" for claim in used for strong in claim.strong)
    return bool(unit.ideas & costs()) and any(strong.kind == "free" for strong in said.strong)


def _denied_beside(said: Claim, match: Match) -> bool:
    """`Plastic-free packaging` where the evidence says `no plastic packaging`: its other word is denied."""
    beside = [i for i in (match.place - 1, match.place + 1) if _adjacent(match.claim, match.place, i)]
    here = match.claim._replace(units=tuple(match.claim.units[i] for i in beside), denied=frozenset())
    return any(matches(said.units[place], here) for place in said.denied)


def _speaks_of_the_same(said: Claim, claim: Claim) -> bool:
    common = len(shared(said, claim))
    about = sum(any(same(unit, one) for one in claim.topic) for unit in said.units)
    weighty = sum(not soft(unit) for unit in claim.units)
    return common + min(about, common) >= 2 or common * 2 >= min(len(said.units), max(weighty, 1))


def _is_part_of(claim: Claim, said: Claim) -> bool:
    """The sentence says all that the evidence says here, its figures and its time included."""
    if not claim.units or len(shared(claim, said)) < len(claim.units):
        return False
    return all(any(mine.equals(quantity) for mine in said.quantities) for quantity in claim.quantities)


def _same_mind(unit: Unit, claim: Claim, denied: bool) -> bool:
    return any(match.denied == denied for match in matches(unit, claim))


def _swapped(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """The clause that carries the sentence's figure says the opposite of one of its words."""
    clauses = [clause for claim in used for clause in _clauses_of_figures(said, claim)]
    for place, unit in enumerate(said.units):
        if place in said.denied or any(same(unit, mine) for here in clauses for mine in here):
            continue
        others = [other for here in clauses for other in here if opposed(unit, other)]
        other = next((other for other in others if not any(same(other, one) for one in said.units)), None)
        if other:
            yield _says_the_opposite(unit, other)


def _clauses_of_figures(said: Claim, claim: Claim) -> Iterator[list[Unit]]:
    """The words of each clause of the evidence that has a figure of the sentence."""
    for quantity in claim.quantities:
        if any(mine.equals(quantity) for mine in said.quantities):
            first, last = claim.clause_at(quantity.start)
            yield [unit for unit in claim.units if first <= unit.start < last]


def _paid_for(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """`Pagas la cuota` where the evidence says that it costs nothing."""
    for place, unit in enumerate(said.units[:-1]):
        if place in said.denied or not unit.ideas & idea("pay", "en") or any(one.money for one in said.quantities):
            continue
        for claim in used:
            for match in matches(said.units[place + 1], claim):
                first, last = claim.clause_at(claim.units[match.place].start)
                free = [strong for strong in claim.strong if strong.kind == "free" and first <= strong.start < last]
                if free and not any(one.money for one in claim.quantities if first <= one.start < last):
                    yield _says_the_opposite(unit, unit._replace(text=free[0].text))


def _rebound(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """`Facturación mensual` where the evidence says `al mes, facturado anualmente`: the opposite word, beside it."""
    for place, unit in enumerate(said.units):
        beside = [said.units[near] for near in (place - 1, place + 1) if _adjacent(said, place, near)]
        for claim in used if beside else ():
            here = [match.place for word in beside if not soft(word) for match in matches(word, claim)]
            near = [claim.units[i] for at in here for i in (at - 1, at + 1) if _adjacent(claim, at, i)]
            other = next(
                (one for one in near if opposed(unit, one) and (place in said.denied) == _denies(claim, one)), None
            )
            if other and not any(same(unit, one) or same(other, mine) for one in near for mine in said.units):
                yield _says_the_opposite(unit, other)


def _denies(claim: Claim, unit: Unit) -> bool:
    return claim.units.index(unit) in claim.denied


def _adjacent(claim: Claim, place: int, near: int) -> bool:
    """Two units with nothing or a small word between them."""
    if not 0 <= near < len(claim.units):
        return False
    first, second = sorted((claim.units[place], claim.units[near]), key=lambda unit: unit.start)
    return bool(re.fullmatch(r"\s+(?:de |of )?", claim.text[first.end : second.start]))


def _opposite(said: Claim, unit: Unit, claim: Claim) -> Unit | None:
    """A word of the evidence that excludes the unit; what is denied on one side excludes nothing."""
    denied = said.units.index(unit) in said.denied
    for place, other in enumerate(claim.units):
        if opposed(unit, other) and (place in claim.denied) == denied:
            return other
    return None


def _says_the_opposite(unit: Unit, other: Unit) -> Issue:
    return contradicted(
        "opposite",
        unit.text,
        en=f"It says “{unit.text}”; the evidence says “{other.text}”.",
        es=f"Dice «{unit.text}» y la fuente dice «{other.text}».",
    )


def _opposites(said: Claim, told: Sequence[Claim], used: Sequence[Claim]) -> Iterator[Issue]:
    for unit in said.units:
        if any(matches(unit, claim) for claim in told):
            continue
        for claim in used[:2]:
            other = _opposite(said, unit, claim)
            if other and (shared(said, claim) or _same_figure(said, claim)):
                yield _says_the_opposite(unit, other)
                break


def _same_figure(said: Claim, claim: Claim) -> bool:
    return any(mine.equals(other) for mine in said.quantities for other in claim.quantities)


def _added(said: Claim, told: Sequence[Claim], used: Sequence[Claim]) -> Iterator[Issue]:
    """Words of weight that no sentence of the evidence says; strong words are judged elsewhere."""
    for place, unit in enumerate(said.units):
        if any(matches(unit, claim) for claim in told) or _is_topic(said, place, used):
            continue
        if (place in said.aside or asks(said.text)) and place not in said.named:
            continue
        strong = any(word.start < unit.end and unit.start < word.end for word in said.strong)
        for word in unit.pieces if strong else (unit,):
            if _pointed_at(said, word, used):
                continue
            judged = any(s.start < word.end and word.start < s.end for s in said.strong)
            if judged or soft(word) or implied(word, said, told) or any(matches(word, claim) for claim in told):
                continue
            follows = tuple(entailments(word, place in said.denied, used))
            if word.ideas & idea("include", "en") and place not in said.denied and _comes_with(said, used):
                continue
            if any(one.holds for one in follows):
                continue
            other = other_period(word, said, told) or next((one.source for one in follows if one.against), "")
            if other:
                yield contradicted(
                    "figure",
                    word.text,
                    en=f"It says “{word.text}”; the evidence says “{other}”.",
                    es=f"Dice «{word.text}» y la fuente dice «{other}».",
                )
            else:
                yield unsupported(
                    "added",
                    word.text,
                    en=f"The evidence says nothing about “{word.text}”.",
                    es=f"La fuente no dice nada de «{word.text}».",
                )


_POINTS = re.compile(r"\b(?:that|this|those|these|es[ea]|es[oa]s|est[ea]|est[oa]s|aquel(?:la)?)\s+$", re.IGNORECASE)


def _pointed_at(said: Claim, word: Unit, used: Sequence[Claim]) -> bool:
    """`Send that dress back`: the reader's own case of what the evidence speaks of."""
    return bool(used and _POINTS.search(said.text[: word.start]) and len(shared(said, used[0])) > 1)


def _comes_with(said: Claim, used: Sequence[Claim]) -> bool:
    """`La mano de obra está incluida` where the evidence says `con mano de obra`."""
    about = [unit for place, unit in enumerate(said.units) if not soft(unit) and place not in said.denied]
    for unit in about:
        for claim in used:
            for match in matches(unit, claim):
                before = claim.text[: claim.units[match.place].start]
                if not match.denied and _WITH.search(before[claim.clause_at(len(before))[0] :]):
                    return True
    return False


_WITH = re.compile(r"\b(?:con|with)\b[^,;]*$", re.IGNORECASE)


def _is_topic(said: Claim, place: int, used: Sequence[Claim]) -> bool:
    """`Vuelos a Roma desde 39 €`: the thing itself, which the evidence need not call by its name.

    Only as the first word, with a figure and something else that the evidence says too, and where the
    evidence calls the thing by no other name.
    """
    if place or place in said.named or not used:
        return False
    claim = used[0]
    after = said.units[1] if len(said.units) > 1 else None
    if after and not said.text[said.units[0].end : after.start].strip() and matches(after, claim):
        # `Electric bikes`: it says which bikes.
        return False
    figures = sum(any(mine.equals(q) for q in claim.quantities) for mine in said.quantities)
    others = sum(bool(matches(unit, claim)) for unit in said.units[1:] if not soft(unit))
    if not figures or figures + others < 2:
        return False
    head = next((unit for i, unit in enumerate(claim.units) if i not in claim.named and not soft(unit)), None)
    return head is None or any(same(head, unit) for unit in said.units) or implied(head, said, (claim,))
