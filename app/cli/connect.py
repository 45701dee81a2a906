"""`batuta connect`: what stands at an address or behind a command, and the mapping that a person confirms."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import note, print_json, reader_locale, run, table
from app.cli.workspaces import JsonOption, WorkspaceOption, workspace_folder

if TYPE_CHECKING:
    from batuta.publishing import SystemDescription
    from batuta.settings import Settings
    from tools.outgoing.allowed import AllowedHosts
    from tools.secrets import Secrets
    from tools.systems.detection.detect import Found
    from tools.systems.detection.written import Suggestion


def connect(
    target: Annotated[
        str, typer.Argument(metavar="[URL|COMMAND]", help="Address, or the command of an MCP server.")
    ] = "",
    system: Annotated[
        str, typer.Option("--system", help="Check a system of systems.yaml against what was confirmed.")
    ] = "",
    id_: Annotated[str, typer.Option("--id", help="What the system is to be called.")] = "",
    confirm: Annotated[
        bool, typer.Option("--confirm", "--write", help="You have looked at it: write the mapping, pin what is there.")
    ] = False,
    credential: Annotated[
        list[str] | None, typer.Option(help="name=reference, as in token=env:CRM; never the secret itself.")
    ] = None,
    setting: Annotated[list[str] | None, typer.Option(help="name=value, for the system's settings.")] = None,
    take: Annotated[
        list[str] | None,
        typer.Option(help="CAPABILITY, to take what is asked; CAPABILITY='POST /lists', to say which operation."),
    ] = None,
    workspace: WorkspaceOption = None,
    json_: JsonOption = False,
) -> None:
    """Find out what stands there and how it serves campaigns; write it down once you confirm."""
    from app.settings import read_settings

    settings = read_settings()
    folder = workspace_folder(workspace)
    if system:
        run(_check(system, folder, settings, confirm=confirm, json_=json_))
    else:
        given = _pairs(credential or []), _pairs(setting or []), _pairs(take or [])
        run(_detect(target, id_, folder, settings, given, confirm=confirm, json_=json_))


async def _detect(
    target: str,
    id_: str,
    folder: Path,
    settings: "Settings",
    given: tuple[dict[str, str], dict[str, str], dict[str, str]],
    *,
    confirm: bool,
    json_: bool,
) -> None:
    from tools.systems.detection.detect import detect_command, detect_url
    from tools.systems.detection.written import capabilities, entry, suggestions
    from tools.systems.mcp.connector import server_of

    described = _described(target, id_, *given[:2])
    if described.settings.get("command"):
        server = server_of(
            described, folder, _allowed(settings), _secrets(settings), commands=settings.allowed_commands
        )
        found = await detect_command(server)
    else:
        from tools.systems.credentials import credentials
        from tools.systems.signing_in import try_to_sign_in

        known = credentials(described, _secrets(settings)) if described.credentials else None
        if known:
            await try_to_sign_in(described, known.auth, _allowed(settings))
        found = await detect_url(described.url, _allowed(settings), auth=known.auth if known else None)
    made = suggestions(found, given[2])
    line = entry(
        found,
        described.id,
        capabilities(found, made),
        credentials=given[0],
        settings=given[1],
        command=described.settings.get("command", ""),
    )
    if json_:
        print_json(_as_json(found, made, line))
    else:
        _tell(described, found, made, line)
    if confirm and found.kind != "page":
        for path in _write(found, made, described.id, folder):
            note(str(path))


def _write(found: "Found", made: "tuple[Suggestion, ...]", id_: str, folder: Path) -> list[Path]:
    """The mapping and the description. Raises: Misconfigured, where a mapping is already there."""
    from batuta.errors import Misconfigured
    from batuta.text import Text
    from tools.systems.detection.written import description_file, mapping_text

    if not made:
        return []
    place = folder / "systems"
    mapping = place / f"{id_}.yaml"
    if mapping.exists():
        raise Misconfigured(
            Text(
                en=f"{mapping} is already there; it is not overwritten.", es=f"{mapping} ya existe; no se sobrescribe."
            ),
            remedy=Text(
                en=f"Choose another --id, or check it: batuta connect --system {id_}.",
                es=f"Elige otro --id, o compruébalo: batuta connect --system {id_}.",
            ),
            subject=id_,
        )
    place.mkdir(parents=True, exist_ok=True)
    mapping.write_text(mapping_text(found, made, reader_locale()), encoding="utf-8")
    if not found.description:
        return [mapping]
    document = place / description_file(found, id_)
    document.write_bytes(found.description)
    return [mapping, document]


async def _check(id_: str, folder: Path, settings: "Settings", *, confirm: bool, json_: bool) -> None:
    from tools.systems.credentials import credentials
    from tools.systems.detection.check import check
    from tools.systems.signing_in import try_to_sign_in

    described = _known(id_, folder)
    allowed, secrets = _allowed(settings), _secrets(settings)
    place = _systems_file(folder).parent
    if {"client_id", "client_secret"} <= {*described.credentials}:
        await try_to_sign_in(described, credentials(described, secrets).auth, allowed)
    changes = await check(described, place, allowed, secrets, commands=settings.allowed_commands)
    if confirm:
        await _confirm(described, place, settings)
    locale = reader_locale()
    if json_:
        print_json(
            {
                "system": id_,
                "confirmed": confirm,
                "changes": [{"what": one.what.in_(locale), "breaks": list(one.breaks)} for one in changes],
            }
        )
    elif changes:
        table(id_, _BROKEN[locale == "es"], [(one.what.in_(locale), ", ".join(one.breaks) or "–") for one in changes])
    else:
        note("OK")
    if not confirm and any(one.breaks for one in changes):
        raise typer.Exit(3)


async def _confirm(described: "SystemDescription", place: Path, settings: "Settings") -> None:
    """A person has looked: what is there now is what counts from now on."""
    from tools.systems.detection.check import live_description
    from tools.systems.detection.written import with_operation_pins, with_pins
    from tools.systems.mapping.files import mapping_file
    from tools.systems.mapping.model import read_mapping
    from tools.systems.mcp.connector import server_of
    from tools.systems.mcp.session import tools_of

    allowed, secrets = _allowed(settings), _secrets(settings)
    path = mapping_file(described, place)
    text = path.read_text("utf-8")
    if described.kind == "mcp":
        server = server_of(described, place, allowed, secrets, commands=settings.allowed_commands)
        path.write_text(with_pins(text, await tools_of(server)), encoding="utf-8")
    elif described.kind == "openapi":
        live = await live_description(described, place, allowed, secrets)
        mapping = read_mapping(path)
        pins = {
            mapped.pinned: now.pin
            for mapped in mapping.capabilities.values()
            if live and mapped.pinned and (now := live.operation(mapped.operation)) is not None
        }
        path.write_text(with_operation_pins(text, pins), encoding="utf-8")


def _tell(
    described: "SystemDescription", found: "Found", made: "tuple[Suggestion, ...]", line: dict[str, object]
) -> None:
    from tools.systems.detection.written import asked, comments, entry_text, listed_operations, unmapped
    from tools.systems.signing_in import refused_credentials

    locale = reader_locale()
    spanish = locale == "es"
    note(f"{_KINDS[found.kind][spanish]}: {found.title} {found.url}".rstrip())
    if found.asks_to_sign_in:
        note(refused_credentials(described).in_(locale) if described.credentials else _SIGN_IN[spanish])
        return
    if found.kind == "page":
        note(_RECORD[spanish].format(url=found.url))
        return
    if made:
        rows = [
            (one.proposal.capability, listed_operations([one.proposal.operation])[0], "\n".join(comments(one, locale)))
            for one in made
        ]
        table("", _COLUMNS[spanish], rows)
        if asked(made):
            note(f"{_ASKED[spanish]}: {', '.join(asked(made))}")
        note(f"{_NOT_OFFERED[spanish]}: {', '.join(unmapped(made))}")
    note(f"{len(found.operations)} {_OPERATIONS[spanish]}")
    for problem in found.problems:
        note(problem.in_(locale))
    for tool in _hiding(found):
        note(f"{_HIDES[spanish]}: {tool}")
    typer.echo(entry_text(line))


def _hiding(found: "Found") -> list[str]:
    from tools.systems.mcp.pins import hides, shown

    return [shown(tool.name) for tool in found.tools if hides(tool)]


_KINDS = {
    "mcp": ("MCP server", "Servidor MCP"),
    "openapi": ("OpenAPI description", "Descripción OpenAPI"),
    "wordpress": ("WordPress", "WordPress"),
    "page": ("A web page", "Una página web"),
}
_SIGN_IN = (
    "It asks who you are: give --credential, as in token=env:NAME.",
    "Pide identificarse: indica --credential, por ejemplo token=env:NOMBRE.",
)
_RECORD = (
    "No programming interface was found. A person can show the way: batuta record {url}",
    "No se ha encontrado ninguna interfaz de programación. Una persona puede mostrar el camino: batuta record {url}",
)
_COLUMNS = (("capability", "operation", "why"), ("capacidad", "operación", "por qué"))
_BROKEN = (("what", "breaks"), ("qué ha cambiado", "qué deja de ir"))
_ASKED = (
    "Not sure, and not used until you say so, by --take CAPABILITY or --take CAPABILITY='OPERATION'",
    "Dudoso; no se usa hasta que lo digas, con --take CAPACIDAD o --take CAPACIDAD='OPERACIÓN'",
)
_NOT_OFFERED = ("Not offered", "No se ofrece")
_OPERATIONS = ("operations", "operaciones")
_HIDES = (
    "This tool's words hold characters that are not seen",
    "Los textos de esta herramienta llevan caracteres que no se ven",
)


def _as_json(found: "Found", made: "tuple[Suggestion, ...]", line: dict[str, object]) -> dict[str, object]:
    from tools.systems.detection.written import asked, listed_operations, unmapped

    locale = reader_locale()
    return {
        "kind": found.kind,
        "title": found.title,
        "url": found.url,
        "asks_to_sign_in": found.asks_to_sign_in,
        "operations": list(listed_operations(found.operations)),
        "mapping": [
            {
                "capability": one.proposal.capability,
                "operation": listed_operations([one.proposal.operation])[0],
                "score": one.proposal.score,
                "sure": one.sure,
                "reasons": [reason.in_(locale) for reason in one.proposal.reasons],
                "others": list(one.proposal.others),
                "asks": [ask.in_(locale) for ask in one.draft.asks],
                "mapped": one.draft.mapped,
            }
            for one in made
        ],
        "asked": list(asked(made)),
        "not_offered": list(unmapped(made)) if made else [],
        "problems": [problem.in_(locale) for problem in found.problems],
        "hidden_characters": _hiding(found),
        "entry": line,
    }


def _described(target: str, id_: str, credentials: dict[str, str], settings: dict[str, str]) -> "SystemDescription":
    """Raises: BadInput, for a target that is neither address nor command, no id, or a secret and no reference."""
    import re
    import shutil
    from urllib.parse import urlsplit

    from pydantic import ValidationError

    from batuta.errors import BadInput
    from batuta.publishing import SystemDescription
    from batuta.text import Text
    from tools.systems.named import system_id

    if not target.strip():
        raise BadInput(
            Text(
                en="Give an address, a command, or --system ID.", es="Indica una dirección, un comando o --system ID."
            ),
            remedy=Text(
                en="As in batuta connect https://crm.example.com",
                es="Por ejemplo: batuta connect https://crm.example.com",
            ),
        )
    address = "://" in target.split(" ", 1)[0]
    if not address and Path(target).suffix in (".json", ".yaml", ".yml") and Path(target).is_file():
        raise BadInput(
            Text(
                en=f"{target} is a file; a system is connected by its address, where it is looked at again each day.",
                es=f"{target} es un fichero; un sistema se conecta por su dirección, donde se vuelve a mirar cada día.",
            ),
            remedy=Text(
                en="Give the address that the description lies at, or that of the system itself.",
                es="Indica la dirección donde está la descripción, o la del propio sistema.",
            ),
        )
    if not address and re.fullmatch(r"[\w-]+(\.[\w-]+)*(:\d+|\.[a-z]{2,})(/\S*)?", target) and not shutil.which(target):
        raise BadInput(
            Text(en=f"“{target}” is neither an address nor a command.", es=f"«{target}» no es dirección ni comando."),
            remedy=Text(
                en=f"An address begins with https://, as in https://{target}",
                es=f"Una dirección empieza por https://, como https://{target}",
            ),
        )
    named = (urlsplit(target).hostname or "") if address else Path(target.split()[0]).name
    own = system_id(id_) if id_ else re.sub(r"[^a-z0-9]+", "-", named.lower()).strip("-") or "system"
    try:
        return SystemDescription(
            id=own,
            name=Text(en=own, es=own),
            kind="",
            capabilities=(),
            url=target if address else "",
            credentials=credentials,
            settings={**settings, **({} if address else {"command": target})},
        )
    except ValidationError:
        raise BadInput(
            Text(
                en="A credential must be a reference, never the secret itself.",
                es="Una credencial debe ser una referencia, nunca el secreto.",
            ),
            remedy=Text(en="As in --credential token=env:CRM.", es="Por ejemplo: --credential token=env:CRM."),
        ) from None


def _known(id_: str, folder: Path) -> "SystemDescription":
    from batuta.errors import NotFound
    from batuta.text import Text
    from tools.systems.registry import read_systems

    systems = {system.id: system for system in read_systems(_systems_file(folder))}
    if id_ not in systems:
        raise NotFound(
            Text(en=f"systems.yaml has no system {id_}.", es=f"systems.yaml no tiene el sistema {id_}."),
            remedy=Text(en=f"It has {', '.join(systems)}.", es=f"Tiene {', '.join(systems)}."),
            subject=id_,
        )
    return systems[id_]


def _systems_file(folder: Path) -> Path:
    from tools.workspaces.folder import places

    return places(folder).systems


def _allowed(settings: "Settings") -> "AllowedHosts":
    from tools.outgoing.allowed import AllowedHosts

    return AllowedHosts(settings.allowed_hosts)


def _secrets(settings: "Settings") -> "Secrets":
    from tools.secrets import Secrets

    return Secrets(settings.secrets_dir or settings.state_dir / "secrets")


def _pairs(given: list[str]) -> dict[str, str]:
    return {name.strip(): value.strip() for name, _, value in (one.partition("=") for one in given)}
