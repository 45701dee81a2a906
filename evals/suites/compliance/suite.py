"""Texts and audiences of marketing, half of them lawful: what must be blocked is, what is in order is not, and why."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from app.outside.comply import Outcome, reviewed
from batuta.settings import Settings
from batuta.text import language_of
from evals.cases import AnyCase
from evals.scorers.score import Score, same
from evals.suite import Solve, Spending
from tools.policies import PolicyBook, open_policies
from tools.workspaces.yaml_file import read_yaml

BUDGET = Spending(tokens=0, dollars=0.0)
THRESHOLDS = {
    "blocked": 0.98,
    "clean_passes": 0.98,
    "near_miss_passes": 0.97,
    "topics_f1": 0.97,
    "audience_topics": 0.97,
}
TODAY = date(2026, 12, 15)
"""Where a case names no day of its own."""
LONGER = {"kind": "product_kind", "facts": "product_facts", "note": "audience_note"}
"""Short names in the files, and what a line of `batuta comply --jsonl` calls them."""


class Labelled(AnyCase):
    """A line as `batuta comply --jsonl` takes it, and what a compliance officer would say of it."""

    line: dict[str, Any]
    verdict: Literal["blocked", "needs_review", "clear"] | None = None
    """None of an audience: its topics are judged."""
    topics: frozenset[str]
    also: frozenset[str] = frozenset()
    """Topics that may be named as well."""
    near: bool = False
    """A near miss: the word that frightens, used lawfully."""

    @property
    def asked(self) -> str:
        said = self.line.get("copy", self.line.get("audience"))
        return "\n".join(map(str, said.values())) if isinstance(said, dict) else str(said)


def read(folder: Path) -> tuple[AnyCase, ...]:
    audiences = folder.parent / "audiences.yaml"
    return tuple(case for file in (*sorted(folder.glob("*.yaml")), audiences) for case in labelled(file))


def labelled(file: Path) -> tuple[Labelled, ...]:
    cases = read_yaml(file).data
    assert isinstance(cases, list)
    return tuple(_case(case, file.stem) for case in cases)


def _case(given: dict[str, Any], file: str) -> Labelled:
    labels = {name: given[name] for name in ("id", "verdict", "topics", "also", "near") if name in given}
    line = {LONGER.get(name, name): value for name, value in given.items() if name not in labels}
    spoken = language_of(line["locale"]) if "locale" in line else "other"
    return Labelled.model_validate(
        {**labels, "line": line, "company": file, "language": spoken, "phenomena": sorted(labels["topics"])}
    )


def solver(_settings: Settings, _recorded: bool) -> Solve:
    @cache
    def legal() -> PolicyBook:
        """The legal packs alone, of no company."""
        return open_policies(None)

    async def solve(case: Labelled) -> Outcome:
        return reviewed(dict(case.line), legal(), TODAY, "en")

    return solve


def judge(case: Labelled, output: Outcome) -> Iterable[Score]:
    found = frozenset(finding.topic for finding in output.findings if finding.severity != "info")
    if case.verdict is None:
        yield same("audience_topics", sorted(case.topics), sorted(found - (case.also - case.topics)))
        return
    if case.verdict == "blocked":
        yield same("blocked", "blocked", output.verdict)
    elif case.verdict == "clear":
        told = ", ".join(f"{one.rule_id}: {one.quote}" for one in output.findings if one.severity == "block")
        yield Score("near_miss_passes" if case.near else "clean_passes", float(output.verdict != "blocked"), told)
    right, beside = len(case.topics & found), len(found - case.topics - case.also)
    counted = 2 * right + beside + len(case.topics - found)
    if counted:
        told = f"expected {sorted(case.topics)}, found {sorted(found)}"
        yield Score("topics_f1", 2 * right / counted, "" if beside == 0 and case.topics <= found else told, counted)
