"""`docs/quality.md`: how well the reader reads, made by a command and by no hand.

batuta eval brief held_out --quality docs/quality.md
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from evals.figures import Figure
from evals.report.slices import by_company, by_language, by_phenomenon
from evals.report.speed import speed
from evals.running import Outcome
from evals.session import Session

_SHOWN = (
    "criteria_f1", "product", "channels", "window", "budget", "asks", "no_inference", "omissions_precision",
    "omissions_recall", "evidence",
)  # fmt: skip


async def write_quality(session: Session, file: Path) -> None:
    """The figures of a session, and the reader's speed measured now."""
    parts = ["# How well briefs are read", "", _MADE, ""]
    for outcome in session.outcomes:
        parts += [*_of_suite(outcome), ""]
    parts += [*await speed(), ""]
    file.write_text("\n".join(parts), encoding="utf-8")


_MADE = (
    "Made by `batuta eval brief held_out --quality docs/quality.md`, not by hand. `brief` is the suite that the reader "
    "is developed with; nobody develops with `held_out`, so its figures tell what a brief from outside can expect. "
    "Intervals are 95 % bootstraps over briefs; what each figure means is in `evals/README.md`."
)


def _of_suite(outcome: Outcome) -> Iterator[str]:
    languages = {code: sum(case.language == code for case in outcome.suite.cases) for code in ("es", "en", "other")}
    yield f"## {outcome.suite.name}"
    yield ""
    told = ", ".join(f"{count} {code}" for code, count in languages.items() if count)
    yield f"{outcome.suite.help} {len(outcome.suite.cases)} briefs ({told}), engine {outcome.engine}."
    yield ""
    yield "| metric | figure | 95 % | to reach | briefs |"
    yield "|---|---|---|---|---|"
    for metric, figure in outcome.figures.items():
        least = outcome.suite.aims.get(metric)
        missed = " **missed**" if least is not None and figure.mean < least - 1e-9 else ""
        interval = f"{figure.low:.3f}–{figure.high:.3f}"
        aim = "" if least is None else least
        yield f"| {metric} | {figure.mean:.3f}{missed} | {interval} | {aim} | {figure.cases} |"
    for title, slices in (
        ("language", by_language(outcome)),
        ("company", by_company(outcome)),
        ("phenomenon", by_phenomenon(outcome)),
    ):
        yield ""
        yield from _sliced(title, slices)


def _sliced(title: str, slices: Mapping[str, Mapping[str, Figure]]) -> Iterator[str]:
    yield f"| {title} | briefs | {' | '.join(_SHOWN)} |"
    yield f"|---|---|{'---|' * len(_SHOWN)}"
    for name, figures in slices.items():
        cells = [f"{figures[metric].mean:.3f}" if metric in figures else "" for metric in _SHOWN]
        most = max((figure.cases for figure in figures.values()), default=0)
        yield f"| {name} | {most} | {' | '.join(cells)} |"
