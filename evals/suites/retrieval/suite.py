"""Questions to public style guides and the demonstration brand books: hybrid search beside words and vectors alone.

The guides lie beside the checkout, in `shared/data/style`; where they are absent, only the brand books and the small
libraries in `corpora/` are asked.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from batuta.noun import Noun
from batuta.settings import Settings
from evals.cases import AnyCase
from evals.ranking import judged
from evals.scorers.score import Score
from evals.searching import Found, searcher
from evals.suite import Solve, Spending
from tools.workspaces.checked import checked
from tools.workspaces.templates import PROJECT
from tools.workspaces.yaml_file import read_yaml

BUDGET = Spending(tokens=0, dollars=0.0)
TO_REACH = {"hit5": 0.85, "hit5_within": 0.85, "hit5_across": 0.5, "no_answer": 0.8}
THRESHOLDS = {"hit5": 0.7, "no_answer": 0.82, "beats_words": 0.5, "beats_vectors": 0.5}


class Question(AnyCase):
    query: str
    passages: tuple[str, ...]
    """Addresses that answer, `file#section`, with `*` for any letters; none where nothing answers."""

    @property
    def asked(self) -> str:
        return self.query


class Questions(Noun):
    """`corpus` stands once in a file: `style`, or a folder of `brand_guidelines`."""

    cases: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _said_once(cls, given: Any) -> Any:
        if not isinstance(given, dict) or not isinstance(given.get("cases"), list):
            return given
        rest = {name: value for name, value in given.items() if name != "corpus"}
        return {**rest, "cases": [{"company": given.get("corpus"), **case} for case in given["cases"]]}


def read(folder: Path) -> tuple[AnyCase, ...]:
    asked = [case for file in sorted(folder.glob("*.yaml")) for case in checked(Questions, read_yaml(file)).cases]
    return tuple(case for case in asked if _corpus(case.company).is_dir())


def solver(_settings: Settings, _recorded: bool) -> Solve:
    return searcher(_corpus)


def judge(case: Question, output: Found) -> Iterable[Score]:
    if not case.passages:
        refused = not output.hybrid
        yield Score("no_answer", float(refused), "" if refused else f"answered with {output.hybrid[0]}")
        return
    right = output.matching(case.passages)
    hybrid, words, vectors = (judged(found, right) for found in (output.hybrid, output.words, output.vectors))
    reason = "" if hybrid.hit else f"expected {sorted(right)[:3]}, found {list(dict.fromkeys(output.hybrid))[:3]}"
    kind = "across" if "cross_language" in case.phenomena else "within"
    yield Score("hit5", hybrid.hit, reason)
    yield Score(f"hit5_{kind}", hybrid.hit)
    yield Score("recall5", hybrid.recall)
    yield Score("mrr", hybrid.reciprocal)
    yield Score("ndcg10", hybrid.ndcg)
    yield Score("ndcg10_words", words.ndcg)
    yield Score("ndcg10_vectors", vectors.ndcg)
    yield Score("beats_words", _beats(hybrid.ndcg, words.ndcg))
    yield Score("beats_vectors", _beats(hybrid.ndcg, vectors.ndcg))


def _beats(ours: float, theirs: float) -> float:
    """1 where ours is better, 0 where it is worse, a half where both are equal."""
    return 0.5 if ours == theirs else float(ours > theirs)


def _corpus(name: str) -> Path:
    if name == "style":
        return PROJECT.parent / "shared" / "data" / "style"
    own = Path(__file__).parent / "corpora" / name
    return own if own.is_dir() else PROJECT / "brand_guidelines" / name
