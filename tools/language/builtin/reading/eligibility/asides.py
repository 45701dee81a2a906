"""What is told beside a condition and describes nobody: brackets, reasons, statements about something else."""

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.pieces import Scope
from tools.language.builtin.reading.phrases import Phrases

_SHORTEST_REASON = 3


def asides(scope: Scope) -> frozenset[int]:
    """`(we run a pilot there)`: a bracket that speaks of us or points at a place describes nobody."""
    clause, found = scope.clause, set[int]()
    opened: int | None = None
    for place, token in enumerate(clause.tokens):
        if token.norm == "(":
            opened = place
        elif opened is not None and (token.norm == ")" or place + 1 == len(clause.tokens)):
            inside = range(opened + 1, place + 1)
            told = any(of_us(clause, at) for at in inside) or _states(clause, inside) or _of_a_campaign(clause, inside)
            told = told or _reason_until(scope, opened + 1) is not None or _behind_those_left_out(scope, inside)
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
            token.norm == ":" and (_points_back(scope, place + 1) or _goes_on_about_us(scope, place + 1))
        ):
            found.update(range(place + 1, len(clause.tokens)))
    return frozenset(found)


def _points_back(scope: Scope, place: int) -> bool:
    """`…: those are for the shops`, with nothing read behind it."""
    clause = scope.clause
    pointing = any(clause.word_in(at, "deictic") for at in (place, place + 1))
    return pointing and scope.free(place, len(clause.tokens))


def _goes_on_about_us(scope: Scope, place: int) -> bool:
    """`los que … los dejamos fuera: primero hay que llamarles`: behind those left out, with nothing of our data."""
    clause, inside = scope.clause, range(place, len(scope.clause.tokens))
    out = place > 1 and scope.roles[place - 2] == "exclusion"
    read = any(piece.conditions and piece.end < place for piece in scope.pieces)
    return out and read and scope.free(place, len(clause.tokens)) and _nobody_of_our_data(clause, inside)


def _behind_those_left_out(scope: Scope, inside: range) -> bool:
    """`Leave out Yorkshire (regional trial running)`: a bracket right behind a condition, which tells why."""
    clause, opened = scope.clause, inside.start - 1
    out = scope.roles[opened] == "exclusion" and opened - 1 in scope.used
    logic = clause.known.logic
    kinds: tuple[Phrases[object], ...] = (logic.holding, logic.negators, clause.known.comparisons.before)
    narrows = any(clause.at(phrases, at) for phrases in kinds for at in inside) or any(
        clause.word_in(inside.start, part) for part in ("only", "inside")
    )
    return out and not narrows and _nobody_of_our_data(clause, inside)


def _nobody_of_our_data(clause: Clause, inside: range) -> bool:
    """No figure, no value, and no word for people but in a proper name."""
    people = clause.known.people
    kinds: tuple[Phrases[object], ...] = (people.heads, people.groups, people.vague, people.protected, people.minors)
    named = any(clause.at(phrases, at) for phrases in kinds for at in inside if not in_a_proper_name(clause, at))
    told = any(at in clause.quantity_at or _a_value(clause, at) for at in inside)
    return not named and not told


def _a_value(clause: Clause, place: int) -> bool:
    mention = clause.mention_at.get(place)
    return mention is not None and bool(mention.of("value"))


def _of_our_data(clause: Clause, place: int) -> bool:
    """A figure or a name, and no day nor a single word of a product's name."""
    mention = clause.mention_at.get(place)
    short = mention is not None and all(sense.weak and sense.kind in ("product", "family") for sense in mention.senses)
    return place in clause.quantity_at or (mention is not None and not short)


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
    plain = scope.free(place, end) and not any(_of_our_data(clause, at) for at in inside)
    people = clause.known.people
    kinds: tuple[Phrases[object], ...] = (people.heads, people.groups, people.vague)
    named = any(clause.at(phrases, at) for phrases in kinds for at in inside if not in_a_proper_name(clause, at))
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


def in_a_proper_name(clause: Clause, place: int) -> bool:
    """`Customer Care`, `Atención al Cliente`: a department, and nobody who is addressed."""
    at = place - 1
    at -= at > 0 and clause.tokens[at].norm in clause.known.logic.skippable
    ahead = clause.tokens[at : at + 1] if at >= 0 else ()
    pairs = (clause.tokens[place : place + 2], (*ahead, clause.tokens[place]))
    return any(len(pair) > 1 and all(one.kind == "word" and one.text[:1].isupper() for one in pair) for pair in pairs)


def of_us(clause: Clause, place: int) -> bool:
    """A pronoun or verb of our own, or a word that points at a place."""
    token, endings = clause.tokens[place], tuple(clause.known.words["we_endings"])
    verb = bool(endings) and token.norm.endswith(endings) and place not in clause.mention_at
    return verb or clause.word_in(place, "of_us") or clause.word_in(place, "pointing")
