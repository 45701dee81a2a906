"""Dates that a brief names and that are not when the campaign runs."""

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.chunks import chunk_around
from tools.language.builtin.reading.dates.nouns import When
from tools.language.builtin.reading.phrases import Phrases


def of_something_else(clause: Clause) -> bool:
    """`El festival es del 1 al 3 de julio`, `proposals are due on …`: dates that are not the campaign's."""
    plain = clause.sentence.section in (None, "title", "objective")
    return plain and any(clause.word_in(at, "other_calendars") for at in range(len(clause.tokens)))


def _of_another_place(clause: Clause, when: When) -> bool:
    """`…, the depot there is shut till summer`: it points at a place and states something of it."""
    inside = range(*chunk_around(clause, when.start))
    pointed = any(clause.word_in(at, "pointing") for at in inside)
    return pointed and any(clause.word_in(at, "states") for at in inside)


def on_another_errand(clause: Clause, when: When) -> bool:
    """When we meet or deliver, what happens somewhere else, and what of people falls on those days."""
    return (
        beside(clause, when, clause.known.campaign.errands)
        or _of_another_place(clause, when)
        or _of_what_they_have(clause, when)
        or _of_our_week(clause, when)
        or _of_an_event(clause, when)
        or _of_what_we_did(clause, when)
    )


def in_passing(clause: Clause, when: When) -> bool:
    """Dates that are the campaign's only if it names no others."""
    return _a_goals_deadline(clause, when) or _of_what_they_do(clause, when)


def _of_what_they_have(clause: Clause, when: When) -> bool:
    """`customers whose policy expires in March`: theirs, though nothing of ours may be called so."""
    first, _ = chunk_around(clause, when.start)
    return any(clause.word_in(at, "whose") for at in range(first, when.start))


def _of_what_they_do(clause: Clause, when: When) -> bool:
    """`people who renew between 1 and 31 March`: told of them in one breath."""
    first, _ = chunk_around(clause, when.start)
    people = clause.known.people.heads
    heads = [match.end for at in range(first, when.start) if (match := clause.at(people, at))]
    related = any(clause.word_in(at, "relatives") for at in range(heads[0], when.start)) if heads else False
    return related and not _sent(clause, first, when.end)


def _of_our_week(clause: Clause, when: When) -> bool:
    """`Hablamos el jueves`, `set it up today`: a day of this week, and nothing that goes out on it."""
    near = clause.tokens[when.start : when.end]
    told = when.first == when.last and when.dated and when.feast is None
    calendar = clause.known.time
    named = any(token.kind == "number" or calendar.months.at((token,), 0) for token in near)
    if not told or named:
        return False
    first, last = chunk_around(clause, when.start)
    rest = [at for at in range(first, last) if not when.start <= at < when.end and clause.tokens[at].kind == "word"]
    small = clause.known.campaign.common | clause.known.logic.skippable
    alone = all(clause.tokens[at].norm in small or clause.marked(at) for at in rest)
    return not alone and not _sent(clause, first, last) and when.bound != "from"


def _of_an_event(clause: Clause, when: When) -> bool:
    """`Our AGM is on 3 December`, `the fair falls on …`: it says of something else when it is."""
    first, last = chunk_around(clause, when.start)
    at = when.start - 1
    while at > first and any(clause.word_in(at, part) for part in ("day_articles", "before_date", "day_preps")):
        at -= 1
    stated = at > first and clause.word_in(at, "copulas_of_events")
    return stated and not _sent(clause, first, last) and clause.at(clause.known.campaign.labels, at - 1) is None


def _of_what_we_did(clause: Clause, when: When) -> bool:
    """`those we already wrote to this month`, `en marzo ya hemos enviado otra cosa`: told of what went out before."""
    opens = all(clause.tokens[at].kind == "sign" or clause.word_in(at, "day_preps") for at in range(when.start))
    _, behind = chunk_around(clause, when.start)
    for at in (*range(when.start), *(range(when.end, behind) if opens else ())):
        near = range(max(0, at - 2), at)
        if clause.word_in(at, "we_did") and any(clause.word_in(place, "done_already") for place in near):
            return True
        if clause.word_in(at, "participles") and any(clause.word_in(place, "perfect_of_us") for place in near):
            return True
    return False


def _sent(clause: Clause, start: int, end: int) -> bool:
    """A channel, the campaign or what starts it is named there."""
    campaign = clause.known.campaign
    kinds: tuple[Phrases[object], ...] = (campaign.channels, campaign.campaign, campaign.promotes, campaign.objectives)
    return any(clause.at(phrases, at) or clause.word_in(at, "runs") for phrases in kinds for at in range(start, end))


def beside(clause: Clause, when: When, phrases: Phrases[bool]) -> bool:
    before = max((other.end for other in clause.dates if other.end <= when.start), default=0)
    return any(clause.at(phrases, place) for place in range(max(before, when.start - 6), when.start))


def _a_goals_deadline(clause: Clause, when: When) -> bool:
    """`900 altas antes del 30 de junio`: the goal's, and the campaign's only if nothing else is said."""
    metric = any(clause.at(clause.known.campaign.metrics, place) for place in range(max(0, when.start - 3), when.start))
    return metric and when.bound in ("before", "until")
