"""Attributes of the catalogue as typed columns of the data.

Unknown is NULL, in numbers also not-a-number, in text also blank. A boolean may be kept as true and false, as 1 and 0
or as yes and no; a date as a date, a moment or ISO text; a category or text also as a list of values a customer.
"""

from difflib import get_close_matches
from typing import NamedTuple

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from batuta.audience import Scalar
from batuta.catalogue import Attribute, Catalogue
from batuta.text import Text
from tools.customers.engine import Complaints, Engine
from tools.customers.expressions import Today, translate

YES = ("true", "t", "yes", "y", "1", "sí", "si", "s", "verdadero")
NO = ("false", "f", "no", "n", "0", "falso")


class Column(NamedTuple):
    """An attribute's values, and how to tell that one is unknown."""

    attribute: Attribute
    value: ir.Value
    many: bool
    """A list of values a customer."""

    @property
    def known(self) -> ir.BooleanValue:
        if self.many:
            return (self.value.length() > 0).fill_null(False)
        if isinstance(self.value.type(), dt.Floating):
            return self.value.notnull() & ~self.value.isnan()
        if isinstance(self.value.type(), dt.String):
            return (self.value.strip() != "").fill_null(False)
        return self.value.notnull()


class Columns:
    """The columns behind a catalogue, made on demand."""

    def __init__(self, engine: Engine, catalogue: Catalogue, key: str, today: Today, complaints: Complaints) -> None:
        self.people = engine.people()
        self.catalogue, self._today, self._complaints = catalogue, today, complaints
        self._forgiving = engine.forgiving
        self._made: dict[str, Column] = {}
        self.key = self._key(key)

    def __getitem__(self, name: str) -> Column:
        """Raises: UnknownAttribute; WorkspaceInvalid, where the data has no such column or it is of another type."""
        if name not in self._made:
            attribute = self.catalogue[name]
            value = self._typed(attribute, self._raw(attribute, ()))
            self._made[name] = Column(attribute, value, isinstance(value.type(), dt.Array))
        return self._made[name]

    def outside(self, attribute: Attribute) -> Column:
        """The column of an attribute that the catalogue need not have. Raises: BadExpression, WorkspaceInvalid."""
        value = self._typed(attribute, self._raw(attribute, ()))
        return Column(attribute, value, isinstance(value.type(), dt.Array))

    def literal(self, column: Column, item: Scalar) -> ir.Scalar | None:
        """A value of a criterion as the column spells it; None where no customer can have it."""
        kind = column.value.type()
        if isinstance(kind, dt.Array):
            kind = kind.value_type
        if isinstance(kind, dt.Boolean):
            return _yes_or_no(item)
        if isinstance(kind, dt.Numeric):
            return _number(item, kind)
        if isinstance(kind, dt.Date):
            return ibis.literal(str(item)).cast("date")
        if isinstance(item, bool):
            return None
        text = str(item)
        return None if _unwritable(text) else ibis.literal(text)

    def _key(self, name: str) -> ir.StringValue:
        if name in self.people.columns:
            return self.people[name].cast("string")
        near = ", ".join(get_close_matches(name, self.people.columns, n=3))
        raise self._complaints.about_key(
            Text(
                en=f"The customer data has no column “{name}”.", es=f"Los datos de clientes no tienen columna «{name}»."
            ),
            Text(
                en=f"Did you mean {near}?" if near else "Name the column that identifies a customer.",
                es=f"¿Querías decir {near}?" if near else "Indica la columna que identifica a cada cliente.",
            ),
        )

    def _raw(self, attribute: Attribute, within: tuple[str, ...]) -> ir.Value:
        """The column itself or what derives it; `within` are the derivations we are inside of."""
        if attribute.expression is None:
            if attribute.name in self.people.columns:
                return self.people[attribute.name]
            raise self._no_column(attribute)
        inside = (*within, attribute.name)

        def resolve(name: str) -> ir.Value | None:
            if name in self.people.columns:
                return self.people[name]
            if name in self.catalogue and name not in inside:
                other = self.catalogue[name]
                return self._typed(other, self._raw(other, inside))
            return None

        return translate(attribute, resolve, tuple(self.people.columns), self._today, forgiving=self._forgiving)

    def _typed(self, attribute: Attribute, value: ir.Value) -> ir.Value:
        kind, wanted = value.type(), attribute.type
        if wanted in ("category", "text"):
            if (
                isinstance(kind, dt.String)
                and attribute.allowed
                and all(isinstance(v, bool) for v in attribute.allowed)
            ):
                # An unquoted yes and no in YAML are booleans; the data has the words.
                return _boolean_in_words(value)
            if isinstance(kind, (dt.String, dt.Numeric, dt.Boolean, dt.Array)):
                return value
            return value.cast("string")
        if wanted == "boolean":
            if isinstance(kind, dt.Boolean):
                return value
            if isinstance(kind, dt.Integer):
                return ibis.cases((value == 1, True), (value == 0, False))
            if isinstance(kind, dt.String):
                return _boolean_in_words(value)
        elif wanted == "date":
            if isinstance(kind, dt.Date):
                return value
            if isinstance(kind, dt.Timestamp):
                return value.date()
            if isinstance(kind, dt.String) and self._forgiving:
                return value.try_cast("date")
        else:
            if isinstance(kind, dt.Numeric) and not isinstance(kind, dt.Boolean):
                return value
            if isinstance(kind, dt.Boolean):
                return value.cast("int8")
            if isinstance(kind, dt.String) and self._forgiving:
                return value.try_cast("float64")
        raise self._complaints.about(
            attribute,
            Text(
                en=f"“{attribute.name}” is {wanted} in the catalogue, but its column holds {kind}.",
                es=f"«{attribute.name}» es {wanted} en el catálogo, pero su columna contiene {kind}.",
            ),
            Text(
                en="Correct the type, or derive the attribute with `expression:`.",
                es="Corrige el tipo o deriva el atributo con `expression:`.",
            ),
        )

    def _no_column(self, attribute: Attribute) -> Exception:
        near = ", ".join(get_close_matches(attribute.name, self.people.columns, n=3))
        return self._complaints.about(
            attribute,
            Text(
                en=f"The customer data has no column “{attribute.name}”.",
                es=f"Los datos de clientes no tienen la columna «{attribute.name}».",
            ),
            Text(
                en=f"Did you mean {near}? Or derive it with `expression:`."
                if near
                else "Derive it with `expression:`.",
                es=f"¿Querías decir {near}? O derívalo con `expression:`." if near else "Derívalo con `expression:`.",
            ),
        )


def _boolean_in_words(value: ir.StringValue) -> ir.BooleanValue:
    word = value.strip().lower()
    return ibis.cases((word.isin(YES), True), (word.isin(NO), False))


def _yes_or_no(item: Scalar) -> ir.BooleanScalar | None:
    word = str(item).strip().lower()
    return ibis.literal(word in YES) if word in (*YES, *NO) else None


def _number(item: Scalar, kind: dt.DataType) -> ir.Scalar | None:
    if isinstance(item, str):
        try:
            item = float(item)
        except ValueError:
            return None
    if isinstance(item, bool) or item != item or item in (float("inf"), float("-inf")):
        return None
    if float(item).is_integer() and abs(item) < 2**53:
        return ibis.literal(int(item))
    literal = ibis.literal(float(item), type="float64")
    # 0.1 in half the digits is more than 0.1 in all of them.
    return literal.cast("float32") if isinstance(kind, dt.Float32) else literal


def _unwritable(text: str) -> bool:
    """NUL and half a surrogate pair are in no database."""
    return any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text)
