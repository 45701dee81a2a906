"""Everything a node may use, carried by LangGraph's `Runtime[Deps]`; made in `app/bootstrap.py` only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from batuta.ports import (
    Artefacts,
    Clock,
    ComplianceTool,
    Customers,
    History,
    Inventory,
    Language,
    Library,
    Outbox,
    Policies,
    Rendering,
    Systems,
)
from batuta.workspace import Workspace


@dataclass(frozen=True)
class Deps:
    workspace: Workspace
    clock: Clock
    artefacts: Artefacts
    language: Language
    customers: Customers
    library: Library
    inventory: Inventory
    history: History
    policies: Policies
    compliance_tool: ComplianceTool
    systems: Systems
    outbox: Outbox
    rendering: Rendering
    versions: Mapping[str, str] = field(default_factory=dict)
    """What else an approval covers: replaced workflows, prompts and engines, each with its version."""

    @property
    def today(self) -> date:
        """The day it is where the company is."""
        return self.clock.now().astimezone(ZoneInfo(self.workspace.time_zone)).date()
