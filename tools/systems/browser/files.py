"""The playbooks of a system as files: `systems/<id>/<capability>.yaml`, and `sign_in.yaml` for how a job begins."""

from pathlib import Path
from typing import get_args

from batuta.errors import Problem, WorkspaceInvalid
from batuta.publishing import Capability, SystemDescription
from batuta.text import Text
from tools.systems.browser.checking import problems_of, problems_of_sign_in
from tools.systems.browser.playbook import Playbook, Playbooks, SignIn
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import read_yaml

SIGN_IN = "sign_in"
FOLDER = "systems"
"""Beside systems.yaml: a folder for each browser system, of its id."""


def problems(system: SystemDescription, folder: Path) -> tuple[Problem, ...]:
    """All that is wrong with a system's playbooks. folder: where systems.yaml lies."""
    try:
        read_playbooks(folder / FOLDER / system.id, system)
    except WorkspaceInvalid as invalid:
        return invalid.problems
    return ()


def read_playbooks(folder: Path, system: SystemDescription) -> Playbooks:
    """All playbooks of a system. Raises: WorkspaceInvalid, with every problem of every file."""
    problems: list[Problem] = []
    sign_in: SignIn | None = None
    found: dict[Capability, Playbook] = {}
    known = {str(one): one for one in get_args(Capability)}
    for path in sorted(folder.glob("*.yaml")):
        shown = f"systems/{folder.name}/{path.name}"
        try:
            document = read_yaml(path, shown)
            if path.stem == SIGN_IN:
                sign_in = checked(SignIn, document)
                problems += problems_of_sign_in(sign_in, document, system.credentials)
            elif path.stem in known:
                capability = known[path.stem]
                found[capability] = checked(Playbook, document)
                problems += problems_of(found[capability], capability, document, system.credentials)
                if capability not in system.capabilities:
                    problems.append(_not_listed(shown, system.id, path.stem))
            else:
                problems.append(_not_a_capability(shown, path.stem))
        except WorkspaceInvalid as invalid:
            problems += invalid.problems
    missing = [one for one in system.capabilities if one not in found and not (folder / f"{one}.yaml").exists()]
    problems += [_missing(system.id, one) for one in missing]
    if problems:
        raise WorkspaceInvalid(tuple(problems))
    return Playbooks(sign_in=sign_in, by_capability=found)


def _not_a_capability(shown: str, name: str) -> Problem:
    return Problem(
        shown,
        None,
        Text(en=f"“{name}” is not a capability.", es=f"«{name}» no es una capacidad."),
        Text(
            en="Name the file as the capability, such as audience.create.yaml, or sign_in.yaml.",
            es="Pon al fichero el nombre de la capacidad, como audience.create.yaml, o sign_in.yaml.",
        ),
    )


def _not_listed(shown: str, system: str, capability: str) -> Problem:
    return Problem(
        shown,
        None,
        Text(
            en=f"systems.yaml does not list {capability} for {system}.",
            es=f"systems.yaml no incluye {capability} en {system}.",
        ),
        Text(en="Add it to its capabilities, or remove the file.", es="Añádela a sus capacidades o quita el fichero."),
    )


def _missing(system: str, capability: str) -> Problem:
    return Problem(
        "systems.yaml",
        None,
        Text(
            en=f"{system} has no playbook for {capability}.",
            es=f"{system} no tiene guion para {capability}.",
        ),
        Text(
            en=f"Record systems/{system}/{capability}.yaml with `batuta record`, or take it from its capabilities.",
            es=f"Graba systems/{system}/{capability}.yaml con `batuta record`, o quítala de sus capacidades.",
        ),
    )
