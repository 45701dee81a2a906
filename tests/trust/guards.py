"""Twelve guards, each with the attack that it stops and the way to take it out.

An attack runs against real tables or the whole line and returns what the oracles complain of: nothing with the
guard in its place, something without it.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from jinja2 import Environment

from app.filing import verdict_of_campaign
from batuta.errors import BatutaError
from batuta.material import Material
from batuta.product import Fact
from batuta.settings import Settings
from tests.scenes.approval import COMPLIANCE, MARKETER, Records, a_plan
from tests.scenes.line import BRIEF
from tests.servers.openai_server import OpenAIServer, keepalive_for_ever
from tests.trust import poisons
from tests.trust.adversary import Adversary, Lie, Poison
from tests.trust.evidence import Traces, tables_of
from tests.trust.judging import lied_to
from tests.trust.oracles import byz1
from tests.trust.town import town
from tools.clock import FixedClock
from tools.language.budget import Budget
from tools.records.authority import Person
from tools.records.database import one
from tools.rendering.verdict_html import verdict_html

SETTLED_WITHIN = 40
"""Seconds until a campaign that a model holds up counts as lost."""


@dataclass(frozen=True)
class Stage:
    """What attacks run on."""

    records: Records
    uri: str
    schema: str
    settings: Settings
    folders: tuple[Path, Path]
    clock: FixedClock


class Guard(NamedTuple):
    attack: Callable[[Stage], Awaitable[list[str]]]
    out: Callable[[], Iterator[Any]] | Callable[[], Any]
    """A context manager under which the guard is gone."""


def _replaced(*changes: tuple[str, str, Any]) -> Callable[[], Any]:
    """By module, name and what stands there instead."""

    @contextmanager
    def gone() -> Iterator[None]:
        support = import_module("batuta.grounding.support")
        support._support.cache_clear()
        with ExitStack() as stack:
            for place, name, instead in changes:
                stack.enter_context(patch.object(import_module(place), name, instead))
            yield
        support._support.cache_clear()

    return gone


async def _kept(stage: Stage) -> list[str]:
    """What the tables say after an attack on them."""
    tables = await asyncio.to_thread(tables_of, stage.uri, stage.schema)
    return [*byz1(Traces(Path(), tables, {}, (), ())), *_approvals(tables)]


def _approvals(tables: Mapping[str, Any]) -> Iterator[str]:
    for approval in tables["approvals"]:
        (gate,) = [row for row in tables["gates"] if row["id"] == approval["gate_id"]]
        (campaign,) = [row for row in tables["campaigns"] if row["id"] == approval["campaign_id"]]
        if gate["four_eyes"] and gate["answered_by"] == campaign["author"]:
            yield f"{campaign['author']} approved an own campaign"
        if gate["answer"]["digest"] != approval["digest"]:
            yield "what was approved is not what was shown"
        if approval["granted_at"] >= approval["expires_at"]:
            yield "it was approved too late"


async def _withdrawn_approval(stage: Stage) -> list[str]:
    approval_id, intents = await stage.records.approved()
    async with stage.records.pool.connection() as connection:
        await connection.execute("UPDATE approvals SET withdrawn_at = now()")
    with suppress(BatutaError):
        await stage.records.outbox.request(approval_id, intents)
    return await _kept(stage)


async def _another_version(stage: Stage) -> list[str]:
    await stage.records.start()
    gate = await stage.records.gate()
    with suppress(BatutaError):
        await stage.records.gates.answer(gate.id, COMPLIANCE, decision="approve", digest="0" * 64)
    return await _kept(stage)


async def _own_campaign(stage: Stage) -> list[str]:
    await stage.records.start()
    gate = await stage.records.gate()
    author = Person(MARKETER.name, MARKETER.roles | COMPLIANCE.roles)
    with suppress(BatutaError):
        await stage.records.gates.answer(gate.id, author, decision="approve", digest=gate.digest)
    return await _kept(stage)


async def _too_late(stage: Stage) -> list[str]:
    await stage.records.start()
    gate = await stage.records.gate()
    stage.records.clock.set(stage.records.clock.now() + timedelta(days=9))
    with suppress(BatutaError):
        await stage.records.gates.answer(gate.id, COMPLIANCE, decision="approve", digest=gate.digest)
    return await _kept(stage)


async def _over_budget(stage: Stage) -> list[str]:
    approval_id, intents = await stage.records.approved(a_plan(cost=500.0, budget=100.0))
    with suppress(BatutaError):
        await stage.records.outbox.request(approval_id, intents)
    return await _kept(stage)


async def _line(stage: Stage, plans: Mapping[str, tuple[Poison, ...]]) -> list[str]:
    with OpenAIServer(Adversary({})) as server:
        async with town(stage.settings, stage.folders, stage.clock, server) as place:
            ended = await lied_to(place, Adversary(plans), BRIEF)
            page = verdict_html(await verdict_of_campaign(place.here.company, ended.outcome.campaign_id), "es")
    told = [f"{name}: {complaint}" for name, complaints in ended.wrong.items() for complaint in complaints]
    return [*told, *(["the verdict would run a script"] if re.search(r"<script", page, re.IGNORECASE) else [])]


def _writing(poison: Poison) -> Callable[[Stage], Awaitable[list[str]]]:
    return partial(_line, plans={"write_message": (poison,)})


async def _held_up(stage: Stage) -> list[str]:
    silent = {"suspect_copy": (lambda _question, _chance: Lie(keepalive_for_ever()),)}
    impatient = stage.settings.model_copy(update={"model_timeout_seconds": 1.0})
    with OpenAIServer(Adversary({})) as server:
        async with town(impatient, stage.folders, stage.clock, server) as place:
            campaign = asyncio.create_task(lied_to(place, Adversary(silent), BRIEF))
            done, _ = await asyncio.wait({campaign}, timeout=SETTLED_WITHIN)
            server._closing.set()
            if not done:
                campaign.cancel()
                with suppress(asyncio.CancelledError, BatutaError):
                    await campaign
                return [f"byz6: no end within {SETTLED_WITHIN} s"]
            return [complaint for told in campaign.result().wrong.values() for complaint in told]


async def _any_approval(connection: Any, approval_id: str) -> Any:
    return await one(await connection.execute("SELECT * FROM approvals WHERE id = %s FOR UPDATE", [approval_id]))


class _Agreeable(str):
    """A digest that is equal to every other."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


@contextmanager
def _without_figures() -> Iterator[None]:
    """Figures are compared twice: sentence by sentence with their sources, and by a rule with the product."""
    checks = import_module("batuta.checks.registry").CHECKS
    with (
        _replaced(("batuta.grounding.support", "value_issues", lambda _said, _told: ()))(),
        patch.dict(checks, facts_contradicted=lambda _case, _check: iter(())),
    ):
        yield


_real_locked = import_module("tools.records.gates")._locked


async def _locked_without_digest(connection: Any, gate_id: str) -> Any:
    row, hold = await _real_locked(connection, gate_id)
    return {**row, "digest": _Agreeable(row["digest"])}, hold


async def _no_authors(_connection: Any, _gate_id: str) -> frozenset[str]:
    return frozenset()


async def _covers_anything(*_given: Any) -> None:
    return None


_real_uncarried = import_module("batuta.writing_checks").uncarried


def _existence_unseen(given: Material, sentence: Any) -> str | None:
    known = [citation for citation in sentence.citations if given.said_by(citation.source) is not None]
    return _real_uncarried(given, sentence) if known else None


_real_fields_and_links = import_module("batuta.writing_checks")._fields_and_links


def _any_link(given: Material, variant: Any) -> Iterator[Any]:
    return (wrong for wrong in _real_fields_and_links(given, variant) if "is not a link" not in wrong.message)


def _without_escaping(**wanted: Any) -> Environment:
    return Environment(**{**wanted, "autoescape": False})


def _neighbours_book(folders: tuple[Path, Path]) -> Callable[..., Any]:
    real = import_module("app.bootstrap.world").library_of

    def library_of(workspace: Any, folder: Path, **rest: Any) -> Any:
        return real(workspace, folders[1] / folder.name, **rest)

    return library_of


def guards(stage: Stage) -> dict[str, Guard]:

    return {
        "approval row": Guard(_withdrawn_approval, _replaced(("tools.records.outbox", "approval_row", _any_approval))),
        "digest": Guard(_another_version, _replaced(("tools.records.gates", "_locked", _locked_without_digest))),
        "four eyes": Guard(_own_campaign, _replaced(("tools.records.authority", "_authors", _no_authors))),
        "expiry": Guard(_too_late, _replaced(("tools.records.gates", "check_still_open", lambda _row, _now: None))),
        "budget": Guard(_over_budget, _replaced(("tools.records.outbox", "check_covered", _covers_anything))),
        "citation existence": Guard(
            _writing(poisons.invented_source),
            _replaced(
                ("batuta.writing_checks", "uncarried", _existence_unseen),
                ("agents.content.ground", "uncarried", _existence_unseen),
            ),
        ),
        "brand filter": Guard(
            partial(_line, plans={}), _replaced(("app.bootstrap.world", "library_of", _neighbours_book(stage.folders)))
        ),
        "validity dates": Guard(
            _writing(poisons.fact_of_last_year), partial(patch.object, Fact, "holds_on", lambda _fact, _day: True)
        ),
        "number check": Guard(_writing(poisons.another_digit), _without_figures),
        "URL allow-list": Guard(
            _writing(poisons.strange_link),
            _replaced(
                ("batuta.writing_checks", "_fields_and_links", _any_link),
                ("agents.content.quality", "_links", lambda *_given: ("", "")),
            ),
        ),
        "mark-up sanitiser": Guard(
            partial(_line, plans={"suspect_copy": (poisons.suspicion_with_markup,)}),
            _replaced(("tools.rendering.verdict_html", "Environment", _without_escaping)),
        ),
        "evidence quote": Guard(
            partial(_line, plans={"clarify_intent": (poisons.invented_quote,)}),
            _replaced(
                ("batuta.reading.checks", "misquoted", lambda *_given: None),
                ("batuta.reading.criteria_check", "misquoted", lambda *_given: None),
            ),
        ),
        "time": Guard(
            _held_up, _replaced(("tools.language.engine", "Budget", lambda seconds: Budget(seconds=seconds * 3600)))
        ),
    }
