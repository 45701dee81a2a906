"""An audience as boolean expressions over the data.

A criterion on an unknown value does not hold: it neither includes nor excludes. `is_set` and `is_not_set` speak of the
unknown itself. On a list of values, `==` and `in` ask whether the customer has one of them, `!=` and `not in` whether
the customer has a list and none of them is on it.
"""

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

import ibis
import ibis.expr.types as ir

from batuta.audience import Audience, Criterion, Part, Scalar
from tools.customers.columns import Column, Columns

SEPARATOR = "\x1f"
"""No id has it: ASCII's own unit separator."""
NOBODY = ibis.literal(False)
EVERYBODY = ibis.literal(True)


def matching(audience: Audience, columns: Columns) -> ir.BooleanValue:
    """True for the people an audience matches; may be NULL for others."""
    held = [part_holds(part, columns) for part in audience.parts]
    return reduce(and_, held) if held else EVERYBODY


def part_holds(part: Part, columns: Columns) -> ir.BooleanValue:
    """True where this part lets a customer pass; may be NULL where it does not."""
    if part.kind == "exclude":
        return ~together(part, columns).fill_null(False)
    held = [criterion_holds(criterion, columns) for criterion in part.criteria]
    return reduce(or_, held) if held else NOBODY


def bit(part: Part, columns: Columns, value: int) -> ir.IntegerValue:
    """`value` where this part lets a customer pass, else 0: the fastest form for counting many at once."""
    if part.kind == "exclude":
        return ibis.ifelse(together(part, columns), 0, value)
    return ibis.ifelse(part_holds(part, columns), value, 0)


def together(part: Part, columns: Columns) -> ir.BooleanValue:
    """True where every criterion of an exclusion holds at once."""
    held = [criterion_holds(criterion, columns) for criterion in part.criteria]
    return reduce(and_, held) if held else EVERYBODY


def among(people: ir.Table, customer_ids: Sequence[str]) -> ir.Table:
    """Only these, of a table with the column `person`.

    The ids travel as one text that the database takes apart: hundreds of literals take longer to write than to answer.
    """
    usable = [customer_id for customer_id in customer_ids if SEPARATOR not in customer_id and "\0" not in customer_id]
    wanted = ibis.literal(SEPARATOR.join(usable)).split(SEPARATOR).unnest().name("wanted").as_table()
    return people.semi_join(wanted, people.person == wanted.wanted)


def criterion_holds(criterion: Criterion, columns: Columns) -> ir.BooleanValue:
    """True where one criterion holds; NULL or false where it does not, NULL where the value is unknown."""
    _, operator, value = criterion.meaning
    column = columns[criterion.attribute]
    if operator == "is_set":
        return column.known
    if operator == "is_not_set":
        return ~column.known
    wanted: tuple[Scalar, ...] = value if isinstance(value, tuple) else () if value is None else (value,)
    literals = [columns.literal(column, item) for item in wanted]
    possible = [literal for literal in literals if literal is not None]
    if operator in ("==", "in"):
        return _one_of(column, possible)
    if operator in ("!=", "not in"):
        return ~_one_of(column, possible) & column.known
    if len(possible) < len(literals):
        return NOBODY
    x = column.value
    match operator:
        case "<":
            return x < possible[0]
        case "<=":
            return x <= possible[0]
        case ">":
            return _without_nan(x > possible[0], x)
        case ">=":
            return _without_nan(x >= possible[0], x)
        case _:
            return x.between(possible[0], possible[1])


def _one_of(column: Column, literals: list[ir.Scalar]) -> ir.BooleanValue:
    if not literals:
        # Not plainly false: a customer without a value is unknown here as well.
        return column.value.isnull() & ibis.null("boolean")
    if column.many:
        return reduce(or_, (column.value.contains(literal) for literal in literals))
    return column.value == literals[0] if len(literals) == 1 else column.value.isin(literals)


def _without_nan(held: ir.BooleanValue, value: ir.Value) -> ir.BooleanValue:
    """Databases sort not-a-number above every number. A bound at infinity would not do: Parquet's statistics leave
    not-a-number out, so DuckDB takes such a bound for always met."""
    return held & ~value.isnan() if value.type().is_floating() else held
