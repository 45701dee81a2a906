"""Sentences and their evidence: supported, unsupported or contradicted; each set was written before it was run."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from batuta.grounding.support import Evidence, Support, support
from batuta.settings import Settings
from batuta.words.languages import language_in
from evals.cases import AnyCase
from evals.scorers.score import Score
from evals.suite import Solve, Spending

BUDGET = Spending(tokens=0, dollars=0.0)
TO_REACH = {"right": 0.95, "no_false_support": 1.0}
THRESHOLDS = {"right": 0.92, "no_false_support": 0.99}


class Triple(AnyCase):
    label: Literal["supported", "unsupported", "contradicted"]
    sentence: str
    evidence: tuple[str, ...]

    @property
    def asked(self) -> str:
        return f"{self.sentence} ← {' ‖ '.join(self.evidence)}"


def read(folder: Path) -> tuple[AnyCase, ...]:
    return tuple(triple for file in sorted(folder.glob("*.tsv")) for triple in triples(file))


def triples(file: Path) -> tuple[Triple, ...]:
    """Lines of label, sentence and evidence; several pieces of evidence are parted by `‖`."""
    told = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    return tuple(
        Triple.model_validate(
            {
                "id": f"{file.stem}-{number}", "company": file.stem, "language": language_in(f"{sentence} {evidence}"),
                "phenomena": (label,), "label": label, "sentence": sentence, "evidence": evidence.split(" ‖ "),
            }
        )
        for number, (label, sentence, evidence) in enumerate(told, start=1)
    )  # fmt: skip


def solver(_settings: Settings, _recorded: bool) -> Solve:
    async def solve(case: Triple) -> Support:
        return support(case.sentence, [Evidence(str(place), text) for place, text in enumerate(case.evidence)])

    return solve


def judge(case: Triple, output: Support) -> Iterable[Score]:
    right = output.label == case.label
    told = f"{case.asked}: expected {case.label}, found {output.label} {output.reasons('en')[:2]}"
    yield Score("right", float(right), "" if right else told)
    if case.label != "supported":
        yield Score("no_false_support", float(output.label != "supported"))
