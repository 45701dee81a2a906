"""What a system may be called: its id names files below `systems/` and variables of the environment."""

import re

from batuta.errors import BadInput
from batuta.text import Text

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def system_id(given: str) -> str:
    """The id as it was given. Raises: BadInput, where it would lead to another folder or cannot be a file's name."""
    if _ID.fullmatch(given):
        return given
    raise BadInput(
        Text(en=f"“{given}” cannot be a system's id.", es=f"«{given}» no puede ser el identificador de un sistema."),
        remedy=Text(
            en="Use letters, digits, - and _, beginning with a letter or digit, as in back-office.",
            es="Usa letras sin acento, cifras, - y _, y empieza por letra o cifra, como back-office.",
        ),
        subject=given,
    )


def address(given: str) -> str:
    """The address as it was given. Raises: BadInput, where it does not say http or https."""
    if given.lower().startswith(("http://", "https://")):
        return given
    plain = given.rpartition("://")[2]
    raise BadInput(
        Text(en=f"“{given}” is not the address of a page.", es=f"«{given}» no es la dirección de una página."),
        remedy=Text(
            en=f"An address begins with https:// or http://, as in https://{plain}",
            es=f"Una dirección empieza por https:// o http://, como https://{plain}",
        ),
        subject=given,
    )
