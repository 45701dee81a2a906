from typing import get_args

import pytest

from batuta.degraded import Problem, degraded_in_words, problem_kind


@pytest.mark.parametrize("kind", get_args(Problem))
def test_every_problem_is_told_in_both_languages(kind: Problem) -> None:
    problem = f"{kind}: some detail"
    assert problem_kind(problem) == kind
    english, spanish = degraded_in_words(problem, "en"), degraded_in_words(problem, "es-ES")
    assert english.endswith("Batuta's built-in engine did it instead.")
    assert spanish.endswith("lo ha hecho el motor propio de Batuta.")
    assert "detail" not in english + spanish


@pytest.mark.parametrize("problem", ["", "something else", "timeouts: x"])
def test_no_problem_is_told_where_there_is_none(problem: str) -> None:
    assert problem_kind(problem) is None
    assert degraded_in_words(problem, "en") == ""
