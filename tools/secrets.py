"""Secrets by reference: a file of a workspace names where a secret lies, and never holds one.

    env:WORDPRESS      the environment variable BATUTA_SECRET_WORDPRESS
    file:wordpress     the file of that name in BATUTA_SECRETS_DIR, without its last line break
    keyring:wordpress  the entry of that name under `batuta` in the system's keyring

None of the three can name a secret that was not put there for connectors: not the model's key, not the database's.
"""

import os
from pathlib import Path

from pydantic import SecretStr

from batuta.errors import Misconfigured
from batuta.publishing import SECRET_REFERENCE
from batuta.text import Text

PREFIX = "BATUTA_SECRET_"
SERVICE = "batuta"


class Secrets:
    """What references stand for, read when it is needed and not kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, reference: str) -> SecretStr:
        """Raises: Misconfigured, naming the reference and what to do; never the secret."""
        parts = SECRET_REFERENCE.fullmatch(reference)
        if parts is None:
            raise _unusable(
                "",
                Text(en="A credential is not a reference.", es="Una credencial no es una referencia."),
                Text(
                    en="Write env:NAME, file:NAME or keyring:NAME; a secret itself never stands in systems.yaml.",
                    es="Escribe env:NOMBRE, file:NOMBRE o keyring:NOMBRE; el secreto nunca va en systems.yaml.",
                ),
            )
        kind, name = parts.groups()
        match kind:
            case "env":
                found = os.environ.get(f"{PREFIX}{name.upper()}", "")
            case "file":
                found = self._from_file(name)
            case _:
                found = _from_keyring(name)
        if not found:
            raise _unusable(
                reference,
                Text(en=f"The secret {reference} is not there.", es=f"El secreto {reference} no está."),
                _where_to_put(kind, name, self._folder),
            )
        return SecretStr(found)

    def _from_file(self, name: str) -> str:
        try:
            return (self._folder / name).read_text("utf-8").rstrip("\r\n")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as broken:
            why = type(broken).__name__
            raise _unusable(
                f"file:{name}",
                Text(
                    en=f"The secret file:{name} cannot be read ({why}).",
                    es=f"No se puede leer el secreto file:{name} ({why}).",
                ),
                _where_to_put("file", name, self._folder),
            ) from None


def _from_keyring(name: str) -> str:
    try:
        import keyring  # Deferred and optional: a server has none.
        from keyring.errors import KeyringError
    except ImportError:
        raise _unusable(
            f"keyring:{name}",
            Text(en="The keyring library is not installed.", es="La biblioteca keyring no está instalada."),
            Text(en="Install batuta[keyring], or use env: or file:.", es="Instala batuta[keyring] o usa env: o file:."),
        ) from None
    try:
        return keyring.get_password(SERVICE, name) or ""
    except KeyringError as locked:
        raise _unusable(
            f"keyring:{name}",
            Text(
                en=f"The keyring does not open ({type(locked).__name__}).",
                es=f"El llavero del sistema no se abre ({type(locked).__name__}).",
            ),
            Text(en="Unlock it, or use env: or file:.", es="Desbloquéalo o usa env: o file:."),
        ) from None


def _where_to_put(kind: str, name: str, folder: Path) -> Text:
    match kind:
        case "env":
            return Text(
                en=f"Set {PREFIX}{name.upper()} where Batuta runs.",
                es=f"Define {PREFIX}{name.upper()} donde se ejecuta Batuta.",
            )
        case "file":
            return Text(en=f"Put it into {folder / name}.", es=f"Ponlo en {folder / name}.")
        case _:
            return Text(
                en=f"Put it there with: keyring set {SERVICE} {name}", es=f"Guárdalo con: keyring set {SERVICE} {name}"
            )


def _unusable(reference: str, message: Text, remedy: Text) -> Misconfigured:
    return Misconfigured(message, remedy=remedy, subject=reference)
