"""What a percentage is: an annual equivalent rate, a nominal one, a fee, a discount; by the words around it."""

import re
from typing import Literal, NamedTuple

from batuta.claims.figures import Figure

PercentRole = Literal["annual", "nominal", "interest", "fee", "tax", "discount", "cashback", "share"]

_LABELS: tuple[tuple[PercentRole, str], ...] = (
    (
        "annual",
        r"taes?|tae ?variable|gat(?: nominal| real)?|ganancia anual total(?: nominal| real)?"
        r"|tasa anual equivalente|cat|costo anual total|aprs?|aprc|apy|aer|ear"
        r"|annual percentage (?:rate|yield)|annual equivalent rate",
    ),
    (
        "nominal",
        r"tins?|tasa de interes(?: (?:ordinaria|fija|variable|anual))+|tipo (?:de interes )?(?:deudor|nominal)"
        r"|interes(?:es)? nominal(?:es)?|tasa (?:de interes )?nominal"
        r"|tipo nominal|nominal(?: anual)?|nominal rate|interest rate|borrowing rate|tasa de interes|tipo de interes"
        r"|p\.?\s?a\.?"
        r"|per annum|fixed rate|variable rate|tasa (?:fija|ordinaria)(?: anual)?|tasa de interes (?:fija"
        r"|anual)[a-z ]{0,10}"
        r"|(?:tipo|interes) fijo|rate of interest|euribor",
    ),
    (
        "fee",
        r"comision(?:es)?(?: de [a-z ]{3,30}?)?|gastos de [a-z]+|fees?|arrangement fee|origination fee"
        r"|balance transfer fee|penalizacion|penalty",
    ),
    ("tax", r"iva|igic|vat|irpf|retencion|sales tax|impuestos?|tax|isr"),
    (
        "cashback",
        r"cash ?back|devolucion|devolvemos|te devolvemos|reembolso|bonificacion|bonificamos|rewards?|puntos|back",
    ),
    (
        "discount",
        r"descuentos?|dto|dtos|rebajas?|rebajad[oa]s?|de menos|(?<!al )menos|off|discounts?|less|sale|ahorra[a-z]*"
        r"|ahorro|save|saving|rebate|promo|cupon|codigo",
    ),
    (
        "interest",
        r"interes(?:es)?|tipo|tasa|rate|interest|rentabilidad(?: anual)?|remuneracion|remunerad[oa]s?|rendimientos?"
        r"|returns?|yields?|anual(?:es)?|al ano|a year|yearly|annual|ganan?cia|earn",
    ),
)
_LABEL = re.compile("|".join(rf"(?P<{role}>(?<![a-z0-9])(?:{words})(?![a-z0-9]))" for role, words in _LABELS))
_PAUSE = re.compile(r"[,;()/\n]|\by\b|\band\b|\.(?=\s)")
_MINUS = re.compile(r"(?:^|[\s(¡!])[-−]\s?$")
_RANGE = re.compile(r"\s*(?:hasta|a|al|y|o|to|or|and|up to|-)\s*(?:el\s|un\s)?")
_FILL = re.compile(r"[a-z0-9]+")
_LESS = frozenset({"menos", "de menos", "less"})
_MATTER = re.compile(
    r"\b(?:weigh\w*|peso|pesan?|lighter|plastic\w*|packag\w*|envases?|embalajes?|carton|cardboard|paper|papel"
    r"|emissions?"
    r"|emisiones|co2|carbono?|energ\w+|consum\w+|uses?|usan?|gastan?|water|agua|sugar|azucar\w*|salt|sal|fat|grasas?"
    r"|calor\w+|sodi\w+|alcohol|noise|ruido|waste|residuos?|desperdici\w+|materials?|material(?:es)?|fuel|combustible"
    r"|time|tiempo|space|espacio|steps?|pasos|ingredients|ingredientes)\b"
)
_PAID = re.compile(r"[€$£]|\b(?:precios?|prices?|facturas?|bills?|cuotas?|tarifas?|cost\w*|pag[aoue]\w*|pay\w*)\b")
_OFFICIAL = re.compile(
    r"(?:base|bank|official|federal funds|policy|repo|inflation)(?: interest)? rate|tipos? (?:oficial"
    r"|de referencia)|inflacion|\bipc\b"
)
"""Near a percentage: it is nobody's offer."""
REACH = 45
"""Characters between a percentage and the word that says what it is."""


class Percent(NamedTuple):
    """A percentage and what it is."""

    figure: Figure
    role: PercentRole
    label: str
    """The word that says so: `tae`, `apr`, `apy` …"""
    start: int
    end: int
    """With its label."""


def percents(text: str, found: list[Figure]) -> list[Percent]:
    """Every percentage of a folded text with its role; `share` where nothing says more.

    >>> from batuta.claims.figures import figures
    >>> text = "TIN 5,95 %, TAE 6,11 %; 20 % de descuento".casefold()
    >>> [(p.role, p.figure.value) for p in percents(text, figures(text, "es"))]
    [('nominal', 5.95), ('annual', 6.11), ('discount', 20.0)]
    """
    shares = [figure for figure in found if figure.kind == "percent"]
    labels = list(_LABEL.finditer(text)) if shares else []
    first = _labels_come_first(shares, labels)
    read: list[Percent] = []
    for figure in shares:
        percent = _percent(figure, labels, text, first)
        if percent.role == "share" and _MINUS.search(text[: figure.start]):
            percent = percent._replace(role="discount", label="-")
        elif percent.role == "share" and read and _RANGE.fullmatch(text[read[-1].figure.end : figure.start]):
            percent = percent._replace(role=read[-1].role, label=read[-1].label)
        read.append(percent)
    return read


def _percent(figure: Figure, labels: list[re.Match[str]], text: str, label_first: bool) -> Percent:
    best: tuple[float, re.Match[str]] | None = None
    for label in labels:
        if label.end() <= figure.start:
            between, before = text[label.end() : figure.start], True
        elif label.start() >= figure.end:
            between, before = text[figure.end : label.start()], False
        else:
            continue
        if len(between) > REACH or "\n" in between:
            continue
        weak = label.lastgroup in ("interest", "cashback", "discount")
        cost = (
            3.0 * len(_FILL.findall(between))
            + 4.0 * len(_PAUSE.findall(between))
            + 8.0 * between.count("%")
            + (0.0 if before == label_first else 1.5)
            + (2.0 if weak else 0.0)
        )
        if best is None or cost < best[0]:
            best = (cost, label)
    if best is None or best[0] > 18:
        return Percent(figure, "share", "", figure.start, figure.end)
    label = best[1]
    if _OFFICIAL.search(text[max(0, label.start() - 20) : label.end() + 20]):
        return Percent(figure, "share", "", figure.start, figure.end)
    if label.group() in _LESS and _of_matter(text, figure):
        return Percent(figure, "share", "", figure.start, figure.end)
    role: PercentRole = next(role for role, _ in _LABELS if role == label.lastgroup)
    return Percent(figure, role, label.group(), min(figure.start, label.start()), max(figure.end, label.end()))


def _of_matter(text: str, figure: Figure) -> bool:
    """Whether less weight, plastic or sugar is meant, and no price."""
    near = text[max(0, figure.start - REACH) : figure.end + REACH]
    return _MATTER.search(near) is not None and _PAID.search(near) is None


def _labels_come_first(shares: list[Figure], labels: list[re.Match[str]]) -> bool:
    """Whether this text writes `TAE 5 %` rather than `5 % TAE`."""
    strong = [label for label in labels if label.lastgroup in ("annual", "nominal")]
    before = sum(any(0 <= share.start - label.end() <= 4 for share in shares) for label in strong)
    after = sum(any(0 <= label.start() - share.end <= 2 for share in shares) for label in strong)
    return before > after if before != after else bool(strong) and bool(shares) and strong[0].start() < shares[0].start
