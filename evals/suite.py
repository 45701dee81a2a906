"""A suite: its cases, what solves them, what the answers are measured by, and how good is good enough.

Read in this order: `cases.py`, `solvers.py`, `scorers/`, here, `running.py`, `figures.py`, `report/`.
"""

import importlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from batuta.errors import BadInput
from batuta.settings import Settings
from batuta.text import Text
from evals.cases import AnyCase, read_cases
from evals.scorers.score import Score

SUITES = Path(__file__).parent / "suites"

Solve = Callable[[Any], Awaitable[object]]
"""Of a case of the suite's own kind."""
Solver = Callable[[Settings, bool], Solve]
"""The settings, and whether recorded answers of a model may be used."""
Judge = Callable[[Any, Any], Iterable[Score]]


class Spending(NamedTuple):
    """What one run of a suite may use of a chat model."""

    tokens: int
    dollars: float


class Suite(NamedTuple):
    name: str
    cases: tuple[AnyCase, ...]
    solver: Solver
    judge: Judge
    thresholds: Mapping[str, float]
    """Metric to the figure below which a run fails; raised as the product gets better, never lowered."""
    budget: Spending
    help: str = ""
    to_reach: Mapping[str, float] = {}
    """Metric to the figure that is the aim, where it is not yet the threshold."""
    sealed: bool = False
    """Its misses are only told on request: a case that somebody looked into is no longer held out."""

    @property
    def aims(self) -> Mapping[str, float]:
        return {**self.thresholds, **self.to_reach}


def names() -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in SUITES.glob("*/suite.py")))


def load(name: str) -> Suite:
    """Raises: BadInput, with the suites there are; WorkspaceInvalid, for a bad case, with file and line."""
    if name not in names():
        known = ", ".join(names())
        raise BadInput(
            Text(en=f"There is no eval suite “{name}”.", es=f"No existe la suite de evaluación «{name}»."),
            remedy=Text(en=f"Suites: {known}.", es=f"Suites: {known}."),
            subject=name,
        )
    module = importlib.import_module(f"evals.suites.{name}.suite")
    folder = SUITES / name
    read: Callable[[Path], tuple[AnyCase, ...]] = getattr(module, "read", read_cases)
    cases = read(folder / "cases" if (folder / "cases").is_dir() else folder / "cases.yaml")
    _refuse_twins(cases, name)
    said = (module.__doc__ or "").strip().split("\n")[0]
    return Suite(
        name,
        cases,
        module.solver,
        module.judge,
        module.THRESHOLDS,
        module.BUDGET,
        said,
        getattr(module, "TO_REACH", {}),
        getattr(module, "SEALED", False),
    )


def _refuse_twins(cases: tuple[AnyCase, ...], name: str) -> None:
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise BadInput(
                Text(
                    en=f"Two cases of the suite “{name}” are called “{case.id}”.",
                    es=f"Dos casos de la suite «{name}» se llaman «{case.id}».",
                ),
                remedy=Text(en="Give each its own id.", es="Dale a cada uno su propio id."),
                subject=case.id,
            )
        seen.add(case.id)
