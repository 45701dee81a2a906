"""A suite is run: every case solved and judged, as a data set of pydantic-evals."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pydantic_evals import Case, Dataset
from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext
from pydantic_evals.reporting import EvaluationReport

from batuta.settings import Settings
from evals.cases import AnyCase
from evals.figures import Difference, Figure, differences, figures, lost
from evals.scorers.score import Score
from evals.spent import Spent, spent_since
from evals.suite import Judge, Suite

Report = EvaluationReport[AnyCase, object, None]
_CERTAIN = 1e-9


class Outcome(NamedTuple):
    """A suite that was run."""

    suite: Suite
    engine: str
    scores: Mapping[str, tuple[Score, ...]]
    """By case; several of a metric where it was solved several times."""
    failures: Mapping[str, str]
    """Cases that could not be solved, and why."""
    seconds: float
    spent: Spent
    report: Report

    @property
    def figures(self) -> dict[str, Figure]:
        return figures(self.scores)

    @property
    def below(self) -> dict[str, float]:
        """Metrics that miss their threshold; a case that could not be solved counts as `solved` 0."""
        means = {metric: figure.mean for metric, figure in self.figures.items()}
        means["solved"] = 1 - len(self.failures) / max(len(self.suite.cases), 1)
        wanted = {"solved": 1.0, **self.suite.thresholds}
        return {
            metric: means.get(metric, 0.0)
            for metric, least in wanted.items()
            if means.get(metric, 0.0) < least - _CERTAIN
        }

    @property
    def overspent(self) -> bool:
        return self.spent.tokens > self.suite.budget.tokens or self.spent.dollars > self.suite.budget.dollars

    def lost(self, other: Mapping[str, tuple[Score, ...]]) -> dict[str, tuple[str, ...]]:
        """What got worse, case by case; empty for a chat model, whose single cases may differ by chance."""
        return lost(self.scores, other) if self.engine == "builtin" else {}

    def against(self, other: Mapping[str, tuple[Score, ...]]) -> dict[str, Difference]:
        return differences(self.scores, other)


async def evaluate(suite: Suite, settings: Settings, *, engine: str = "builtin", repeat: int = 1) -> Outcome:
    """Solve and judge every case, one after the other; repeated, no recorded answer of a model is used."""
    judged = Judged(suite.judge)
    dataset: Dataset[AnyCase, object, None] = Dataset(
        name=suite.name, cases=[Case(name=case.id, inputs=case) for case in suite.cases], evaluators=[judged]
    )
    solve = suite.solver(settings, repeat == 1)
    calls = settings.state_dir / "language-calls.jsonl"
    before, began = _size(calls), time.perf_counter()
    report = await dataset.evaluate(solve, max_concurrency=1, progress=False, repeat=repeat)
    seconds = time.perf_counter() - began
    failures = {failure.name: failure.error_message for failure in report.failures}
    failures |= {case.name: failed.error_message for case in report.cases for failed in case.evaluator_failures}
    scores = {case: tuple(of) for case, of in judged.kept.items()}
    return Outcome(suite, engine, scores, failures, seconds, spent_since(calls, before), report)


@dataclass
class Judged(Evaluator[AnyCase, object, None]):
    """Our scorers as one evaluator, which keeps what it gave with its weights."""

    judge: Judge
    kept: dict[str, list[Score]] = field(default_factory=dict)

    def evaluate(self, ctx: EvaluatorContext[AnyCase, object, None]) -> Mapping[str, EvaluationReason]:
        scores = tuple(self.judge(ctx.inputs, ctx.output))
        self.kept.setdefault(ctx.inputs.id, []).extend(scores)
        return {one.metric: EvaluationReason(value=float(one.value), reason=one.reason or None) for one in scores}


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
