"""Working on campaigns from one process: open everything, work until done, close."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from app.bootstrap.installation import Installation, installation
from app.company import Company
from app.worker import working
from batuta.approval import ROLES, Role
from batuta.errors import NotAllowed, NotFound
from batuta.ports import Clock
from batuta.settings import Settings
from batuta.text import Text
from tools.records.authority import Person


class Local(NamedTuple):
    installation: Installation
    company: Company


@asynccontextmanager
async def local(
    settings: Settings, root: Path, *, work: bool, clock: Clock | None = None, cache: bool = True
) -> AsyncIterator[Local]:
    """One company, with a worker in this process where `work` is wanted."""
    async with installation(settings, (root,), clock=clock, cache=cache) as opened:
        company = next(iter(opened.companies.values()))
        if not work:
            yield Local(opened, company)
            return
        concurrency = max(settings.workers, 1)
        async with working(opened.jobs, opened.companies, opened.liveness, concurrency=concurrency):
            yield Local(opened, company)


async def operator(opened: Installation, company: Company, name: str) -> Person:
    """Who the operator at the command line says is acting; the audit says that it was said there.

    A role's name, such as `compliance`, is the local account of that role. Raises: NotFound; NotAllowed, for
    somebody without a role in this company.
    """
    workspace = company.workspace.id
    role: Role | None = next((role for role in ROLES if role == name), None)
    try:
        account = await opened.identity.account(name)
    except NotFound:
        if role is None:
            raise
        await opened.identity.add(name, workspace, frozenset({role}))
        account = await opened.identity.account(name)
    roles = account.roles.get(workspace)
    if not roles and role is not None:
        await opened.identity.add(name, workspace, frozenset({role}))
        roles = frozenset({role})
    if not roles:
        raise NotAllowed(
            Text(
                en=f"{name} has no role in {company.workspace.name}.",
                es=f"{name} no tiene ningún rol en {company.workspace.name}.",
            ),
            remedy=Text(
                en=f"Give one: `batuta user add {name} --role marketer`.",
                es=f"Asigna uno: `batuta user add {name} --role marketer`.",
            ),
            subject=name,
        )
    return Person(name, roles, "command line")
