"""What is left over where people are described: words that no rule has used."""

from collections.abc import Iterable

from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.columns import column_words
from tools.language.builtin.reading.eligibility.asides import asides, of_us
from tools.language.builtin.reading.eligibility.by_unit import its_window
from tools.language.builtin.reading.eligibility.heads import by_what_they_do, held_by_more, nouns_for_people
from tools.language.builtin.reading.eligibility.ignorable import ignorable_words
from tools.language.builtin.reading.eligibility.in_part import in_part
from tools.language.builtin.reading.eligibility.pieces import Condition, Piece, Scope
from tools.language.builtin.reading.eligibility.scopes import of_them
from tools.language.builtin.reading.entries import Entry
from tools.language.builtin.reading.meaning import named_words
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.tokens import stem

_BESIDE = 3
_STATED = 5
"""Words within which a sentence says what its subject is."""


def read_leftovers(scope: Scope) -> None:
    """Runs of words with a meaning that no rule has used, where people are described."""
    clause = scope.clause
    if not _about_people(scope):
        return
    ignorable = ignorable_words(clause.known.code) | clause.company.company
    aside = asides(scope) | {end - 1 for _, end in scope.refusals if clause.word_in(end - 1, "out")}
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
            and place not in aside
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
    return clause.sentence.continues and ((not marked and not said) or _states_of_ours(clause))


def _states_of_ours(clause: Clause) -> bool:
    """`…; the service team is calling those personally and I don't want us to …`: what a thing of ours is or does."""
    led = any(clause.word_in(0, part) for part in ("definite", "our")) and not clause.at(clause.known.people.heads, 1)
    told = any(clause.word_in(at, "states") for at in range(2, min(_STATED, len(clause.tokens))))
    small = all(one.end == one.start + 1 and clause.word_in(one.start, "of_us") for one in clause.mentions)
    return led and told and small and not clause.quantities


def _must(clause: Clause, place: int) -> bool:
    """`hay que …`: what is to be done, which tells nothing of people."""
    return any(clause.word_in(at, "obliged") and clause.word_in(at + 1, "that") for at in (place - 1, place))


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
    return bool(named or scope.pieces) and not _tells(clause, named) and not noticed(clause)


def noticed(clause: Clause) -> bool:
    """`vemos a mucha gente que está pagando el mínimo`: what we see of people, who are not addressed by it."""
    heads = clause.all(clause.known.people.heads)
    return any(clause.word_in(at, "noticing") for head in heads for at in range(max(0, head - _BESIDE), head))


def leaves_out_people(scope: Scope) -> bool:
    """`Nobody who's behind on payments`, `leave out those with …`: the words that leave out speak of people."""
    clause = scope.clause
    led = {at + 1 + clause.word_in(at + 1, "articles") for at in scope.openers} - scope.openers
    of = {at for at in led if clause.word_in(at, "of") and clause.word_in(at - 1, "those")}
    return bool(of) or any(clause.word_in(at, "relatives") or clause.at(clause.known.people.heads, at) for at in led)


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
    ours = any(of_us(clause, at) for at in run)
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
    telling = [at for at in telling if not _its_own_time(scope, at) and not _where_it_lies(scope, at)]
    telling = [at for at in telling if not held_by_more(clause, at)]
    people = clause.company.people | nouns_for_people(clause.known.code)
    telling = [at for at in telling if stem(clause.tokens[at].norm, clause.known.code) not in people]
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


def _its_own_time(scope: Scope, place: int) -> bool:
    """`que gastaran el mes pasado más del 80 % de su bono`: the past within which the attribute is measured."""
    clause, past = scope.clause, column_words().past
    if clause.tokens[place].norm not in past:
        return False
    near = [piece for piece in scope.pieces if 0 <= piece.start - place <= _BESIDE or 0 <= place - piece.end <= _BESIDE]
    names = {condition.attribute for piece in near for condition in piece.conditions}
    units = {clause.tokens[at].norm for at in (place - 1, place + 1) if 0 <= at < len(clause.tokens)}
    words = [named_words(clause.company[name].attribute) for name in names]
    return any(said & past and said & units for said in words)


def _where_it_lies(scope: Scope, place: int) -> bool:
    """`over 2,000 points on the card`: one word of a product's name, behind what is measured and a small word."""
    clause = scope.clause
    at = place - 1
    while at > 0 and any(clause.word_in(at, part) for part in ("articles", "kept_small")) and at not in scope.used:
        at -= 1
    led = any(clause.word_in(at, part) for part in ("kept_in", "inside", "done_to")) and at - 1 in scope.used
    measured = [
        clause.company[condition.attribute].numeric
        for piece in scope.pieces
        if piece.end == at
        for condition in piece.conditions
    ]
    key = stem(clause.tokens[place].norm, clause.known.code)
    entries = clause.company.by_stem[clause.known.code].get(key, ())
    return led and any(measured) and any(entry.sense.kind in ("product", "family") for entry in entries)


def _verb_of_a_condition(scope: Scope, place: int) -> bool:
    """`que estén pidiendo la portabilidad`: the one word between the relative and a condition is its verb."""
    clause = scope.clause
    if clause.word_in(place - 1, "owning") and not _a_verb(clause, place):
        return False  # `who have debts or …`
    small = clause.known.logic.skippable | clause.known.people.plain | clause.known.logic.hedges.words()
    given = clause.word_in(place + 1, "of_us")  # `who gave us a score of …`
    small |= clause.known.words["of_us"] if given else frozenset()
    after, named = place + 1, 0
    while after < len(clause.tokens) and after not in scope.used:
        # `that still collect their remittance in cash`: the remittance is a word of how it is paid.
        own = clause.tokens[after].norm not in small
        if own and not of_a_named_attribute(scope, after) and not _its_own_time(scope, after):
            break
        after, named = after + 1, named + own
    if after >= len(clause.tokens) or after not in scope.used or after - place - given - named > _BESIDE:
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
