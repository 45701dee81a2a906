"""A server process: every company, a worker inside unless told otherwise, and the page."""

import asyncio
import errno
import socket
from collections.abc import Sequence

import structlog
import uvicorn

from app.bootstrap.installation import Installation, installation
from app.demonstration import demonstrations
from app.worker import working
from batuta.approval import Role
from batuta.errors import BadInput
from batuta.settings import Settings
from batuta.text import Text

log = structlog.get_logger()

DEMONSTRATION_PEOPLE: tuple[Role, ...] = ("marketer", "compliance")
"""Who gets a sign-in link where the demonstration companies are served: one to write, one to approve."""


async def serve(settings: Settings, *, with_worker: bool = True) -> None:
    """Serve until interrupted. Raises: BadInput, where the port is taken; DatabaseUnavailable; WorkspaceInvalid."""
    _check_port(settings.host, settings.port)
    own = bool(settings.workspaces)
    roots = settings.workspaces or await asyncio.to_thread(demonstrations, settings)
    async with installation(settings, roots) as opened:
        # Deferred: the workflows need LangGraph, which an installation prepares first.
        from app.warming import warm

        warming = asyncio.create_task(warm(settings, dict(zip(roots, opened.companies.values(), strict=True))))
        links = await _links(opened, ("administrator",) if own else DEMONSTRATION_PEOPLE, always=not own)
        if with_worker and settings.workers:
            async with working(opened.jobs, opened.companies, opened.liveness, concurrency=settings.workers):
                await _run(opened, links)
        else:
            await _run(opened, links)
        warming.cancel()


async def work(settings: Settings) -> None:
    """A worker process without a page, until interrupted."""
    roots = settings.workspaces or await asyncio.to_thread(demonstrations, settings)
    async with (
        installation(settings, roots) as opened,
        working(opened.jobs, opened.companies, opened.liveness, concurrency=max(settings.workers, 1)),
    ):
        log.info("worker_ready", companies=sorted(opened.companies), worker=opened.liveness.worker)
        await asyncio.Event().wait()


async def _run(opened: Installation, links: Sequence[tuple[str, str]]) -> None:
    # Deferred: only a server needs the pages.
    from app.web.server import web_app

    settings = opened.settings
    server = uvicorn.Server(
        uvicorn.Config(
            web_app(opened),
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
    )
    serving = asyncio.create_task(server.serve())
    while not server.started and not serving.done():  # noqa: ASYNC110 - the server offers no event for this
        await asyncio.sleep(0.02)
    if server.started:
        _greet(settings, opened, links)
    await serving


def _greet(settings: Settings, opened: Installation, links: Sequence[tuple[str, str]]) -> None:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    address = f"http://{host}:{settings.port}"
    names = ", ".join(company.workspace.name for company in opened.companies.values())
    lines = [f"Batuta · {names}", f"  {address}", ""]
    lines += [f"  {name:<12} {address}/sign-in/{token}" for name, token in links]
    if links:
        lines += ["", "  Each link signs in once · Cada enlace sirve una vez"]
    lines += ["", "  Ctrl+C stops · Ctrl+C para terminar"]
    print("\n".join(lines), flush=True)  # noqa: T201 - the one thing a server says to whoever started it


async def _links(opened: Installation, roles: Sequence[Role], *, always: bool) -> list[tuple[str, str]]:
    """One-time links for these local accounts; in a company's own installation only while nobody has an account."""
    if not always and await opened.identity.anybody():
        return []
    made: list[tuple[str, str]] = []
    for role in roles:
        for workspace in opened.companies:
            await opened.identity.add(role, workspace, frozenset({role}))
        made.append((role, await opened.identity.sign_in_link(role)))
    return made


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            in_use = taken.errno == errno.EADDRINUSE
            en = "is in use" if in_use else f"cannot be used ({taken.strerror})"
            es = "está ocupado" if in_use else f"no se puede usar ({taken.strerror})"
            raise BadInput(
                Text(en=f"Port {port} on {host} {en}.", es=f"El puerto {port} de {host} {es}."),
                remedy=Text(
                    en="Stop what uses it, or set BATUTA_PORT to another one.",
                    es="Cierra lo que lo usa o define BATUTA_PORT con otro.",
                ),
                subject=str(port),
            ) from taken
