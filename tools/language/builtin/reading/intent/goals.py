"""KPIs: how many of what. The target is the goal, never where things stand today."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from batuta.audience import Evidence
from batuta.brief import Kpi
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.chunks import chunks
from tools.language.builtin.reading.eligibility.bounds import plain
from tools.language.builtin.reading.eligibility.scopes import is_of_people
from tools.language.builtin.reading.intent.goal_verbs import by_its_unit, verb_before, wished
from tools.language.builtin.reading.phrases import Found, Phrases
from tools.language.builtin.reading.quantities import Quantity
from tools.language.builtin.reading.tokens import stem

_SILENT = ("audience", "exclusion", "background", "ignore", "must_say", "must_not_say", "tone", "channels", "budget",
           "window", "start", "end", "subject", "offer")  # fmt: skip
_REACH, _SAME_SENTENCE = 4, 12
_COUNTED = (
    "new_contracts",
    "sales",
    "applications",
    "leads",
    "activations",
    "installs",
    "upgrades",
    "contributions",
    "renewals",
    "bookings",
)
"""So many of these are a goal wherever a brief names them."""
_RATE = "_rate"
"""How the names of metrics end that are a share, and no sum of money."""
_MANY = 20
"""Waves, phases and parts are fewer."""
_TELLING = 4
"""Letters of a word that tells what is sold."""
_TIME = ("days", "weeks", "months", "years", "hours", "minutes", "quarters", "fortnights")


def read_goals(analysis: Analysis) -> tuple[Kpi, ...]:
    """Every goal with a figure; the words it uses are taken."""
    found: list[Kpi] = []
    held: _Held | None = None
    for clause in analysis.clauses:
        if clause.sentence.section in _SILENT and not _beside_the_budget(clause):
            continue
        here = list(_of_clause(clause))
        if held and not here:
            here = list(_of_what_was_measured(held, clause))
        held = None if here else _measured(clause) or (held if clause.sentence.continues else None)
        found.extend(here)
    return tuple({(kpi.metric, kpi.target): kpi for kpi in found}.values())


def _beside_the_budget(clause: Clause) -> bool:
    """`budget: 7 million pesos, aim is a conversion rate of 3.5%`: a goal told on the same line."""
    campaign = clause.known.campaign
    told = clause.has(campaign.goal) and clause.has(campaign.metrics)
    return clause.sentence.section in ("budget", "window", "channels") and told and len(clause.stretches) > 1


@dataclass(frozen=True, slots=True)
class _Held:
    """A metric of which a sentence only says where it stands; the next may say where it is to go."""

    clause: Clause
    metric: Found[str]
    baseline: Quantity


def _measured(clause: Clause) -> _Held | None:
    for metric in clause.find(clause.known.campaign.metrics):
        near = [one for one in clause.quantities if 0 <= one.start - metric.end <= _SAME_SENTENCE]
        near += [one for one in clause.quantities if 0 <= metric.start - one.end <= 1]
        standing = next((one for one in near if _is_baseline(clause, one)), None)
        if metric.start not in clause.taken and standing and standing.start not in clause.taken:
            return _Held(clause, metric, standing)
    return None


def _of_what_was_measured(held: _Held, clause: Clause) -> Iterator[Kpi]:
    """`… tuvimos una tasa de clics de 4 %; ahora el objetivo es 6,5 %`."""
    if clause.has(clause.known.campaign.metrics):
        return
    fits = (one for one in clause.quantities if one.unit == held.baseline.unit and one.start not in clause.taken)
    target = next((one for one in fits if _goal_near(clause, one)), None)
    if target is None:
        return
    begin = min(held.metric.start, held.baseline.start)
    for one, start, end in ((held.clause, begin, max(held.metric.end, held.baseline.end)), (clause, 0, target.end)):
        one.taken.update(range(start, end))
    first, last = held.clause.tokens[begin].start, clause.tokens[target.end - 1].end
    kpi = _kpi(held.clause, _metric(held.clause, held.metric), target, held.baseline, 0, 1)
    yield kpi.model_copy(update={"evidence": Evidence(quote=clause.text[first:last], start=first, end=last)})


def _of_clause(clause: Clause) -> Iterator[Kpi]:
    used: set[int] = set()
    past = clause.of_the_past
    metrics = clause.find(clause.known.campaign.metrics)
    for metric in metrics:
        if metric.start in clause.taken:
            continue
        if fall := _falling(clause, metric, used):
            standing, goal = fall
            start, end = min(metric.start, standing.start), max(metric.end, goal.end)
            clause.taken.update(range(start, end))
            used.update((standing.start, goal.start))
            yield _kpi(clause, _metric(clause, metric), goal, standing, start, end)
            continue
        target = _target(clause, metric, used, metrics) or _later_target(clause, metric, used)
        if target is None or not _meant(clause, metric, target):
            continue
        if past and not _goal_near(clause, target):
            continue
        baseline = _baseline(clause, metric, target, used)
        span = [
            metric.start,
            target.start,
            metric.end,
            target.end,
            *((baseline.start, baseline.end) if baseline else ()),
        ]
        start, end = min(span), max(span)
        clause.taken.update(range(start, end))
        used.update(one.start for one in (target, baseline) if one)
        yield _kpi(clause, _metric(clause, metric), target, baseline, start, end)
    if not past:
        yield from _by_verbs(clause, used)
        yield from _other_nouns(clause, used)


def _by_verbs(clause: Clause, used: set[int]) -> Iterator[Kpi]:
    for one in clause.quantities:
        free = one.start not in used and one.start not in clause.taken and one.unit not in _TIME
        found = verb_before(clause, one) if free and not _is_baseline(clause, one) else None
        if found:
            metric, start = found
            clause.taken.update(range(start, one.end))
            used.add(one.start)
            yield _kpi(clause, metric, one, None, start, one.end)


def _falling(clause: Clause, metric: Found[str], used: set[int]) -> tuple[Quantity, Quantity] | None:
    """`bajar el churn del 4 al 3 %`: where it stands and where it is to go, which no range of figures does."""
    ranges = clause.known.comparisons
    for standing, goal in pairwise(clause.quantities):
        join = clause.at(ranges.range_join, standing.end)
        near = 0 <= standing.start - metric.end <= _REACH or 0 <= metric.start - goal.end <= 1
        unit = standing.unit in (None, goal.unit)
        opened = any(
            (cue := clause.at(ranges.range_open, at)) and cue.end == standing.start
            for at in range(max(0, standing.start - 3), standing.start)
        )
        free = {standing.start, goal.start}.isdisjoint(used) and standing.start not in clause.taken
        if join and join.end == goal.start and opened and unit and near and free and standing.value > goal.value:
            return replace(standing, unit=goal.unit), goal
    return None


def _later_target(clause: Clause, metric: Found[str], used: set[int]) -> Quantity | None:
    """`el año pasado sacamos 459 altas, este año hay que llegar a 550`: the goal leaves its noun out."""
    standing = [one for one in clause.quantities if _is_baseline(clause, one)]
    before = any(0 <= metric.start - one.end <= _REACH for one in standing)
    behind = [one for one in standing if 0 <= one.start - metric.end <= _SAME_SENTENCE]
    unit = behind[0].unit if behind else None
    if not before and not behind:
        return None
    later = [one for one in clause.quantities if one.start > metric.end and one.unit == unit and one.start not in used]
    return next((one for one in later if _goal_near(clause, one) and not _is_baseline(clause, one)), None)


def _goal_near(clause: Clause, one: Quantity) -> bool:
    goal = clause.known.campaign.goal
    return any(clause.at(goal, at) for at in range(max(0, one.start - 5), one.start))


def _metric(clause: Clause, metric: Found[str]) -> str:
    """So many of a product are so many contracts of it, whatever else its name could mean."""
    mention = clause.mention_at.get(metric.start)
    sold = mention is not None and bool(mention.of("product", "family"))
    return "new_contracts" if sold and metric.meaning in ("contributions", "sales") else metric.meaning


def _target(clause: Clause, metric: Found[str], used: set[int], metrics: list[Found[str]]) -> Quantity | None:
    """The figure nearest to the metric, in front of it or behind it, that is no baseline."""
    choices: list[tuple[float, Quantity]] = []
    for one in clause.quantities:
        if one.start in used or one.start in clause.taken or one.unit in _TIME or _is_baseline(clause, one):
            continue
        if one.money and metric.meaning.endswith(_RATE):
            continue  # `ARS 1.8 million, win-back rate of 4 %`
        between = range(one.end, metric.start) if one.end <= metric.start else range(metric.end, one.start)
        if len(between) > (_REACH if one.end <= metric.start else 9) or any(_barrier(clause, at) for at in between):
            continue
        if any(other is not metric and other.start in between for other in metrics):
            continue
        ahead = one.end <= metric.start
        if ahead and any(clause.tokens[at].norm == "," for at in between):
            continue  # `Total budget £26,500, cost per lead £12`
        if ahead and not all(_links(clause, at) for at in between) and len(between) > 1:
            continue
        choices.append((len(between) + (0 if ahead else 0.5), one))
    return min(choices, key=lambda pair: pair[0])[1] if choices else None


def _barrier(clause: Clause, place: int) -> bool:
    shortened = clause.tokens[place].norm == "." and clause.word_in(place - 1, "cut_short")
    stop = clause.tokens[place].norm in (";", ".") and not shortened
    return stop or place in clause.date_at or place in clause.taken


def _is_baseline(clause: Clause, one: Quantity) -> bool:
    """`actualmente 2 %`, `2 % today`, `El año pasado cerramos 152`; `from 2 % to 3 %` is one range and read as such."""
    phrases = clause.known.campaign.baseline
    if one.high is not None:
        return False
    first, last = next((a, b) for a, b in chunks(clause) if a <= one.start < b)
    before = [
        match
        for at, match in clause.all(phrases).items()
        if first <= at and match.end <= one.start and not _told_of_another(clause, at, first)
    ]
    named = {at for metric in clause.find(clause.known.campaign.metrics) for at in range(metric.start, metric.end)}
    goals = [at for at in clause.all(clause.known.campaign.goal) if first <= at < one.start and at not in named]
    nearest = max((match.start for match in before), default=-1)
    if nearest >= 0 and nearest >= max(goals, default=-1):
        return True
    return bool(clause.at(phrases, one.end)) and one.end < last


def _told_of_another(clause: Clause, place: int, first: int) -> bool:
    """`2 % today …`: the words belong to the figure right in front of them."""
    before = clause.quantity_at.get(place - 1) if place - 1 >= first else None
    return before is not None and not _numbers_a_noun(clause, before)


def _meant(clause: Clause, metric: Found[str], target: Quantity) -> bool:
    """The brief calls it a goal, or it stands alone between commas."""
    if clause.sentence.section in ("kpi", "objective", "baseline"):
        return True
    aimed = any(
        (cue := clause.at(clause.known.campaign.goal, at))
        and (cue.end >= target.start - 1 or cue.end == metric.start)
        and not clause.at(clause.known.comparisons.before, at)
        for at in range(max(0, target.start - 4), target.start)
    )
    if not aimed and is_of_people(clause, metric.start):
        return False
    start, end = min(metric.start, target.start), max(metric.end, target.end)
    campaign = clause.known.campaign
    if _a_range_of_people(clause, metric, target):
        return False
    for place in range(max(0, start - 8), end):
        cue = clause.at(campaign.goal, place)
        if cue and cue.start < max(metric.start, target.start) and not _of_people(clause, cue.start, start):
            return True
    if wished(clause, end):
        return True
    mention = clause.mention_at.get(metric.start)
    heads = (at for at in clause.all(clause.known.people.heads) if not metric.start <= at < metric.end)
    if mention and mention.of("attribute") and any(heads):
        return False
    if metric.meaning in _COUNTED and target.unit is None and target.end <= metric.start:
        return True
    first, last = next((a, b) for a, b in chunks(clause) if a <= start < b)
    alone = [at for at in range(first, last) if not start <= at < end and clause.tokens[at].kind != "sign"]
    return all(_links(clause, at) or clause.tokens[at].norm == "." for at in alone)


def _a_range_of_people(clause: Clause, metric: Found[str], target: Quantity) -> bool:
    """`De 3 a 20 usuarios activos` where that is an attribute: who they are, as nothing says what is to grow."""
    mention = clause.mention_at.get(metric.start)
    named = mention is not None and any(not sense.weak for sense in mention.of("attribute"))
    inside = range(target.start, target.end)
    aims = (at for at in clause.all(clause.known.campaign.goal) if at not in inside)
    return named and target.high is not None and target.unit is None and not any(aims)


def _of_people(clause: Clause, start: int, end: int) -> bool:
    """`target customers with 3 purchases`: the cue belongs to the audience."""
    heads = clause.known.people.heads
    return any(clause.at(heads, at) and clause.tokens[at].norm not in ("target", "all") for at in range(start, end))


def _baseline(clause: Clause, metric: Found[str], target: Quantity, used: set[int]) -> Quantity | None:
    if target.high is not None:
        return None
    for one in clause.quantities:
        near = abs(one.start - target.end) <= 8 or abs(target.start - one.end) <= 8
        alike = one.unit == target.unit or None in (one.unit, target.unit)
        if (
            one is not target
            and one.start not in used
            and near
            and alike
            and one.unit not in _TIME
            and _is_baseline(clause, one)
            and not _numbers_a_noun(clause, one)
        ):
            return one
    _ = metric
    return None


def _kpi(clause: Clause, metric: str, target: Quantity, baseline: Quantity | None, start: int, end: int) -> Kpi:
    value, before = target.value, baseline.value if baseline else None
    if target.high is not None:
        value, before = target.high, target.value
    unit = "percent" if target.unit == "percent" else target.unit if target.money else None
    return Kpi(
        metric=by_its_unit(metric, target),
        target=plain(value, integral=False),
        unit=unit,
        baseline=plain(before, integral=False) if before is not None else None,
        evidence=clause.quote(start, end),
    )


def _other_nouns(clause: Clause, used: set[int]) -> Iterator[Kpi]:
    """`objetivo: 300 pruebas de conducción`: a goal whose noun is none of ours keeps its own name."""
    campaign = clause.known.campaign
    for one in clause.quantities:
        if (
            one.start in used
            or one.start in clause.taken
            or one.unit
            or one.high is not None
            or _is_baseline(clause, one)
        ):
            continue
        if is_of_people(clause, one.start) or _numbers_a_noun(clause, one):
            continue
        cued = clause.sentence.section == "kpi" or any(
            (cue := clause.at(campaign.goal, at))
            and cue.end <= one.start
            and not clause.at(clause.known.comparisons.before, at)
            for at in range(max(0, one.start - 3), one.start)
        )
        if not (cued or _new_ones(clause, one)):
            continue
        name, end = _noun(clause, one.end)
        if name:
            start = one.start
            clause.taken.update(range(start, end))
            used.add(start)
            yield _kpi(clause, name, one, None, start, end)


def _numbers_a_noun(clause: Clause, one: Quantity) -> bool:
    """`wave 1 came in at $61`, `fase 2`: which of them it is, and not how many."""
    before = one.start - 1
    if before < 0 or clause.tokens[before].kind != "word" or one.value >= _MANY:
        return False
    small = clause.tokens[before].norm in clause.known.logic.skippable | clause.known.campaign.common
    campaign = clause.known.campaign
    cues: tuple[Phrases[object], ...] = (campaign.goal, campaign.baseline, clause.known.comparisons.before)
    cued = any(clause.ending(phrases, one.start) for phrases in cues)
    return not (small or cued or _links(clause, before) or clause.marked(before))


def _new_ones(clause: Clause, one: Quantity) -> bool:
    """`300 new deposits` and nothing else between commas."""
    end = next((end for begin, end in chunks(clause) if begin == one.start), None)
    if end is None or not clause.word_in(one.end, "new"):
        return False
    return all(clause.tokens[at].kind == "word" or clause.tokens[at].norm == "." for at in range(one.end, end))


def _noun(clause: Clause, place: int) -> tuple[str, int]:
    """The words up to the next preposition, in snake case; a promoted product that is sold counts as contracts."""
    place += clause.word_in(place, "new")
    mention = clause.mention_at.get(place)
    if mention and mention.of("product", "family"):
        return "new_contracts", mention.end
    if _sold(clause, place):
        return "new_contracts", place + 1
    words: list[str] = []
    while place < len(clause.tokens) and len(words) < 3:
        token = clause.tokens[place]
        if (
            token.kind != "word"
            or clause.word_in(place, "goal_noun_stops")
            or clause.at(clause.known.people.heads, place)
        ):
            break
        words.append(token.norm)
        place += 1
    return "_".join(words), place


def _sold(clause: Clause, place: int) -> bool:
    """`300 new deposits` of a company that sells a Term Deposit."""
    if place >= len(clause.tokens) or clause.tokens[place].kind != "word" or len(clause.tokens[place].norm) < _TELLING:
        return False
    code = clause.known.code
    entries = clause.company.by_stem[code].get(stem(clause.tokens[place].norm, code), ())
    return any(entry.sense.kind in ("product", "family") for entry in entries)


def _links(clause: Clause, place: int) -> bool:
    """A small word between a metric and its figure."""
    return clause.word_in(place, "goal_links") or clause.tokens[place].norm in (":", "=")
