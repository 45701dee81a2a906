"""Everything that can be wrong with a company's folder, with file, line and remedy."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from app.precautions import take_precautions
from batuta.audience import Audience
from batuta.errors import BatutaError, Problem, WorkspaceInvalid
from batuta.policy import Pack
from batuta.settings import Settings
from batuta.text import Text
from batuta.workspace import Workspace
from tools.clock import SystemClock
from tools.customers.check import check_customers
from tools.history import HistoryFiles
from tools.inventory import read_inventory
from tools.library.book import read_book
from tools.library.contradictions import contradictions
from tools.policies.book import PREPARED, open_policies
from tools.systems.browser import files as playbooks
from tools.systems.mcp import connector as mcp
from tools.systems.openapi import connector as openapi
from tools.systems.registry import read_systems, require_apart
from tools.workspaces.folder import Places, places, read_workspace

MAPPED = {"browser": playbooks.problems, "openapi": openapi.problems, "mcp": mcp.problems}
"""Kinds of systems that files of the workspace describe, and what finds their problems."""


def check(root: Path, *, settings: Settings, trust: bool = False) -> tuple[Problem, ...]:
    """Every problem of the folder; empty when the company can be served.

    Replaced workflows are imported only with `trust`: importing runs code.
    """
    try:
        workspace, where = read_workspace(root), places(root)
    except WorkspaceInvalid as invalid:
        return invalid.problems
    problems = [*_vocabulary(workspace), *_way_out(workspace)]
    for read in _readers(workspace, where, settings):
        try:
            read()
        except WorkspaceInvalid as invalid:
            problems.extend(invalid.problems)
        except BatutaError as problem:
            problems.append(_problem("catalogue.yaml", problem))
    if trust and workspace.workflows:
        problems.extend(_workflows(workspace, settings))
    return tuple(problems)


def remarks(root: Path, *, settings: Settings, today: date | None = None) -> tuple[Text, ...]:
    """What is in order and yet worth knowing: policies that are there and not applied today."""
    try:
        workspace, where = read_workspace(root), places(root)
        book = open_policies(where.policies, kept=settings.state_dir / PREPARED)
    except BatutaError:
        return ()  # check() says what is wrong
    day = today or SystemClock().now().astimezone(ZoneInfo(workspace.time_zone)).date()
    return tuple(_idle(pack, day) for pack in book.out_of_force(day))


def _idle(pack: Pack, today: date) -> Text:
    first = pack.effective_from
    if first is not None and first > today:
        return Text(
            en=f"The policy pack {pack.id} is in force from {first} only: it is not applied today.",
            es=f"El paquete de políticas {pack.id} no entra en vigor hasta el {first}: hoy no se aplica.",
        )
    return Text(
        en=f"The policy pack {pack.id} ended on {pack.effective_until}: it is not applied any more.",
        es=f"El paquete de políticas {pack.id} dejó de estar en vigor el {pack.effective_until}: ya no se aplica.",
    )


def _readers(workspace: Workspace, where: Places, settings: Settings) -> Iterator[Callable[[], object]]:
    """One look at each part; each raises what is wrong there."""

    def policies() -> None:
        book = open_policies(where.policies, kept=settings.state_dir / PREPARED)
        failing = (*book.uncovered(workspace.jurisdictions), *book.proven())
        if failing:
            raise WorkspaceInvalid(failing)

    def history() -> None:
        past = asyncio.run(HistoryFiles(where.history).campaigns())
        for campaign in past:
            try:
                workspace.catalogue.check(campaign.audience)
            except BatutaError as problem:
                raise WorkspaceInvalid((_problem(f"history: {campaign.id}", problem),)) from problem

    def customers() -> None:
        day = SystemClock().now().astimezone(ZoneInfo(workspace.time_zone)).date()
        problems = check_customers(workspace.catalogue, where.catalogue, today=lambda: day)
        if problems:
            raise WorkspaceInvalid(problems)

    def brand_book() -> None:
        if not where.brand_guidelines.is_dir():
            return
        day = SystemClock().now().astimezone(ZoneInfo(workspace.time_zone)).date()
        against = contradictions(read_book(where.brand_guidelines), day)
        if against:
            raise WorkspaceInvalid(against)

    def systems() -> None:
        described = read_systems(where.systems)
        try:
            require_apart(described)
        except BatutaError as twins:
            raise WorkspaceInvalid((_problem("systems.yaml", twins),)) from twins
        wrong = [
            problem
            for system in described
            if system.kind in MAPPED
            for problem in MAPPED[system.kind](system, where.systems.parent)
        ]
        if wrong:
            raise WorkspaceInvalid(tuple(wrong))

    yield policies
    yield brand_book
    yield systems
    yield lambda: read_inventory(where.content)
    yield history
    if workspace.catalogue.customers is not None:
        yield customers


def _vocabulary(workspace: Workspace) -> Iterator[Problem]:
    """Criteria and fields of other files that the catalogue cannot answer."""
    for product in workspace.products.products:
        criteria = Audience(all=(*product.requires, *product.excludes))
        try:
            workspace.catalogue.check(criteria)
        except BatutaError as problem:
            yield _problem(f"products.yaml: {product.id}", problem)
    try:
        workspace.catalogue.check(Audience(all=workspace.contact.suppress))
    except BatutaError as problem:
        yield _problem("policies/contact.yaml: suppress", problem)
    named = {
        "merge_fields": [merge.attribute for merge in workspace.merge_fields.values()],
        "addresses": list(workspace.addresses.values()),
        "locale_attribute": [workspace.locale_attribute] if workspace.locale_attribute else [],
    }
    for place, names in named.items():
        for name in names:
            if name not in workspace.catalogue:
                yield Problem(
                    "workspace.yaml",
                    None,
                    Text(
                        en=f"{place} names {name}, which the catalogue lacks.",
                        es=f"{place} nombra {name}, que no está en el catálogo.",
                    ),
                    Text(en="Add the attribute, or correct the name.", es="Añade el atributo o corrige el nombre."),
                )


def _way_out(workspace: Workspace) -> Iterator[Problem]:
    """One click needs an address that is safe and says who leaves. Source: RFC 8058 section 3.1."""
    address = workspace.unsubscribe_url
    if workspace.unsubscribe_one_click and not (address.startswith("https://") and "{token}" in address):
        yield Problem(
            "workspace.yaml",
            None,
            Text(
                en="unsubscribe_one_click needs an unsubscribe_url that begins with https:// and holds {token}.",
                es="unsubscribe_one_click exige una unsubscribe_url que empiece por https:// y contenga {token}.",
            ),
            Text(
                en="Use Batuta's own page, https://YOUR-HOST/u/{token}, or leave unsubscribe_one_click out.",
                es="Usa la página de Batuta, https://TU-SERVIDOR/u/{token}, o quita unsubscribe_one_click.",
            ),
        )


def _workflows(workspace: Workspace, settings: Settings) -> Iterator[Problem]:
    take_precautions()
    # Deferred: the graphs import LangGraph.
    from app.workflows import chosen_workflows

    try:
        chosen_workflows(workspace, settings)
    except BatutaError as problem:
        yield _problem("workspace.yaml: workflows", problem)


def _problem(place: str, problem: BatutaError) -> Problem:
    return Problem(place, None, problem.message, problem.remedy or Text(en="Correct it.", es="Corrígelo."))
