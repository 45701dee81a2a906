"""The representative example of credit: which elements a text gives, and whether they add up.

Source: Ley 16/2011 art. 9.2 and anexo I; Circular 4/2020 anejo III.3 and V.1.3; Directive 2008/48/EC art. 4.
"""

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from batuta.claims.figures import Figure
from batuta.claims.roles import Percent

Element = Literal["amount", "nominal", "annual", "term", "instalment", "total"]
ELEMENTS: tuple[Element, ...] = ("amount", "nominal", "annual", "term", "instalment", "total")

MARKER = re.compile(
    r"ejemplos? (?:representativ[oa]s?|ilustrativo|de financiacion|para)|representative example|example:|ejemplo:"
    r"|por ejemplo"
)
_MONEY_LABELS: tuple[tuple[str, str], ...] = (
    (
        "last",
        r"ultima(?: (?:cuota|mensualidad))?(?= (?:de|sera))|ultima (?:cuota|mensualidad)|cuota final|final (?:payment"
        r"|instal?ment|repayment)|last payment",
    ),
    (
        "total",
        r"(?:importe |coste |precio )?total (?:adeudado|a pagar|a devolver|a plazos|pagado|de los pagos)"
        r"|(?:coste|precio) total del prestamo"
        r"|total (?:amount )?(?:re)?payable|total (?:amount )?(?:to (?:re)?pay|repaid|owed|due)|devolveras en total"
        r"|pagaras en total|total a reembolsar|total of payments|monto total a pagar",
    ),
    ("lent", r"(?:importe|monto|capital) total (?:del|de) (?:prestamo|credito|la financiacion)|total amount of credit"),
    ("sum", r"importe total(?! (?:del|financiado|de la financ))|total"),
    (
        "fee",
        r"comision(?:es)? (?:de )?(?:apertura|estudio|formalizacion|tramitacion|administracion)[a-z ]{0,25}"
        r"|gastos de (?:apertura|estudio|formalizacion|tramitacion|gestion)|arrangement fee|set-?up fee|product fee"
        r"|origination fee|booking fee|apertura|upfront fee|processing fee|annual fee|monthly fee",
    ),
    ("cash", r"pvp|precio (?:al )?contado|cash price|precio de (?:contado|venta)"),
    (
        "instalment",
        r"cuotas?(?: mensual(?:es)?)?|mensualidad(?:es)?|plazos|pagos? mensual(?:es)?|monthly (?:re)?payments?"
        r"|(?:re)?payments|instal?ments?|al mes|per month|a month|/mes|monthly",
    ),
    (
        "interest",
        r"intereses|interest charges?|total de intereses|coste (?:total )?del (?:credito|prestamo)|finance charge",
    ),
    (
        "amount",
        r"importe(?: total)?(?: del (?:credito|prestamo)| financiado| solicitado| dispuesto)?|capital|prestamo|credito"
        r"|financia(?:r|cion|ndo|s|do)?|limite|disposicion|hipoteca|loan amount|amount(?: of credit| borrowed)?"
        r"|borrow(?:ing|ed)?"
        r"|loan|credit(?: limit)?|compra de|solicitas|pides|monto|mortgage|purchase of|assumed",
    ),
)
_LABEL = re.compile("|".join(rf"(?P<{name}>(?<![a-z])(?:{words})(?![a-z]))" for name, words in _MONEY_LABELS))
_COUNT = re.compile(
    r"(?<![\d.,])(\d{1,3})\s(?:primeras\s)?(?:cuotas?|mensualidades|plazos|pagos|recibos|letras|(?:equal\s|fixed\s)?(?:monthly\s)?(?:re)?payments|(?:monthly\s)?instal?ments)"
)
_STAGE = re.compile(
    r"(?<![\d.,])(\d{1,3})\s(?:(?:primeras|siguientes|restantes|ultimas|equal|fixed|further|remaining|monthly|then)\s){0,2}"
    r"(?:(?:cuotas?|mensualidades|plazos|pagos|recibos|letras|(?:re)?payments|instal?ments)\s(?:mensuales\s|monthly\s)?)?"
    r"(?:de|of|at|a)\s"
)
_ONE_MORE = re.compile(
    r"(?:\b(?:y|mas|and|plus)|\+|,)\s(?:una|1|a|one)\s(?:cuota\s|pago\s|mensualidad\s)?(?:ultima|final|last)\b"
)
"""The last payment comes on top of those counted: `59 cuotas de 197,78 € y una última de 197,60 €`."""
_EXTRAS = re.compile(
    r"seguro|prima|tasacion|gestoria|notari|registro|mantenimiento|domicilia|vincula|bonifica|carencia|cuota final"
    r"|balloon"
    r"|insurance|valuation|legal fees|variable|euribor|trimestral|semanal|quincenal|anual de la tarjeta|cuota anual"
    r"|quarterly|weekly"
    r"|annual fee|deferred|comision de (?!apertura|estudio|formalizacion)[a-z]+|iva|vat"
)
_USED_UP = re.compile(r"[€$£]|\beuros?\b|%\s?\)?\s?[,;]\s?\D")
"""Between a label and a sum: the label had its figure already, as in `comisión 0 %, pagas 271 €`."""
_NO_FEE = re.compile(r"(?:sin|no|0 ?%?(?: €)? de)\s(?:comision(?:es)?|gastos|fees?|arrangement fee)")
_EXCLUDED_FEE = re.compile(r"anticipad|impago|reclamacion|demora|early|late|missed|cancelacion|amortizacion|reembolso")


class Example(NamedTuple):
    """The figures of one example; None where it does not say."""

    marked: bool
    """It is called an example."""
    amount: Figure | None
    nominal: Figure | None
    annual: Figure | None
    term: Figure | None
    payments: int | None
    instalment: Figure | None
    last: Figure | None
    one_more: bool
    """The last payment is not among those counted."""
    total: Figure | None
    fees: float
    stages: tuple[tuple[int, Figure], ...]
    """How many payments of which sum, where they change on the way; empty where all are alike."""
    extras: bool
    """Insurance, valuation, index-linked rates: costs that the figures given cannot show."""
    start: int
    end: int

    @property
    def missing(self) -> tuple[Element, ...]:
        given = (self.amount, self.nominal, self.annual, self.term or self.payments, self.instalment, self.total)
        return tuple(element for element, figure in zip(ELEMENTS, given, strict=True) if figure is None)

    @property
    def given(self) -> int:
        return len(ELEMENTS) - len(self.missing)


def examples(text: str, figures: list[Figure], percents: list[Percent]) -> list[Example]:
    """Each marked example of a folded text; without a mark, the whole text as one."""
    marks = [mark.start() for mark in MARKER.finditer(text)]
    zones = list(pairwise([*(marks or [0]), len(text)]))
    read = [_example(text, start, end, figures, percents, bool(marks)) for start, end in zones]
    if len(read) > 1:
        read = [example for example in read if example.given >= 2] or read[:1]
    return [_completed(example, text, figures, percents) for example in read]


def _example(text: str, start: int, end: int, figures: list[Figure], percents: list[Percent], marked: bool) -> Example:
    inside = [figure for figure in figures if start <= figure.start < end]
    rates = [percent for percent in percents if start <= percent.figure.start < end]
    money: dict[str, Figure] = {}
    fees = 0.0
    for figure in (figure for figure in inside if figure.kind == "money"):
        role = _money_role(text, figure, start)
        if role == "fee":
            fees += figure.value
        else:
            money.setdefault("amount" if role is None and marked and not money else role or "", figure)
    amount = money.get("amount") or money.get("cash") or (money.get("sum") if "total" in money else None)
    if not fees and amount:
        fees = sum(
            amount.value * rate.figure.value / 100
            for rate in rates
            if rate.role == "fee" and not _EXCLUDED_FEE.search(text[max(start, rate.start - 25) : rate.end + 25])
        )
    count = _COUNT.search(text, start, end)
    zone = text[start:end]
    return Example(
        marked=marked,
        amount=amount,
        nominal=_first(rates, "nominal"),
        annual=_first(rates, "annual"),
        term=next((f for f in inside if f.kind == "duration" and f.unit == "month" and f.value >= 1), None),
        payments=int(count[1]) if count else None,
        instalment=money.get("instalment"),
        last=money.get("last"),
        one_more=bool(count and _ONE_MORE.search(zone)),
        total=money.get("total") or (money.get("sum") if amount is not money.get("sum") else None),
        fees=fees,
        stages=_stages(text, inside, start, end),
        extras=bool(_EXTRAS.search(_NO_FEE.sub(" ", zone))),
        start=start,
        end=end,
    )


def _stages(text: str, inside: list[Figure], start: int, end: int) -> tuple[tuple[int, Figure], ...]:
    """`24 monthly payments of £921.69 and 336 of £1,227.51`: two stages or more, else none."""
    found: list[tuple[int, Figure]] = []
    for count in _STAGE.finditer(text, start, end):
        step = next((figure for figure in inside if figure.kind == "money" and figure.start == count.end()), None)
        if step is not None:
            found.append((int(count[1]), step))
    return tuple(found) if len(found) > 1 else ()


def _completed(example: Example, text: str, figures: list[Figure], percents: list[Percent]) -> Example:
    """Rates that stand before the example belong to it, where it does not repeat them."""
    return example._replace(
        nominal=example.nominal or _first(percents, "nominal"),
        annual=example.annual or _first(percents, "annual"),
        term=example.term
        or next((f for f in figures if f.kind == "duration" and f.unit == "month" and _is_term(text, f)), None),
    )


def _is_term(text: str, figure: Figure) -> bool:
    return bool(
        re.search(r"(?:plazo|term|duracion|over|a devolver en|durante|en)\s[a-z ]{0,12}$", text[: figure.start])
    )


def _first(percents: list[Percent], role: str) -> Figure | None:
    return next((percent.figure for percent in percents if percent.role == role), None)


def _money_role(text: str, figure: Figure, zone_start: int) -> str | None:
    """What a sum is, by the last label before it, or one close behind it."""
    line = max(zone_start, text.rfind("\n", 0, figure.start) + 1)
    behind = text[figure.end : figure.end + 22].split("\n")[0]
    after = re.match(
        r"\s*(?:€|eur)?\s*(?:al mes|per month|a month|/mes|mensuales|monthly|cada (?:una|mes)|each)", behind
    )
    before = None
    for label in _LABEL.finditer(text, line, figure.start):
        between = text[label.end() : figure.start]
        if len(between) <= 48 and not _USED_UP.search(between):
            before = label
    if (
        before is not None
        and before.lastgroup == "fee"
        and _EXCLUDED_FEE.search(text[before.start() - 15 : figure.start])
    ):
        return None
    if before is not None and (not after or before.lastgroup in ("total", "last", "cash", "fee")):
        return _named(before)
    if after or figure.per == "month":
        return "instalment"
    named = _LABEL.match(behind.lstrip(" )(").removeprefix("de ").removeprefix("en "))
    if named and _named(named) in ("amount", "total", "instalment", "fee"):
        return _named(named)
    return _named(before) if before is not None else None


def _named(label: re.Match[str]) -> str | None:
    """ "Total amount of credit" is what is lent, not what is owed."""
    return "amount" if label.lastgroup == "lent" else label.lastgroup
