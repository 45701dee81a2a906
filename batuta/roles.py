"""What people call a role."""

from collections.abc import Iterable

from batuta.approval import ROLES, Role
from batuta.text import Text, listed

_NAMES: dict[Role, Text] = {
    "marketer": Text(en="Marketing", es="Marketing"),
    "brand": Text(en="Brand", es="Marca"),
    "compliance": Text(en="Compliance", es="Cumplimiento"),
    "operations": Text(en="Operations", es="Operaciones"),
    "administrator": Text(en="Administration", es="Administración"),
}


def role_in_words(role: Role, locale: str | None) -> str:
    return _NAMES[role].in_(locale)


def roles_in_words(roles: Iterable[Role], locale: str | None) -> str:
    """Any one of them, in their usual order.

    >>> roles_in_words(("administrator", "compliance"), "es")
    'Cumplimiento o Administración'
    """
    given = set(roles)
    return listed([role_in_words(role, locale) for role in ROLES if role in given], locale, either=True)
