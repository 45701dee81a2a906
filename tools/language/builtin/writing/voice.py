"""Who speaks to the reader of what, and a sentence in two halves."""

from typing import NamedTuple

from batuta.text import Language
from batuta.words.spanish_verbs import Address
from batuta.words.tokens import fold
from tools.language.builtin.writing.wording import capital


class Voice(NamedTuple):
    """Who speaks of what."""

    language: Language
    address: Address
    name: str
    the: str
    """The name with its article."""
    pronoun: str
    """`lo`, `la`, `los`, `las`; empty where nothing shows which."""


class Telling(NamedTuple):
    """A sentence in two halves, so that two of them can share the first: `Tienes` + `asistencia las 24 horas`."""

    opens: str
    rest: str

    @property
    def text(self) -> str:
        return capital(f"{self.opens} {self.rest}".strip())


def is_named(phrase: str, voice: Voice) -> bool:
    return bool(voice.name) and fold(phrase).startswith(fold(voice.name))


def having(address: Address) -> tuple[str, ...]:
    """How a reader is told what there is, one way after the other."""
    return {
        "tu": ("Tienes", "Además, tienes", "También tienes", "Y tienes"),
        "usted": ("Tiene", "Además, tiene", "También tiene", "Y tiene"),
        "vos": ("Tenés", "Además, tenés", "También tenés", "Y tenés"),
    }[address]
