"""What the web needs of an installation; `app/bootstrap.py` makes one."""

from collections.abc import Mapping
from typing import Protocol

from app.company import Company
from batuta.ports import Clock
from batuta.settings import Settings
from tools.records.identity import Identity


class Served(Protocol):
    @property
    def settings(self) -> Settings: ...

    @property
    def companies(self) -> Mapping[str, Company]:
        """By workspace id, in the order in which they are offered."""
        ...

    @property
    def identity(self) -> Identity: ...

    @property
    def clock(self) -> Clock: ...
