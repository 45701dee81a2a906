"""Cases as a marketer writes them: the brief, the company, and what a good colleague would have understood.

A suite about something else than briefs has its own kind of case beside it, from the same beginning: `AnyCase`.
"""

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from batuta.approval import GateKind
from batuta.audience import Audience
from batuta.noun import Noun
from evals import notation
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import read_yaml


class Window(Noun):
    """Written as its two ends: `[2027-04-01, 2027-04-30]`, `[2027-04-15, null]`."""

    start: date | None = None
    end: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _as_a_pair(cls, given: object) -> object:
        return {"start": given[0], "end": given[1]} if isinstance(given, list) and len(given) == 2 else given


class Budget(Noun):
    """Written as `12000 EUR`."""

    amount: float
    currency: str

    @model_validator(mode="before")
    @classmethod
    def _as_words(cls, given: object) -> object:
        amount, _, currency = given.partition(" ") if isinstance(given, str) else ("", "", "")
        return {"amount": amount, "currency": currency} if currency else given


class Expected(Noun):
    """What must come out. `null` or an empty list means: must be absent."""

    is_brief: bool = True
    language: str | None = None
    """Where it is one that we do not read."""
    product_id: str | None = None
    channels: tuple[str, ...] | None = None
    window: Window | None = None
    budget: Budget | None = None
    audience: Audience | None = None
    kpis: dict[str, float] | None = None
    """Metric to target."""
    objective: str | None = None
    offer: tuple[float, ...] | None = None
    """The figures that are promised."""
    must_say: tuple[str, ...] | None = None
    must_not_say: tuple[str, ...] | None = None
    content_locales: tuple[str, ...] | None = None
    asks: tuple[str, ...] = ()
    """Fields that must be asked about. That missing channels and dates are asked for goes without saying."""
    omissions: tuple[str, ...] | None = None
    """Attributes that precedents must miss."""
    gates: tuple[GateKind, ...] | None = None
    """Of the whole line: the gates in order."""
    steps: tuple[str, ...] | None = None
    """Of the whole line: the nodes in order."""
    status: str | None = None
    """Of the whole line: how it ends."""

    @field_validator("audience", mode="before")
    @classmethod
    def _written_down(cls, given: object) -> object:
        return notation.audience(given)


class AnyCase(Noun):
    """What the frame has to know of a case of any suite."""

    id: str
    company: str = ""
    """A demonstration company by its sector, or a folder in `evals/companies`; or what else figures are grouped by."""
    language: Literal["es", "en", "other"]
    phenomena: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """What was given, as the report shows it."""
        return self.id


class EvalCase(AnyCase):
    today: date
    whole: bool = False
    """The brief is judged whole: what `expect` does not name must be absent."""
    brief: str
    expect: Expected = Expected()

    @property
    def asked(self) -> str:
        return self.brief


class CaseFile(Noun):
    """`company`, `today`, `language` and `whole` may stand once, for every case that does not say otherwise."""

    cases: tuple[EvalCase, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _said_once(cls, given: Any) -> Any:
        if not isinstance(given, dict) or not isinstance(given.get("cases"), list):
            return given
        common = {name: given[name] for name in ("company", "today", "language", "whole") if name in given}
        rest = {name: value for name, value in given.items() if name not in common}
        return {**rest, "cases": [{**common, **case} if isinstance(case, dict) else case for case in given["cases"]]}


def read_cases(path: Path) -> tuple[EvalCase, ...]:
    """The cases of a file, or of every file of a folder. Raises: WorkspaceInvalid, with file, line and remedy."""
    if path.is_dir():
        return tuple(case for file in sorted(path.glob("*.yaml")) for case in read_cases(file))
    return checked(CaseFile, read_yaml(path, path.name)).cases


def named(case: Expected) -> frozenset[str]:
    """The fields this case names."""
    return frozenset(case.model_fields_set)
