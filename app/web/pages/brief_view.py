"""The brief as read: the original text cut at its quotes, and every value with the quote it came from."""

from itertools import pairwise
from typing import NamedTuple

from app.web.words import Words
from batuta.audience import Evidence, of_parts
from batuta.brief import Brief, Request
from batuta.catalogue import Catalogue
from batuta.degraded import degraded_in_words
from batuta.explain import explain_part, with_unit
from batuta.product import Products


class Piece(NamedTuple):
    """A run of the original text, and the values that were read from it."""

    text: str
    facts: tuple[str, ...]


class Value(NamedTuple):
    id: str
    words: str
    quote: str


class Line(NamedTuple):
    """One thing the brief says, with its values."""

    label: str
    values: tuple[Value, ...]


class BriefView(NamedTuple):
    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]
    language: str | None


def brief_view(brief: Brief, request: Request, catalogue: Catalogue, products: Products, t: Words) -> BriefView:
    found = _Evidence(request.text)
    lines = tuple(line for line in _lines(brief, catalogue, products, t, found) if line.values)
    return BriefView(found.pieces(), lines, brief.locale)


class _Evidence:
    """Hands out ids for values and remembers where each was read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[tuple[int, int, str]] = []
        self._count = 0

    def value(self, words: str, *evidence: Evidence | None) -> Value:
        self._count += 1
        name = f"fact-{self._count}"
        quotes = []
        for read in evidence:
            if read is None or not read.quote:
                continue
            quotes.append(read.quote)
            if read.source == "brief" and self._text[read.start : read.end] == read.quote:
                self._spans.append((read.start, read.end, name))
        return Value(name, words, " … ".join(dict.fromkeys(quotes)))

    def pieces(self) -> tuple[Piece, ...]:
        """The text, cut wherever a quote begins or ends."""
        cuts = sorted({0, len(self._text), *(edge for start, end, _ in self._spans for edge in (start, end))})
        return tuple(
            Piece(self._text[start:end], tuple(name for low, high, name in self._spans if low <= start and end <= high))
            for start, end in pairwise(cuts)
        )


def _lines(brief: Brief, catalogue: Catalogue, products: Products, t: Words, found: _Evidence) -> list[Line]:
    read = brief.evidence
    product = next((p for p in products.products if p.id == brief.product_id), None)
    window, budget, goal = brief.window, brief.budget, brief.objective
    return [
        Line(t("Objective", "Objetivo"), (found.value(_goal(goal.kind, t), goal.evidence),) if goal else ()),
        Line(
            t("Product", "Producto"),
            (found.value(t.of(product.name), read.get("product_id")),) if product else (),
        ),
        Line(t("Offer", "Oferta"), tuple(found.value(fact.text, fact.evidence) for fact in brief.offer)),
        Line(
            t("Audience", "Público"),
            tuple(
                found.value(explain_part(part, catalogue, t.language), *(c.evidence for c in part.criteria))
                for part in brief.audience.parts
                if of_parts((part,)).criteria
            ),
        ),
        Line(
            t("Channels", "Canales"),
            tuple(found.value(t.channel(channel), read.get(f"channels.{channel}")) for channel in brief.channels),
        ),
        Line(
            t("Dates", "Fechas"),
            (found.value(_window(brief, t), window.evidence),) if window and (window.start or window.end) else (),
        ),
        Line(
            t("Budget", "Presupuesto"),
            (found.value(with_unit(budget.amount, budget.currency, t.language), budget.evidence),) if budget else (),
        ),
        Line(
            t("Goals", "Metas"),
            tuple(found.value(_kpi(kpi.metric, kpi.target, kpi.unit, t), kpi.evidence) for kpi in brief.kpis),
        ),
        Line(t("Tone", "Tono"), _said(brief.tone, "tone", brief, found)),
        Line(t("Must say", "Debe decir"), _said(brief.must_say, "must_say", brief, found)),
        Line(t("Must not say", "No debe decir"), _said(brief.must_not_say, "must_not_say", brief, found)),
        Line(
            t("Note", "Nota"),
            (found.value(degraded_in_words(brief.degraded, t.language), None),) if brief.degraded else (),
        ),
    ]


def _said(phrases: tuple[str, ...], name: str, brief: Brief, found: _Evidence) -> tuple[Value, ...]:
    return tuple(found.value(phrase, brief.evidence.get(f"{name}.{place}")) for place, phrase in enumerate(phrases))


def _window(brief: Brief, t: Words) -> str:
    window = brief.window
    start, end = (window.start, window.end) if window else (None, None)
    if start and end:
        return t.period(start, end)
    if start:
        return t(f"from {t.day(start)}", f"desde el {t.day(start)}")
    return t(f"until {t.day(end)}", f"hasta el {t.day(end)}") if end else ""


def _kpi(metric: str, target: float | None, unit: str | None, t: Words) -> str:
    en, es = _METRICS.get(metric, (metric.replace("_", " "),) * 2)
    name = t(en, es)
    return f"{name}: {with_unit(target, unit, t.language)}" if target is not None else name


def _goal(kind: str, t: Words) -> str:
    return t(*_GOALS[kind])


_GOALS = {
    "acquire": ("Win new customers", "Captar clientes nuevos"),
    "activate": ("Get it used", "Activar el uso"),
    "cross_sell": ("Sell another product", "Venta cruzada"),
    "upsell": ("Move up to a better one", "Mejorar lo que ya tienen"),
    "retain": ("Keep customers", "Fidelizar"),
    "win_back": ("Win customers back", "Recuperar clientes"),
    "inform": ("Inform", "Informar"),
}
_METRICS = {
    "new_contracts": ("new contracts", "altas"),
    "sales": ("sales", "ventas"),
    "applications": ("applications", "solicitudes"),
    "leads": ("leads", "contactos interesados"),
    "activations": ("activations", "activaciones"),
    "installs": ("installs", "instalaciones"),
    "upgrades": ("upgrades", "mejoras contratadas"),
    "contributions": ("contributions", "aportaciones"),
    "revenue": ("revenue", "ingresos"),
    "cost_per_lead": ("cost per lead", "coste por contacto"),
    "roas": ("return on ad spend", "retorno de la inversión publicitaria"),
    "conversion_rate": ("conversion rate", "tasa de conversión"),
    "click_rate": ("click rate", "tasa de clics"),
    "open_rate": ("open rate", "tasa de apertura"),
    "penetration_rate": ("penetration", "penetración"),
    "reactivation_rate": ("reactivation rate", "tasa de reactivación"),
    "repeat_purchase_rate": ("repeat purchases", "recompra"),
    "win_back_rate": ("win-back rate", "tasa de recuperación"),
}
