"""Whether two sentences that differ by a denial exclude each other: the same said of the same, in the same case.

`We don't open on Sundays` denies an opening, and says nothing against `open Monday to Saturday`. What only differs
is unsupported.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import segment_at
from batuta.grounding.denial import carries
from batuta.grounding.matching import Match, is_cost, matches, touches
from batuta.grounding.quantities import COUNT
from batuta.words.concepts import Unit
from batuta.words.data import listed
from batuta.words.freely import ideas
from batuta.words.tokens import Token, tokens


def excludes(said: Claim, place: int, match: Match, used: Sequence[Claim], told: Sequence[Claim]) -> bool:
    """One of the two denies a unit of the sentence, and nothing speaks for their meaning the same by it."""
    denied = place in said.denied
    if said.denied and names_an_exception(said, match.claim):
        return False
    if _reversed(match) or _both_deny(said, place, match, used):
        return False
    if _is_of_cost(said, place) and any(_costs_nothing(said, claim) for claim in (match.claim, *used[:1])):
        return False
    if denied:
        if _OPTIONAL.search(match.claim.text, *match.claim.clause_at(match.claim.units[match.place].start)):
            return False
        return not _of_another_case(said, place, match.claim, told) and _core_is_in(said, place, match.claim)
    if _denied_there(said, place) or _AS_MUCH.match(said.text, said.units[place].end):
        return False
    return _core_is_in(match.claim, match.place, said) and not _affirmed_with_its_figure(said, place, used)


_OPTIONAL = re.compile(r"\b(?:option(?:al|s)?|add-?ons?|opcional(?:es)?|on request|bajo petici[oó]n)\b", re.IGNORECASE)


def is_left_out(said: Claim, place: int, match: Match) -> bool:
    """`We can't ship to the islands` of `shipping everywhere except the islands`: both deny the one of the other."""
    claim = match.claim
    exception = _EXCEPT.search(claim.text)
    if exception is None or claim.quantities or claim.days or any(one.kind == "free" for one in claim.strong):
        return False
    first, last = said.clause_at(said.units[place].start)
    if any(is_cost(unit) for unit in claim.units):
        return False

    def within(unit: Unit, *, excepted: bool) -> bool:
        return any((claim.units[one.place].start >= exception.end()) == excepted for one in matches(unit, claim))

    denied = [said.units[at] for at in said.denied if first <= said.units[at].start < last]
    spoken = [unit for at, unit in enumerate(said.units) if at not in said.denied and first <= unit.start < last]
    return any(within(unit, excepted=False) for unit in denied) and any(
        within(unit, excepted=True) and not soft(unit) for unit in spoken
    )


def names_an_exception(said: Claim, claim: Claim) -> bool:
    """The sentence speaks of what the evidence leaves out."""
    exception = _EXCEPT.search(claim.text)
    return exception is not None and any(
        match.claim.units[match.place].start >= exception.end()
        for unit in said.units
        if not soft(unit)
        for match in matches(unit, claim)
    )


_EXCEPT = re.compile(
    r"\b(?:salvo|excepto|menos(?= (?:los|las|el|la|en)\b)|a excepci[oó]n de|except(?: for)?|excluding|apart from)\b",
    re.IGNORECASE,
)


def _denied_there(said: Claim, place: int) -> bool:
    """`We don't tie you in with a contract`: a denial goes before it in its clause."""
    end = said.units[place].start
    before = said.text[segment_at(said.text, end)[0] : end]
    last = max((word.end for word in tokens(before) if _denies(word)), default=-1)
    return last >= 0 and not _GOES_ON.search(before, last)


def _denies(word: Token) -> bool:
    return word.folded.replace("’", "'") in listed("claims/negators.txt")


_GOES_ON = re.compile(r"[,:]|\b(?:but|pero|sino|and|y|only|solo|sólo)\b", re.IGNORECASE)
_AS_MUCH = re.compile(r"\s+(?:lo mismo|igual|the same|as much as|tanto como)\b", re.IGNORECASE)
"""`Valen lo mismo`: how much, and not that it costs."""


def _reversed(match: Match) -> bool:
    """`Refunded in full unless a claim was made`: of what is supposed there the contrary holds."""
    before = match.claim.text[: match.claim.units[match.place].start]
    return bool(_UNLESS.search(before[match.claim.clause_at(len(before))[0] :]))


_UNLESS = re.compile(
    r"\b(?:unless|except (?:if|when)|salvo (?:que|si|cuando)|excepto (?:si|cuando)|a menos que|a no ser que)\b",
    re.IGNORECASE,
)


def _both_deny(said: Claim, place: int, match: Match, used: Sequence[Claim]) -> bool:
    """Something else that the sentence denies, or speaks of where it denies, is denied in the evidence as well."""
    first, last = said.clause_at(said.units[place].start)
    opens, ends = match.claim.clause_at(match.claim.units[match.place].start)
    for at, unit in enumerate(said.units):
        spoken = at in said.denied or (place in said.denied and first <= unit.start < last)
        if at == place or not spoken or soft(unit) or (carries(unit) and at not in said.denied):
            continue
        for claim in used:
            for other in matches(unit, claim):
                beside = opens <= claim.units[other.place].start < ends and other.place != match.place
                if other.denied and (beside if claim is match.claim else place in said.denied and not is_cost(unit)):
                    return True
    return False


def _is_of_cost(said: Claim, place: int) -> bool:
    """A cost is what it speaks of, or what the sentence denies."""
    return is_cost(said.units[place]) or any(is_cost(said.units[at]) for at in said.denied)


def _costs_nothing(said: Claim, claim: Claim) -> bool:
    """The sentence, or the evidence, gives or waives what the other speaks of."""
    mine = bool(said.denied) or any(one.kind == "free" for one in said.strong)
    return mine and (
        any(one.kind == "free" for one in claim.strong)
        or any(unit.denies for unit in claim.units)
        or any(one.value == 0 and (one.money or one.unit == "percent") for one in claim.quantities)
        or bool(_WAIVED.search(claim.text))
    )


_WAIVED = re.compile(
    r"\b(?:waive[sd]?|waiver|refund(?:s|ed)?|exempt\w*|bonific\w+|exent[oa]s?|exonerad\w+|reembols\w+|reintegr\w+|"
    r"devolv\w+|devuelv\w+)\b",
    re.IGNORECASE,
)


def _of_another_case(said: Claim, place: int, claim: Claim, told: Sequence[Claim]) -> bool:
    """The denial is told of days, times or figures that the evidence does not have."""
    if any(one.kind == "total" for one in claim.strong) or _ANY_TIME.search(claim.text):
        return False
    first, last = said.clause_at(said.units[place].start)
    days = frozenset(day for each in told for one in each.days for day in one.days)
    if days and any(first <= one.start < last and not one.days & days for one in said.days):
        return True
    return any(
        not one.money and one.value and not any(one.comparable(other) for each in told for other in each.quantities)
        for one in said.stated
        if one.unit != "times" and (one.unit, one.value) != (COUNT, 1)
    ) or any(
        one.bound in ("<=", ">=") and any(other.bound not in (one.bound, "=") for other in claim.quantities)
        for one in said.stated
        if not one.money
    )


_ANY_TIME = re.compile(
    r"\b(?:any ?time|always|at all times|in all cases|en cualquier momento|siempre|en todo momento|cada|every)\b",
    re.IGNORECASE,
)


def _core_is_in(claim: Claim, place: int, other: Claim) -> bool:
    """What follows the denial there, and so is what is denied, is said by the other as well."""
    unit = claim.units[place]
    first, last = claim.clause_at(unit.start)
    deniers = [word.end for word in tokens(claim.text) if first <= word.start < last and _denies(word)]
    if not deniers or unit.denies:
        return True
    end = max((one for one in deniers if one <= unit.start), default=deniers[0])
    after = [one for at, one in enumerate(claim.units) if at in claim.denied and end <= one.start < last]
    core = [one for one in after if not (soft(one) or carries(one) or _only_has(one))]
    if not core or after[0] is unit or (unit.start < end and carries(after[0])):
        return True
    if unit.start < end:
        return any(touches(one, other) for one in core)
    return any(one is unit or touches(one, other) for one in _compound(claim, core))


def _compound(claim: Claim, core: Sequence[Unit]) -> Iterator[Unit]:
    """`Mid-contract rises`: the first of them, with the nouns that it goes before."""
    yield core[0]
    for one, other in pairwise(core):
        if claim.language != "en" or claim.text[one.end : other.start].strip(" -"):
            return
        yield other


def _only_has(unit: Unit) -> bool:
    """A verb that says nothing without what it is said of."""
    return bool(unit.ideas & ideas("cover", "include", "allow", "accept", "need", "offer", "give", "have", "require"))


def _affirmed_with_its_figure(said: Claim, place: int, used: Sequence[Claim]) -> bool:
    """`It does cost: 2 %`, where the evidence gives that figure in another place than the denial."""
    if not is_cost(said.units[place]):
        return False
    rates = [one for one in said.stated if one.value and (one.money or one.unit == "percent")]
    return any(one.equals(other) for one in rates for claim in used for other in claim.quantities)
