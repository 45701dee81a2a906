"""The operators and functions that a derived attribute may use, each as what Ibis makes of it."""

from collections.abc import Callable, Mapping

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
from sqlglot import exp


def _divided(left: ir.Value, right: ir.Value) -> ir.Value:
    return left / right.nullif(0)


def _minus(left: ir.Value, right: ir.Value) -> ir.Value:
    dates = (dt.Date, dt.Timestamp)
    if isinstance(left.type(), dates) and isinstance(right.type(), dates):
        return left.cast("date").delta(right.cast("date"), unit="day")
    if isinstance(left.type(), dates) and isinstance(right.type(), dt.Integer):
        return left.cast("date") - right.as_interval("D")
    return left - right


def _plus(left: ir.Value, right: ir.Value) -> ir.Value:
    if isinstance(left.type(), (dt.Date, dt.Timestamp)) and isinstance(right.type(), dt.Integer):
        return left.cast("date") + right.as_interval("D")
    return left + right


PLAIN = (exp.Column, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.CurrentDate)
OF_ONE: Mapping[type[exp.Expr], Callable[[ir.Value], ir.Value]] = {
    exp.Neg: lambda v: -v,
    exp.Not: lambda v: ~v,
    exp.Abs: lambda v: v.abs(),
    exp.Floor: lambda v: v.floor(),
    exp.Ceil: lambda v: v.ceil(),
    exp.Lower: lambda v: v.lower(),
    exp.Upper: lambda v: v.upper(),
    exp.Trim: lambda v: v.strip(),
    exp.Length: lambda v: v.length(),
    exp.Year: lambda v: v.year(),
    exp.Month: lambda v: v.month(),
    exp.Day: lambda v: v.day(),
}
OF_TWO: Mapping[type[exp.Expr], Callable[[ir.Value, ir.Value], ir.Value]] = {
    exp.And: lambda a, b: a & b,
    exp.Or: lambda a, b: a | b,
    exp.EQ: lambda a, b: a == b,
    exp.NEQ: lambda a, b: a != b,
    exp.GT: lambda a, b: a > b,
    exp.GTE: lambda a, b: a >= b,
    exp.LT: lambda a, b: a < b,
    exp.LTE: lambda a, b: a <= b,
    exp.Add: _plus,
    exp.Sub: _minus,
    exp.Mul: lambda a, b: a * b,
    exp.Div: _divided,
    exp.Mod: lambda a, b: a % b.nullif(0),
    exp.DPipe: lambda a, b: a.cast("string") + b.cast("string"),
    exp.Nullif: lambda a, b: a.nullif(b),
    exp.Like: lambda a, b: a.like(b),
    exp.ILike: lambda a, b: a.ilike(b),
}
OF_SEVERAL: Mapping[type[exp.Expr], Callable[..., ir.Value]] = {
    exp.Coalesce: ibis.coalesce,
    exp.Greatest: ibis.greatest,
    exp.Least: ibis.least,
}
PARTS: Mapping[str, Callable[[ir.Value], ir.Value]] = {
    "YEAR": lambda v: v.year(),
    "MONTH": lambda v: v.month(),
    "DAY": lambda v: v.day(),
}
_KIND = exp.DataType.Type
TYPES = {
    _KIND.INT: "int64",
    _KIND.BIGINT: "int64",
    _KIND.SMALLINT: "int64",
    _KIND.DOUBLE: "float64",
    _KIND.FLOAT: "float64",
    _KIND.DECIMAL: "float64",
    _KIND.BOOLEAN: "boolean",
    _KIND.VARCHAR: "string",
    _KIND.TEXT: "string",
    _KIND.DATE: "date",
}
