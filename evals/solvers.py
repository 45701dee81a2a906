"""What eval cases are given to: the brief workflow on its own, and the whole line."""

import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from app.bootstrap.reading import reading_deps
from app.demonstration import demonstration
from app.local import local, operator
from app.runs import Prepared, run
from batuta.brief import Brief, Request
from batuta.campaign import CampaignOutcome
from batuta.deps import Deps
from batuta.settings import Settings
from evals.cases import EvalCase
from tools.clock import FixedClock
from tools.workspaces.folder import read_workspace
from tools.workspaces.templates import templates

ANSWERS = (
    Prepared(gate="clarify", decision="accept_proposals", by="marketer"),
    Prepared(gate="confirm", decision="add", by="marketer"),
    Prepared(gate="choose_audience", decision="keep", by="marketer"),
    Prepared(gate="*", decision="approve", by="compliance"),
)
COMPANIES = Path(__file__).parent / "companies"


class Line(NamedTuple):
    """A campaign at its end, and the way it went."""

    outcome: CampaignOutcome
    steps: tuple[str, ...]
    """The nodes that ran, in order, as the audit has them; one that ran several times in a row stands once."""


def brief_reader(settings: Settings, recorded: bool = True) -> Callable[[EvalCase], Awaitable[Brief]]:
    """The brief workflow and the precedents, on the day of the case, without a database."""

    @cache
    def world(company: str) -> Deps:
        return reading_deps(folder_of(company, settings), settings, cache=recorded)

    @cache
    def workflow() -> Any:
        # Deferred: LangGraph may only be imported once strict msgpack is on.
        from graphs.brief import build

        return build().compile()

    async def read(case: EvalCase) -> Brief:
        deps = world(case.company)
        from agents.brief.precedents import precedents_of

        request = await deps.artefacts.put(Request(text=case.brief, today=case.today, author="marketer"))
        done = await workflow().ainvoke({"request": request}, context=deps)
        brief = await deps.artefacts.get(done["brief"], Brief)
        recalled = precedents_of(brief, await deps.history.campaigns(), deps.workspace)
        return brief.model_copy(update={"omissions": recalled.omissions})

    return read


def line_runner(settings: Settings) -> Callable[[EvalCase], Awaitable[Line]]:
    """The whole campaign, gates answered the obvious way, in an installation of its own: what an earlier run has
    published would be found and used again."""

    async def conduct(case: EvalCase) -> Line:
        with tempfile.TemporaryDirectory(prefix="eval-") as state:
            return await campaign(case, settings.model_copy(update={"state_dir": Path(state)}))

    async def campaign(case: EvalCase, own: Settings) -> Line:
        folder = folder_of(case.company, own)
        clock = FixedClock(datetime.combine(case.today, time(10), UTC))
        async with local(own, folder, work=True, clock=clock) as here:
            author = await operator(here.installation, here.company, "marketer")
            outcome = await run(here, case.brief, author, ANSWERS, name=case.id, today=case.today)
            events = await here.company.audit.events(campaign_id=outcome.campaign_id, limit=1000)
            done = (event.subject for event in events if event.kind == "step.done")
            return Line(outcome, tuple(node for node, _ in groupby(done)))

    return conduct


@cache
def whole_numbers(company: str) -> frozenset[str]:
    """Attributes of a company that have whole numbers alone, by its catalogue; no customers are made for it."""
    root = templates()[company] if company in templates() else COMPANIES / company
    return frozenset(one.name for one in read_workspace(root).catalogue.attributes if one.type == "integer")


def folder_of(company: str, settings: Settings) -> Path:
    """A demonstration company by its sector, else a folder of the evals' own."""
    return demonstration(settings, company) if company in templates() else COMPANIES / company
