"""What a person reads when a form is filled in wrongly: the place and what must stand there, in both languages."""

from datetime import date, time
from typing import Literal

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator

from batuta.misfit import misfits
from batuta.text import Text


class Part(BaseModel, extra="forbid"):
    op: Literal["==", "in"]
    value: int = Field(le=120)


class Form(BaseModel, extra="forbid"):
    name: str = Field(min_length=1, max_length=9)
    share: float = Field(default=0.5, gt=0)
    day: date | None = None
    when: time | None = None
    open: bool = True
    parts: tuple[Part, ...] = ()

    @field_validator("name")
    @classmethod
    def _no_shouting(cls, name: str) -> str:
        if name.isupper():
            raise ValueError("no shouting")
        return name


def wrong(**given: object) -> Text:
    with pytest.raises(ValidationError) as raised:
        Form.model_validate(given)
    return misfits(raised.value)


@pytest.mark.parametrize(
    ("given", "en", "es"),
    [
        ({}, "name: is missing", "name: falta"),
        ({"name": ""}, "name: is too short (at least 1)", "name: es demasiado corto (mínimo: 1)"),
        ({"name": "a" * 10}, "name: is too long (at most 9)", "name: es demasiado largo (máximo: 9)"),
        ({"name": 3}, "name: must be a text", "name: debe ser un texto"),
        ({"name": "a", "naem": 1}, "naem: is not a known key", "naem: no es una clave conocida"),
        ({"name": "a", "share": 0}, "share: is too small (limit: 0", "share: es demasiado bajo (límite: 0"),
        ({"name": "a", "share": "half"}, "share: must be a number", "share: debe ser un número"),
        ({"name": "a", "open": "perhaps"}, "open: must be true or false", "open: debe ser true o false"),
        ({"name": "a", "day": "soon"}, "day: must be a date", "day: debe ser una fecha"),
        ({"name": "a", "parts": 3}, "parts: must be a list", "parts: debe ser una lista"),
        ({"name": "a", "parts": [3]}, "parts.0: must be an object with keys", "parts.0: debe ser un objeto con claves"),
        ({"name": "a", "parts": [{"op": "==", "value": 130}]}, "parts.0.value: is too large (limit: 120)", "120)"),
        ({"name": "a", "parts": [{"op": "~", "value": 1}]}, "parts.0.op: must be one of '==' or 'in'", "'==' o 'in'"),
        ({"name": "a", "when": "25:00"}, "when: is wrong: Input should be", "when: no es válido: "),
        ({"name": "LOUD"}, "name: no shouting", "name: no shouting"),
    ],
)
def test_the_place_and_what_must_stand_there(given: dict[str, object], en: str, es: str) -> None:
    said = wrong(**given)
    assert en in said.en
    assert es in said.es
    assert "pydantic" not in said.en


def test_the_first_few_are_enough() -> None:
    assert wrong(a=1, b=2, c=3, d=4).en.count(";") == 2
