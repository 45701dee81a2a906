"""Inventories with one trap or several: what is reused, what is proposed, what has to be written."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import model_validator

from app.outside.find import FoundNeeds, find
from batuta.noun import Noun
from batuta.settings import Settings
from evals.cases import AnyCase
from evals.scorers.score import Score
from evals.suite import Solve, Spending
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import read_yaml

BUDGET = Spending(tokens=0, dollars=0.0)
THRESHOLDS = {"decision": 0.95, "reasons": 1.0}


class Inventory(AnyCase):
    line: dict[str, Any]
    """As `content find --jsonl` takes it, with one need."""
    decision: Literal["reuse", "propose_pending", "generate"]
    item_id: str | None = None

    @property
    def asked(self) -> str:
        return str(self.line["inventory"])


class Inventories(Noun):
    """What is common to a file stands once; each item of an inventory says only where it differs from `item`."""

    cases: tuple[Inventory, ...]

    @model_validator(mode="before")
    @classmethod
    def _said_once(cls, given: Any) -> Any:
        common = {name: given[name] for name in ("today", "campaign", "product_facts")}
        need = {"need_id": "n", **given["need"]}
        return {"cases": [cls._case(case, common, need, given) for case in given["cases"]]}

    @staticmethod
    def _case(case: dict[str, Any], common: dict[str, Any], need: dict[str, Any], given: Any) -> dict[str, Any]:
        items = [{**given["item"], **item} for item in case["inventory"]]
        rest = {name: value for name, value in case.items() if name != "inventory"}
        line = {**common, "needs": [need], "inventory": items}
        return {"company": given["company"], "language": given["language"], "line": line, **rest}


def read(folder: Path) -> tuple[AnyCase, ...]:
    return tuple(case for file in sorted(folder.glob("*.yaml")) for case in checked(Inventories, read_yaml(file)).cases)


def solver(_settings: Settings, _recorded: bool) -> Solve:
    async def solve(case: Inventory) -> FoundNeeds:
        return await find(case.line, case.language)

    return solve


def judge(case: Inventory, output: FoundNeeds) -> Iterable[Score]:
    (found,) = output.needs
    right = (found.decision, found.item_id) == (case.decision, case.item_id)
    told = f"expected {case.decision} {case.item_id}, found {found.decision} {found.item_id}: {found.rejected}"
    yield Score("decision", float(right), "" if right else told)
    yield Score("reasons", float(all(miss.why for miss in found.rejected)))
