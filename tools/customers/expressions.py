"""Derived attributes: a plain SQL expression over other columns, and nothing that could do harm.

    expression: "balance / NULLIF(credit_limit, 0)"
    expression: "DATE_DIFF('day', last_login, CURRENT_DATE)"
    expression: "CASE WHEN tenure_months < 12 THEN 'new' ELSE 'settled' END"

Only what `scalars.py` lists is understood; the rest is refused. What is understood becomes an Ibis expression, so that
it means the same on every engine: a division by zero is unknown, a difference of dates is days, `today` is the
company's.
"""

from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches

import ibis
import ibis.expr.types as ir
import sqlglot
from ibis.common.annotations import ValidationError
from ibis.common.exceptions import IbisError
from sqlglot import exp

from batuta.catalogue import Attribute
from batuta.errors import BadExpression
from batuta.text import Text
from tools.customers.scalars import OF_ONE, OF_SEVERAL, OF_TWO, PARTS, PLAIN, TYPES

LONGEST = 2_000
Today = Callable[[], date]
Resolve = Callable[[str], ir.Value | None]


def translate(
    attribute: Attribute, resolve: Resolve, columns: tuple[str, ...], today: Today, *, forgiving: bool = True
) -> ir.Value:
    """The value an attribute's expression gives each customer.

    resolve: the column or other attribute of a name, None where there is none.
    columns: names to suggest where one is unknown.
    forgiving: the engine can leave unknown what a cast cannot read.
    Raises: BadExpression, naming the attribute and what in it is not allowed.
    """
    source = attribute.expression or ""
    if len(source) > LONGEST:
        raise _bad(attribute, f"it is longer than {LONGEST} characters", f"tiene más de {LONGEST} caracteres")
    try:
        tree = sqlglot.parse_one(source, read="duckdb")
        return _Translator(attribute, resolve, columns, today, forgiving).value(tree)
    except (sqlglot.errors.SqlglotError, RecursionError) as broken:
        first = (str(broken).splitlines() or ["nested too deeply"])[0].partition("\x1b")[0]
        raise _bad(attribute, f"it is not valid SQL ({first})", f"no es SQL válido ({first})") from None
    except (IbisError, ValidationError, TypeError, ValueError) as misfit:
        first = (str(misfit).splitlines() or [""])[0][:160]
        raise _bad(attribute, f"its types do not fit ({first})", f"los tipos no encajan ({first})") from None


class _Translator:
    def __init__(
        self, attribute: Attribute, resolve: Resolve, columns: tuple[str, ...], today: Today, forgiving: bool
    ) -> None:
        self._attribute, self._resolve, self._columns, self._today = attribute, resolve, columns, today
        self._forgiving = forgiving

    def value(self, node: exp.Expr) -> ir.Value:
        kind = type(node)
        if kind in PLAIN:
            return self._plain(node)
        if kind in OF_TWO:
            return OF_TWO[kind](self.value(node.this), self.value(node.expression))
        if kind in OF_ONE:
            return OF_ONE[kind](self.value(node.this))
        if kind in OF_SEVERAL:
            several = [node.this, *node.expressions] if node.this is not None else node.expressions
            return OF_SEVERAL[kind](*(self.value(item) for item in several))
        if kind in _SHAPED:
            return _SHAPED[kind](self, node)
        raise self._refused(node)

    def _plain(self, node: exp.Expr) -> ir.Value:
        if isinstance(node, exp.Column):
            if node.table:
                raise self._refused(node)
            column = self._resolve(node.name)
            if column is None:
                near = ", ".join(get_close_matches(node.name, self._columns, n=3))
                hint = f"; {near}?" if near else ""
                raise _bad(
                    self._attribute,
                    f"“{node.name}” is no column{hint}",
                    f"«{node.name}» no es ninguna columna{hint}",
                )
            return column
        if isinstance(node, exp.Literal):
            if node.is_string:
                return ibis.literal(node.this)
            number = int(node.this) if node.this.isdigit() else float(node.this)
            if abs(number) > 1e300:
                raise self._refused(node)
            return ibis.literal(number)
        if isinstance(node, exp.Boolean):
            return ibis.literal(bool(node.this))
        if isinstance(node, exp.Null):
            return ibis.null()
        if isinstance(node, exp.CurrentDate):
            return ibis.literal(self._today())
        return self.value(node.this)

    def _case(self, node: exp.Case) -> ir.Value:
        subject = None if node.this is None else self.value(node.this)
        branches = []
        for branch in node.args["ifs"]:
            met = self.value(branch.this)
            branches.append((met if subject is None else subject == met, self.value(branch.args["true"])))
        otherwise = node.args.get("default")
        return ibis.cases(*branches, else_=None if otherwise is None else self.value(otherwise))

    def _if(self, node: exp.If) -> ir.Value:
        otherwise = node.args.get("false")
        return ibis.ifelse(
            self.value(node.this),
            self.value(node.args["true"]),
            ibis.null() if otherwise is None else self.value(otherwise),
        )

    def _is(self, node: exp.Is) -> ir.Value:
        left = self.value(node.this)
        if isinstance(node.expression, exp.Null):
            return left.isnull()
        if isinstance(node.expression, exp.Boolean):
            return (left == bool(node.expression.this)).fill_null(False)
        raise self._refused(node)

    def _in(self, node: exp.In) -> ir.Value:
        if node.args.get("query") or node.args.get("unnest") or not node.expressions:
            raise self._refused(node)
        return self.value(node.this).isin([self.value(item) for item in node.expressions])

    def _between(self, node: exp.Between) -> ir.Value:
        return self.value(node.this).between(self.value(node.args["low"]), self.value(node.args["high"]))

    def _cast(self, node: exp.Cast) -> ir.Value:
        target = TYPES.get(node.to.this)
        if target is None:
            raise self._refused(node)
        source = self.value(node.this)
        return source.try_cast(target) if self._forgiving else source.cast(target)

    def _round(self, node: exp.Round) -> ir.Value:
        digits = node.args.get("decimals")
        return self.value(node.this).round(0 if digits is None else self.value(digits))

    def _substring(self, node: exp.Substring) -> ir.Value:
        length = node.args.get("length")
        start = self.value(node.args["start"]) - 1
        return self.value(node.this).substr(start, None if length is None else self.value(length))

    def _date_diff(self, node: exp.DateDiff) -> ir.Value:
        unit = str(node.args.get("unit") or "DAY").strip("'").upper()
        later, earlier = self.value(node.this), self.value(node.expression)
        days = later.cast("date").delta(earlier.cast("date"), unit="day")
        if unit == "DAY":
            return days
        months = (later.year() - earlier.year()) * 12 + later.month() - earlier.month()
        if unit == "MONTH":
            return months
        if unit == "YEAR":
            return later.year() - earlier.year()
        if unit == "WEEK":
            return (days / 7).floor().cast("int64")
        raise self._refused(node)

    def _extract(self, node: exp.Extract) -> ir.Value:
        part = PARTS.get(str(node.this).upper())
        if part is None:
            raise self._refused(node)
        return part(self.value(node.expression))

    def _refused(self, node: exp.Expr) -> BadExpression:
        said = node.sql(dialect="duckdb")[:60]
        return _bad(self._attribute, f"“{said}” is not allowed here", f"«{said}» aquí no se admite")


def _bad(attribute: Attribute, en: str, es: str) -> BadExpression:
    return BadExpression(
        Text(
            en=f"The expression of {attribute.name} cannot be used: {en}.",
            es=f"La expresión de {attribute.name} no se puede usar: {es}.",
        ),
        remedy=Text(
            en="Use columns, numbers, text, arithmetic, comparisons, CASE, COALESCE, text and date functions.",
            es="Usa columnas, números, texto, aritmética, comparaciones, CASE, COALESCE y funciones de texto y fecha.",
        ),
        subject=attribute.name,
    )


_SHAPED: Mapping[type[exp.Expr], Callable[..., ir.Value]] = {
    exp.Case: _Translator._case,
    exp.If: _Translator._if,
    exp.Is: _Translator._is,
    exp.In: _Translator._in,
    exp.Between: _Translator._between,
    exp.Cast: _Translator._cast,
    exp.Round: _Translator._round,
    exp.Substring: _Translator._substring,
    exp.DateDiff: _Translator._date_diff,
    exp.Extract: _Translator._extract,
}
