"""`kind: openapi` in systems.yaml.

- id: esp
  kind: openapi
  url: https://api.example.com/v3
  credentials: {token: env:ESP}
  settings:
    description: systems/esp.openapi.json      # the system's own document; only read by checks and for operationIds
    mapping: systems/esp.yaml                  # the default
"""

from pathlib import Path

from batuta.errors import Misconfigured, Problem, WorkspaceInvalid
from batuta.publishing import SystemDescription
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.secrets import Secrets
from tools.systems.credentials import credentials
from tools.systems.http import SystemHttp
from tools.systems.mapping.files import inside, lacking, mapping_file
from tools.systems.mapping.model import Mapping as MappingFile
from tools.systems.mapping.model import problems_of, read_mapping
from tools.systems.mapping.system import MappedSystem
from tools.systems.openapi.calls import HttpCalls
from tools.systems.openapi.document import Description, described
from tools.systems.openapi.parsing import BadDescription
from tools.systems.openapi.review import review
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import read_yaml


def openapi_system(
    system: SystemDescription, folder: Path, allowed: AllowedHosts, secrets: Secrets, *, seconds: float = 20.0
) -> MappedSystem:
    """The connector, from the files beside systems.yaml (`folder`); close it in the end.

    Raises: WorkspaceInvalid, BadDescription; Misconfigured, for a secret that is not there; OffLimits.
    """
    mapping = read_mapping(mapping_file(system, folder))
    description = own_description(system, folder)
    known = credentials(system, secrets)
    http = SystemHttp(
        system.id,
        system.url,
        allowed,
        auth=known.auth,
        secrets=known.secrets,
        seconds=seconds,
        a_second=a_second(system),
    )
    return MappedSystem(system, mapping, HttpCalls(system.id, system.url, http, description))


def a_second(system: SystemDescription) -> float | None:
    """`settings.requests_a_second`. Raises: Misconfigured, for what is no number above zero."""
    said = system.settings.get("requests_a_second", "")
    if not said:
        return None
    if not said.replace(".", "", 1).isdecimal() or float(said) <= 0:
        raise Misconfigured(
            Text(
                en=f"systems.yaml: requests_a_second of {system.id} is no number above zero.",
                es=f"systems.yaml: requests_a_second de {system.id} no es un número mayor que cero.",
            ),
            remedy=Text(en='Write it as "5" or "0.5".', es='Escríbelo como "5" o "0.5".'),
            subject=system.id,
        )
    return float(said)


def own_description(system: SystemDescription, folder: Path) -> Description | None:
    """The description that lies beside systems.yaml; None where it is given by address or not at all."""
    named = system.settings.get("description", "")
    if not named or "://" in named:
        return None
    path = inside(folder, named, system)
    try:
        return described(path.read_bytes(), named)
    except OSError as broken:
        why = type(broken).__name__
        raise BadDescription(
            Text(
                en=f"The description {named} of {system.id} cannot be read ({why}).",
                es=f"No se puede leer la descripción {named} de {system.id} ({why}).",
            ),
            remedy=Text(
                en="`batuta connect … --write` fetches and stores it.",
                es="`batuta connect … --write` la trae y la guarda.",
            ),
            subject=named,
        ) from None


def problems(system: SystemDescription, folder: Path) -> tuple[Problem, ...]:
    """All that is wrong with mapping and description of one system, and between them, without reaching it."""
    try:
        path = mapping_file(system, folder)
        document = read_yaml(path, f"{path.parent.name}/{path.name}")
        mapping = checked(MappingFile, document)
        found = problems_of(mapping, document)
        found += lacking(system, mapping, document.file)
        description = own_description(system, folder)
    except WorkspaceInvalid as invalid:
        return invalid.problems
    except BadDescription as bad:
        return (Problem(bad.subject, None, bad.message, bad.remedy or Text(en="Correct it.", es="Corrígelo.")),)
    return (*found, *(review(mapping, document, description) if description else ()))
