"""What a person says beforehand: which capability they will show, and which of the values they type are arguments."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import get_args

from batuta.capabilities import CAPABILITIES
from batuta.errors import BadInput
from batuta.publishing import Capability
from batuta.text import Text
from tools.systems.browser.shapes import led_to


def capability_named(name: str) -> Capability:
    """Raises: BadInput, with the nearest one there is."""
    known: dict[str, Capability] = {one: one for one in get_args(Capability)}
    if name in known:
        return known[name]
    near = ", ".join(get_close_matches(name, known, n=3)) or ", ".join(known)
    raise BadInput(
        Text(en=f"“{name}” is not a capability.", es=f"«{name}» no es una capacidad."),
        remedy=Text(en=f"Use one of {near}.", es=f"Usa una de {near}."),
        subject=name,
    )


def samples_of(capability: Capability, given: Sequence[str]) -> dict[str, str]:
    """`name=Prueba` as a mapping. Raises: BadInput, for an argument that the capability does not have."""
    arguments = CAPABILITIES[capability].arguments
    samples: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not value or led_to(arguments, tuple(name.split("."))) is None:
            known = ", ".join(arguments.model_fields)
            raise BadInput(
                Text(en=f"“{one}” is no argument of {capability}.", es=f"«{one}» no es un argumento de {capability}."),
                remedy=Text(en=f"Write NAME=VALUE; it has {known}.", es=f"Escribe NOMBRE=VALOR; tiene {known}."),
                subject=one,
            )
        samples[name] = value
    return samples
