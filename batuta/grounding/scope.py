"""How wide a sentence is against its evidence: its strong words."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.asides import asides
from batuta.grounding.claims import Claim, Strong, soft
from batuta.grounding.derived import follows
from batuta.grounding.entailed import entailments
from batuta.grounding.given import costs_nothing, given_away, gives, is_given, priced
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.limitless import is_limitless, limitless
from batuta.grounding.matching import is_cost, matches, touches
from batuta.words.concepts import Unit, same
from batuta.words.data import listed
from batuta.words.freely import idea
from batuta.words.tokens import fold

_TIME = re.compile(
    r"\s*(?:mes|a[nñ]o|d[ií]a|semana|hora|trimestre|semestre|noche|night|quarter|month|year|day|week|hour|\d|vez|time|"
    r"one|uno|una)\b",
    re.IGNORECASE,
)


def strong_issues(said: Claim, told: Sequence[Claim], used: Sequence[Claim]) -> Iterator[Issue]:
    """Strong words of the sentence that the evidence does not say."""
    for strong in said.strong:
        if _harmless(said, strong) or _denied(said, strong) or _within_another(said, strong):
            continue
        if strong.kind in ("total", "exclusive") and _is_any_time(said, strong, used):
            continue
        alone = strong.kind == "exclusive" and _one_of_several(said, strong, used)
        if strong.kind == "free" and _denied_there(said, strong, told):
            continue
        free_of_what_costs = strong.kind == "free" and not given_away(told) and priced(said, used)
        if not (free_of_what_costs or alone) and (_said_too(said, strong, told) or _follows(said, strong, used)):
            continue
        if free_of_what_costs:
            yield contradicted(
                "strong",
                strong.text,
                en=f"“{strong.text}”: the evidence gives a price.",
                es=f"«{strong.text}»: en la fuente tiene un precio.",
            )
        elif alone:
            yield contradicted(
                "strong",
                strong.text,
                en=f"“{strong.text}”: the evidence names others as well.",
                es=f"«{strong.text}»: la fuente nombra también otros.",
            )
        elif (strong.kind == "total" and _outlasts(said, strong, told)) or (
            strong.kind == "endless" and any(_lasting(claim) for claim in used)
        ):
            yield contradicted(
                "strong",
                strong.text,
                en=f"“{strong.text}”: the evidence says for how long.",
                es=f"«{strong.text}»: la fuente dice por cuánto tiempo.",
            )
        elif strong.kind == "total" and (share := _share_of_it(said, strong, used[:1])):
            yield contradicted(
                "strong",
                strong.text,
                en=f"“{strong.text}”: the evidence says “{share}”.",
                es=f"«{strong.text}»: la fuente dice «{share}».",
            )
        elif strong.kind == "total" and _restricted(said, strong, told, used[:1]):
            yield contradicted(
                "strong",
                strong.text,
                en=f"“{strong.text}” is wider than the evidence, which names whom or what it is for.",
                es=f"«{strong.text}» abarca más que la fuente, que dice para quién o para qué es.",
            )
        else:
            yield unsupported(
                "strong",
                strong.text,
                en=f"The evidence does not say “{strong.text}”.",
                es=f"La fuente no dice «{strong.text}».",
            )


def _denied_there(said: Claim, strong: Strong, told: Sequence[Claim]) -> bool:
    """`No tiene coste de matrícula` of `sin matrícula`: what costs nothing is said not to be."""
    about = next((unit for unit in said.units if unit.start >= strong.end), None)
    if about is None or soft(about) or not _OF_IT.fullmatch(said.text[strong.end : about.start]):
        return False
    return any(match.denied for claim in told for match in matches(about, claim))


_OF_IT = re.compile(r"\s+(?:de|por|of|for|in)\s+(?:(?:la|el|los|las|the|any)\s+)?", re.IGNORECASE)


def _is_any_time(said: Claim, strong: Strong, used: Sequence[Claim]) -> bool:
    """`At any time` of `whenever you want`."""
    return any(
        match.start() <= strong.start < match.end() and any(as_well.search(claim.text) for claim in used)
        for says, as_well in ((_ANY_TIME, _ANY_TIME), (_NEVER_ENDS, _NO_END), (_FOR_YOU, _PERSONAL))
        for match in says.finditer(said.text)
    )


def _outlasts(said: Claim, strong: Strong, told: Sequence[Claim]) -> bool:
    """`Never expires` where the evidence says `valid for 24 months`."""
    says = strong.kind == "total" and any(
        match.start() <= strong.start < match.end() for match in _NEVER_ENDS.finditer(said.text)
    )
    return says and any(
        one.unit in ("month", "day") and _VALID_FOR.search(claim.text[: one.start])
        for claim in told
        for one in claim.quantities
        if any(touches(unit, claim) for unit in said.units if not soft(unit))
    )


_VALID_FOR = re.compile(
    r"\b(?:valid|last|expires?|v[aá]lid[oa]s?|caducan?|vencen?|vigencia|validez)\b(?:\s+[^\W\d]+){0,3}\s*$",
    re.IGNORECASE,
)
_FOR_YOU = re.compile(
    r"\b(?:just|only|all) for you\b|\b(?:s[oó]lo|solo|exclusivamente) para (?:ti|vos|usted)\b", re.IGNORECASE
)
_PERSONAL = re.compile(
    r"\b(?:personal|individual|private|dedicated|one-to-one|1-to-1|particular|privad[oa]|propi[oa]|individualizad[oa])\b",
    re.IGNORECASE,
)
_NEVER_ENDS = re.compile(
    r"\bnever (?:expires?|runs? out(?: of time)?|lapses?|goes? off)\b|\bnunca (?:caduca|vence|expira)n?\b",
    re.IGNORECASE,
)
_NO_END = re.compile(
    r"\b(?:no|without|sin) (?:an? )?(?:expir\w+|use-by|fecha de (?:caducidad|vencimiento)|caducidad|vencimiento)|"
    r"\b(?:do(?:es)? not|never|don['’]t|doesn['’]t) (?:expire|lapse)|\b(?:no|nunca) (?:caduca|vence|expira)n?\b",
    re.IGNORECASE,
)


_ANY_TIME = re.compile(
    r"\bany ?(?:time|moment|point)\b|"
    r"\b(?:whenever|when) (?:you|it|they) (?:want|like|wish|please|choose|fancy|prefer|suits?)|"
    r"\bcuando (?:tú )?(?:quier[ae][sn]?|quer[aá]s|l[oa] dese\w+|desees?|te apetezca|te venga bien|gustes|"
    r"l[oa] necesites?|prefieras|te convenga)|\ben (?:cualquier|todo) momento\b",
    re.IGNORECASE,
)


def _share_of_it(said: Claim, strong: Strong, best: Sequence[Claim]) -> str:
    """`All our power is renewable` where the evidence says 62 % of it is: the share, or nothing."""
    about = _next(said, strong)
    if about is None or fold(strong.text) not in ("all", "every", "todo", "toda", "todos", "todas", "entire"):
        return ""
    for claim in best:
        for share in claim.quantities:
            of = next((unit for unit in claim.units if 0 <= unit.start - share.end <= _NEAR), None)
            if share.unit == "percent" and share.bound == "=" and share.value < _HUNDRED and of and same(of, about):
                return claim.text[share.start : share.end]
    return ""


_HUNDRED = 100.0


def _follows(said: Claim, strong: Strong, used: Sequence[Claim]) -> bool:
    """`Cuando quieras` where the evidence says `sin permanencia`."""
    if strong.kind == "recent":
        return False
    about = [unit for unit in said.units if unit.start < strong.end and strong.start < unit.end]
    if strong.kind == "total" and (len(about) > 1 or any(_goes_beyond(unit, strong) for unit in about)):
        return False
    wide = strong.kind in ("total", "endless")
    holding = [claim for claim in used if not wide or not _lasting(claim) or _as_long(said, claim)]
    found = [one for unit in about for one in entailments(unit, False, holding)]
    return bool(found) and all(one.holds for one in found)


def _goes_beyond(unit: Unit, strong: Strong) -> bool:
    """`In any of our shops`: a phrase that holds the strong word, and may stand for another without it."""
    return unit.end - unit.start > strong.end - strong.start + 2


def _one_of_several(said: Claim, strong: Strong, used: Sequence[Claim]) -> bool:
    """`Only online` where the evidence says `online and in store`."""
    about = _next(said, strong)
    if about is not None and soft(about):
        about = next((unit for unit in said.units if unit.start > about.start and not soft(unit)), about)
    for claim in used if about else ():
        if any(other.kind == strong.kind for other in claim.strong):
            continue
        for match in matches(about, claim) if about else ():
            unit = claim.units[match.place]
            if _AND_MORE.match(claim.text, unit.end) or _AND_BEFORE.search(claim.text[: unit.start]):
                return True
    return False


_AND_MORE = re.compile(r"\s*(?:,\s*)?(?:and|or|y|e|o|u)\s", re.IGNORECASE)
_AND_BEFORE = re.compile(
    r"\s(?:and|or|y|e|o|u)\s+(?:(?:se|te|le|l[oa]s?|les|nos|we|you|it|the|el)\s+){0,3}$", re.IGNORECASE
)


def _as_long(said: Claim, claim: Claim) -> bool:
    """The sentence says for how long as well."""
    return any(mine.equals(other) for mine in said.quantities for other in claim.quantities)


def _lasting(claim: Claim) -> bool:
    return any(quantity.unit in ("month", "nth") for quantity in claim.quantities)


def _harmless(said: Claim, strong: Strong) -> bool:
    after = said.text[strong.end :]
    if strong.kind == "total" and _EXCEPT.search(after):
        return True
    word = fold(strong.text)
    if word in ("any", "cualquier") and any(0 <= days.start - strong.end <= 1 for days in said.days):
        return True
    if strong.kind == "exclusive" and not _asked_and_denied(said, strong):
        # `por solo 29,90 €` makes small, it does not exclude.
        return bool(re.match(r"\s*(?:por |for )?[€$£]?\d", after)) or (
            word in ("solo", "only") and _before_figure(said, strong)
        )
    in_all = _IN_ALL.search(said.text[: strong.start]) and _ENDS.match(after)
    if word == "all" and (_ADVERB.match(after) or in_all):
        return True
    if _asked_and_denied(said, strong) or (word in ("all", "tod", "todos", "todas") and _ALL_OF_SO_MANY.match(after)):
        return True
    if word == "the whole" and _WHOLE.match(after):
        return True
    if word in ("cada", "every", "each") and _TIME.match(after):
        return True
    if word == "any" and re.match(r"\s+(?:more|question|doubt|of (?:our|the|these) \d)", after):
        return True
    if word in ("nunca", "never") and (_NO_MORE_THAN.match(after) or _LATER.match(after)):
        return True
    if word == "siempre" and re.match(r"\s+(?:que|y cuando)\b", after):
        return True
    if word in ("todo", "nada", "nothing", "everything", "any", "anyone"):
        before = said.text[: strong.start].lower()
        if any(0 <= strong.start - said.units[i].end <= 2 for i in said.denied):
            return True
        return before.endswith(("sobre ", "ante ", "above ", "de ")) and word in ("todo", "nada")
    return False


_ADVERB = re.compile(r"\s+(?:done|sorted|set|yours|in one go|over again|too)\b", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;:!–—-]|$)")
_ALL_OF_SO_MANY = re.compile(
    r"\s+(?:los |las |the |of the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|dos|tres|cuatro|cinco|"
    r"seis|siete|ocho|nueve|diez|doce)\s",
    re.IGNORECASE,
)
"""`All eight episodes`: as many as are said, which is judged as a figure."""
_LATER = re.compile(r"\s+(?:más|menos|more|less|later)\b")
_NO_MORE_THAN = re.compile(
    r"(?:\s+[^\W\d]+){0,5}?\s+(?:m[aá]s de|more than|longer than|menos de|less than)\b", re.IGNORECASE
)
"""`Never more than six`: a limit, which is judged as a figure."""
_IN_ALL = re.compile(r"\bin\s+$", re.IGNORECASE)
"""`It's all done online`, `£456 in all`: of nothing that it would be all of."""


def _asked_and_denied(said: Claim, strong: Strong) -> bool:
    """`Didn't use all your gigs?`, `only free at weekends?`: the reader's own case."""
    asked = any(first <= strong.start < last for first, last in asides(said.text, said.language))
    if asked and strong.kind == "exclusive":
        return True
    return asked and "?" in said.text[strong.end :] and bool(_ASKS_WHAT_IS_NOT.search(said.text[: strong.start]))


_ASKS_WHAT_IS_NOT = re.compile(r"(?:n['’]t|\bnot|\bno|\bnever)\b[^.?!]*$", re.IGNORECASE)


_WHOLE = re.compile(
    r"\s+(?:\w+ )?(?:family|house(?:hold)?|home|contract|term|team|trip|stay|period|length|day|week|weekend|month|year|"
    r"summer|winter|season|time|thing|lot|world|night|morning|process|story)\b",
    re.IGNORECASE,
)
"""`The whole family`: of one thing in its length, not of all the things of a kind."""


def _before_figure(said: Claim, strong: Strong) -> bool:
    return any(0 <= quantity.start - strong.end <= 4 for quantity in said.quantities)


def _denied(said: Claim, strong: Strong) -> bool:
    """What is denied claims little; a denial that is itself the strong phrase, as `no paperwork`, claims much."""
    if fold(strong.text).split()[0] in listed("claims/negators.txt"):
        return False
    return strong.kind != "free" and any(
        unit.start < strong.end and strong.start < unit.end for i, unit in enumerate(said.units) if i in said.denied
    )


def _said_too(said: Claim, strong: Strong, told: Sequence[Claim]) -> bool:
    if strong.kind == "recent":
        return any(_is_recent(claim) for claim in told)
    if strong.kind == "total" and is_limitless(said, strong):
        return limitless(said, strong, told)
    if fold(strong.text) in ("all", "todo", "toda", "entire", "completely", "totalmente", "completamente") and any(
        quantity.unit == "percent" and quantity.value == 100 for claim in told for quantity in claim.quantities
    ):
        return True
    wide = [claim for claim in told if _as_wide(said, claim)] if strong.kind == "total" else []
    if wide and fold(strong.text) in ("all", "todos", "todas") and _told_of_some(said, strong, wide, told):
        return False
    if strong.kind == "total" and (_apiece(said, strong, told) or _of_the_kind(said, strong, told)):
        return True
    if strong.kind == "free" and _EXTRA.search(strong.text) and any(_includes(said, claim) for claim in told):
        return True
    if strong.kind == "free":
        return any(costs_nothing(said, claim) or gives(said, claim) or is_given(claim) for claim in told)
    if strong.kind == "total":
        if wide or _never_so(said, strong, told):
            return True
    elif any(fold(strong.text) in fold(claim.text) for claim in told):
        return True
    if strong.kind == "exclusive" and any(other.kind == strong.kind for claim in told for other in claim.strong):
        return True
    if strong.kind == "exclusive" and any(claim.conditions for claim in told):
        return True
    foreign = (claim for claim in told if claim.language != said.language)
    if strong.kind != "total" and any(other.kind == strong.kind for claim in foreign for other in claim.strong):
        return True
    overlapping = [unit for unit in said.units if unit.start < strong.end and strong.start < unit.end]
    if strong.kind == "total" and (len(overlapping) > 1 or any(_goes_beyond(unit, strong) for unit in overlapping)):
        return False
    if not overlapping:
        return strong.kind != "total" and any(other.kind == strong.kind for claim in told for other in claim.strong)
    return all(any(matches(unit, claim) for claim in told) for unit in overlapping)


_EXTRA = re.compile(
    r"\b(?:extra|additional|added|more|adicional(?:es)?|a[nñ]adid[oa]s?|m[aá]s|aparte)\b", re.IGNORECASE
)


def _includes(said: Claim, claim: Claim) -> bool:
    """`At no extra cost` of what is included."""
    for place, unit in enumerate(claim.units):
        if unit.ideas & idea("include", "en") and place not in claim.denied:
            first, last = claim.clause_at(unit.start)
            beside = tuple(one for one in claim.units if first <= one.start < last and one is not unit)
            here = claim._replace(units=beside, denied=frozenset())
            if any(touches(one, here) for one in said.units if not soft(one)):
                return True
    return False


def _always_free(claim: Claim) -> bool:
    return any(one.kind == "free" for one in claim.strong) and bool(_ALWAYS.search(claim.text))


_ALWAYS = re.compile(r"\b(?:always|siempre)\b(?! (?:que|y cuando))", re.IGNORECASE)


def _never_so(said: Claim, strong: Strong, told: Sequence[Claim]) -> bool:
    """`You'll never see an advert` of `no ads`, which is told for no time only."""
    if fold(strong.text) not in ("never", "nunca", "jamas"):
        return False
    weighty = [at for at in sorted(said.denied) if said.units[at].start >= strong.end and not soft(said.units[at])]
    if any(is_cost(said.units[at]) for at in weighty) and any(_always_free(claim) for claim in told):
        return True
    denials = [
        claim for claim in told if any(match.denied for at in weighty for match in matches(said.units[at], claim))
    ]
    return bool(denials) and not any(_lasting(claim) or claim.conditions or claim.moments for claim in denials)


def _is_recent(claim: Claim) -> bool:
    """Says that something is new, or on what day it came about."""
    new = any(unit.ideas & idea("new", "en") for place, unit in enumerate(claim.units) if place not in claim.denied)
    return new or bool(claim.moments) or any(other.kind == "recent" for other in claim.strong)


_TWICE = re.compile(r"\bno\b[^,.;:]*$", re.IGNORECASE)


def _within_another(said: Claim, strong: Strong) -> bool:
    """Part of a figure, as in `2¢ on every dollar`, of a longer strong phrase, or a second denial."""
    if any(quantity.start <= strong.start and strong.end <= quantity.end for quantity in said.quantities):
        return True
    if fold(strong.text) in ("nunca", "jamas", "nada") and _TWICE.search(said.text[: strong.start]):
        return True
    return any(other is not strong and other.start <= strong.start and strong.end <= other.end for other in said.strong)


def _as_wide(said: Claim, claim: Claim) -> bool:
    """The evidence says `all`, `every` or the like of something that the sentence speaks of."""
    for other in claim.strong:
        if _THE_OTHERS.match(claim.text, other.end) and not _THE_OTHERS.search(said.text):
            continue
        about = [unit for unit in claim.units if 0 < unit.start - other.end <= _NEAR]
        if other.kind == "total" and _EVERYBODY.match(claim.text, other.start) and _EVERYBODY.search(said.text):
            return True
        if other.kind == "total" and (not about or any(touches(unit, said) for unit in about[:2])):
            return True
    return False


_THE_OTHERS = re.compile(r"\s+(?:the |los |las )?(?:others?|rest|dem[aá]s|otr[oa]s|restantes)\b", re.IGNORECASE)
"""`For all other claims`: not for all."""
_EVERYBODY = re.compile(
    r"(?:every(?:one|body)|all (?:ages|comers|visitors|audiences|of us)|todos(?= *(?:[.,;:!]|$))|"
    r"tod[oa]s? (?:los p[uú]blicos|el mundo|las edades))\b|\ball\b(?= *(?:[.,;:!]|$))",
    re.IGNORECASE,
)
"""`Para todos` of `para todos los públicos`."""


def _told_of_some(said: Claim, strong: Strong, wide: Sequence[Claim], told: Sequence[Claim]) -> bool:
    """`All plans include calls` where `all plans include data`, and calls are told of elsewhere."""
    first, last = said.clause_at(strong.start)
    about = [unit for unit in said.units if strong.end <= unit.start < last and first <= unit.start and not soft(unit)]
    return any(
        not any(touches(unit, claim) for claim in wide)
        and not any(same(unit, one) for claim in wide for one in claim.topic)
        and any(matches(unit, claim) for claim in told)
        for unit in about[1:]
    )


def _next(said: Claim, strong: Strong) -> Unit | None:
    """The word of weight that a strong word is about: the one after it, else the one before."""
    after = [unit for unit in said.units if 0 < unit.start - strong.end <= _NEAR]
    return after[0] if after else None


_NEAR = 16


def _apiece(said: Claim, strong: Strong, told: Sequence[Claim]) -> bool:
    """`Cada usuario paga 12 €` where the evidence says `12 € por usuario`."""
    about = _next(said, strong)
    if fold(strong.text) in ("cada", "each") and about and _IS_PRICED.match(said.text, strong.end):
        return any(one.money and follows(said, one, told) for one in said.quantities)
    if about is None or fold(strong.text) not in ("cada", "each", "every"):
        return False
    worked_out = any(one.money and follows(said, one, told) for one in said.quantities)
    for claim in told:
        for match in matches(about, claim):
            start = claim.units[match.place].start
            if re.search(r"(?:\b(?:por|per|a|each|cada)\s+|/\s*)$", claim.text[:start]):
                return True
            if worked_out and any(0 <= start - one.end <= 2 for one in claim.quantities):
                # `Cada baño te sale a 9 €` of five for 45 €.
                return True
    return False


_IS_PRICED = re.compile(r"\s+(?:una?|one)\b", re.IGNORECASE)


def _of_the_kind(said: Claim, strong: Strong, told: Sequence[Claim]) -> bool:
    """`All our teachers are native` where the evidence says it of teachers, as its first word and with no condition."""
    about = _next(said, strong)
    if about is None or fold(strong.text) not in ("all", "todos", "todas"):
        return False
    opened = [claim for claim in told if claim.units and not claim.conditions and 0 not in claim.denied]
    return any(
        match.place == 0 and _IS_SO.match(claim.text, claim.units[0].end)
        for claim in opened
        for match in matches(about, claim)
    )


_IS_SO = re.compile(
    r"\s+(?:are|have|can|come|include|speak|son|est[aá]n|tienen|incluyen|llevan|vienen|hablan|se)\b", re.IGNORECASE
)


def _restricted(said: Claim, strong: Strong, used: Sequence[Claim], best: Sequence[Claim]) -> bool:
    """The evidence says that it is only for some, or not for some, and the sentence says all of them."""
    if _EXCEPT.search(said.text):
        return False
    following = [unit for unit in said.units if 0 <= unit.start - strong.end < 24]
    if any(_leaves_out(said, claim, () if claim in best else following) for claim in used):
        return True
    if _of_everybody(said, strong) and any(_NOT_ALL.search(claim.text) for claim in used):
        return True
    about = following or [unit for unit in said.units if not soft(unit)]
    everybody = fold(strong.text).startswith(("every", "anyone", "tod", "cualquier"))
    return any(
        any(other.kind == "exclusive" for other in claim.strong)
        and (any(touches(unit, claim) for unit in about) or (everybody and claim.conditions != ()))
        for claim in used
    )


def _leaves_out(said: Claim, claim: Claim, wide: Sequence[Unit]) -> bool:
    """`No cubre daños por mal uso`, of what the sentence says of everything; wide: what it says it of."""
    lost = [claim.units[i] for i in claim.denied if not soft(claim.units[i])]
    about = [unit for unit in lost if any(not match.denied for match in matches(unit, said))]
    return 0 < len(about) < len(lost) and (not wide or any(same(unit, one) for unit in about for one in wide))


def _of_everybody(said: Claim, strong: Strong) -> bool:
    """`Everyone`, `todos nuestros clientes`: of people, not of things."""
    if fold(strong.text) in ("everyone", "everybody", "anyone", "cualquiera", "quien quieras"):
        return True
    about = _next(said, strong)
    return bool(about and about.ideas & (idea("customer", "en") | idea("member", "en") | idea("user", "en")))


_NOT_ALL = re.compile(
    r"\b(?:who|quien(?:es)?|(?:clientes?|soci[oa]s?|usuari[oa]s?) que|altas nuevas|nuev[oa]s (?:clientes|altas)|"
    r"new customers|"
    r"reservad[oa]s? a|reserved for|only|solo|sólo|exclusiv\w+|mayores de|menores de|over \d+s?|under \d+s?)\b",
    re.IGNORECASE,
)
"""That the evidence says whom it is for."""


_EXCEPT = re.compile(r"\b(?:salvo|excepto|menos|a excepci[oó]n|except|but|bar|apart from|excluding)\b", re.IGNORECASE)
