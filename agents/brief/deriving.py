"""What a brief asks for and the catalogue lacks, but could derive from what it has: an expression for a person to add.

Only well-known notions, each from parts that are told by type, unit and name. Nothing is derived unasked: the question
says how it could be, and the catalogue stays as it is until its owner changes it.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from batuta.catalogue import Attribute, AttributeType, Catalogue
from batuta.reading import Doubt
from batuta.text import Text
from batuta.words.tokens import fold, tokens

_MONEY = 3
Part = Literal["date", "money", "count"]


class _Needs(NamedTuple):
    """An attribute that a derivation rests on: of which kind, and words of which one must be in its names."""

    kind: Part
    words: frozenset[str]


class _Notion(NamedTuple):
    name: str
    called: Text
    about: str
    """What the reader calls it, where it knows the notion without any word for it."""
    said: tuple[frozenset[str], ...]
    """Words of which each group has to be in the quote."""
    needs: tuple[_Needs, ...]
    expression: str
    type: AttributeType
    unit: str | None = None


def _words(said: str) -> frozenset[str]:
    return frozenset(said.split())


_BIRTH = _Needs("date", _words("birth birthday born nacimiento nacio dob"))
_JOINED = _Needs("date", _words("since joined joining registered registration alta registro desde signup onboarding"))
_SPEND = _Needs("money", _words("spend spent revenue sales gasto gastado facturacion compras importe"))
_ORDERS = _Needs("count", _words("purchases orders trips bookings visits compras pedidos viajes reservas visitas"))
_DEBT = _Needs("money", _words("debt instalments repayments deuda cuotas"))
_INCOME = _Needs("money", _words("income salary earnings ingresos renta salario"))
_BALANCE = _Needs("money", _words("balance owed saldo dispuesto"))
_LIMIT = _Needs("money", _words("limit limite"))

_NOTIONS = (
    _Notion("age", Text(en="Age", es="Edad"), "age", (), (_BIRTH,),
            "DATE_DIFF('year', {0}, CURRENT_DATE)", "integer", "years"),
    _Notion("tenure_months", Text(en="Months as a customer", es="Meses como cliente"), "tenure", (), (_JOINED,),
            "DATE_DIFF('month', {0}, CURRENT_DATE)", "integer", "months"),
    _Notion("average_purchase", Text(en="Average purchase", es="Compra media"), "",
            (_words("average mean medio media promedio"),
             _words("ticket basket order purchase sale cesta pedido compra venta")), (_SPEND, _ORDERS),
            "{0} / NULLIF({1}, 0)", "number"),
    _Notion("debt_ratio", Text(en="Debt to income", es="Endeudamiento"), "",
            (_words("debt indebtedness endeudamiento deuda"), _words("income ratio endeudamiento ingresos")),
            (_DEBT, _INCOME), "{0} / NULLIF({1}, 0)", "number", "share"),
    _Notion("credit_use", Text(en="Share of the limit in use", es="Parte usada del límite"), "",
            (_words("utilisation utilization use used uso usado consumido"), _words("limit credit limite credito")),
            (_BALANCE, _LIMIT), "{0} / NULLIF({1}, 0)", "number", "share"),
)  # fmt: skip


def derivation(doubt: Doubt, catalogue: Catalogue) -> Attribute | None:
    """The attribute that would answer a doubt about an unknown group, with its expression; None where nothing fits."""
    if doubt.kind != "group_unknown":
        return None
    quote = _said(doubt.evidence.quote) if doubt.evidence else frozenset()
    for notion in _NOTIONS:
        meant = doubt.about == notion.about if notion.about else all(quote & group for group in notion.said)
        parts = [_part(needed, catalogue) for needed in notion.needs] if meant else []
        if parts and all(parts) and notion.name not in catalogue:
            return _attribute(notion, [part for part in parts if part])
    return None


def _attribute(notion: _Notion, parts: list[Attribute]) -> Attribute:
    return Attribute(
        name=notion.name,
        type=notion.type,
        unit=notion.unit or (parts[0].unit if notion.type == "number" else None),
        description=notion.called,
        expression=notion.expression.format(*(part.name for part in parts)),
    )


def _part(needed: _Needs, catalogue: Catalogue) -> Attribute | None:
    """The one attribute that can be it; two that could are none."""
    fitting = [
        one for one in catalogue.attributes if _KINDS[needed.kind](one) and needed.words & frozenset(_named(one))
    ]
    return fitting[0] if len(fitting) == 1 else None


_KINDS: dict[Part, Callable[[Attribute], bool]] = {
    "date": lambda one: one.type == "date",
    "money": lambda one: one.type in ("number", "integer") and _of_money(one.unit),
    "count": lambda one: one.type == "integer" and not _of_money(one.unit),
}


def _of_money(unit: str | None) -> bool:
    return unit is not None and len(unit) == _MONEY and unit.isupper()


def _named(attribute: Attribute) -> Iterator[str]:
    told = (attribute.description.en, attribute.description.es) if attribute.description else ()
    for name in (attribute.name.replace("_", " "), *told, *(n for said in attribute.synonyms.values() for n in said)):
        yield from _said(name)


def _said(text: str) -> frozenset[str]:
    return frozenset(fold(token.text) for token in tokens(text))
