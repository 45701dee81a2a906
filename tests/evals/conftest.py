"""A suite of three small cases, solved by hand-written briefs."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from app.strict import require_strict_msgpack
from batuta.audience import Audience, Criterion, Evidence
from batuta.brief import Brief, Budget, Window
from batuta.settings import Settings
from evals.cases import EvalCase, Expected
from evals.running import Outcome, evaluate
from evals.scorers.reading import scores
from evals.scorers.score import Score
from evals.suite import Solve, Spending, Suite

require_strict_msgpack()
TEXT = "Tarjeta Oro, Madrid, más de 3 compras, email, mayo, 500 €"
WANTED = Expected.model_validate(
    {
        "product_id": "gold",
        "channels": ["email"],
        "window": [date(2027, 5, 1), date(2027, 5, 31)],
        "budget": "500 EUR",
        "audience": ["city == Madrid", "purchases > 3"],
    }
)


def case(name: str = "one", **other: object) -> EvalCase:
    parts: dict[str, object] = {
        "id": name,
        "company": "bank",
        "today": date(2027, 3, 1),
        "language": "es",
        "phenomena": ("list",),
        "whole": True,
        "brief": TEXT,
        "expect": WANTED,
    }
    return EvalCase.model_validate(parts | other)


def quote(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(quote=words, start=start, end=start + len(words))


def reading(**other: object) -> Brief:
    parts: dict[str, object] = {
        "id": "b",
        "locale": "es-ES",
        "product_id": "gold",
        "channels": ("email",),
        "window": Window(start=date(2027, 5, 1), end=date(2027, 5, 31), evidence=quote("mayo")),
        "budget": Budget(amount=500, currency="EUR", evidence=quote("500 €")),
        "audience": Audience(
            all=(
                Criterion(attribute="city", operator="==", value="Madrid", evidence=quote("Madrid")),
                Criterion(attribute="purchases", operator=">", value=3, evidence=quote("más de 3 compras")),
            )
        ),
        "evidence": {"product_id": quote("Tarjeta Oro"), "channels.email": quote("email")},
    }
    return Brief.model_validate(parts | other)


def judged(brief: Brief, of: EvalCase | None = None) -> dict[str, Score]:
    return {score.metric: score for score in scores(of or case(), brief)}


def suite(answer: Callable[[EvalCase], Brief], cases: Iterable[EvalCase] = (), **thresholds: float) -> Suite:
    def solver(_settings: Settings, _recorded: bool) -> Solve:
        async def solve(one: EvalCase) -> object:
            return answer(one)

        return solve

    given = tuple(cases) or tuple(case(f"case-{n}") for n in range(12))
    return Suite("made", given, solver, scores, thresholds, Spending(0, 0.0), "A suite for tests.")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(state_dir=tmp_path, model="builtin")


async def run(answer: Callable[[EvalCase], Brief], settings: Settings, **thresholds: float) -> Outcome:
    return await evaluate(suite(answer, **thresholds), settings)
