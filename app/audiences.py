"""What `batuta audience` works on: an audience as data, a brief as read, or a brief still in words."""

import json
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import ValidationError

from app.settings import read_settings
from batuta.audience import Audience, Sized, Targeting
from batuta.brief import Brief, Request
from batuta.deps import Deps
from batuta.errors import BadInput, UnreadableFile
from batuta.misfit import misfits
from batuta.ports import Customers
from batuta.text import Text
from tools.clock import SystemClock
from tools.customers.contact_history import ContactsInMemory
from tools.customers.member_store import MembersInMemory
from tools.customers.warehouse import Warehouse
from tools.workspaces.folder import places, read_workspace

DATA = (".json", ".yaml", ".yml")


class Asked(NamedTuple):
    """Exactly one of these is given."""

    audience: Audience | None = None
    brief: Brief | None = None
    text_file: str | None = None


def asked_about(source: str, standard_input: str) -> Asked:
    """What a file, or standard input for `-`, is about. Raises: BadInput, UnreadableFile."""
    if source == "-":
        return _of_text(standard_input)
    path = Path(source)
    if path.suffix.lower() not in DATA:
        return Asked(text_file=source)
    try:
        return _of_data(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as broken:
        why = broken.strerror or str(broken)
        raise UnreadableFile(
            source, Text(en=why, es=why), Text(en="Check the path.", es="Comprueba la ruta.")
        ) from None
    except (UnicodeDecodeError, yaml.YAMLError) as broken:
        why = str(broken).splitlines()[0]
        raise UnreadableFile(
            source,
            Text(en=why, es=why),
            Text(en="Write it as JSON or YAML in UTF-8.", es="Escríbelo en JSON o YAML, en UTF-8."),
        ) from None


def audience_of(data: object) -> Audience:
    """The audience in a line: `{"audience": …}`, or a list of criteria. Raises: BadInput, ValidationError."""
    asked = _of_data(data)
    if asked.audience is None:
        raise BadInput(
            Text(en="There is no “audience” in it.", es="No contiene «audience»."),
            remedy=Text(
                en='Give {"audience": {"all": [{"attribute": …, "operator": …, "value": …}]}}.',
                es='Indica {"audience": {"all": [{"attribute": …, "operator": …, "value": …}]}}.',
            ),
        )
    return asked.audience


def customers_of(root: Path) -> Customers:
    """The customer data of a workspace, and nothing else of it."""
    workspace, where = read_workspace(root), places(root)
    return Warehouse(
        workspace.catalogue,
        where.catalogue,
        clock=SystemClock(),
        members=MembersInMemory(),
        contacts=ContactsInMemory(),
        time_zone=workspace.time_zone,
    )


async def sized(customers: Customers, audience: Audience, locale: str | None) -> Sized:
    """An audience's reach, and what each of its parts costs."""
    reach = await customers.size(audience)
    return Sized(**reach.model_dump(), criteria=await customers.losses(audience, locale))


async def targeting_of(root: Path, asked: Asked) -> Targeting:
    """The audience that a brief leads to, by the workflows that campaigns use."""
    # Deferred: an audience given as data does without, and LangGraph may be imported only after the deps are made.
    from app.bootstrap.alone import workspace_deps

    deps = workspace_deps(root, read_settings())
    from graphs import audience

    brief = await deps.artefacts.put(asked.brief) if asked.brief else await _read(asked.text_file or "-", deps)
    result = await audience.build().compile().ainvoke({"brief": brief}, context=deps)
    return await deps.artefacts.get(result["targeting"], Targeting)


async def _read(file: str, deps: Deps) -> str:
    from graphs import brief
    from tools.documents import read_brief_file

    document = read_brief_file(file)
    request = Request(text=document.text, name=document.name, today=deps.today, author="")
    result = await brief.build().compile().ainvoke({"request": await deps.artefacts.put(request)}, context=deps)
    return str(result["brief"])


def _of_text(text: str) -> Asked:
    if text.lstrip()[:1] not in ("{", "["):
        return Asked(text_file="-")
    try:
        return _of_data(json.loads(text))
    except json.JSONDecodeError as broken:
        raise BadInput(
            Text(
                en=f"This begins like JSON but is not ({broken.msg}, line {broken.lineno}).",
                es=f"Empieza como JSON pero no lo es ({broken.msg}, línea {broken.lineno}).",
            ),
            remedy=Text(en="Correct it, or give a brief in words.", es="Corrígelo o indica un brief en palabras."),
        ) from None


def _of_data(data: object) -> Asked:
    try:
        if isinstance(data, dict) and "is_brief" in data:
            return Asked(brief=Brief.model_validate(data))
        if isinstance(data, dict) and "audience" in data:
            return Asked(audience=Audience.model_validate(data["audience"]))
        return Asked(audience=Audience.model_validate(data))
    except ValidationError as invalid:
        why = misfits(invalid, most=1)
        raise BadInput(
            Text(en=f"This is no audience: {why.en}.", es=f"Esto no es un público: {why.es}."),
            remedy=Text(en="`batuta schema audience` shows the form.", es="`batuta schema audience` muestra la forma."),
        ) from None
