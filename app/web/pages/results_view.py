"""Past campaigns with what they brought against their control group; the interval drawn as a small SVG."""

from typing import NamedTuple

from app.web.words import Words
from batuta.campaign import PastCampaign
from batuta.explain import explain
from batuta.measurement import report_on
from batuta.report import Report
from batuta.workspace import Workspace

WIDTH = 240
"""Of the drawing of an interval, in its own units; nought lies within it."""


class Interval(NamedTuple):
    """Places on a line of `WIDTH`."""

    zero: float
    low: float
    point: float
    high: float
    words: str


class ResultRow(NamedTuple):
    id: str
    product: str
    launched: str
    channels: str
    verdict: str
    verdict_words: str
    people: str
    rate: str
    uplift: str


class Stage(NamedTuple):
    name: str
    people: str
    share: str
    width: float
    """In 0..100, of the first."""


class ChannelRow(NamedTuple):
    name: str
    sent: str
    converted: str
    rate: str
    each: str


class PastView(NamedTuple):
    id: str
    product: str
    launched: str
    report: Report
    headline: str
    suggestion: str
    audience: str
    channels: str
    brief: str
    note: str
    interval: Interval | None
    funnel: tuple[Stage, ...]
    by_channel: tuple[ChannelRow, ...]
    money: tuple[tuple[str, str], ...]


def results_view(campaigns: tuple[PastCampaign, ...], workspace: Workspace, t: Words) -> tuple[ResultRow, ...]:
    return tuple(_row(past, _report(past, workspace), workspace, t) for past in campaigns)


def past_view(past: PastCampaign, workspace: Workspace, t: Words) -> PastView:
    report = _report(past, workspace)
    return PastView(
        id=past.id,
        product=_product(past, workspace, t),
        launched=t.day(past.launched),
        report=report,
        headline=t.of(report.headline),
        suggestion=t.of(report.suggestion),
        audience=explain(past.audience, workspace.catalogue, t.language),
        channels=t.listed(t.channel(channel) for channel in past.channels),
        brief=past.brief,
        note=past.note,
        interval=_interval(report, t),
        funnel=_funnel(report, t),
        by_channel=tuple(
            ChannelRow(
                t.channel(c.channel),
                t.number(c.sent),
                t.number(c.converted),
                t.share(c.rate),
                t.money(c.cost_each) if c.cost_each is not None else "–",
            )
            for c in report.channels
        ),
        money=_money(report, t),
    )


def verdict_in_words(report: Report, t: Words) -> str:
    return {
        "worked": t("Worked", "Funcionó"),
        "did_not": t("Did not work", "No funcionó"),
        "not_yet_known": t("Not known", "No se sabe"),
    }[report.verdict]


def _report(past: PastCampaign, workspace: Workspace) -> Report:
    product = next((p for p in workspace.products.products if p.id == past.product_id), None)
    return report_on(past, currency=workspace.currency, value_each=product.value if product else None)


def _product(past: PastCampaign, workspace: Workspace, t: Words) -> str:
    product = next((p for p in workspace.products.products if p.id == past.product_id), None)
    return t.of(product.name) if product else past.product_id


def _row(past: PastCampaign, report: Report, workspace: Workspace, t: Words) -> ResultRow:
    return ResultRow(
        id=past.id,
        product=_product(past, workspace, t),
        launched=t.day(past.launched),
        channels=t.listed(t.channel(channel) for channel in past.channels),
        verdict=report.verdict,
        verdict_words=verdict_in_words(report, t),
        people=t.number(report.treated) if report.treated else "–",
        rate=t.share(report.rate) if report.rate is not None else "–",
        uplift=_points(report.uplift.points, t) if report.uplift else "–",
    )


def _points(share: float, t: Words) -> str:
    sign = "+" if share > 0 else "−" if share < 0 else ""
    return f"{sign}{t.number(round(abs(share) * 100, 2))} {t('pts', 'pp')}"


def _interval(report: Report, t: Words) -> Interval | None:
    uplift = report.uplift
    if uplift is None:
        return None
    low, high = min(uplift.low, 0.0), max(uplift.high, 0.0)
    span = (high - low) or 1.0
    margin = WIDTH * 0.06

    def place(value: float) -> float:
        return round(margin + (value - low) / span * (WIDTH - 2 * margin), 1)

    words = t(
        f"{_points(uplift.points, t)}, 95% interval from {_points(uplift.low, t)} to {_points(uplift.high, t)}",
        f"{_points(uplift.points, t)}, intervalo del 95 %: de {_points(uplift.low, t)} a {_points(uplift.high, t)}",
    )
    return Interval(place(0.0), place(uplift.low), place(uplift.points), place(uplift.high), words)


def _funnel(report: Report, t: Words) -> tuple[Stage, ...]:
    names = {
        "sent": t("Received it", "La recibieron"),
        "opened": t("Opened it", "La abrieron"),
        "clicked": t("Clicked", "Hicieron clic"),
        "converted": t("Responded", "Respondieron"),
    }
    first = next(iter(report.funnel.values()), 0) or 1
    return tuple(
        Stage(names.get(stage, stage), t.number(people), t.share(people / first), round(100 * people / first, 1))
        for stage, people in report.funnel.items()
    )


def _money(report: Report, t: Words) -> tuple[tuple[str, str], ...]:
    money = report.money
    if money is None:
        return ()
    earned = t(
        f"{t.money(round(money.earned))} ({t.money(round(money.earned_low))} to {t.money(round(money.earned_high))})",
        f"{t.money(round(money.earned))} (de {t.money(round(money.earned_low))} a {t.money(round(money.earned_high))})",
    )
    rows = [
        (t("Cost", "Coste"), t.money(round(money.cost))),
        (t("Earned that would not have come anyway", "Aportado que no habría llegado igualmente"), earned),
    ]
    if money.roi is not None:
        sign = "−" if money.roi < 0 else ""
        rows.append((t("Return on investment", "Retorno de la inversión"), f"{sign}{t.share(abs(money.roi))}"))
    return tuple(rows)
