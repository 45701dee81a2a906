"""What is left over where people are described: words that no rule has used."""

from collections.abc import Iterable
from functools import cache

from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.by_unit import its_window
from tools.language.builtin.reading.eligibility.heads import by_what_they_do
from tools.language.builtin.reading.eligibility.in_part import in_part
from tools.language.builtin.reading.eligibility.pieces import Condition, Piece, Scope
from tools.language.builtin.reading.eligibility.scopes import of_them
from tools.language.builtin.reading.entries import Entry
from tools.language.builtin.reading.lexicon import lexicon
from tools.language.builtin.reading.lexicon_parts import Lexicon
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.tokens import stem

_BESIDE = 3
_SHORTEST_REASON = 3
_ASIDE = 4
"""Words between a condition and what is told of it."""


def read_leftovers(scope: Scope) -> None:
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
            and (place not in clause.mention_at or _a_short_name(clause, place))
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


def narrates(clause: Clause) -> bool:
    """`…; Finance insists`, behind a condition: it goes on with nothing of ours and none of the words for having."""
    logic = clause.known.logic
    kinds: tuple[Phrases[object], ...] = (logic.holding, logic.negators, logic.relatives, clause.known.people.heads)
    marked = bool(clause.mentions or clause.quantities or clause.dates)
    said = {at for phrases in kinds for at in clause.all(phrases) if not _must(clause, at)}
    return clause.sentence.continues and not marked and not said


def _must(clause: Clause, place: int) -> bool:
    """`hay que …`: what is to be done, which tells nothing of people."""
    return any(clause.word_in(at, "obliged") and clause.word_in(at + 1, "that") for at in (place - 1, place))


def _asides(scope: Scope) -> frozenset[int]:
    """`(we run a pilot there)`: a bracket that speaks of us or points at a place describes nobody."""
    clause, found = scope.clause, set[int]()
    opened: int | None = None
    for place, token in enumerate(clause.tokens):
        if token.norm == "(":
            opened = place
        elif opened is not None and (token.norm == ")" or place + 1 == len(clause.tokens)):
            inside = range(opened + 1, place + 1)
            told = any(_of_us(clause, at) for at in inside) or _states(clause, inside) or _of_a_campaign(clause, inside)
            told = told or _reason_until(scope, opened + 1) is not None
            if scope.free(opened, place + 1) and told:
                found.update(inside)
            opened = None
        elif token.norm == "," and clause.word_in(place + 1, "explaining"):
            last = next((b for a, b in clause.stretches if a <= place + 1 < b), place + 1)
            if scope.free(place, last):
                found.update(range(place + 1, last))
        elif token.norm in (",", ";", "–", "—") and (end := _reason_until(scope, place + 1)):
            found.update(range(place + 1, end))
        elif (token.norm == "," and _a_statement(scope, place + 1)) or (
            token.norm == ":" and _points_back(scope, place + 1)
        ):
            found.update(range(place + 1, len(clause.tokens)))
    return frozenset(found)


def _points_back(scope: Scope, place: int) -> bool:
    """`…: those are for the shops`, with nothing read behind it."""
    clause = scope.clause
    pointing = any(clause.word_in(at, "deictic") for at in (place, place + 1))
    return pointing and scope.free(place, len(clause.tokens))


def _states(clause: Clause, inside: range) -> bool:
    """`(the lounge is being rebuilt)`: a sentence of its own, about no people."""
    people = clause.known.people
    kinds: tuple[Phrases[object], ...] = (people.heads, people.groups, people.vague, clause.known.logic.relatives)
    named = any(clause.at(phrases, at) for phrases in kinds for at in inside) or clause.tokens[inside[0]].kind != "word"
    return not named and any(clause.word_in(at, "states") for at in inside[1:])


def _of_a_campaign(clause: Clause, inside: range) -> bool:
    """`(they have their own campaign that week)`: it tells of another campaign, and of nothing in our data."""
    named = any(clause.at(clause.known.campaign.campaign, at) for at in inside)
    return named and not any(clause.marked(at) for at in inside)


def _a_statement(scope: Scope, place: int) -> bool:
    """`…, the bank isn't licensed there yet`: a sentence behind a comma that ends the clause, about no people."""
    clause = scope.clause
    led = clause.word_in(place, "definite") or clause.word_in(place, "our")
    inside = range(place, len(clause.tokens))
    pointed = any(clause.word_in(at, "pointing") for at in inside)
    counted = any(at in clause.quantity_at or (at in clause.date_at and not pointed) for at in inside)
    had = any(clause.word_in(at, "with") or clause.word_in(at, "without") for at in inside)
    plain = led and scope.free(place, len(clause.tokens)) and not (counted or had)
    return plain and not any(clause.tokens[at].norm == "," for at in inside) and _states(clause, inside)


def _reason_until(scope: Scope, place: int) -> int | None:
    """Where a sentence ends that says why some are left out: `not tenants, the landlord pays for their repairs`.

    It stands behind them, has nothing of the company's data, and speaks of them, of us, or opens with a causal `que`.
    """
    clause = scope.clause
    if place >= len(clause.tokens) or not _leaves_out(scope, place - 1):
        return None
    end = next((b for a, b in clause.stretches if a <= place < b), place)
    inside = range(place, end)
    plain = scope.free(place, end) and not any(clause.marked(at) and at not in clause.date_at for at in inside)
    people = clause.known.people
    kinds: tuple[Phrases[object], ...] = (people.heads, people.groups, people.vague)
    named = any(clause.at(phrases, at) for phrases in kinds for at in inside if not _in_a_proper_name(clause, at))
    if not plain or named or len(inside) < _SHORTEST_REASON:
        return None
    if clause.word_in(place, "causal_que"):
        return end if clause.word_in(place + 1, "causal_behind") else None
    logic = clause.known.logic
    kinds = (logic.joints, logic.relatives, logic.negators, logic.holding)
    goes_on = any(clause.at(one, place) for one in kinds) or _must_be(clause, place)
    return end if not goes_on and any(clause.word_in(at, "reasoning") for at in inside) else None


def _must_be(clause: Clause, place: int) -> bool:
    """`they must have …`: a condition."""
    return clause.word_in(place, "them_all") and clause.word_in(place + 1, "must_have")


def _leaves_out(scope: Scope, place: int) -> bool:
    """Those just before are left out, or lack something: `Not Platinum members, …`."""
    clause = scope.clause
    first = next((a for a, b in clause.stretches if a <= place <= b), 0)
    denied = any(clause.at(clause.known.logic.negators, at) for at in range(first, place))
    return scope.roles[place] == "exclusion" or (denied and scope.spoken_of(place))


def _in_a_proper_name(clause: Clause, place: int) -> bool:
    """`Customer Care`: a department, and nobody who is addressed."""
    pair = clause.tokens[place : place + 2]
    return len(pair) > 1 and all(token.kind == "word" and token.text[:1].isupper() for token in pair)


def _of_us(clause: Clause, place: int) -> bool:
    """A pronoun or verb of our own, or a word that points at a place."""
    token, endings = clause.tokens[place], tuple(clause.known.words["we_endings"])
    verb = bool(endings) and token.norm.endswith(endings) and place not in clause.mention_at
    return verb or clause.word_in(place, "of_us") or clause.word_in(place, "pointing")


def _owned_people(clause: Clause, run: list[int]) -> bool:
    """`our bigger accounts`: people stand behind it."""
    return any(clause.at(clause.known.people.heads, at) for at in (run[-1] + 1, run[-1] + 2))


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
    if clause.sentence.section is None and (of_them(clause) or leaves_out_people(scope)):
        return True
    named = [at for at in range(len(scope.roles)) if clause.at(heads, at)]
    return bool(named or scope.pieces) and not _tells(clause, named)


def leaves_out_people(scope: Scope) -> bool:
    """`Nobody who's behind on payments`: the words that leave out speak of people."""
    clause = scope.clause
    return any(clause.word_in(at + 1, "relatives") for at in scope.openers)


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
    apart = run[0] > 0 and clause.tokens[run[0] - 1].norm == ","
    if ours and (apart or not any(clause.at(clause.known.people.heads, at) for at in range(run[0]))):
        return  # `Let's win gold guests back`, `after meeting the insurance people, here is what we agreed`: what we do
    at = run[0] - 1
    while at in clause.mention_at:
        at -= 1
    if clause.word_in(at, "our") or (clause.word_in(run[0], "our") and not _owned_people(clause, run)):
        return  # `onto one of our annual plans`
    telling = [at for at in telling if not of_a_named_attribute(scope, at) and not by_what_they_do(clause, at)]
    telling = [at for at in telling if not _kind_of_business(scope, at) and not _doing(scope, at)]
    telling = [at for at in telling if stem(clause.tokens[at].norm, clause.known.code) not in clause.company.people]
    if not telling:
        return
    if all(at in clause.quantity_at for at in telling) and its_window(scope, telling[0]):
        return
    start, end = telling[0], telling[-1] + 1
    whole = _whole_phrase(clause, run)
    if len(telling) == 1 and (_verb_of_a_condition(scope, telling[0]) or _told_of_a_thing(scope, telling[0])):
        return
    while start > run[0] and start - 1 in clause.quantity_at:
        start -= 1
    doubt = in_part(scope, start, end)
    if doubt is None:
        hedges = [
            match for match in clause.find(clause.known.logic.hedges) if start < match.end and whole[1] >= match.end
        ]
        behind = min((match.start for match in hedges if match.start >= end), default=whole[1])
        start, end = min(start, whole[0]), max(end, behind)
        doubt = Doubt(
            kind="group_unknown",
            field="audience",
            evidence=clause.quote(start, end),
            options=nearest(clause, start, end),
        )
    scope.add(Piece(start, end, doubts=(doubt,)))


def _a_short_name(clause: Clause, place: int) -> bool:
    """`shop online`: one word of a product's name, in lower case, is no product among what people do."""
    mention = clause.mention_at[place]
    weak = all(sense.weak and sense.kind in ("product", "family") for sense in mention.senses)
    return weak and mention.end == mention.start + 1 and clause.tokens[place].text.islower()


def _whole_phrase(clause: Clause, run: list[int]) -> tuple[int, int]:
    """The run without the small words at its ends: `shop online a lot`, of which the last word alone says nothing."""
    logic, people = clause.known.logic, clause.known.people
    kinds: tuple[Phrases[object], ...] = (
        logic.joints, logic.relatives, logic.negators, logic.exclusions, logic.hedges, people.heads, people.openers,
    )  # fmt: skip

    def small(at: int) -> bool:
        held = clause.at(logic.holding, at) is not None or clause.word_in(at, "owning")
        edge = any(clause.at(phrases, at) for phrases in kinds) or held
        return edge or clause.tokens[at].kind != "word" or clause.tokens[at].norm in logic.skippable

    first, last = 0, len(run) - 1
    while first < last and small(run[first]):
        first += 1
    while last > first and (
        clause.tokens[run[last]].kind == "sign" or clause.tokens[run[last]].norm in logic.skippable
    ):
        last -= 1
    return run[first], run[last] + 1


def _kind_of_business(scope: Scope, place: int) -> bool:
    """`empresas de mensajería`, `construction firms`: the condition beside the noun says which."""
    behind = place + 1 + scope.clause.word_in(place + 1, "of")
    beside = any(0 <= at < len(scope.clause.tokens) and at in scope.used for at in (place - 1, behind))
    return scope.clause.word_in(place, "firms") and beside


def _doing(scope: Scope, place: int) -> bool:
    """`fleets of 10 to 49 vehicles buying 2,500 litres`: the verb between two conditions."""
    ending = tuple(scope.clause.known.words["doing_endings"])
    between = place - 1 in scope.used and place + 1 in scope.used
    return between and scope.clause.tokens[place].norm.endswith(ending)


def _told_of_a_thing(scope: Scope, place: int) -> bool:
    """`the titles they start`: what people do with a thing that a condition has named."""
    near = any(at in scope.used for at in range(max(0, place - 2 * _BESIDE), place))
    return scope.clause.word_in(place - 1, "subjects") and near


def of_a_named_attribute(scope: Scope, place: int) -> bool:
    """`la sección de deporte`: a word of the name of an attribute that a condition beside it is on."""
    near = [p for p in scope.pieces if abs(p.start - place) <= _BESIDE or abs(place - p.end) <= _BESIDE]
    return word_of_a_condition(scope.clause, place, near)


def word_of_a_condition(clause: Clause, place: int, pieces: Iterable[Piece]) -> bool:
    """The word belongs to the name of an attribute that one of the conditions is on."""
    key = stem(clause.tokens[place].norm, clause.known.code)
    entries = clause.company.by_stem[clause.known.code].get(key, ())
    conditions = [condition for piece in pieces for condition in piece.conditions]
    return any(_names_it(entry, condition) for entry in entries for condition in conditions)


def _names_it(entry: Entry, condition: Condition) -> bool:
    """A word of the attribute's name, or of another name of the value: `pay cash at a corner shop`."""
    if entry.sense.name != condition.attribute:
        return False
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    return entry.sense.kind == "attribute" or (entry.sense.kind == "value" and entry.sense.value in values)


def _verb_of_a_condition(scope: Scope, place: int) -> bool:
    """`que estén pidiendo la portabilidad`: the one word between the relative and a condition is its verb."""
    clause = scope.clause
    if clause.word_in(place - 1, "owning") and not _a_verb(clause, place):
        return False  # `who have debts or …`
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


def _a_verb(clause: Clause, place: int) -> bool:
    """`have spent`, `have renewed`."""
    known = clause.known
    ending = clause.tokens[place].norm.endswith(tuple(known.words["participle_endings"]))
    return ending or clause.at(known.doings, place) is not None or clause.at(known.events, place) is not None


def nearest(clause: Clause, start: int, end: int) -> tuple[str, ...]:
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
