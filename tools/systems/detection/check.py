"""Whether a system still is what a person confirmed, and what a change breaks: at each start, and daily."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from batuta.errors import BatutaError, Misconfigured
from batuta.publishing import Capability, SystemDescription
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.secrets import Secrets
from tools.systems.credentials import credentials
from tools.systems.detection.detect import detect_url
from tools.systems.detection.probe import Probe
from tools.systems.detection.written import capabilities
from tools.systems.mapping.files import mapping_file
from tools.systems.mapping.model import Mapping, read_mapping
from tools.systems.mcp.connector import server_of
from tools.systems.mcp.pins import ToolDefinition, looked_over, told
from tools.systems.mcp.session import tools_of
from tools.systems.openapi.connector import own_description
from tools.systems.openapi.document import Description, described
from tools.systems.openapi.review import complaints


class Change(NamedTuple):
    what: Text
    breaks: tuple[Capability, ...]
    """What cannot be done any more until a person has looked; empty where everything still works."""


async def check(
    system: SystemDescription, folder: Path, allowed: AllowedHosts, secrets: Secrets, *, commands: Sequence[str] = ()
) -> tuple[Change, ...]:
    """Compare what is live with what was confirmed; empty where nothing changed, and for kinds without a mapping.

    Raises: WorkspaceInvalid, Misconfigured, OffLimits, SystemUnavailable, BadDescription.
    """
    match system.kind:
        case "mcp":
            mapping = read_mapping(mapping_file(system, folder))
            return changed_tools(
                mapping, await tools_of(server_of(system, folder, allowed, secrets, commands=commands))
            )
        case "openapi":
            mapping = read_mapping(mapping_file(system, folder))
            live = await live_description(system, folder, allowed, secrets)
            return changed_operations(mapping, live) if live else ()
        case "wordpress":
            return await _changed_wordpress(system, allowed, secrets)
        case _:
            return ()


async def live_description(
    system: SystemDescription, folder: Path, allowed: AllowedHosts, secrets: Secrets
) -> Description | None:
    """The document as the system gives it now; the stored one where no address of it is known."""
    named = system.settings.get("description", "")
    url = system.settings.get("description_url", "") or (named if "://" in named else "")
    if not url:
        return own_description(system, folder)
    allowed.destination(url)
    # The secret goes to the system itself, never to wherever its description lies.
    own = urlsplit(url)[:2] == urlsplit(system.url)[:2]
    probe = Probe(allowed, auth=credentials(system, secrets).auth if own else None)
    try:
        page = await probe.get(url)
    finally:
        await probe.aclose()
    if page.status >= 400:
        raise Misconfigured(
            Text(
                en=f"The description of {system.id} is not at {url} any more (HTTP {page.status}).",
                es=f"La descripción de {system.id} ya no está en {url} (HTTP {page.status}).",
            ),
            remedy=Text(
                en="Correct settings.description_url in systems.yaml.",
                es="Corrige settings.description_url en systems.yaml.",
            ),
            subject=system.id,
        )
    return described(page.body, url)


def changed_tools(mapping: Mapping, tools: Sequence[ToolDefinition]) -> tuple[Change, ...]:
    """Of an MCP server: every tool that is not as confirmed, and the capabilities that hang on it."""
    changes = []
    for looked in looked_over(tools, mapping.tools):
        if not looked.usable:
            hanging = tuple(
                name
                for name, mapped in mapping.capabilities.items()
                if looked.name in (mapped.tool, mapped.find.tool if mapped.find else "")
            )
            changes.append(Change(told(looked), hanging))
    return tuple(changes)


def changed_operations(mapping: Mapping, live: Description) -> tuple[Change, ...]:
    """Of an OpenAPI description: operations that changed, with what no longer fits."""
    changes: list[Change] = []
    for name, mapped in mapping.capabilities.items():
        now = live.operation(mapped.operation)
        broken = list(complaints(name, mapped, live)) if now is None or now.pin != mapped.pinned else []
        changes += [Change(one.message, (name,)) for one in broken]
        if now is not None and mapped.pinned and now.pin != mapped.pinned and not broken:
            changes.append(
                Change(
                    Text(
                        en=f"{name}: {now.name} changed since it was confirmed, and what we use of it still fits.",
                        es=f"{name}: {now.name} ha cambiado desde que se confirmó, y lo que usamos sigue encajando.",
                    ),
                    (),
                )
            )
    return tuple(changes)


async def _changed_wordpress(system: SystemDescription, allowed: AllowedHosts, secrets: Secrets) -> tuple[Change, ...]:
    try:
        found = await detect_url(system.url, allowed, auth=credentials(system, secrets).auth)
    except BatutaError as gone:
        return (Change(gone.message, system.capabilities),)
    able = capabilities(found, ())
    missing = tuple(name for name in system.capabilities if name not in able)
    if not missing:
        return ()
    return (
        Change(
            Text(
                en=f"{system.id} no longer offers WordPress's REST routes for {', '.join(missing)}.",
                es=f"{system.id} ya no ofrece las rutas REST de WordPress para {', '.join(missing)}.",
            ),
            missing,
        ),
    )
