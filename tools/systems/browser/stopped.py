"""Why a playbook stopped, and what that means for the world.

nothing was changed yet     PageNotAsExpected (Refused), NotFound, BadInput, SystemUnavailable, Misconfigured
something may have been     LeftInDoubt (OutcomeUnknown): nothing more is clicked, the system is asked first
"""

from typing import Literal

from batuta.digest import Digest, short
from batuta.errors import (
    BadInput,
    BatutaError,
    Misconfigured,
    NotFound,
    OutcomeUnknown,
    Refused,
    SystemUnavailable,
)
from batuta.text import Text

Why = Literal["unexpected", "unavailable", "refused", "absent", "credentials", "playbook"]


class PageNotAsExpected(Refused):
    """The page is not as the playbook says; nothing was changed."""

    picture: Digest = ""


class LeftInDoubt(OutcomeUnknown):
    """It stopped after something may have been changed."""

    picture: Digest = ""


class Stopped(Exception):
    """The player's own word for it; leaves this package as one of the tree."""

    def __init__(self, why: Why, told: Text) -> None:
        super().__init__(told.en)
        self.why = why
        self.told = told


_KINDS: dict[Why, type[BatutaError]] = {
    "unexpected": PageNotAsExpected,
    "unavailable": SystemUnavailable,
    "refused": BadInput,
    "absent": NotFound,
    "credentials": Misconfigured,
    "playbook": Misconfigured,
}
_REMEDIES: dict[Why, Text] = {
    "unexpected": Text(
        en="Look at the picture; if the page has changed, record the playbook again with `batuta record`.",
        es="Mira la imagen; si la página ha cambiado, vuelve a grabar el guion con `batuta record`.",
    ),
    "credentials": Text(
        en="Check the secrets that systems.yaml refers to, and their rights in that system.",
        es="Revisa los secretos a los que remite systems.yaml y sus permisos en ese sistema.",
    ),
    "playbook": Text(
        en="Correct the playbook in the workspace's systems folder.",
        es="Corrige el guion en la carpeta de sistemas del espacio de trabajo.",
    ),
}


def as_error(system: str, step: str, stopped: Stopped, picture: Digest, *, in_doubt: bool) -> BatutaError:
    """What the caller is told; `in_doubt` where something may have been changed."""
    shown_en = f" Picture: {short(picture)}." if picture else ""
    shown_es = f" Imagen: {short(picture)}." if picture else ""
    told = Text(
        en=f"{system}, step “{step}”: {stopped.told.in_('en')}.{shown_en}",
        es=f"{system}, paso «{step}»: {stopped.told.in_('es')}.{shown_es}",
    )
    if in_doubt:
        doubt = LeftInDoubt(
            Text(
                en=f"{told.en} Something may have been changed before it stopped; nothing more was clicked.",
                es=f"{told.es} Puede que antes de pararse ya hubiera cambiado algo; no se pulsó nada más.",
            ),
            remedy=_REMEDIES["unexpected"] if stopped.why == "unexpected" else None,
            subject=system,
        )
        doubt.picture = picture
        return doubt
    error = _KINDS[stopped.why](told, remedy=_REMEDIES.get(stopped.why), subject=system)
    if isinstance(error, PageNotAsExpected):
        error.picture = picture
    return error
