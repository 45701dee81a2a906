"""The environment, read once into frozen settings. A wrong value names its variable; an empty one is none."""

import os
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from batuta.errors import Misconfigured
from batuta.misfit import said_of
from batuta.settings import Settings
from batuta.text import Text

PREFIX = "BATUTA_"
SECRETS = "BATUTA_SECRET_"
"""Of these each installation has its own: what `env:NAME` in systems.yaml refers to."""
_SCHEMES = {
    "database_url": ("postgresql", "postgres"),
    "openai_base_url": ("http", "https"),
    "embedder_url": ("http", "https"),
    "chroma_url": ("http", "https"),
    "compliance_url": ("http", "https", "mcp+http", "mcp+https"),
}
_NEVER_SHOWN = ("KEY", "PASSWORD", "URL")


class Environment(BaseSettings, Settings):
    """`Settings` with the names of their variables. Lists are separated by commas."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, enable_decoding=False, frozen=True, extra="ignore"
    )

    state_dir: Path = Field(default_factory=lambda: _state_home() / "batuta")
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    openai_model: str = Field(default="gpt-4.1-mini", validation_alias="OPENAI_MODEL")

    @field_validator(
        "workspaces", "public_hosts", "allowed_workflows", "allowed_hosts", "allowed_commands", mode="before"
    )
    @classmethod
    def _separated_by_commas(cls, given: object) -> object:
        return tuple(filter(None, map(str.strip, given.split(",")))) if isinstance(given, str) else given

    @field_validator("state_dir", mode="after")
    @classmethod
    def _whole_path(cls, given: Path) -> Path:
        return given.expanduser().absolute()

    @field_validator("workspaces", mode="after")
    @classmethod
    def _whole_paths(cls, given: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(path.expanduser().absolute() for path in given)

    @field_validator("log_level", mode="before")
    @classmethod
    def _capitals(cls, given: object) -> object:
        return given.upper() if isinstance(given, str) else given

    @field_validator("database_url", "openai_base_url", "embedder_url", "chroma_url", "compliance_url")
    @classmethod
    def _is_an_address(cls, given: str | None, info: object) -> str | None:
        schemes = _SCHEMES[str(getattr(info, "field_name", ""))]
        if given is not None and not _addresses(given, schemes):
            raise PydanticCustomError("address", "not an address", {"example": f"{schemes[0]}://host"})
        return given


def read_settings(**instead: object) -> Settings:
    """The process's environment as settings; `instead` wins, as flags of the command line do.

    Raises: Misconfigured, naming every variable that is wrong, and one that is probably misspelt.
    """
    _refuse_misspelt(tuple(os.environ))
    try:
        read = Environment(**instead)  # type: ignore[arg-type]
    except ValidationError as invalid:
        wrong = [_in_words(error) for error in invalid.errors(include_url=False)]
        raise Misconfigured(
            Text(en=" ".join(text.in_("en") for text in wrong), es=" ".join(text.in_("es") for text in wrong)),
            subject=_variable(invalid.errors()[0]),
        ) from None
    return Settings(**{name: getattr(read, name) for name in Settings.model_fields})


def _refuse_misspelt(names: tuple[str, ...]) -> None:
    aliases = [str(field.validation_alias) for field in Environment.model_fields.values() if field.validation_alias]
    known = [PREFIX + name.upper() for name, field in Environment.model_fields.items() if not field.validation_alias]
    for name in names:
        if not name.startswith(PREFIX) or name in known or name.startswith(SECRETS):
            continue
        bare = name.removeprefix(PREFIX)
        near = [bare] if bare in aliases else get_close_matches(name, known, n=1, cutoff=0.88)
        if near:
            raise Misconfigured(
                Text(en=f"{name} is not a setting.", es=f"{name} no es un ajuste."),
                remedy=Text(en=f"Did you mean {near[0]}?", es=f"¿Querías decir {near[0]}?"),
                subject=name,
            )


def _variable(error: ErrorDetails) -> str:
    name = str(error["loc"][0]) if error["loc"] else ""
    return name if name.isupper() else PREFIX + name.upper()


def _in_words(error: ErrorDetails) -> Text:
    variable, bounds = _variable(error), error.get("ctx", {})
    shown = "" if variable.endswith(_NEVER_SHOWN) else f"{error.get('input')!r}"[:60]
    said = said_of(error)
    if error["type"] == "address":
        example = bounds["example"]
        said = Text(en=f"must be an address such as {example}", es=f"debe ser una dirección como {example}")
    return Text(
        en=f"{variable} {said.in_('en')}{f', not {shown}' if shown else ''}.",
        es=f"{variable} {said.in_('es')}{f', no {shown}' if shown else ''}.",
    )


def _addresses(given: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(given)
        # A database may be reached by a socket: then it has a path and no host.
        return parts.scheme in schemes and bool(parts.hostname or parts.scheme.startswith("postgres"))
    except ValueError:
        return False


def _state_home() -> Path:
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
