"""What a brief says of people that the data cannot answer, or that must not be taken at its word.

Vague words, protected traits, minors, groups without an attribute, and whatever else is left over where
people are described. Each becomes a doubt; none becomes a condition.
"""

from collections.abc import Iterable, Iterator

from batuta.audience import Criterion
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.asides import in_a_proper_name
from tools.language.builtin.reading.eligibility.denial import denied_before
from tools.language.builtin.reading.eligibility.heads import held_by_more
from tools.language.builtin.reading.eligibility.lapses import lapses
from tools.language.builtin.reading.eligibility.leftovers import (
    leaves_out_people,
    narrates,
    nearest,
    noticed,
    of_a_named_attribute,
    read_leftovers,
)
from tools.language.builtin.reading.eligibility.pieces import Piece, Scope
from tools.language.builtin.reading.lexicon import READ, lexicon
from tools.language.builtin.reading.lexicon_parts import Vague
from tools.language.builtin.reading.meaning import Kind
from tools.language.builtin.reading.mentions import Mention
from tools.language.builtin.reading.phrases import Found, Phrases
from tools.language.builtin.reading.tokens import norms, stem
from tools.language.builtin.reading.vocabulary import Compiled

_BESIDE = 3
_ROOT = 3
"""Letters of what is left of a noun without its ending."""
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
    read = any(piece.conditions for piece in scope.pieces)
    if (in_passing and not leaves_out_people(scope)) or (not read and _tells_a_story(scope.clause)):
        return
    _owned(scope)
    _bare_attributes(scope)
    _in_a_time(scope)
    read_leftovers(scope)


def _tells_a_story(clause: Clause) -> bool:
    return narrates(clause) or noticed(clause)


def _rhetorical(clause: Clause) -> bool:
    """`Renters? No: people who …`: a question of a word or two asks nobody."""
    return clause.tokens[-1].norm == "?" and len(clause.tokens) <= _ASIDE


def _named(scope: Scope, in_passing: bool) -> None:
    """Words of the field for kinds of people, longest first at each place."""
    clause = scope.clause
    for place in range(len(clause.tokens)):
        if not (scope.spoken_of(place) or _addressed(scope, place)) or _of_the_company(clause, place):
            continue
        if place in clause.date_at or (place == 0 and len(clause.tokens) > 1 and clause.tokens[1].norm == ","):
            continue  # `Chicos, …`: who is spoken to
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
        if kind == "group" and (_told_beside(scope, match) or _a_department(clause, place)):
            continue
        if kind == "group" and match.end == place + 1 and held_by_more(clause, place):
            scope.add(Piece(match.start, match.end))
            continue
        if kind == "vague" and _fond_of(clause, match):
            scope.add(Piece(match.start, match.end))
            continue
        if kind == "vague" and in_passing:
            continue
        if kind == "minors" and _of_a_comparison(clause, match.end):
            continue
        if kind == "vague" and isinstance(match.meaning, Vague) and _explained(scope, match.meaning):
            scope.add(Piece(match.start, match.end))
            continue
        denied = kind == "minors" and denied_before(scope, place) is not None
        at_home = any(clause.word_in(at, "at_home") for at in range(match.end, match.end + _BESIDE))
        if kind == "minors" and (denied or scope.roles[place] == "exclusion") and not at_home:
            scope.add(Piece(match.start, match.end))
            continue
        kind = "group" if kind == "minors" and denied else kind
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
                options=nearest(clause, match.start, match.end),
            )
        scope.add(Piece(match.start, match.end, doubts=(doubt,)))


def _explained(scope: Scope, vague: Vague) -> bool:
    """`jóvenes de 18 a 25`, `dormant customers (no login for 60 days)`: the figure says what the word means."""
    kinds = _MEASURED_AS.get(vague.means, ())
    told = (condition.attribute for piece in scope.pieces for condition in piece.conditions)
    return any(scope.clause.company[name].kind in kinds for name in told)


def explained(doubt: Doubt, criteria: Iterable[Criterion], company: Compiled) -> bool:
    """`younger customers … Under 35`: another sentence of the brief gives the figure that the word leaves open.

    `Movers: people who moved house …` says by a verb of its own what the noun means.
    """
    if doubt.kind == "group_unknown" and doubt.evidence and " " not in doubt.evidence.quote:
        return _told_by_its_verb(doubt.evidence.quote, criteria)
    kinds = _MEASURED_AS.get(doubt.about, ()) if doubt.kind == "vague" and doubt.about != "recency" else ()
    return any(company[one.attribute].kind in kinds for one in criteria)


def _a_department(clause: Clause, place: int) -> bool:
    """`Banca Empresas`, amid a sentence: part of a name, and no group of people."""
    return place > 1 and clause.tokens[place].text[:1].isupper() and in_a_proper_name(clause, place)


def _told_by_its_verb(noun: str, criteria: Iterable[Criterion]) -> bool:
    """The noun for who does something, without its ending, begins a word of what a criterion was read from."""
    word = norms(noun)[0] if norms(noun) else ""
    endings = {ending for code in READ for ending in lexicon(code).words["agent_endings"]}
    roots = {word.removesuffix(ending) for ending in endings if word.endswith(ending)}
    said = {part for one in criteria if one.evidence for part in norms(one.evidence.quote)}
    return any(len(root) >= _ROOT and part.startswith(root) and part != word for root in roots for part in said)


def _told_beside(scope: Scope, match: Found[object]) -> bool:
    """`families with two children`, `services workers`: a condition beside the noun says who they are."""
    clause = scope.clause
    before = clause.mention_at.get(match.start - 1)
    behind = clause.mention_at.get(match.end + 1) if clause.word_in(match.end, "of") else None
    if behind and behind.of("value") and clause.word_in(match.start, "firms"):
        return True  # `empresas de mensajería`
    kinds = bool(before and before.of("value")) and clause.at(clause.known.people.heads, match.start) is not None
    words = range(match.start, match.end)
    return kinds or all(of_a_named_attribute(scope, at) and _told_as_it_is(clause, at) for at in words)


def _told_as_it_is(clause: Clause, place: int) -> bool:
    """It stands in a name in this form: `autónomos` is not said by `Comunidad autónoma`."""
    return clause.tokens[place].norm in clause.company.words[clause.known.code]


def _fond_of(clause: Clause, match: Found[object]) -> bool:
    """`horror fans`, `fans de terror`: of what is a value of our data, and that is all that it says."""
    if clause.at(clause.known.people.heads, match.start) is None:
        return False
    behind = match.end + clause.word_in(match.end, "of")
    sides = (clause.mention_at.get(match.start - 1), clause.mention_at.get(behind) if behind > match.end else None)
    return any(mention and mention.of("value") for mention in sides)


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
        if all(of_a_named_attribute(scope, at) for at in range(mention.start, mention.end)):
            continue  # `recargaron menos de 100 pesos en los últimos 30 días`
        if not products or not scope.free(mention.start, mention.end) or not scope.spoken_of(mention.start):
            continue
        doubt = Doubt(
            kind="group_unknown",
            field="audience",
            evidence=clause.quote(mention.start, mention.end),
            about=products[0].name,
            options=nearest(clause, mention.start, mention.end),
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
            or all(of_a_named_attribute(scope, at) for at in range(mention.start, mention.end))
            or _only_describes(clause, mention)
            or any(sense.weak for sense in senses)
            or not (_held(clause, mention) or scope.roles[mention.start] == "exclusion")
        ):
            continue
        doubt = Doubt(
            kind="comparison_missing",
            field=f"audience.{senses[0].name}",
            evidence=clause.quote(mention.start, mention.end),
            about=senses[0].name,
        )
        scope.add(Piece(mention.start, mention.end, doubts=(doubt,)))


def _in_a_time(scope: Scope) -> None:
    """`que no hayan contratado nada en el último año`: what has or has not happened, and no data records."""
    clause, logic = scope.clause, scope.clause.known.logic
    for lapse in lapses(clause):
        told = lapse.direction == "within" and lapse.start not in clause.quantity_at and scope.spoken_of(lapse.start)
        if not told or not scope.free(lapse.start, lapse.end):
            continue
        first = lapse.start
        while first and scope.free(first - 1, first) and clause.tokens[first - 1].kind == "word":
            first -= 1
            if clause.at(logic.relatives, first) is not None or clause.at(logic.joints, first) is not None:
                break
        denied = any(clause.at(logic.negators, at) for at in range(first, lapse.start))
        if denied and clause.at(logic.relatives, first):
            evidence = clause.quote(first + 1, lapse.end)
            doubt = Doubt(kind="group_unknown", field="audience", evidence=evidence)
            scope.add(Piece(first, lapse.end, doubts=(doubt,)))


def _already_compared(scope: Scope, attribute: str) -> bool:
    """Another piece has a condition on it: `con permanencia que termina en 45 días` names it twice."""
    return any(condition.attribute == attribute for piece in scope.pieces for condition in piece.conditions)


def _held(clause: Clause, mention: Mention) -> bool:
    before = range(max(0, mention.start - 3), mention.start)
    return any(clause.at(clause.known.logic.holding, at) or clause.at(clause.known.logic.negators, at) for at in before)


def _only_describes(clause: Clause, mention: Mention) -> bool:
    """The name is one of the words that every brief uses of people, such as `cliente` or `edad`."""
    return all(clause.tokens[at].norm in clause.known.people.plain for at in range(mention.start, mention.end))
