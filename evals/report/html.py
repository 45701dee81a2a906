"""A report that stands alone: figures with their intervals, and every case that is not perfect, brief beside reading.

One file without anything from outside; charts are drawn as SVG.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from evals.figures import Difference, Figure
from evals.report.slices import by_company, by_language, by_phenomenon
from evals.running import Outcome
from evals.scorers.score import Score

_STYLE = """
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}th,td{padding:.25rem .75rem;text-align:left;border-bottom:1px solid #8884}
td.n{text-align:right;font-variant-numeric:tabular-nums}.bad{color:#b3261e;font-weight:600}.good{color:#1b6e3c}
details{margin:.5rem 0;border-left:3px solid #8886;padding-left:1rem}summary{cursor:pointer}
blockquote{white-space:pre-wrap;background:#8881;padding:.75rem;margin:.5rem 0}
svg text{fill:currentColor;font-size:12px}
"""
_OF_BRIEFS = ("criteria_f1", "product", "channels", "window", "budget", "asks", "no_inference")
_COLUMNS = 8
_WIDTH, _ROW, _LEFT, _RIGHT = 640, 24, 180, 60


def html(outcomes: Sequence[Outcome], against: Mapping[str, Mapping[str, Difference]]) -> str:
    """against: by suite, the differences from its baseline or from the run it is compared with."""
    body = "".join(_suite(outcome, against.get(outcome.suite.name, {})) for outcome in outcomes)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Eval report</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><h1>Eval report</h1>{body}</body></html>\n"
    )


def _suite(outcome: Outcome, against: Mapping[str, Difference]) -> str:
    suite = outcome.suite
    spent = outcome.spent
    engine = f"engine {escape(outcome.engine)}"
    facts = f"{len(suite.cases)} cases · {engine} · {outcome.seconds:.1f} s · {spent.tokens:,} tokens"
    return (
        f"<h2>{escape(suite.name)}</h2><p>{escape(suite.help)}</p><p>{facts} · ${spent.dollars:.4f}</p>"
        f"{_chart(outcome.figures, suite.thresholds)}{_figures(outcome, against)}"
        f"{_slices('Language', by_language(outcome))}{_slices('Company', by_company(outcome))}"
        f"{_slices('Phenomenon', by_phenomenon(outcome))}<h3>Cases</h3>{''.join(_cases(outcome))}"
    )


def _chart(figures: Mapping[str, Figure], thresholds: Mapping[str, float]) -> str:
    """A bar for each metric, its interval as a line, its threshold as a mark."""

    def x(share: float) -> float:
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    rows = []
    for place, (metric, figure) in enumerate(figures.items()):
        y = place * _ROW
        least = thresholds.get(metric)
        colour = "#b3261e" if least is not None and figure.mean < least - 1e-9 else "#2f6db3"
        mark = (
            f'<line x1="{x(least):.0f}" x2="{x(least):.0f}" y1="{y + 2}" y2="{y + 20}" stroke="currentColor"/>'
            if least
            else ""
        )
        rows.append(
            f'<text x="0" y="{y + 16}">{escape(metric)}</text>'
            f'<rect x="{_LEFT}" y="{y + 5}" height="12" width="{x(figure.mean) - _LEFT:.0f}" '
            f'fill="{colour}" opacity=".75"/>'
            f'<line x1="{x(figure.low):.0f}" x2="{x(figure.high):.0f}" y1="{y + 11}" y2="{y + 11}" '
            'stroke="currentColor"/>'
            f'{mark}<text x="{_WIDTH - _RIGHT + 8}" y="{y + 16}">{figure.mean:.3f}</text>'
        )
    height = len(rows) * _ROW
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" role="img" aria-label="Metrics">{"".join(rows)}</svg>'
    )


def _figures(outcome: Outcome, against: Mapping[str, Difference]) -> str:
    rows = []
    for metric, figure in outcome.figures.items():
        least = outcome.suite.thresholds.get(metric)
        css = "bad" if metric in outcome.below else "good" if least is not None else ""
        change = against.get(metric)
        told = f"{change.mean:+.3f} [{change.low:+.3f}, {change.high:+.3f}]" if change else ""
        rows.append(
            f'<tr><td>{escape(metric)}</td><td class="n {css}">{figure.mean:.3f}</td>'
            f'<td class="n">{figure.low:.3f}–{figure.high:.3f}</td><td class="n">{"" if least is None else least}</td>'
            f'<td class="n {"bad" if change and change.worse else ""}">{told}</td>'
            f'<td class="n">{figure.cases}</td></tr>'
        )
    head = (
        "<tr><th>metric</th><th>figure</th><th>95 %</th><th>at least</th><th>against baseline</th><th>cases</th></tr>"
    )
    return f"<table>{head}{''.join(rows)}</table>"


def _slices(title: str, slices: Mapping[str, Mapping[str, Figure]]) -> str:
    measured = {metric: None for of in slices.values() for metric in of}
    shown = tuple(metric for metric in _OF_BRIEFS if metric in measured) or tuple(measured)[:_COLUMNS]
    rows = "".join(
        f"<tr><td>{escape(name)}</td>"
        + "".join(f'<td class="n">{of[metric].mean:.3f}</td>' if metric in of else "<td></td>" for metric in shown)
        + "</tr>"
        for name, of in slices.items()
    )
    head = "".join(f"<th>{metric}</th>" for metric in shown)
    return f"<h3>{title}</h3><table><tr><th></th>{head}</tr>{rows}</table>" if slices else ""


def _cases(outcome: Outcome) -> Iterable[str]:
    for case in outcome.suite.cases:
        scores = outcome.scores.get(case.id, ())
        faults = [score for score in scores if score.value < 1]
        if not faults and case.id not in outcome.failures:
            continue
        failed = f'<p class="bad">{escape(outcome.failures[case.id])}</p>' if case.id in outcome.failures else ""
        told = ", ".join(case.phenomena)
        yield (
            f"<details><summary><b>{escape(case.id)}</b> · {escape(case.company)} · {escape(told)} · "
            f"{len(faults)} not perfect</summary><blockquote>{escape(case.asked)}</blockquote>"
            f"{failed}{_faults(faults)}</details>"
        )


def _faults(faults: Sequence[Score]) -> str:
    rows = "".join(
        f'<tr><td>{escape(one.metric)}</td><td class="n">{one.value:.2f}</td><td>{escape(one.reason)}</td></tr>'
        for one in faults
    )
    return f"<table>{rows}</table>"
