"""Counting people: one pass over the data, whatever the number of questions."""

from collections.abc import Sequence
from functools import reduce
from operator import add, and_
from typing import NamedTuple, SupportsInt

import ibis
import ibis.expr.types as ir

from batuta.audience import Audience, Part
from batuta.brief import Channel
from batuta.consent import permission, suppressed
from batuta.contact import ContactPolicy
from batuta.forecasting.relaxation import Table, table
from tools.customers.columns import Columns
from tools.customers.conditions import bit, matching
from tools.customers.engine import Reading

MOST_COMBINED = 12
"""Parts of which every combination is counted: 4,096 of them."""


class PartCounts(NamedTuple):
    """The people left by one part alone, and by all others without it."""

    alone: int
    without: int


class Counted(NamedTuple):
    total: int
    all_pass: int
    parts: tuple[PartCounts, ...]
    combined: Table | None
    """Every combination; None for more parts than are combined."""


def total_and_count(reading: Reading, columns: Columns, audience: Audience) -> tuple[int, int]:
    """Both in one pass, where counting everybody is a pass of its own."""
    passes = ibis.ifelse(matching(audience, columns), 1, 0)
    ((total, count),) = reading.rows(
        columns.people.select(passes=passes).aggregate(total=ibis._.count(), count=ibis._.passes.sum())
    )
    return number(total), number(count)


def count_all(reading: Reading, columns: Columns) -> int:
    ((found,),) = reading.rows(columns.people.aggregate(people=ibis._.count()))
    return number(found)


def count_matching(reading: Reading, columns: Columns, audience: Audience) -> int:
    """Only the people who match: a filter skips what a sum has to look at."""
    matched = columns.people.filter(matching(audience, columns))
    ((found,),) = reading.rows(matched.aggregate(people=ibis._.count()))
    return number(found)


def count_parts(reading: Reading, columns: Columns, parts: tuple[Part, ...]) -> Counted:
    """Everybody, those who pass all parts, and for each part those it leaves alone and those left without it."""
    if len(parts) <= MOST_COMBINED:
        counted = table(len(parts), exactly(reading, columns, parts))
        each = tuple(PartCounts(counted.alone(i), counted.without(i)) for i in range(len(parts)))
        return Counted(counted.everybody, counted.all_parts, each, counted)
    return _without_combining(reading, columns, parts)


def exactly(reading: Reading, columns: Columns, parts: tuple[Part, ...]) -> dict[int, int]:
    """People by exactly which parts they pass, as a bitmask."""
    mask = mask_of(parts, columns)
    grouped = columns.people.select(mask=mask).group_by("mask").aggregate(people=ibis._.count())
    return {number(mask): number(people) for mask, people in reading.rows(grouped)}


def mask_of(parts: tuple[Part, ...], columns: Columns) -> ir.IntegerValue:
    """Bit i is set where part i lets a customer pass."""
    return reduce(add, (bit(part, columns, 1 << place) for place, part in enumerate(parts)), ibis.literal(0))


def contactable(
    reading: Reading, columns: Columns, audience: Audience, channels: Sequence[Channel], policy: ContactPolicy
) -> tuple[int, tuple[int, ...]]:
    """Eligible people at least one channel may address, and people a channel."""
    flags = allowed_flags(columns, channels, policy)
    anyone = ibis.ifelse(reduce(add, flags.values(), ibis.literal(0)) > 0, 1, 0)
    people = columns.people.filter(matching(audience, columns) & matching(suppressed(policy), columns))
    flagged = people.select(anyone=anyone, **flags)
    (row,) = reading.rows(flagged.aggregate(**{name: flagged[name].sum() for name in flagged.columns}))
    first, *each = (number(figure) for figure in row)
    return first, tuple(each)


def allowed_flags(columns: Columns, channels: Sequence[Channel], policy: ContactPolicy) -> dict[str, ir.IntegerValue]:
    """For each channel, by its place: 1 where it may address a customer, else 0."""
    allowed = [permission(channel, columns.catalogue, policy) for channel in channels]
    return {
        f"c{place}": ibis.literal(0) if one is None else ibis.ifelse(matching(one, columns), 1, 0)
        for place, one in enumerate(allowed)
    }


def _without_combining(reading: Reading, columns: Columns, parts: tuple[Part, ...]) -> Counted:
    """The same for many parts, where most people fail many: sums over who fails none, and who fails only one."""
    flags = {f"p{i}": bit(part, columns, 1) for i, part in enumerate(parts)}
    passed = columns.people.select(**flags)
    passed = passed.mutate(failed=len(parts) - reduce(add, (passed[name] for name in flags)))
    sums: dict[str, ir.Value] = {"total": passed.count(), "all_pass": (passed.failed == 0).sum()}
    for name in flags:
        sums[f"alone_{name}"] = passed[name].sum()
        sums[f"only_{name}"] = and_(passed.failed == 1, passed[name] == 0).sum()
    ((total, everything, *rest),) = reading.rows(passed.aggregate(**sums))
    count_all, figures = number(everything), [number(figure) for figure in rest]
    each = tuple(PartCounts(alone, count_all + only) for alone, only in zip(figures[::2], figures[1::2], strict=True))
    return Counted(number(total), count_all, each, None)


def number(figure: object) -> int:
    """A count as databases return it; the sum over nobody is NULL."""
    return int(figure) if isinstance(figure, SupportsInt) else 0
