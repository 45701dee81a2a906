"""What a sentence denies or affirms against what its evidence affirms or denies."""

import re
from collections.abc import Callable, Iterator, Sequence

from batuta.grounding.certain import excludes, is_left_out, names_an_exception
from batuta.grounding.claims import Claim, soft
from batuta.grounding.denial import SEPARATELY, carries
from batuta.grounding.dropped import of_another_clause
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.matching import Match, is_cost, matches, shared, touches
from batuta.grounding.units import period_named
from batuta.words.concepts import Unit, same
from batuta.words.data import listed
from batuta.words.freely import idea, ideas
from batuta.words.tokens import tokens


def denials(said: Claim, told: Sequence[Claim], used: Sequence[Claim]) -> Iterator[Issue]:
    """What one denies and the other does not, unless another sentence of the evidence says it as well.

    `Sin cuota el primer año` in one place of the evidence and `cuota de 36 € después` in another agree.
    """
    for place, unit in enumerate(said.units):
        if soft(unit) or place in said.aside or _is_who_denies(said, place) or _in_a_gift(said, unit):
            continue
        found = [
            match
            for claim in used
            if _speaks_of_the_same(said, claim)
            for match in matches(unit, claim)
            if not of_another_clause(said, claim, *claim.clause_at(claim.units[match.place].start))
            and not _of_another_thing(said, match)
            and not _of_other_people(match)
            and not _only_says_which(said, match)
            and not _of_a_case(match)
            and not (match.claim is not used[0] and _of_a_subject_of_its_own(said, match))
        ]
        denied = place in said.denied
        if denied and found and pays_apart(said):
            if any(_is_apart(match) for match in found):
                yield _one_denies(contradicted, unit)
            if all(_is_included(match) for match in found):
                continue
        if denied and unit.ideas & idea("pay", "en") and _object_denied(said, place, used):
            continue
        if unit.ideas & idea("pay", "en") and any(one.money and not one.value for one in said.quantities):
            # `Paga 0 €`.
            continue
        if denied and found and all(_denied_around(said, place, match) for match in found):
            continue
        if not found or any(match.denied == denied for match in found) or _costs_nothing(said, unit, denied, used):
            continue
        if all(is_left_out(said, place, match) for match in found):
            continue
        if not denied and (any(_denied_beside(said, match) for match in found) or _for_nothing(said, unit)):
            continue
        if not any(_is_part_of(claim, said) and _same_mind(unit, claim, denied) for claim in told):
            supposed = any(
                one.start <= unit.start < one.end and _IF.match(said.text, one.start) for one in said.conditions
            )
            inverse = denied and _INVERSE.search(said.text)
            certain = any(excludes(said, place, match, used, told) for match in found)
            issue = unsupported if supposed or inverse or period_named(unit.text) or not certain else contradicted
            yield _one_denies(issue, unit)


def _one_denies(issue: Callable[..., Issue], unit: Unit) -> Issue:
    return issue(
        "denial",
        unit.text,
        en=f"One says that there is “{unit.text}”, the other that there is not.",
        es=f"Una afirma «{unit.text}» y la otra lo niega.",
    )


def pays_apart(said: Claim) -> bool:
    """`No pagas aparte ni el router`: of what is denied there, one says that it is included."""
    return bool(_APART.search(said.text) or _ADDED_TO_IT.search(said.text))


_APART = re.compile(
    r"(?:\b(?:no|sin|ni|nunca|never|not|without|nada)|n['’]t|\bneedn['’]?t|\bolv[ií]d\w+ de)\s+(?:[^\W\d]+\s+){0,3}?"
    r"(?:pag\w+|cobr\w+|abon\w+|pay\w*|charg\w+|fork out)\b[^.;:!?]{0,60}?"
    r"\b(?:aparte|por separado|extra|separately|on top)\b",
    re.IGNORECASE,
)


_ADDED_TO_IT = re.compile(
    r"\b(?:no (?:hay|tienes|tendr[aá]s) que (?:sumar|añadir)\w*|nothing (?:else )?to add|no need to add)\b",
    re.IGNORECASE,
)


def pays_nothing_more(said: Claim, unit: Unit) -> bool:
    """`You needn't pay extra`, `no se paga aparte`: the word by which more would be paid."""
    found = _APART.search(said.text)
    return found is not None and found.start() <= unit.start and unit.end <= found.end()


def _is_apart(match: Match) -> bool:
    return bool(SEPARATELY.search(match.claim.text, *match.claim.clause_at(match.claim.units[match.place].start)))


def _is_included(match: Match) -> bool:
    first, last = match.claim.clause_at(match.claim.units[match.place].start)
    here = [(at, unit) for at, unit in enumerate(match.claim.units) if first <= unit.start < last]
    included = any(unit.ideas & ideas("include", "free") and at not in match.claim.denied for at, unit in here)
    return not match.denied and (included or bool(_WITH_IT.search(match.claim.text, first, last)))


_WITH_IT = re.compile(r"\b(?:con|with)\b", re.IGNORECASE)


def _object_denied(said: Claim, verb: int, used: Sequence[Claim]) -> bool:
    """`No pagarás comisión` where the evidence says that there is no commission."""
    return any(
        match.denied
        for place in said.denied
        if place != verb and not soft(said.units[place])
        for claim in used
        for match in matches(said.units[place], claim)
    )


def _denied_around(said: Claim, subject: int, match: Match) -> bool:
    """`Neither fibre nor mobile ties you in`: what the clause of the evidence denies is denied, and not its subject."""
    first, last = match.claim.clause_at(match.claim.units[match.place].start)
    others = [
        unit
        for place, unit in enumerate(said.units)
        if place in said.denied and place != subject and _by_one_denial(said, said.units[subject], unit)
    ]
    theirs = [
        unit
        for place, unit in enumerate(match.claim.units)
        if place in match.claim.denied and first <= unit.start < last and not soft(unit)
    ]
    return any(same(mine, unit) for mine in others for unit in theirs)


def _by_one_denial(said: Claim, one: Unit, other: Unit) -> bool:
    """No second denial stands between two denied words."""
    first, second = sorted((one, other), key=lambda unit: unit.start)
    between = said.text[first.end : second.start]
    return not _BUT.search(between) and not any(
        word.folded in listed("claims/negators.txt") - _JOINING for word in tokens(between)
    )


_BUT = re.compile(r"\b(?:salvo|excepto|menos|except|excluding|unless|but)\b", re.IGNORECASE)
_JOINING = frozenset({"ni", "nor", "neither"})


def _gives_free(said: Claim, unit: Unit) -> bool:
    """`Free delivery`: a thing that costs nothing, whose denial is no gift."""
    free = [one for one in said.strong if one.kind == "free" and one.start < unit.end and unit.start < one.end]
    return any(unit.start < one.start or one.end < unit.end for one in free)


def denied_gifts(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """`There is no free delivery` where the evidence says that it costs nothing."""
    for place in sorted(said.denied):
        unit = said.units[place]
        gifts = [one for one in said.strong if one.kind == "free" and one.start < unit.end and unit.start < one.end]
        if not gifts or any(_DENIES.search(one.text) for one in gifts):
            continue
        given = [claim for claim in used if not names_an_exception(said, claim)]
        other = next((one for claim in given for one in claim.strong if one.kind == "free"), None)
        if other:
            yield says_the_opposite(unit, unit._replace(text=other.text))


_DENIES = re.compile(
    r"\b(?:no|not|sin|without|ni|nada|nothing|zero|cero|0|never|nunca|ning[uú]n[oa]?)\b|n['’]t\b", re.IGNORECASE
)
"""`Sin coste`: a gift told by a denial."""


def _in_a_gift(said: Claim, unit: Unit) -> bool:
    """`Sin coste añadido`: a word within what says only that it is free."""
    if unit.ideas & idea("free", "en") or _gives_free(said, unit):
        return False
    return any(one.kind == "free" and one.start < unit.end and unit.start < one.end for one in said.strong)


def _only_says_which(said: Claim, match: Match) -> bool:
    """`No withdrawal penalty` denies a penalty and no withdrawal."""
    claim, place = match.claim, match.place
    if not match.denied or claim.language != "en" or place + 1 >= len(claim.units) or place + 1 not in claim.denied:
        return False
    head = claim.units[place + 1]
    bare = claim.text[claim.units[place].end : head.start] == " "
    return bare and not soft(head) and not carries(head) and not touches(head, said)


def _of_other_people(match: Match) -> bool:
    """`Non-members pay $5.99` is said of other people, and denies nothing to the members."""
    unit = match.claim.units[match.place]
    before = match.claim.text[: unit.start]
    return bool(unit.ideas & _people() and _NON.search(before))


_IF = re.compile(r"(?:if|when|si|cuando|en caso)\b", re.IGNORECASE)


def _is_who_denies(said: Claim, place: int) -> bool:
    """`Tidewater won't charge you`: the name before the denial, which denies something else."""
    unit = said.units[place]
    if place not in said.denied or unit.ideas or unit.pieces or not unit.text[:1].isupper():
        return False
    before = said.text[said.clause_at(unit.start)[0] : unit.start]
    return not any(word.folded in listed("claims/negators.txt") for word in tokens(before))


def _of_a_case(match: Match) -> bool:
    """`If it does not fit, we refund it`, `learners who do not pass`: what is supposed and not told."""
    unit = match.claim.units[match.place]
    before = match.claim.text[: unit.start]
    return match.denied and bool(_SUPPOSED.search(before[match.claim.clause_at(unit.start)[0] :]))


_SUPPOSED = re.compile(
    r"\b(?:if|in case|unless|who|whose|si|en caso de que|cuando|when|quien(?:es)?|los que|las que)\b"
    r"(?:\s+[^\W\d]+){0,4}?\s+(?:(?:do|does|did|is|are|has|have|can|will)\s+not|[^\W\d]+n['’]t|not|no|never|nunca)\b[^,;:]*$",
    re.IGNORECASE,
)


def _for_nothing(said: Claim, unit: Unit) -> bool:
    """`For $0 down`: said to be nothing."""
    return any(one.kind == "free" and 0 <= unit.start - one.end <= 1 for one in said.strong)


def _of_a_subject_of_its_own(said: Claim, match: Match) -> bool:
    """`Gift cards cannot be returned` denies nothing of what the sentence says of other things."""
    claim = match.claim
    first, _ = claim.clause_at(claim.units[match.place].start)
    if not match.denied or claim.units[match.place].denies:
        return False
    subject = [
        unit
        for place, unit in enumerate(claim.units[: match.place])
        if unit.start >= first and place not in claim.denied and not soft(unit)
    ]
    verb = _DENIED_VERB.search(claim.text, first, claim.units[match.place].start)
    before = [unit for unit in subject if verb and unit.end <= verb.start()]
    return bool(before) and not any(touches(unit, said) for unit in before)


_DENIED_VERB = re.compile(
    r"\b(?:(?:is|are|can|will|do|does|may|must)(?:\s+not\b|n['’]t\b)|cannot\b|no\s+(?:se\s+)?(?:puede[ns]?|es|son|est[aá]n?|"
    r"admiten?|tienen?|incluyen?|permiten?|aceptan?|cambian?|devuelven?|aplican?))",
    re.IGNORECASE,
)
_NON = re.compile(r"\b(?:non|no)[-\s]$", re.IGNORECASE)


def _people() -> frozenset[int]:
    return ideas("member", "customer", "user", "subscriber", "resident", "student", "guest", "holder")


_INVERSE = re.compile(
    r"\b(?:si (?:[^\W\d]+ ){0,3}no|if (?:[^\W\d]+ ){0,4}(?:no|not|[^\W\d]+n['’]t)|"
    r"a menos que|sin ser|quien(?:es)? no|if (?:you|they|we) (?:are not|aren't|do not|don't)|unless|non-)\b",
    re.IGNORECASE,
)
"""`Si no eres socio, no puedes reservar`: what holds for some need not be denied to the others."""


def another_way(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
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
                yield says_the_opposite(others[0], way[0])


_WAY = re.compile(
    r"\b(?:with|by|via|in|at|on|from|con|por|en|desde|mediante)\s+(?:an?\s+|the\s+|your\s+|una?\s+|la\s+|el\s+|tu\s+|su\s+)?$",
    re.IGNORECASE,
)


def ruled_out(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """`Contrata por teléfono` where the evidence says `no puede contratarse por teléfono`."""
    for claim in told:
        for excluded in claim.excluded:
            doing = [claim.units[place] for place in excluded.doing if not soft(claim.units[place])]
            if not all(touches(unit, said) for unit in doing):
                continue
            if any(is_cost(unit) for unit in doing) and any(one.kind == "free" for one in said.strong):
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


def denies_alone(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """A denial that reaches no word of weight, where the evidence denies nothing and gives nothing away."""
    claims_nothing = all(soft(unit) for unit in said.units) and not (said.quantities or said.moments or said.days)
    if not said.denied or claims_nothing or not all(_only_verb(said.units[place]) for place in said.denied):
        return
    if any(
        claim.denied or claim.days or _UN.search(claim.text) or any(strong.kind == "free" for strong in claim.strong)
        for claim in told
    ):
        return
    unit = said.units[min(said.denied)]
    yield unsupported(
        "denial",
        unit.text,
        en=f"It denies “{unit.text}”; the evidence denies nothing.",
        es=f"Niega «{unit.text}» y la fuente no niega nada.",
    )


def supposes_what_is_denied(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """`Cheaper on a marketplace? We match it` where the evidence says `prices on marketplaces are excluded`."""
    if said.denied or "?" not in said.text:
        return
    end = said.text.rindex("?")
    asked = [unit for unit in said.units if unit.end <= end and not soft(unit)]
    for claim in told:
        denied = [unit for place, unit in enumerate(claim.units) if place in claim.denied and not soft(unit)]
        shared_with = [one for one in asked if any(same(one, unit) for unit in denied)]
        if len(shared_with) >= _SEVERAL:
            yield _supposed(contradicted, shared_with[0])
            return
    for unit in asked if _THEM.search(said.text, end) else ():
        spoken = [claim for claim in told if matches(unit, claim)]
        if spoken and all(claim.denied and _IS_DENIED.search(claim.text) for claim in spoken):
            given = [one for one in said.units if one.start >= end and one.ideas & ideas("include", "cover")]
            covered = given and any(one.ideas & ideas("include", "cover") for claim in spoken for one in claim.units)
            yield _supposed(contradicted if covered else unsupported, unit)
            return


def _supposed(issue: Callable[..., Issue], unit: Unit) -> Issue:
    return issue(
        "denial",
        unit.text,
        en=f"It supposes “{unit.text}”; the evidence says that it is not so.",
        es=f"Supone «{unit.text}» y la fuente dice que no es así.",
    )


_IS_DENIED = re.compile(
    r"\b(?:(?:do|does|is|are|can|will|may)\s+not|cannot|no\s+(?:se\s+)?(?:es|son|est[aá]n?|puede[ns]?|[^\W\d]+[ae]n?))\b|n['’]t\b",
    re.IGNORECASE,
)
"""A verb that is denied: of what stands before it something is not so."""


_SEVERAL = 2
_THEM = re.compile(
    r"\b(?:it|they|them|those|these|that)\b|[^\W\d]{2,}(?:l[oa]s?)\b|\bl[oa]s?\s+[^\W\d]+(?:mos|n|s)\b", re.IGNORECASE
)
"""What the question asks about."""


_UN = re.compile(r"\bun(?!i|der|til|cle)[a-z]+ed\b|\bsin \w+|\bin\w+ad[oa]s?\b", re.IGNORECASE)
"""`Unused data`: a denial within the word."""


def _only_verb(unit: Unit) -> bool:
    """It says nothing by itself, or only that there is something or that it is included."""
    return soft(unit) or carries(unit) or bool(unit.ideas & idea("include", "en"))


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
    if after and _WHERE.fullmatch(match.claim.text[match.claim.units[match.place].end : after[0].start]):
        return False
    return bool(after) and not any(touches(unit, said) for unit in after)


_WHERE = re.compile(r"\s+(?:in|on|en)\s+(?:(?:the|our|la|el|los|las|su|tu)\s+)?", re.IGNORECASE)
"""`No está incluida | en la cuenta`: where it is not, and no object of its own."""


def _taking_objects() -> frozenset[int]:
    """Verbs that say nothing without what they are said of."""
    return ideas("cover", "include", "allow", "accept", "need", "offer", "give", "protect", "deliver")


def _costs_nothing(said: Claim, unit: Unit, denied: bool, used: Sequence[Claim]) -> bool:
    """`No pagas matrícula` and `matrícula gratuita`; `cuota gratis` and `sin cuota`."""
    if denied:
        of_cost = any(is_cost(said.units[place]) and not _gives_free(said, said.units[place]) for place in said.denied)
        return of_cost and any(strong.kind == "free" for claim in used for strong in claim.strong)
    return is_cost(unit) and any(strong.kind == "free" for strong in said.strong)


def _denied_beside(said: Claim, match: Match) -> bool:
    """`Plastic-free packaging` where the evidence says `no plastic packaging`: its other word is denied."""
    beside = [i for i in (match.place - 1, match.place + 1) if adjacent(match.claim, match.place, i)]
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


def says_the_opposite(unit: Unit, other: Unit) -> Issue:
    return contradicted(
        "opposite",
        unit.text,
        en=f"It says “{unit.text}”; the evidence says “{other.text}”.",
        es=f"Dice «{unit.text}» y la fuente dice «{other.text}».",
    )


def adjacent(claim: Claim, place: int, near: int) -> bool:
    """Two units with nothing or a small word between them."""
    if not 0 <= near < len(claim.units):
        return False
    first, second = sorted((claim.units[place], claim.units[near]), key=lambda unit: unit.start)
    return bool(re.fullmatch(r"\s+(?:de |of )?", claim.text[first.end : second.start]))
