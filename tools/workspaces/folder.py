"""A company's folder, read into one `Workspace`.

Each command reads only the files it uses: `read_workspace` takes what identifies the company and its
vocabulary; brand book, policies, systems, history and customers are opened by the tools that own them,
from the places named in `Places`.
"""

import hashlib
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from batuta.catalogue import Catalogue
from batuta.contact import ContactPolicy
from batuta.digest import Digest
from batuta.errors import Problem, WorkspaceInvalid
from batuta.noun import Noun
from batuta.product import Products
from batuta.text import Text
from batuta.workspace import Merge, Sender, Workspace
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import Document, read_yaml


class Files(Noun):
    """Where a file or folder lies, relative to workspace.yaml."""

    catalogue: str = "catalogue.yaml"
    products: str = "products.yaml"
    brand_guidelines: str = "brand_guidelines"
    policies: str = "policies"
    systems: str = "systems.yaml"
    history: str = "history"
    content: str = "content"


class WorkspaceFile(Noun):
    """What workspace.yaml says."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{0,40}$")
    name: str
    brand: str = Field(pattern=r"^[a-z][a-z0-9-]{0,20}$")
    sector: str = "other"
    sender: Sender
    locales: tuple[str, ...] = Field(min_length=1)
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    time_zone: str = "UTC"
    jurisdictions: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    merge_fields: dict[str, Merge] = Field(default_factory=dict)
    test_recipients: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    locale_attribute: str | None = None
    addresses: dict[str, str] = Field(default_factory=dict)
    unsubscribe_url: str = ""
    unsubscribe_one_click: bool = False
    variants: int = Field(default=2, ge=1, le=5)
    files: Files = Files()
    workflows: dict[str, str] = Field(default_factory=dict)


class Places(NamedTuple):
    """The absolute places of a company's files."""

    root: Path
    catalogue: Path
    products: Path
    brand_guidelines: Path
    policies: Path
    systems: Path
    history: Path
    content: Path


def places(root: Path) -> Places:
    """Where everything of a company lies. Raises: WorkspaceInvalid."""
    return _places(root, _workspace_file(root))


def read_workspace(root: Path) -> Workspace:
    """The company as its files describe it.

    Raises: WorkspaceInvalid, with every problem found in workspace.yaml, catalogue.yaml, products.yaml and
    policies/contact.yaml.
    """
    described = _workspace_file(root)
    where = _places(root, described)
    problems: list[Problem] = []
    documents: list[Path] = [root / "workspace.yaml"]

    def read(model: type[Catalogue] | type[Products] | type[ContactPolicy], path: Path) -> object:
        documents.append(path)
        try:
            return checked(model, read_yaml(path, path.name))
        except WorkspaceInvalid as invalid:
            problems.extend(invalid.problems)
            return None

    catalogue = read(Catalogue, where.catalogue)
    products = read(Products, where.products)
    contact_file = where.policies / "contact.yaml"
    contact = read(ContactPolicy, contact_file) if contact_file.exists() else ContactPolicy()
    if problems:
        raise WorkspaceInvalid(tuple(problems))
    return Workspace.model_validate(
        {
            **{name: value for name, value in described if name != "files"},
            "catalogue": catalogue,
            "products": products,
            "contact": contact,
            "version": version_of(documents),
        }
    )


def version_of(files: list[Path]) -> Digest:
    """One digest over the bytes of several files, each under its name."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + (file.read_bytes() if file.exists() else b"") + b"\0")
    return total.hexdigest()


def _workspace_file(root: Path) -> WorkspaceFile:
    if not (root / "workspace.yaml").is_file():
        raise WorkspaceInvalid(
            (
                Problem(
                    str(root),
                    None,
                    Text(
                        en="This folder is not a workspace: it has no workspace.yaml.",
                        es="Esta carpeta no es un espacio de trabajo: no tiene workspace.yaml.",
                    ),
                    Text(
                        en="Make one with `batuta init DIR --like bank`.",
                        es="Crea uno con `batuta init DIR --like bank`.",
                    ),
                ),
            )
        )
    document: Document = read_yaml(root / "workspace.yaml")
    return checked(WorkspaceFile, document)


def _places(root: Path, described: WorkspaceFile) -> Places:
    named = described.files
    return Places(root, *((root / getattr(named, name)).resolve() for name in Files.model_fields))
