"""Which workflow does what: ours, or the company's own by dotted path, where the settings allow it."""

import hashlib
import importlib
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from langgraph.graph import StateGraph

from batuta.errors import Misconfigured
from batuta.settings import Settings
from batuta.text import Text
from batuta.workspace import Workspace
from graphs import audience, brief, compliance, content

Workflow = StateGraph[Any, Any, Any, Any]

OURS: Mapping[str, Callable[[], Workflow]] = {
    "brief": brief.build,
    "audience": audience.build,
    "writing": content.writing,
    "compliance": compliance.build,
}
"""Workflow name to its builder. A replacement has the same input and output keys."""


def chosen_workflows(workspace: Workspace, settings: Settings) -> dict[str, Workflow]:
    """Every workflow of a company. Raises: Misconfigured, for a name, path or builder that cannot be used."""
    unknown = set(workspace.workflows).difference(OURS)
    if unknown:
        known = ", ".join(OURS)
        raise Misconfigured(
            Text(
                en=f"workspace.yaml replaces {', '.join(unknown)}, which is no workflow.",
                es=f"workspace.yaml sustituye {', '.join(unknown)}, que no es un flujo de trabajo.",
            ),
            remedy=Text(en=f"Workflows: {known}.", es=f"Flujos: {known}."),
        )
    return {name: _built(name, workspace, settings) for name in OURS}


def versions(workspace: Workspace, settings: Settings) -> dict[str, str]:
    """Replaced workflows by name, each with a digest of its source: part of what an approval covers."""
    return {
        f"workflow.{name}": _version(_builder(path, settings)) for name, path in sorted(workspace.workflows.items())
    }


def _built(name: str, workspace: Workspace, settings: Settings) -> Workflow:
    path = workspace.workflows.get(name)
    if path is None:
        return OURS[name]()
    graph = _builder(path, settings)()
    if not isinstance(graph, StateGraph):
        raise _unusable(path, "it does not return a StateGraph", "no devuelve un StateGraph")
    ours = OURS[name]()
    for side in ("input_schema", "output_schema"):
        wanted, given = (set(getattr(one, side).__annotations__) for one in (ours, graph))
        if not given <= wanted:
            strange = ", ".join(sorted(given - wanted))
            raise _unusable(path, f"its {side} has the keys {strange}", f"su {side} tiene las claves {strange}")
    return graph


def _builder(path: str, settings: Settings) -> Callable[[], Workflow]:
    if path not in settings.allowed_workflows:
        raise Misconfigured(
            Text(
                en=f"The workflow {path} is not allowed to run here.",
                es=f"El flujo {path} no está autorizado en esta instalación.",
            ),
            remedy=Text(
                en="Add it to BATUTA_ALLOWED_WORKFLOWS if you trust its code.",
                es="Añádelo a BATUTA_ALLOWED_WORKFLOWS si confías en su código.",
            ),
            subject=path,
        )
    module, _, name = path.partition(":")
    try:
        builder: object = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as missing:
        raise _unusable(path, f"it cannot be imported ({missing})", f"no se puede importar ({missing})") from missing
    if not callable(builder):
        raise _unusable(path, "it is not a function", "no es una función")
    return builder


def _version(builder: Callable[[], Workflow]) -> str:
    return hashlib.sha256(inspect.getsource(inspect.getmodule(builder) or builder).encode()).hexdigest()


def _unusable(path: str, en: str, es: str) -> Misconfigured:
    return Misconfigured(
        Text(en=f"The workflow {path} cannot be used: {en}.", es=f"El flujo {path} no se puede usar: {es}."),
        remedy=Text(
            en="Name it as module:function in workspace.yaml.", es="Nómbralo como módulo:función en workspace.yaml."
        ),
        subject=path,
    )
