"""Where the files of a mapped system lie, and what systems.yaml promises that they do not hold."""

from pathlib import Path

from batuta.errors import Problem, WorkspaceInvalid
from batuta.publishing import SystemDescription
from batuta.text import Text
from tools.systems.mapping.model import Mapping


def mapping_file(system: SystemDescription, folder: Path) -> Path:
    """`settings.mapping`, else `systems/<id>.yaml`. Raises: WorkspaceInvalid, for a file outside the workspace."""
    return inside(folder, system.settings.get("mapping") or f"systems/{system.id}.yaml", system)


def inside(folder: Path, named: str, system: SystemDescription) -> Path:
    """A file beside systems.yaml. Raises: WorkspaceInvalid."""
    path = (folder / named).resolve()
    if path.is_relative_to(folder.resolve()):
        return path
    raise WorkspaceInvalid(
        (
            Problem(
                "systems.yaml",
                None,
                Text(
                    en=f"{system.id}: {named} lies outside the workspace.",
                    es=f"{system.id}: {named} queda fuera del espacio de trabajo.",
                ),
                Text(en="Put it beside systems.yaml.", es="Ponlo junto a systems.yaml."),
            ),
        )
    )


def lacking(system: SystemDescription, mapping: Mapping, file: str) -> list[Problem]:
    """Capabilities of systems.yaml that the mapping says nothing of."""
    return [
        Problem(
            file,
            None,
            Text(
                en=f"systems.yaml says that {system.id} can do {name}, and the mapping does not say how.",
                es=f"systems.yaml dice que {system.id} puede hacer {name}, y la correspondencia no dice cómo.",
            ),
            Text(
                en="Map it, or take it off the capabilities in systems.yaml.",
                es="Añádelo a la correspondencia o quítalo de las capacidades en systems.yaml.",
            ),
        )
        for name in system.capabilities
        if name not in mapping.capabilities
    ]
