"""What a brief says of people that the data cannot answer, or that must not be taken at its word.

Vague words, protected traits, minors, groups without an attribute, and whatever else is left over where
people are described. Each becomes a doubt; none becomes a condition.
"""

from collections.abc import Iterator
from functools import cache

from batuta.audience import Criterion
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.by_unit import its_window
from tools.language.builtin.reading.eligibility.heads import by_what_they_do
from tools.language.builtin.reading.eligibility.pieces import Piece, Scope
from tools.language.builtin.reading.lexicon import lexicon
from tools.language.builtin.reading.lexicon_parts import Lexicon, Vague
from tools.language.builtin.reading.meaning import Kind
from tools.language.builtin.reading.mentions import Mention
from tools.language.builtin.reading.phrases import Found, Phrases
from tools.language.builtin.reading.tokens import stem

_BESIDE = 3
_ASIDE = 4
"""Tokens of a question that somebody puts to themselves."""
_MEASURED_AS: dict[str, tuple[Kind, ...]] = {"age": ("age",), "tenure": ("tenure",), "recency": ("recency",)}
"""What a vague word means, to the kinds of attributes that measure it."""
_DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}


def read_unknown(scope: Scope, *, in_passing: bool = False) -> None:
    """
    in_passing: the brief says elsewhere, under a heading, who is addressed; here only a group that it names counts.
    """
    if _rhetorical(scope.clause):
        return
    if not in_passing:
        _vague_amounts(scope)
    _named(scope, in_passing)
    if in_passing or (_narrates(scope.clause) and not any(piece.conditions for piece in scope.pieces)):
        return
    _owned(scope)
    _bare_attributes(scope)
    _leftovers(scope)


def _narrates(clause: Clause) -> bool:
    """`…; Finance insists`, behind a condition: it goes on with nothing of ours and none of the words for having."""
    logic = clause.known.logic
    kinds: tuple[Phrases[object], ...] = (logic.holding, logic.negators, logic.relatives, clause.known.people.heads)
    marked = bool(clause.mentions or clause.quantities or clause.dates)
    return clause.sentence.continues and not marked and not any(clause.has(phrases) for phrases in kinds)


def _rhetorical(clause: Clause) -> bool:
    """`Renters? No: people who …`: a question of a word or two asks nobody."""
    return clause.tokens[-1].norm == "?" and len(clause.tokens) <= _ASIDE


def _named(scope: Scope, in_passing: bool) -> None:
    """Words of the field for kinds of people, longest first at each place."""
    clause = scope.clause
    for place in range(len(clause.tokens)):
        if not (scope.spoken_of(place) or _addressed(scope, place)) or _of_the_company(clause, place):
            continue
        if place in clause.date_at:
            continue
        found = max(
            (
                (match.end, rank, kind, match)
                for rank, (kind, match) in enumerate(_kinds(clause, place))
                if scope.free(place, match.end)
                and not any(_of_the_company(clause, at) for at in range(place, match.end))
            ),
            key=lambda one: (one[0], -one[1]),
            default=None,
        )
        if found is None:
            continue
        _, _, kind, match = found
        if kind == "group" and _told_beside(scope, match):
            continue
        if kind == "vague" and in_passing:
            continue
        if kind == "minors" and _of_a_comparison(clause, match.end):
            continue
        if kind == "vague" and isinstance(match.meaning, Vague) and _explained(scope, match.meaning):
            scope.add(Piece(match.start, match.end))
            continue
        if kind == "minors" and scope.roles[place] == "exclusion":
            scope.add(Piece(match.start, match.end))
            continue
        meaning = match.meaning
        evidence = clause.quote(match.start, match.end)
        if kind == "vague" and isinstance(meaning, Vague):
            doubt = Doubt(
                kind="vague",
                field=_vague_field(clause, meaning),
                evidence=evidence,
                about=meaning.means,
                proposal=_proposal(clause, meaning, match.start, match.end),
            )
        elif kind == "protected":
            doubt = Doubt(kind="protected", field="audience", evidence=evidence, about=str(meaning))
        elif kind == "minors":
            doubt = Doubt(kind="minors", field="audience", evidence=evidence, about="minor")
        else:
            doubt = Doubt(
                kind="group_unknown",
                field="audience",
                evidence=evidence,
                options=_nearest(clause, match.start, match.end),
            )
        scope.add(Piece(match.start, match.end, doubts=(doubt,)))


def _explained(scope: Scope, vague: Vague) -> bool:
    """`jóvenes de 18 a 25`, `dormant customers (no login for 60 days)`: the figure says what the word means."""
    kinds = _MEASURED_AS.get(vague.means, ())
    told = (condition.attribute for piece in scope.pieces for condition in piece.conditions)
    return any(scope.clause.company[name].kind in kinds for name in told)


def _told_beside(scope: Scope, match: Found[object]) -> bool:
    """`families with two children`, `services workers`: a condition beside the noun says who they are."""
    clause = scope.clause
    before = clause.mention_at.get(match.start - 1)
    kinds = bool(before and before.of("value")) and clause.at(clause.known.people.heads, match.start) is not None
    return kinds or all(_of_a_named_attribute(scope, at) for at in range(match.start, match.end))


def _of_the_company(clause: Clause, place: int) -> bool:
    """The company has an attribute or value of that name; a product of that name is no answer to who is meant."""
    mention = clause.mention_at.get(place)
    return mention is not None and bool(mention.of("attribute", "value"))


def _kinds(clause: Clause, place: int) -> Iterator[tuple[str, Found[object]]]:
    people = clause.known.people
    choices: tuple[tuple[str, Phrases[object]], ...] = (
        ("minors", people.minors),
        ("protected", people.protected),
        ("vague", people.vague),
        ("new", people.new_customers),
        ("group", people.groups),
    )
    for kind, phrases in choices:
        match = clause.at(phrases, place)
        if match and not (kind == "group" and _our_people(clause, match)):
            yield kind, match


def _our_people(clause: Clause, match: Found[object]) -> bool:
    """`drivers` of a company that records the age of the driver are its customers."""
    word = clause.tokens[match.start].norm
    return match.end == match.start + 1 and stem(word, clause.known.code) in clause.company.people


def _of_a_comparison(clause: Clause, end: int) -> bool:
    """`menores de 35`: a comparison of age, no minors."""
    return clause.word_in(end, "compared_ages") and end + 1 in clause.quantity_at


def _addressed(scope: Scope, place: int) -> bool:
    """`campaña para estudiantes`: nobody was named as a customer, and yet people are addressed."""
    clause = scope.clause
    if scope.roles[place] != "open" or clause.sentence.section not in (None, "title", "objective", "product"):
        return False
    back = range(max(0, place - 3), place)
    led = any(clause.word_in(at, "towards") for at in back)
    between = [clause.tokens[at].norm for at in back]
    return led and not any(word in (",", ".", ";") for word in between)


def _vague_field(clause: Clause, vague: Vague) -> str:
    attribute = _attribute_for(clause, vague)
    return f"audience.{attribute}" if attribute else "audience"


def _attribute_for(clause: Clause, vague: Vague) -> str | None:
    kinds = _MEASURED_AS.get(vague.means, ())
    fitting = clause.company.of_kind(*kinds) if kinds else []
    if vague.means == "recency":
        fitting = [
            one for one in fitting if one.happening & {"purchase", "login", "usage", "transaction", "visit", "topup"}
        ]
    return fitting[0].attribute.name if len(fitting) == 1 else None


def _proposal(clause: Clause, vague: Vague, start: int, end: int) -> Criterion | None:
    name = _attribute_for(clause, vague)
    if name is None:
        return None
    meaning = clause.company[name]
    divisor = _DAYS.get(meaning.unit or "days", 1) if vague.means != "age" else 1
    low, high = (None if edge is None else round(edge / divisor) for edge in (vague.low, vague.high))
    evidence = clause.quote(start, end)
    if low is not None and high is not None:
        return Criterion(attribute=name, operator="between", value=(low, high), evidence=evidence)
    if low is not None:
        return Criterion(attribute=name, operator=">=", value=low, evidence=evidence)
    return Criterion(attribute=name, operator="<=", value=high, evidence=evidence) if high is not None else None


def _vague_amounts(scope: Scope) -> None:
    """`buen scoring`, `ingresos altos`, `a lot of data usage`: an attribute measured without a figure."""
    clause = scope.clause
    for mention in clause.mentions:
        if not scope.free(mention.start, mention.end) or not scope.spoken_of(mention.start):
            continue
        numeric = [s for s in mention.of("attribute") if clause.company[s.name].numeric]
        if not numeric:
            continue
        amounts = clause.known.people.vague_amounts
        before = clause.ending(amounts, mention.start, longest=3) or clause.ending(
            amounts, mention.start - 1, longest=3
        )
        after = clause.at(amounts, mention.end) or clause.at(amounts, mention.end + 1)
        near = before if before and before.start >= 0 else after
        if near and scope.free(near.start, near.end):
            start, end = min(near.start, mention.start), max(near.end, mention.end)
            doubt = Doubt(
                kind="vague",
                field=f"audience.{numeric[0].name}",
                evidence=clause.quote(start, end),
                about=numeric[0].name,
            )
            scope.add(Piece(start, end, doubts=(doubt,)))


def _owned(scope: Scope) -> None:
    """A product that people have or lack, where the catalogue has no attribute for it."""
    clause = scope.clause
    for mention in clause.mentions:
        products = tuple(sense for sense in mention.of("product", "family") if not sense.weak)
        if not products or not scope.free(mention.start, mention.end) or not scope.spoken_of(mention.start):
            continue
        doubt = Doubt(
            kind="group_unknown",
            field="audience",
            evidence=clause.quote(mention.start, mention.end),
            about=products[0].name,
            options=_nearest(clause, mention.start, mention.end),
        )
        scope.add(Piece(mention.start, mention.end, doubts=(doubt,)))


def _bare_attributes(scope: Scope) -> None:
    """An attribute that is named and not compared with anything."""
    clause = scope.clause
    for mention in clause.mentions:
        senses = mention.of("attribute")
        if not senses or not scope.free(mention.start, mention.end) or not scope.spoken_of(mention.start):
            continue
        if (
            _already_compared(scope, senses[0].name)
            or _only_describes(clause, mention)
            or any(sense.weak for sense in senses)
            or not _held(clause, mention)
        ):
            continue
        doubt = Doubt(
            kind="comparison_missing",
            field=f"audience.{senses[0].name}",
            evidence=clause.quote(mention.start, mention.end),
            about=senses[0].name,
        )
        scope.add(Piece(mention.start, mention.end, doubts=(doubt,)))


def _already_compared(scope: Scope, attribute: str) -> bool:
    """Another piece has a condition on it: `con permanencia que termina en 45 días` names it twice."""
    return any(condition.attribute == attribute for piece in scope.pieces for condition in piece.conditions)


def _held(clause: Clause, mention: Mention) -> bool:
    before = range(max(0, mention.start - 3), mention.start)
    return any(clause.at(clause.known.logic.holding, at) or clause.at(clause.known.logic.negators, at) for at in before)


def _only_describes(clause: Clause, mention: Mention) -> bool:
    """The name is one of the words that every brief uses of people, such as `cliente` or `edad`."""
    return all(clause.tokens[at].norm in clause.known.people.plain for at in range(mention.start, mention.end))


def _leftovers(scope: Scope) -> None:
    """Runs of words with a meaning that no rule has used, where people are described."""
    clause = scope.clause
    if not _about_people(scope):
        return
    ignorable = ignorable_words(clause.known.code) | clause.company.company
    asides = _asides(scope)
    run: list[int] = []
    for place in range(len(clause.tokens) + 1):
        inside = (
            place < len(clause.tokens)
            and scope.spoken_of(place)
            and scope.free(place, place + 1)
            and place not in scope.openers
            and place not in clause.mention_at
            and place not in clause.date_at
            and not _our_market(clause, place)
            and place not in asides
            and not clause.word_in(place, "the_rest")
        )
        token = clause.tokens[place] if place < len(clause.tokens) else None
        if inside and token and token.kind != "sign" and not clause.word_in(place, "parting"):
            run.append(place)
            continue
        if inside and token and token.norm in ("-", "'") and run:
            continue
        _end_run(scope, run, ignorable)
        run = []


def _asides(scope: Scope) -> frozenset[int]:
    """`(we run a pilot there)`: a bracket that speaks of us or points at a place describes nobody."""
    clause, found = scope.clause, set[int]()
    opened: int | None = None
    for place, token in enumerate(clause.tokens):
        if token.norm == "(":
            opened = place
        elif opened is not None and (token.norm == ")" or place + 1 == len(clause.tokens)):
            inside = range(opened + 1, place + 1)
            if scope.free(opened, place + 1) and (any(_of_us(clause, at) for at in inside) or _states(clause, inside)):
                found.update(inside)
            opened = None
    return frozenset(found)


def _states(clause: Clause, inside: range) -> bool:
    """`(the lounge is being rebuilt)`: a sentence of its own, about no people."""
    people = clause.known.people
    kinds: tuple[Phrases[object], ...] = (people.heads, people.groups, people.vague, clause.known.logic.relatives)
    named = any(clause.at(phrases, at) for phrases in kinds for at in inside) or clause.tokens[inside[0]].kind != "word"
    return not named and any(clause.word_in(at, "states") for at in inside[1:])


def _of_us(clause: Clause, place: int) -> bool:
    """A pronoun or verb of our own, or a word that points at a place."""
    token, endings = clause.tokens[place], tuple(clause.known.words["we_endings"])
    verb = bool(endings) and token.norm.endswith(endings) and place not in clause.mention_at
    return verb or clause.word_in(place, "of_us") or clause.word_in(place, "pointing")


def _our_market(clause: Clause, place: int) -> bool:
    """`all over Spain`, where that is where all customers are."""
    for at in range(max(0, place - 2), place + 1):
        country = clause.at(clause.known.campaign.countries, at)
        if country and place < country.end:
            return country.meaning in clause.company.markets and len(clause.company.markets) == 1
    return False


def _about_people(scope: Scope) -> bool:
    """`Nada de descuentos` leaves something out, and nobody."""
    heads = scope.clause.known.people.heads
    clause = scope.clause
    if clause.sentence.section in ("audience", "exclusion") or any(piece.conditions for piece in scope.pieces):
        return True
    named = [at for at in range(len(scope.roles)) if clause.at(heads, at)]
    return bool(named or scope.pieces) and not _tells(clause, named)


def _tells(clause: Clause, heads: list[int]) -> bool:
    """Nobody is addressed: `we have lost a few customers lately`, `traemos muchas pólizas que se nos van`."""
    campaign = clause.known.campaign
    wants: tuple[Phrases[object], ...] = (
        campaign.promotes,
        campaign.campaign,
        campaign.objectives,
        campaign.only,
        clause.known.people.openers,
    )
    addressed = any(clause.word_in(at, "towards") for head in heads for at in range(max(0, head - 3), head))
    product = any(mention.of("product", "family") for mention in clause.mentions)
    return not (addressed or product or 0 in heads or any(clause.has(phrases) for phrases in wants))


def _end_run(scope: Scope, run: list[int], ignorable: frozenset[str]) -> None:
    clause = scope.clause
    telling = [
        at
        for at in run
        if clause.tokens[at].kind == "word"
        and clause.tokens[at].norm not in ignorable
        and len(clause.tokens[at].norm) > 2
    ]
    if not telling:
        return
    ours = any(_of_us(clause, at) for at in run)
    if ours and not any(clause.at(clause.known.people.heads, at) for at in range(run[0])):
        return  # `Let's win gold guests back`: what we do
    telling = [at for at in telling if not _of_a_named_attribute(scope, at) and not by_what_they_do(clause, at)]
    telling = [at for at in telling if stem(clause.tokens[at].norm, clause.known.code) not in clause.company.people]
    if not telling:
        return
    if all(at in clause.quantity_at for at in telling) and its_window(scope, telling[0]):
        return
    start, end = telling[0], telling[-1] + 1
    if len(telling) == 1 and (_verb_of_a_condition(scope, telling[0]) or _told_of_a_thing(scope, telling[0])):
        return
    while start > run[0] and start - 1 in clause.quantity_at:
        start -= 1
    doubt = Doubt(
        kind="group_unknown", field="audience", evidence=clause.quote(start, end), options=_nearest(clause, start, end)
    )
    scope.add(Piece(start, end, doubts=(doubt,)))


def _of_a_named_attribute(scope: Scope, place: int) -> bool:
    """`la sección de deporte`: a word of the name of an attribute that a condition beside it is on."""
    clause = scope.clause
    key = stem(clause.tokens[place].norm, clause.known.code)
    near = [p for p in scope.pieces if abs(p.start - place) <= _BESIDE or abs(place - p.end) <= _BESIDE]
    names = {condition.attribute for piece in near for condition in piece.conditions}
    entries = clause.company.by_stem[clause.known.code].get(key, ())
    return any(entry.sense.kind == "attribute" and entry.sense.name in names for entry in entries)


def _told_of_a_thing(scope: Scope, place: int) -> bool:
    """`the titles they start`: what people do with a thing that a condition has named."""
    near = any(at in scope.used for at in range(max(0, place - _ASIDE), place))
    return scope.clause.word_in(place - 1, "subjects") and near


def _verb_of_a_condition(scope: Scope, place: int) -> bool:
    """`que estén pidiendo la portabilidad`: the one word between the relative and a condition is its verb."""
    clause = scope.clause
    small = clause.known.logic.skippable | clause.known.people.plain | clause.known.logic.hedges.words()
    given = clause.word_in(place + 1, "of_us")  # `who gave us a score of …`
    small |= clause.known.words["of_us"] if given else frozenset()
    after = place + 1
    while after < len(clause.tokens) and after not in scope.used and clause.tokens[after].norm in small:
        after += 1
    if after >= len(clause.tokens) or after not in scope.used or after - place - given > _BESIDE:
        return False
    before = range(max(0, place - 3), place)
    if any(clause.word_in(at, "relatives") for at in before):
        return True
    at = place - 1
    while at > 0 and (clause.tokens[at].norm == "," or clause.at(clause.known.logic.joints, at) is not None):
        at -= 1
    return at < place - 1 and at in scope.used


def _nearest(clause: Clause, start: int, end: int) -> tuple[str, ...]:
    """Attributes whose names share a word with what was said."""
    stems = {
        stem(clause.tokens[at].norm, clause.known.code) for at in range(start, end) if len(clause.tokens[at].norm) > 3
    }
    found: dict[str, None] = {}
    for entries in (clause.company.by_stem[clause.known.code].get(key, ()) for key in stems):
        found.update((entry.sense.name, None) for entry in entries if entry.sense.kind == "attribute")
    return tuple(found)[:3]


@cache
def ignorable_words(code: str) -> frozenset[str]:
    """Words that narrow nothing: small words, the grammar's own, and those that every brief uses of people."""
    known: Lexicon = lexicon(code)
    logic, people, comparisons = known.logic, known.people, known.comparisons
    words = set(people.plain) | known.campaign.common | logic.skippable | known.words["contracted"]
    for phrases in (
        people.heads,
        people.openers,
        logic.joints,
        logic.either,
        logic.both,
        logic.negators,
        logic.exclusions,
        logic.unless,
        logic.inclusions,
        logic.regardless,
        logic.hedges,
        logic.because,
        logic.provided,
        logic.not_contacted,
        logic.holding,
        logic.relatives,
        comparisons.before,
        comparisons.after,
        comparisons.range_open,
        comparisons.range_join,
        known.time.tenure,
        known.time.tenure_before,
        known.time.last_n,
        known.time.ago,
        known.time.since,
        known.time.next_n,
        known.numbers.approximate,
        known.campaign.campaign,
        known.campaign.only,
        known.campaign.per_period,
    ):
        words |= phrases.words()
    return frozenset(words)
