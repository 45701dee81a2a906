"""Which words speak of the people to be addressed, which of those to be left out, and which of neither."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.heads import (
    for_one_channel,
    head_at,
    modifiers,
    names_people,
)
from tools.language.builtin.reading.eligibility.refused import refusals
from tools.language.builtin.reading.eligibility.turns import tells_why, turns_away
from tools.language.builtin.reading.eligibility.verdicts import Verdict, adds_a_group, shunned, verdicts
from tools.language.builtin.reading.mentions import Mention
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.tokens import stem

Role = Literal["audience", "exclusion", "open", "other"]
"""`open`: nobody has been named yet; a criterion there must be unmistakable."""

_BY_SECTION: dict[str | None, Role] = {
    "audience": "audience",
    "exclusion": "exclusion",
    None: "open",
    "title": "open",
    "objective": "open",
    "kpi": "open",
}
_FIRM = ("audience", "exclusion")
"""Sections in which nothing else is spoken of."""
_ALL_REACH = 4
_BEING_REACH = 6
"""Words within which `they should be …` says what they are."""
_LINKED = 6
"""Words of which the subject is one: `On top of that they should …`."""
_NOUN_REACH = 4
"""Steps from `no` to the people that it is said of: `no gold or silver guests`."""
_SCRAP = 9
"""Words that a scrap has at most."""


def roles(clause: Clause, before: Role) -> tuple[Sequence[Role], frozenset[int]]:
    """A role a token, and the words that open an exclusion.

    before: the role in which the clause before ended, for one that goes on with it.
    """
    known = (before, frozenset(clause.taken))
    if known not in clause.scoped:
        clause.scoped[known] = _roles(clause, before)
    found: tuple[Sequence[Role], frozenset[int]] = clause.scoped[known]
    return found


def is_of_people(clause: Clause, place: int) -> bool:
    """A word that tells who is meant or left out, in a clause taken by itself."""
    return roles(clause, "open")[0][place] in _FIRM


def _roles(clause: Clause, before: Role) -> tuple[Sequence[Role], frozenset[int]]:
    state: Role = _BY_SECTION.get(clause.sentence.section, "other")
    goes_on = clause.sentence.continues or (clause.sentence.section is None and _scrap(clause))
    goes_on = goes_on or (before != "other" and clause.sentence.section is None and _what_they_are(clause))
    if goes_on and state == "open" and (before in _FIRM or _what_they_are(clause)):
        state = before if clause.sentence.continues and before in _FIRM and not _of_the_rest(clause) else "audience"
    if state == "open" and (of_them(clause) or _reminded(clause, 0) or _but_needed(clause)):
        state = "audience"
    walk = _Walk(clause, state, dict(refusals(clause)), {one.start: one for one in verdicts(clause)})
    named = clause.has(clause.known.people.heads)
    if clause.word_in(0, "nor") and state != "other" and (named or not _scrap(clause)):
        walk.state = "exclusion"
        walk.opening.add(0)
    while len(walk.found) < len(clause.tokens):
        walk.step()
    return tuple(walk.found), frozenset(walk.opening)


@dataclass
class _Walk:
    """Word by word through a clause."""

    clause: Clause
    state: Role
    refused: Mapping[int, int]
    """Heads of whom it is said later that they get nothing, each with the end of those words."""
    judged: Mapping[int, Verdict]
    """By the first word of those whom it leaves out."""
    found: list[Role] = field(default_factory=list)
    opening: set[int] = field(default_factory=set)
    bracketed: Role | None = None
    """The role to return to behind a bracket."""
    until: tuple[int, Role] | None = None
    """Where a group that is left out afterwards ends, and the role to return to."""

    def step(self) -> None:
        clause, place = self.clause, len(self.found)
        if self.until and place >= self.until[0]:
            self.state, self.until = self.until[1], None
        if place in clause.taken:
            self.found.append("other")
            firm = clause.sentence.section in _FIRM
            self.state = self.state if firm or self.state == "other" else "open"
            return
        left_out = self.judged.get(place) if self.state != "other" else None
        if left_out:
            self.opening.update(range(left_out.said, left_out.end))
            self.opening.update(at for at in range(place, left_out.said) if clause.word_in(at, "if"))
            self.found.extend(["exclusion"] * (left_out.end - place))
            return
        if clause.tokens[place].norm == "(":
            self.bracketed = self.state
        end = min(self._end(place), len(clause.tokens))
        self.found.extend([self.state] * (max(end, place + 1) - place))

    def _end(self, place: int) -> int:
        """Where what begins here ends; it may change the role."""
        clause, mention = self.clause, self.clause.mention_at.get(place)
        opener = _exclusion_at(clause, place) or self._echo(place) if self.state != "other" else None
        named = mention is not None and mention.start == place and mention.end >= opener if opener else False
        if opener and (not named or clause.at(clause.known.people.heads, opener)):
            self.state = "exclusion"
            self.opening.update(range(place, opener))
            return opener
        if place in self.refused and clause.word_in(place, "if"):
            self.opening.add(place)
            self.until, self.state = (self.refused[place], self.state), "exclusion"
            return place + 1
        if self.state == "exclusion" and self._but_not_ends(place):
            self.state = "audience"
        if mention and mention.start == place and self.state == "exclusion" and self._narrowed_until(place):
            self.state = "audience"
        if mention and mention.start == place and not all(sense.weak for sense in mention.senses):
            if place in self.refused:
                self.opening.update(range(place, mention.end))
                self.until, self.state = (self.refused[place], self.state), "exclusion"
                return mention.end
            if self.state == "open" and names_people(clause, place, mention.end) and not _of_a_goal(clause, place):
                self._address(place, "audience")
            return mention.end
        if self.state == "other" or _of_a_goal(clause, place):
            return place + 1
        if self.state == "open" and clause.word_in(place, "if") and clause.word_in(place + 1, "theirs"):
            self.state = "audience"
            return place + 1
        if self.state == "open" and self._out_of_whom(place):
            self.state = "audience"
            return place + 1
        if self.state == "exclusion" and self._list_ends(place):
            self.state = "audience"
            return place + 1
        if clause.tokens[place].norm == ")" and self.bracketed is not None:
            self.state, self.bracketed = self.bracketed, None
            return place + 1
        if place - 1 in self.opening and clause.tokens[place].norm == ":":
            return place + 1  # `Quedan fuera: …`
        if self.state != "open" and turns_away(clause, place):
            causal = clause.word_in(place, "causal") or tells_why(clause, place)
            self.state = "other" if causal else "open"
            return place + 1
        head = head_at(clause, place)
        return self._head(place, head) if head else place + 1

    def _echo(self, place: int) -> int | None:
        """`…, as is anyone with fines`, `Same goes for …`, `También a los …`: behind those who are left out."""
        clause = self.clause
        begins = place == 0 or clause.tokens[place - 1].kind == "sign" or clause.word_in(place - 1, "and")
        if not begins:
            return None
        match = clause.at(clause.known.logic.echoes, place)
        if place == 0:
            end = match.end if match else 1 if adds_a_group(clause) else None
            before = clause.preceding
            out = end is not None and before is not None and "exclusion" in roles(before, "open")[0]
            return end if out else None
        out = "exclusion" in self.found or any(
            one.end <= place
            for phrases in (clause.known.logic.not_contacted, clause.known.logic.dismissals)
            for one in clause.find(phrases)
        )
        return match.end if match and out else None

    def _out_of_whom(self, place: int) -> bool:
        """`More Spa Passes from vegetarians with a pet`: behind what is sold, and in front of no date or figure."""
        clause, after = self.clause, place + 1
        sold = place > 0 and place - 1 in clause.taken and clause.word_in(place, "out_of_whom")
        return sold and not (after in clause.date_at or after in clause.quantity_at or after == len(clause.tokens))

    def _list_ends(self, place: int) -> bool:
        """`menos Asturias y Galicia, con …`: behind names alone, a comma and `con` go on about those who are meant."""
        clause = self.clause
        led = place > 0 and clause.tokens[place - 1].norm == "," and clause.at(clause.known.logic.holding, place)
        at = place - 2
        while led and at >= 0 and at not in self.opening:
            mention = clause.mention_at.get(at)
            if not (mention and mention.of("value")) and not clause.word_in(at, "listing"):
                return False
            at -= 1
        return bool(led) and at >= 0 and at < place - 2

    def _but_not_ends(self, place: int) -> bool:
        """`with TV but not the cinema pack, pay by card, between 25 and 40`: what is had instead ends at its comma."""
        clause = self.clause
        if place < 2 or clause.tokens[place - 1].norm != "," or clause.sentence.section in _FIRM:
            return False
        last = max((at for at in self.opening if at < place), default=None)
        turned = last is not None and any(clause.word_in(at, "turning") for at in (last, last - 1))
        if last is None or not turned or any(clause.tokens[at].norm == "," for at in range(last, place - 1)):
            return False
        mention, amount = clause.mention_at.get(place), clause.at(clause.known.comparisons.before, place)
        figure = place in clause.quantity_at or (amount is not None and amount.end in clause.quantity_at)
        senses = mention.of("attribute") if mention and mention.start == place else ()
        told = bool(senses) and all(clause.company[sense.name].kind != "yes_no" for sense in senses)
        where = (
            clause.mention_at.get(place + 1) if clause.word_in(place, "of") or clause.word_in(place, "inside") else None
        )
        placed = where is not None and any(not sense.weak for sense in where.of("value"))
        return figure or told or placed or clause.at(clause.known.doings, place) is not None

    def _narrowed_until(self, place: int) -> bool:
        """`at any gym other than Rosario, monthly fee above …`: what narrows a noun ends with its list of values."""
        clause, mention = self.clause, self.clause.mention_at[place]
        measured = any(clause.company[sense.name].numeric for sense in mention.of("attribute"))
        at = place - 2
        if not measured or clause.tokens[place - 1].norm != "," or clause.sentence.section in _FIRM:
            return False
        while at >= 0 and at not in self.opening:
            listed = clause.mention_at.get(at)
            if not (listed and listed.of("value")) and not clause.word_in(at, "listing"):
                return False
            at -= 1
        while at - 1 in self.opening:
            at -= 1
        return 0 <= at < place - 2 and clause.word_in(at, "narrowing")

    def _head(self, place: int, head: int) -> int:
        clause = self.clause
        if for_one_channel(clause, place):
            self.state = "open"
            return max(head, _chunk_end(clause, head))
        if place in self.refused:
            self.opening.update(range(place, head))
            self._address(place, "exclusion")
        elif self.state in ("open", "audience"):
            self._address(place, "audience")
        return head

    def _address(self, head: int, role: Role) -> None:
        """People are named: what stands before the noun belongs to them."""
        self.state = role
        until = head
        while until > 0 and (self.found[until - 1] == "open" or role == "exclusion"):
            until -= 1
        for at in range(modifiers(self.clause, head, until), head):
            self.found[at] = role


def _of_a_goal(clause: Clause, place: int) -> bool:
    """`Goal: 400 new savings accounts opened`: what is counted behind the figure is what is to be reached."""
    if clause.sentence.section != "kpi":
        return False
    first = next((a for a, b in clause.stretches if a <= place < b), place)
    counted = any(at in clause.quantity_at for at in range(first, place))
    return counted and not any(clause.word_in(at, "towards") for at in range(first, place))


def _chunk_end(clause: Clause, place: int) -> int:
    while place < len(clause.tokens) and clause.tokens[place].norm not in (",", ";", ".", ":"):
        place += 1
    return place


def _scrap(clause: Clause) -> bool:
    """`Entre 25 y 60.`, `Ni jubilados ni estudiantes.`: no sentence of its own, and nothing but a condition."""
    campaign = clause.known.campaign
    if len(clause.tokens) > _SCRAP or not (clause.mentions or clause.quantities) or clause.dates:
        return False
    others: tuple[Phrases[object], ...] = (
        campaign.channels,
        campaign.budget,
        campaign.metrics,
        campaign.offer,
        campaign.tone,
        campaign.locales,
        campaign.goal,
    )
    plain = not any(clause.has(phrases) for phrases in others) and not any(one.money for one in clause.quantities)
    return plain and not _only_counted(clause)


def _what_they_are(clause: Clause) -> bool:
    """`Que no deban nada.`: a relative that opens a sentence goes on about those before, with what they have or do."""
    if not clause.word_in(0, "relatives") or clause.dates:
        return False
    logic = clause.known.logic
    plain = any(clause.at(phrases, 1) for phrases in (logic.negators, logic.holding)) or clause.at(
        clause.known.doings, 1
    )
    named = any(mention.of("attribute", "value") and not mention.of("product") for mention in clause.mentions)
    told = clause.mention_at.get(1)
    of_them = told is not None and bool(told.of("attribute")) and not told.of("product", "family")
    return (bool(plain) or of_them) and (named or clause.has(clause.known.doings))


def _only_counted(clause: Clause) -> bool:
    """`8,000 welcome points.`: a figure that nothing compares and nobody has is no condition."""
    logic = clause.known.logic
    had = any(clause.has(phrases) for phrases in (logic.holding, logic.negators, clause.known.comparisons.after))
    told = had or clause.has(clause.known.comparisons.before) or clause.has(clause.known.people.heads)
    valued = any(mention.of("value") for mention in clause.mentions)
    return bool(clause.quantities) and not told and not valued and not any(one.high for one in clause.quantities)


def _but_needed(clause: Clause) -> bool:
    """`No hace falta que …, pero sí que reserven directo`: behind what nobody has to have, what they do."""
    freed = next(iter(clause.find(clause.known.logic.unneeded)), None)
    if freed is None:
        return False
    turn = next(
        (at for at in range(freed.end, len(clause.tokens)) if clause.word_in(at, "turning")), len(clause.tokens)
    )
    behind = [mention for mention in clause.mentions if mention.start > turn]
    return any(mention.of("attribute", "value") and not _sold(mention) for mention in behind)


def _of_the_rest(clause: Clause) -> bool:
    """`…; los demás clientes con …`."""
    return any(clause.word_in(at, "the_rest") for at in range(min(_ALL_REACH, len(clause.tokens))))


def of_them(clause: Clause) -> bool:
    """`Plus they need either the API or …`: what those who were named before must have."""
    campaign = clause.known.campaign
    spoken = any(
        clause.word_in(at, "them_all") and clause.word_in(at + 1, "must_have")
        for at in range(min(_LINKED, len(clause.tokens)))
    )
    sent = any(at not in clause.mention_at for at in clause.all(campaign.channels))
    told = sent or clause.dates or any(_sold(one) for one in clause.mentions)
    being = any(clause.word_in(at, "being") for at in range(min(_LINKED + _BEING_REACH, len(clause.tokens))))
    return spoken and not told and (being or any(one.of("attribute", "value") for one in clause.mentions))


def _sold(mention: Mention) -> bool:
    """A product, and nothing that people have."""
    return bool(mention.of("product")) and not mention.of("attribute", "value")


def _all_but(clause: Clause, place: int) -> bool:
    """`in all zones but the South`, `todas las zonas menos el Sur`; `Menos Andalucía, …` opens with it."""
    if (
        place == 0
        and clause.word_in(0, "less")
        and 1 in clause.mention_at
        and clause.sentence.section in (None, "title")
    ):
        return True
    if not clause.word_in(place, "all_but") or place + 1 >= len(clause.tokens):
        return False
    named = clause.word_in(place + 1, "definite") or place + 1 in clause.mention_at
    back = range(max(0, place - _ALL_REACH), place)
    opened = next((at for at in reversed(back) if clause.word_in(at, "all")), None)
    plain = opened is not None and not any(
        clause.tokens[at].kind != "word" or clause.word_in(at, "relatives") for at in range(opened, place)
    )
    return named and plain


def _unwilling(clause: Clause, place: int) -> int | None:
    """`no queremos molestar a quienes …`, `we don't want to reach people …`: up to the people who are left out."""
    negator = clause.at(clause.known.logic.negators, place)
    obliged = negator is not None and clause.word_in(negator.end, "obliged") and clause.word_in(negator.end + 1, "that")
    if negator is None or not (obliged or clause.word_in(negator.end, "willing")):
        return None
    at = negator.end + 1 + obliged
    if not obliged and clause.word_in(at, "that"):
        return None  # `no quiero que ese dinero se vaya`: what is not to happen
    at += clause.word_in(at, "infinitive")
    if _verb(clause, at):
        if clause.word_in(at, "keeping"):
            return None
        at += 1
    at += clause.word_in(at, "to")
    named = any(clause.at(phrases, at) for phrases in (clause.known.people.heads, clause.known.logic.relatives))
    return at if named and at > negator.end else None


def _forbidden(clause: Clause, place: int) -> int | None:
    """`no cuentes a los que …`, `don't spam customers who …`: an order not to do something to people."""
    negator = clause.at(clause.known.logic.negators, place)
    first = place - clause.word_in(place - 1, "auxiliaries")
    begins = first <= 0 or clause.tokens[first - 1].kind == "sign" or clause.word_in(first - 1, "before_orders")
    if negator is None or not begins or negator.end >= len(clause.tokens):
        return None
    verb, at = clause.tokens[negator.end], negator.end + 1
    kept = {stem(word, clause.known.code) for word in clause.known.words["keeping"]}
    if verb.kind != "word" or clause.marked(negator.end) or stem(verb.norm, clause.known.code) in kept:
        return None
    if clause.word_in(at, "that"):
        return None  # `no quiero que ese dinero se vaya`
    at += clause.word_in(at, "particles")
    personal = clause.word_in(at, "personal")
    at += personal
    if any(clause.at(phrases, at) for phrases in (clause.known.people.heads, clause.known.logic.relatives)):
        return at
    named = clause.mention_at.get(at + clause.word_in(at, "articles"))
    return at if personal and named and named.of("attribute", "value") else None


def _none_of(clause: Clause, place: int) -> int | None:
    """`No guests with a pet`, `Ningún huésped plata de Francia`: whoever all of it holds for is left out."""
    negator = clause.at(clause.known.logic.negators, place)
    begins = place == 0 or clause.tokens[place - 1].kind == "sign"
    if negator is None or not begins:
        return None
    at = negator.end
    for _ in range(_NOUN_REACH):
        mention = clause.mention_at.get(at)
        head = clause.at(clause.known.people.heads, at) if mention is None else None
        if head:
            told = head.end < len(clause.tokens) and clause.tokens[head.end].kind != "sign"
            return negator.end if told or at == negator.end else None  # `not gold guests` denies the one condition
        if mention is not None and mention.of("attribute", "value") and not mention.of("product", "family"):
            if names_people(clause, at, mention.end) and mention.end < len(clause.tokens):
                return negator.end
            at = mention.end
        elif clause.word_in(at, "articles") or clause.word_in(at, "listing"):
            at += 1
        else:
            return None
    return None


def _verb(clause: Clause, place: int) -> bool:
    """A verb that is named and not used: with its ending, or behind a `to`."""
    if place >= len(clause.tokens) or clause.tokens[place].kind != "word" or place in clause.mention_at:
        return False
    endings = tuple(clause.known.words["infinitive_endings"])
    return clause.tokens[place].norm.endswith(endings) if endings else clause.word_in(place - 1, "infinitive")


def _was(clause: Clause, place: int) -> bool:
    """`cuya última visita fuera hace un mes`: the verb of a relative clause that goes on, and no `out`."""
    if not clause.word_in(place, "was_or_out"):
        return False
    first, last = next(((a, b) for a, b in clause.stretches if a <= place < b), (place, place + 1))
    related = any(clause.word_in(at, "relatives") or clause.word_in(at, "whose") for at in range(first, place))
    return related and place + 1 < last


def _reminded(clause: Clause, place: int) -> bool:
    """`que no se queden fuera los de …`: the words belong to a reminder."""
    return any(match.start <= place < match.end for match in clause.find(clause.known.logic.reminders))


def _exclusion_at(clause: Clause, place: int) -> int | None:
    """Where an opener such as `excepto` or `not people` ends; a comparison or a negated verb is none."""
    logic = clause.known.logic
    if _reminded(clause, place):
        return None
    unless = clause.at(logic.unless, place)
    if unless:
        return unless.end  # `unless they have an open complaint`: those who have one are left out
    match = clause.at(logic.exclusions, place)
    if match is None or (match.end == place + 1 and _was(clause, place)):
        if _all_but(clause, place):
            return place + 1
        kinds = (_unwilling, _forbidden, shunned, _none_of)
        return next((end for kind in kinds if (end := kind(clause, place))), None)
    if clause.at(clause.known.campaign.channels, match.end) and match.end not in clause.mention_at:
        return None  # `quitamos SMS`: a way to them, and none of them
    if clause.word_in(match.end + clause.word_in(match.end, "infinitive"), "keeping"):
        return None  # `we don't want to lose customers …`
    if _verb(clause, match.end) and clause.known.words["infinitive_endings"]:
        return None  # `nada de asustar a la gente`: what is not to be done
    before = clause.known.comparisons.before
    ends = [found.end for at in range(place, match.end) if (found := clause.at(before, at))]
    if any(end >= match.end for end in ends):
        return None
    return None if clause.at(logic.not_only, place) else match.end
