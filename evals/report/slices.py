"""A run by language, company and phenomenon: where it is strong, and where it is not."""

from collections.abc import Callable, Iterable, Mapping

from evals.cases import AnyCase
from evals.figures import Figure, figures
from evals.running import Outcome

Slices = Mapping[str, Mapping[str, Figure]]
"""Name of the slice to its figures."""


def by_language(outcome: Outcome) -> Slices:
    return _sliced(outcome, lambda case: (case.language,))


def by_company(outcome: Outcome) -> Slices:
    return _sliced(outcome, lambda case: (case.company,))


def by_phenomenon(outcome: Outcome) -> Slices:
    return _sliced(outcome, lambda case: case.phenomena)


def _sliced(outcome: Outcome, names: Callable[[AnyCase], Iterable[str]]) -> Slices:
    members: dict[str, list[str]] = {}
    for case in outcome.suite.cases:
        for name in names(case):
            members.setdefault(name, []).append(case.id)
    return {
        name: figures({case: outcome.scores[case] for case in cases if case in outcome.scores})
        for name, cases in sorted(members.items())
    }
