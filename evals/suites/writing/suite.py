"""Messages from bare fact sheets and voice rules, judged by checks that share no code with the writer."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import Field

from app.outside.write import WrittenLine, write
from batuta.noun import Noun
from batuta.settings import Settings
from evals.cases import AnyCase
from evals.messages import Sheet, faults
from evals.scorers.score import Score
from evals.suite import Solve, Spending
from tools.language.engine import language
from tools.language.records import CallsInFile
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import read_yaml

BUDGET = Spending(tokens=600_000, dollars=2.0)
TO_REACH = {"piece": 0.95}
THRESHOLDS = {"piece": 0.8, "cited": 1.0, "differ": 1.0, "figures": 1.0, "together": 1.0, "limits": 1.0}
_METRICS = ("figures", "together", "limits", "banned", "formality", "market", "way_out", "action", "style", "cited")


class SheetCase(Sheet, AnyCase):
    @property
    def asked(self) -> str:
        return "\n".join((f"{self.channel} · {self.locale} · {self.need}", *self.facts))


class Sheets(Noun):
    language: str
    cases: tuple[SheetCase, ...] = Field(min_length=1)


def read(folder: Path) -> tuple[AnyCase, ...]:
    cases: list[SheetCase] = []
    for file in sorted(folder.glob("*.yaml")):
        document = read_yaml(file)
        given = document.data if isinstance(document.data, dict) else {}
        spoken = given.get("language")
        told = [{"language": spoken, **case} for case in given.get("cases", ())]
        cases += checked(Sheets, document, {**given, "cases": told}).cases
    return tuple(cases)


def solver(settings: Settings, recorded: bool) -> Solve:
    writer = language(settings, CallsInFile(settings.state_dir / "language-calls.jsonl"), cache=recorded)

    async def solve(case: SheetCase) -> WrittenLine:
        return await write(case.line, writer)

    return solve


def judge(case: SheetCase, output: WrittenLine) -> Iterable[Score]:
    for variant in output.variants:
        found = faults(case, variant)
        told = "; ".join(found.values())
        yield Score("piece", float(not found), f"{variant.label}: {told} · {dict(variant.parts)}" if found else "")
        for metric in _METRICS:
            yield Score(metric, float(metric not in found))
    bodies = {tuple(sorted(variant.parts.items())) for variant in output.variants}
    labels = {variant.label for variant in output.variants}
    different = len(output.variants) >= 2 and len(bodies) == len(labels) == len(output.variants)
    yield Score("differ", float(different), "" if different else f"{len(output.variants)} variants, {sorted(labels)}")
