"""From pieces to an audience: what is denied, what is an alternative, what is left out, what is only wished for."""

import itertools
from dataclasses import dataclass, replace
from typing import Literal

from batuta.audience import Criterion, Evidence, Excluded, Scalar
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.denial import denied_before
from tools.language.builtin.reading.eligibility.ignorable import ignorable_words
from tools.language.builtin.reading.eligibility.links import Joint, Link
from tools.language.builtin.reading.eligibility.pieces import Condition, Piece, Scope, criterion
from tools.language.builtin.reading.eligibility.together import both_or_each, together_until, unclear_together
from tools.language.builtin.reading.eligibility.verdicts import shunned, verdicts
from tools.language.builtin.reading.lexicon_parts import Words
from tools.language.builtin.reading.phrases import Phrases


@dataclass(frozen=True)
class Joined:
    all: tuple[Criterion, ...] = ()
    any: tuple[tuple[Criterion, ...], ...] = ()
    exclude: tuple[Excluded, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def joined(scope: Scope) -> Joined:
    """Join the pieces of one clause."""
    clause = scope.clause
    pieces = sorted(scope.pieces, key=lambda one: one.start)
    links = [_link(clause, before, after) for before, after in itertools.pairwise(pieces)]
    pieces = _with_denials(scope, pieces, links)
    pieces = _half_read(scope, pieces, links)
    doubts = [doubt for piece in pieces for doubt in piece.doubts]
    kept: list[Piece] = []
    kept_links: list[Link] = []
    for place, piece in enumerate(pieces):
        stance = _stance(scope, pieces, links, place)
        if stance == "irrelevant" or not piece.conditions:
            continue
        if _or_unknown(scope, pieces, links, place):
            continue
        if stance == "hedged":
            doubts.append(_hedged(clause, piece))
            continue
        if kept:
            before = pieces.index(kept[-1])
            kept_links.append(links[before] if before == place - 1 else _link(clause, kept[-1], piece))
        kept.append(piece)
    groups = _other_people(scope, kept, kept_links)
    if groups:
        return Joined(doubts=(*doubts, groups))
    kept, kept_links = _merged(scope, kept, kept_links)
    return _assembled(scope, kept, kept_links, doubts)


def _half_read(scope: Scope, pieces: list[Piece], links: list[Link]) -> list[Piece]:
    """`leave out customers in Rioja who dislike us`: by the half that was read too many would be left out; it is asked.

    Where a joint or a comma parts the two, each leaves out by itself.
    """
    made = list(pieces)
    for place, link in enumerate(links):
        first, second = made[place], made[place + 1]
        outside = {scope.roles[first.start], scope.roles[second.start]} != {"exclusion"}
        unread = [one for one in (first, second) if not one.conditions and one.doubts]
        people = any(scope.clause.at(scope.clause.known.people.heads, at) for at in range(first.end, second.start))
        signs = any(scope.clause.tokens[at].kind == "sign" for at in range(first.end, second.start))
        apart = outside or signs or people or link.joint != "none"
        if apart or len(unread) != 1 or _asks_a_figure(unread[0]):
            continue
        doubt = unread[0].doubts[0]
        whole = doubt.model_copy(update={"evidence": scope.clause.quote(first.start, second.end)})
        made[place] = replace(first, conditions=(), doubts=())
        made[place + 1] = replace(second, start=first.start, conditions=(), doubts=(whole,))
    return made


def _asks_a_figure(piece: Piece) -> bool:
    """A question about one attribute, whose answer is a condition of its own."""
    return any(doubt.kind != "group_unknown" for doubt in piece.doubts)


def _or_unknown(scope: Scope, pieces: list[Piece], links: list[Link], place: int) -> bool:
    """`either students or gold`: of an alternative whose other side is no condition, this side is none either."""
    piece = pieces[place]
    if piece.denied or piece.left_out or scope.roles[piece.start] == "exclusion":
        return False
    beside = [(at, link) for at, link in ((place - 1, place - 1), (place + 1, place)) if 0 <= at < len(pieces)]
    return any(links[link].joint == "or" and pieces[at].doubts and not pieces[at].conditions for at, link in beside)


def _other_people(scope: Scope, pieces: list[Piece], links: list[Link]) -> Doubt | None:
    """`clientes de A con B o clientes de C con D`: two groups of people, which no list of conditions can say."""
    clause = scope.clause
    for place, link in enumerate(links):
        between = range(pieces[place].end, pieces[place + 1].start)
        named = link.joint == "or" and any(clause.at(clause.known.people.heads, at) for at in between)
        bringing = clause.known.words["bringing"]
        if named and len(pieces) > _PAIR and set(link.words[-3:]) & bringing:
            evidence = clause.quote(pieces[0].start, pieces[-1].end)
            return Doubt(kind="ambiguous", field="audience", evidence=evidence, about="groups")
    return None


_PAIR = 2
_DOING_REACH = 4
_WELCOME_REACH = 3
"""Words between people and that they are meant after all."""


def _merged(scope: Scope, pieces: list[Piece], links: list[Link]) -> tuple[list[Piece], list[Link]]:
    """Values of one attribute that stand side by side are one list: `self-employed customers and entrepreneurs`."""
    merged: list[Piece] = []
    kept_links: list[Link] = []
    for place, piece in enumerate(pieces):
        before = merged[-1] if merged else None
        link = links[place - 1] if place else None
        if before and link and link.joint in ("and", "or", "comma") and _one_list(scope, before, piece):
            values = tuple(dict.fromkeys((*_values_of(before), *_values_of(piece))))
            condition = Condition(piece.conditions[0].attribute, "in", values)
            merged[-1] = replace(before, end=piece.end, conditions=(condition,))
            continue
        if merged and link:
            kept_links.append(link)
        merged.append(piece)
    return merged, kept_links


def _one_list(scope: Scope, first: Piece, second: Piece) -> bool:
    one, other = first.conditions, second.conditions
    alike = len(one) == len(other) == 1 and one[0].attribute == other[0].attribute
    listed = alike and all(condition.operator in ("==", "in") for condition in (one[0], other[0]))
    category = alike and scope.clause.company[one[0].attribute].kind == "category"
    same = first.denied == second.denied and scope.roles[first.start] == scope.roles[second.start]
    return listed and category and same


def _values_of(piece: Piece) -> tuple[Scalar, ...]:
    value = piece.conditions[0].value
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _assembled(scope: Scope, pieces: list[Piece], links: list[Link], doubts: list[Doubt]) -> Joined:
    clause = scope.clause
    everyone: list[Criterion] = []
    groups: list[tuple[Criterion, ...]] = []
    exclude: list[Excluded] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        if place < len(links) and links[place].joint == "unclear":
            doubts.append(_unclear(clause, piece, pieces[place + 1]))
            place += 2
            continue
        if piece.left_out:
            exclude.extend(_criteria(clause, piece))
            place += 1
            continue
        if scope.roles[piece.start] == "exclusion" or _opened_inside(scope, piece):
            last = together_until(scope, pieces, links, place)
            items = tuple(c for one in pieces[place : last + 1] for c in _criteria(clause, _with_refusal(scope, one)))
            items = tuple(_with_the_answer(clause, one) for one in items)
            if last == place and unclear_together(clause, pieces, links, place):
                doubts.append(both_or_each(clause, piece, pieces[place + 1]))
            exclude.append(items[0] if len(items) == 1 else items)
            place = last + 1
            continue
        last = _alternatives_until(scope, pieces, links, place)
        if last > place:
            members = list(pieces[place : last + 1])
            groups.append(tuple(c for one in members for c in _criteria(clause, one)))
        else:
            everyone.extend(_criteria(clause, piece))
        place = last + 1
    return Joined(tuple(everyone), tuple(groups), tuple(exclude), tuple(doubts))


def _with_refusal(scope: Scope, piece: Piece) -> Piece:
    """The words that leave people out stand behind the condition, or around it; they belong to its evidence."""
    end = next((end for _, end in scope.refusals if piece.start < end), piece.end)
    first = next((first for first, last in scope.clause.stretches if first <= piece.start < last), piece.start)
    put = [at for at in range(first, piece.start) if scope.clause.word_in(at, "putting")]
    start = put[-1] if put and end > piece.end and scope.clause.word_in(end - 1, "out") else piece.start
    start = 0 if any(at == 0 and scope.clause.word_in(0, "if") for at, _ in scope.refusals) else start
    led = [at for at in range(first, piece.start) if at in scope.openers]
    known = led and scope.clause.at(scope.clause.known.logic.exclusions, led[0])
    start = min(start, led[0]) if led and not known and shunned(scope.clause, led[0]) else start
    return replace(piece, start=start, end=max(end, piece.end))


def _with_the_answer(clause: Clause, criterion: Criterion) -> Criterion:
    """`Open complaint? Then no.`: what leaves them out stands in the next sentence."""
    quote, answer = criterion.evidence, clause.following
    if quote is None or answer is None or not any(one.answered for one in verdicts(clause)):
        return criterion
    end = answer.tokens[-1].end
    return criterion.model_copy(
        update={"evidence": Evidence(quote=clause.text[quote.start : end], start=quote.start, end=end)}
    )


def _unclear(clause: Clause, first: Piece, second: Piece) -> Doubt:
    """An alternative of which one side was not understood: neither side is taken."""
    return Doubt(kind="ambiguous", field="audience", evidence=clause.quote(first.start, second.end))


def _criteria(clause: Clause, piece: Piece) -> tuple[Criterion, ...]:
    catalogue = clause.company.vocabulary.catalogue
    return tuple(criterion(clause, piece, one, catalogue[one.attribute]) for one in piece.conditions)


def _link(clause: Clause, before: Piece, after: Piece) -> Link:
    words = tuple(clause.tokens[at].norm for at in range(before.end, after.start))
    kinds = {
        match.meaning
        for at in range(before.end, after.start)
        if (match := clause.at(clause.known.logic.joints, at)) and match.end <= after.start
        if not _of_a_short_form(clause, at)
    }
    joint: Joint = "none"
    if "nor" in kinds:
        joint = "nor"
    elif "or" in kinds:
        joint = "or" if _directly(clause, before, after) else "unclear"
    elif "and" in kinds:
        joint = "and"
    elif "," in words:
        joint = "comma"
    return Link(joint, words)


def _of_a_short_form(clause: Clause, place: int) -> bool:
    """The stroke of `w/` and `w/o`."""
    logic = clause.known.logic
    before = (clause.at(phrases, place - 1) for phrases in (logic.holding, logic.negators)) if place else ()
    return any(match and match.end > place for match in before)


def _directly(clause: Clause, before: Piece, after: Piece) -> bool:
    """Nothing with a meaning of its own stands between the two alternatives, nor a comparison of something unread."""
    between = range(before.end, after.start)
    if any((match := clause.at(clause.known.comparisons.after, at)) and match.end <= after.start for at in between):
        return False
    ignorable = ignorable_words(clause.known.code)
    telling = [at for at in between if clause.tokens[at].norm not in ignorable and clause.tokens[at].kind != "sign"]
    telling = [at for at in telling if not (at == before.end and clause.word_in(at, "firms"))]
    if not telling or len(telling) > 1:
        return not telling
    # `nivel oro o vengan más de 6 veces al mes`, `o que tienen el paquete de TV`: the verb or the noun of the second
    return telling[0] == after.start - 1 or _noun_of(clause, telling[0], after.start)


def _noun_of(clause: Clause, place: int, end: int) -> bool:
    """What is had: a holding verb and an article in front of it, an `of` behind it."""
    held = any(clause.at(clause.known.logic.holding, at) for at in range(max(0, place - 3), place))
    return held and clause.word_in(place + 1, "of") and place + 1 < end


def _with_denials(scope: Scope, pieces: list[Piece], links: list[Link]) -> list[Piece]:
    """Each piece with the denial in front of it, or handed on from the piece before: `sin hipoteca ni préstamo`."""
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece.settled or not piece.conditions:
            found.append(piece)
            continue
        excluded = scope.roles[piece.start] == "exclusion"
        at = denied_before(scope, piece.start)
        unread = next((one for one in pieces if one.end == piece.start and one.doubts and not one.conditions), None)
        if at is None and unread and denied_before(scope, unread.start) is not None:
            found.append(
                replace(piece, conditions=())
            )  # `no open tickets`: who has none that are open, may have others
            continue
        if at is not None:
            found.append(replace(piece, start=at, denied=True))
            continue
        before = found[-1] if found else None
        if (
            before
            and before.denied
            and not excluded
            and _hands_on(links[place - 1], _later(links, place), scope.clause.known.words["bare"])
        ):
            found.append(replace(piece, start=before.start, denied=True))
            continue
        found.append(piece)
    return found


def _hands_on(link: Link, later: set[Joint], small: Words) -> bool:
    """`ni`, `or`; a comma in a list that ends so; `and` before a bare noun."""
    bare = all(word == "," or word in small for word in link.words)
    if link.joint in ("nor", "or"):
        return bare or link.joint == "nor"
    if link.joint == "comma":
        return bare and bool(later & {"or", "nor"})
    return link.joint == "and" and bare


def _later(links: list[Link], place: int) -> set[Joint]:
    return {link.joint for link in links[place:]}


def _stance(
    scope: Scope, pieces: list[Piece], links: list[Link], place: int
) -> Literal["said", "hedged", "irrelevant"]:
    """Whether a condition is demanded, merely wished for, or said not to matter."""
    logic = scope.clause.known.logic
    piece = pieces[place]
    start = pieces[place - 1].end if place else 0
    if _welcomed(scope, piece) or _either_way(scope, pieces, links, place):
        return "irrelevant"
    left_out = scope.roles[piece.start] == "exclusion"
    if not left_out and _between(scope, logic.regardless, start, piece.start, 2):
        return "irrelevant"
    if _between(scope, logic.inclusions, start, piece.start, 5) and scope.roles[piece.start] == "audience":
        return "irrelevant" if start or piece.start > 2 else "said"
    if _between(scope, logic.hedges, start, piece.start, 5) and not habitual(scope.clause, start, piece.start):
        return "hedged"
    if not left_out and _wished_behind(scope.clause, piece.end):
        return "hedged"
    if any(match.end <= piece.start for match in scope.clause.find(logic.reminders)):
        return "hedged"  # `don't forget guests with a pet`
    if place and links[place - 1].joint in ("and", "or") and not _comma(links[place - 1]):
        before = _stance(scope, pieces, links, place - 1)
        return before if before != "said" else "said"
    return "said"


def _either_way(scope: Scope, pieces: list[Piece], links: list[Link], place: int) -> bool:
    """`retired or not`, `solar or no solar`, `hipoteca, con o sin`: a condition and its denial demand nothing."""
    clause, piece = scope.clause, pieces[place]
    for at, link in ((place - 1, place - 1), (place + 1, place)):
        beside = pieces[at] if 0 <= at < len(pieces) and links[link].joint == "or" else None
        if beside and beside.denied != piece.denied and beside.conditions == piece.conditions:
            return True
    comma = piece.end < len(clause.tokens) and clause.tokens[piece.end].norm == ","
    said = clause.at(clause.known.logic.either_way, piece.end + comma)
    if said is None:
        return False
    ends = said.end >= len(clause.tokens) or clause.tokens[said.end].kind == "sign"
    return ends or any(clause.word_in(said.end, part) for part in ("declining", "predicating"))


def _wished_behind(clause: Clause, place: int) -> bool:
    """`App users ideally.`, `teachers first`: the last word of its stretch makes a wish of it."""
    match = clause.at(clause.known.logic.hedges, place)
    end = match.end if match else place + 1 if clause.word_in(place, "preferred_behind") else None
    return end is not None and (end >= len(clause.tokens) or clause.tokens[end].kind == "sign")


def _welcomed(scope: Scope, piece: Piece) -> bool:
    """`…, que los inquilinos de chalet sí nos interesan, y los de piso también`: said of some behind an exclusion."""
    clause, logic = scope.clause, scope.clause.known.logic
    if not any(scope.roles[at] == "exclusion" for at in range(piece.start)):
        return False
    said = clause.find(logic.welcome)
    if any(0 <= match.start - piece.end <= _WELCOME_REACH for match in said):
        return True
    behind = range(piece.end, min(piece.end + _WELCOME_REACH, len(clause.tokens)))
    earlier = any(match.end <= piece.start for match in said)
    return earlier and any(clause.word_in(at, "as_well") for at in behind)


def _comma(link: Link) -> bool:
    return "," in link.words


def _between(scope: Scope, phrases: Phrases[bool], start: int, end: int, reach: int) -> bool:
    """One of the phrases governs what follows: at most `reach` words away, no comma in between."""
    clause = scope.clause
    for at in range(start, end):
        match = clause.at(phrases, at)
        if match and match.start < end < match.end:
            return True  # `con o sin app`: the denial belongs to the phrase
        if (
            match
            and not any(k in clause.mention_at for k in range(match.end, end))
            and end - reach <= match.end <= end
            and all(clause.tokens[k].norm not in (",", ";", ")") for k in range(match.end, end))
        ):
            return True
    return False


def habitual(clause: Clause, start: int, end: int) -> bool:
    """`que compran sobre todo por la noche`: how they mostly do it, where the verb stands just before."""
    logic = clause.known.logic
    for at in range(start + 1, end):
        match = clause.at(logic.hedges, at)
        if match is None:
            continue
        related = any(clause.word_in(back, "relatives") for back in range(at)) and not clause.word_in(at - 1, "copulas")
        if clause.word_in(at, "habits") and related and _does(clause, match.end):
            return True
        if related and _done_mostly(clause, at, match.end):
            return True
        verb = clause.tokens[at - 1]
        plain = verb.kind == "word" and at - 1 not in clause.mention_at and not clause.word_in(at - 1, "copulas")
        said = verb.norm not in logic.skippable and clause.at(logic.holding, at - 1) is None
        if plain and said and clause.word_in(at - 2, "relatives"):
            return True
    return False


def _done_mostly(clause: Clause, at: int, behind: int) -> bool:
    """`que hagan la compra sobre todo en …`: what they do with a thing, and where they mostly do it."""
    near = range(max(0, at - _DOING_REACH), at)
    verb = next((place for place in reversed(near) if clause.word_in(place, "doing_verbs")), None)
    signs = verb is None or any(clause.tokens[place].kind == "sign" for place in range(verb, at))
    return not signs and clause.word_in(behind, "places")


def _does(clause: Clause, place: int) -> bool:
    """A verb stands there: `guests who usually take a suite`, and not `usually from Madrid`."""
    mention, known = clause.mention_at.get(place), clause.known
    named = mention is not None and (mention.start < place or bool(mention.of("value", "product", "family")))
    small = clause.tokens[place].norm in known.logic.skippable | known.campaign.common | known.words["copulas"]
    return clause.tokens[place].kind == "word" and not (named or small)


def _hedged(clause: Clause, piece: Piece) -> Doubt:
    wished = _criteria(clause, piece)[0]
    return Doubt(kind="hedged", field=f"audience.{wished.attribute}", evidence=wished.evidence, proposal=wished)


def _alternatives_until(scope: Scope, pieces: list[Piece], links: list[Link], place: int) -> int:
    """The last piece of the list of alternatives that begins here; the piece itself where there is none."""
    bare = scope.clause.known.words["bare_list"]
    last = place
    while last < len(links):
        following = pieces[last + 1]
        out = following.left_out or pieces[last].left_out
        if out or following.denied or pieces[last].denied or scope.roles[following.start] == "exclusion":
            break
        link = links[last]
        if last == place and _opens_a_choice(scope.clause, pieces, links, place):
            break
        if link.joint == "or" or (
            link.joint == "comma"
            and not pieces[last].settled
            and _list_goes_on(links, pieces, last)
            and _bare(link, bare)
        ):
            last += 1
        else:
            break
    return last


def _opens_a_choice(clause: Clause, pieces: list[Piece], links: list[Link], place: int) -> bool:
    """`socios de Vigo que o bien … o bien …`: the first `or` opens the choice, and what stands before is none of it."""
    if place + 1 >= len(links) or not links[place].joint == links[place + 1].joint == "or":
        return False
    logic = clause.known.logic
    between = range(pieces[place].end, pieces[place + 1].start)
    said = (at for at in between if (match := clause.at(logic.joints, at)) and match.meaning == "or")
    first = next(said, None)
    if first is None or first == between.start:
        return False
    led = any(clause.word_in(first - 1, part) for part in ("relatives", "and", "whose"))
    paired = clause.at(logic.either, first) is not None and any(
        clause.at(logic.either, at) for at in range(pieces[place + 1].end, pieces[place + 2].start)
    )
    return led or (paired and clause.tokens[first - 1].norm in (",", ":"))


def _list_goes_on(links: list[Link], pieces: list[Piece], place: int) -> bool:
    """A comma in front of `b or c` belongs to the list `a, b or c`."""
    return place + 1 < len(links) and links[place + 1].joint == "or" and not pieces[place + 1].settled


def _bare(link: Link, small: Words) -> bool:
    return all(word == "," or word in small for word in link.words)


def _opened_inside(scope: Scope, piece: Piece) -> bool:
    return any(scope.roles[at] == "exclusion" for at in range(piece.start, min(piece.end, len(scope.roles))))
