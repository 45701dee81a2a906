"""New workspaces from the demonstration companies: `batuta init DIR --like bank`."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from batuta.errors import BadInput
from batuta.text import Text
from tools.customers.synthetic import generate
from tools.workspaces.checked import checked
from tools.workspaces.folder import WorkspaceFile, places
from tools.workspaces.yaml_file import read_yaml

PROJECT = Path(__file__).resolve().parent.parent.parent
"""Where the folders that are only data lie: prompts, brand_guidelines, policies, workspaces."""

PEOPLE = 200_000
SEED = 7


def templates() -> dict[str, Path]:
    """Sector to the company that shows it."""
    folders = sorted(path.parent for path in (PROJECT / "workspaces").glob("*/workspace.yaml"))
    return {checked(WorkspaceFile, read_yaml(folder / "workspace.yaml")).sector: folder for folder in folders}


def make(
    target: Path,
    like: str,
    *,
    today: date,
    people: int = PEOPLE,
    seed: int = SEED,
    progress: Callable[[int], None] = lambda _done: None,
) -> None:
    """Copy a template and make its synthetic customers.

    Raises: BadInput, for a kind there is no template of, or a folder that holds something already.
    """
    known = templates()
    if like not in known:
        options = ", ".join(sorted(known))
        raise BadInput(
            Text(en=f"There is no template “{like}”.", es=f"No hay ninguna plantilla «{like}»."),
            remedy=Text(en=f"Use one of: {options}.", es=f"Usa una de estas: {options}."),
            subject=like,
        )
    if people < 1:
        raise BadInput(Text(en="At least one customer is needed.", es="Hace falta al menos un cliente."))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadInput(
            Text(en=f"{target} is not an empty folder.", es=f"{target} no es una carpeta vacía."),
            remedy=Text(
                en="Name a new folder; nothing was changed.", es="Indica una carpeta nueva; no se ha cambiado nada."
            ),
            subject=str(target),
        )
    _copy(known[like], target)
    generate(
        target / "customers.sql", target / "customers.parquet", people=people, seed=seed, today=today, progress=progress
    )


def _copy(template: Path, target: Path) -> None:
    """The whole company in one folder: what the template keeps elsewhere comes to its default place."""
    where = places(template)
    shutil.copytree(template, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("customers.parquet"))
    elsewhere = {"brand_guidelines": where.brand_guidelines}
    for name, source in elsewhere.items():
        if source.is_dir() and not (target / name).exists():
            shutil.copytree(source, target / name)
    described = target / "workspace.yaml"
    text = re.sub(r"(?m)^files:.*\n(?:[ \t]+.*\n)*", "", described.read_text(encoding="utf-8"))
    described.write_text(text, encoding="utf-8")
