"""One call of `batuta eval`: suites run, compared, judged and written down."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.settings import read_settings
from evals.baseline import CaseScores, accept, baseline_of, kept, read_run, written
from evals.figures import Difference
from evals.report.html import html
from evals.report.junit import junit
from evals.running import Outcome, evaluate
from evals.suite import load, names

_SHOWN = 6


@dataclass(frozen=True)
class Session:
    outcomes: tuple[Outcome, ...]
    against: Mapping[str, Mapping[str, Difference]]
    """By suite: every metric less the baseline's, or less that of the run it is compared with."""
    lost: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """By suite and metric: cases that the built-in engine read better before."""

    @property
    def problems(self) -> dict[str, list[str]]:
        """By suite, what is not good enough, in words."""
        return {outcome.suite.name: told for outcome in self.outcomes if (told := self._problems_of(outcome))}

    @property
    def good(self) -> bool:
        return not self.problems

    @property
    def told(self) -> list[dict[str, object]]:
        return [
            {
                "suite": outcome.suite.name,
                "engine": outcome.engine,
                "cases": len(outcome.suite.cases),
                "seconds": round(outcome.seconds, 3),
                "figures": {metric: figure._asdict() for metric, figure in outcome.figures.items()},
                "thresholds": dict(outcome.suite.thresholds),
                "below": outcome.below,
                "against": {
                    metric: {**change._asdict(), "worse": change.worse}
                    for metric, change in self.against.get(outcome.suite.name, {}).items()
                },
                "spent": outcome.spent._asdict(),
                "failures": dict(outcome.failures),
                "problems": self.problems.get(outcome.suite.name, []),
            }
            for outcome in self.outcomes
        ]

    def write(self, folder: Path) -> None:
        """`result.json` of each suite (what `--compare` reads), `junit.xml` and `report.html` of all."""
        folder.mkdir(parents=True, exist_ok=True)
        for outcome in self.outcomes:
            (folder / f"{outcome.suite.name}.result.json").write_text(written(kept(outcome)), encoding="utf-8")
        worse = {suite: [one for one in told if "worse" in one] for suite, told in self.problems.items()}
        (folder / "result.json").write_text(json.dumps(self.told, indent=1, ensure_ascii=False), encoding="utf-8")
        (folder / "junit.xml").write_text(junit(self.outcomes, worse), encoding="utf-8")
        (folder / "report.html").write_text(html(self.outcomes, self.against), encoding="utf-8")

    def accept(self) -> list[Path]:
        """These runs become the baselines of their suites."""
        return [accept(outcome) for outcome in self.outcomes]

    def _problems_of(self, outcome: Outcome) -> list[str]:
        told = [
            f"{metric} {mean:.4f} is below {outcome.suite.thresholds.get(metric, 1.0)}"
            for metric, mean in outcome.below.items()
        ]
        for metric, change in self.against.get(outcome.suite.name, {}).items():
            if change.worse:
                told.append(f"{metric} is {-change.mean:.4f} worse ({change.low:+.4f} to {change.high:+.4f})")
        for metric, cases in self.lost.get(outcome.suite.name, {}).items():
            shown = ", ".join(cases[:_SHOWN]) + (" …" if len(cases) > _SHOWN else "")
            told.append(f"{metric} is worse in {len(cases)} cases and better in fewer: {shown}")
        if outcome.overspent:
            spent, budget = outcome.spent, outcome.suite.budget
            told.append(
                f"spent {spent.tokens:,} tokens and ${spent.dollars:.2f} of {budget.tokens:,} and ${budget.dollars:.2f}"
            )
        return told


async def run_suites(
    chosen: tuple[str, ...], *, engine: str = "builtin", compare: str | None = None, repeat: int = 1
) -> Session:
    """Run suites and compare each with its accepted baseline, or with `compare`: another engine, or a result.

    Raises: BadInput, for a suite there is not; UnreadableFile, for a result that is none.
    """
    outcomes: list[Outcome] = []
    against: dict[str, Mapping[str, Difference]] = {}
    lost: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for name in chosen or names():
        suite = load(name)
        outcome = await evaluate(suite, read_settings(model=engine), engine=engine, repeat=repeat)
        other = await _other(name, engine, compare, repeat)
        if other:
            against[name], lost[name] = outcome.against(other), outcome.lost(other)
        outcomes.append(outcome)
    return Session(tuple(outcomes), against, lost)


async def _other(name: str, engine: str, compare: str | None, repeat: int) -> CaseScores | None:
    if compare is None:
        accepted = baseline_of(name, engine)
        return accepted.scores if accepted else None
    if compare.endswith(".json"):
        return read_run(Path(compare)).scores
    settings = read_settings(model=compare)
    return (await evaluate(load(name), settings, engine=compare, repeat=repeat)).scores
