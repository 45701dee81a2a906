"""What an installation can set; read once from the environment by `app/settings.py`, then frozen."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr

from batuta.noun import Noun


class Settings(Noun):
    """Each field is set by the environment variable `BATUTA_<NAME>`, unless it says otherwise. Lists: by commas."""

    state_dir: Path
    """Database, indexes, mail sink and demonstration companies; default `$XDG_STATE_HOME/batuta`."""
    database_url: str | None = None
    """A PostgreSQL of your own; without it an embedded one is started in the state folder."""
    workspaces: tuple[Path, ...] = ()
    """Folders of companies to serve; default: both demonstration companies."""
    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=0, le=65535)
    public_hosts: tuple[str, ...] = ()
    """Host names browsers may use besides the loopback ones."""
    workers: int = Field(default=4, ge=0, le=64)
    """Campaigns driven at once by this process; 0 leaves the work to `batuta worker`."""
    model: str | None = None
    """A chat model by LangChain's name, as in `anthropic:…`, or `builtin` to use none whatever else is set. A chat
    model is used where this, `OPENAI_API_KEY` or `OPENAI_BASE_URL` is set; without one the built-in engine does all."""
    openai_api_key: SecretStr | None = None
    """`OPENAI_API_KEY`."""
    openai_base_url: str | None = None
    """`OPENAI_BASE_URL`, for any server that speaks the OpenAI protocol."""
    openai_model: str = "gpt-4.1-mini"
    """`OPENAI_MODEL`."""
    model_timeout_seconds: float = Field(default=60, gt=0)
    """For one task, repetitions and repair included; then the built-in engine does it."""
    embedder: str | None = None
    """An embedding model that makes the vectors of the brand library; without it they are made here, of words."""
    embedder_url: str | None = None
    """A server that speaks the OpenAI protocol; default `OPENAI_BASE_URL`. Its key is `OPENAI_API_KEY`."""
    chroma_url: str | None = None
    """A Chroma server that keeps the vectors; without it they lie in the state folder."""
    compliance_url: str | None = None
    """The company's own compliance tool: `https://…`, or `mcp+https://…` for an MCP server."""
    smtp_host: str | None = None
    smtp_port: int = 25
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_starttls: bool = True
    allowed_workflows: tuple[str, ...] = ()
    """Dotted paths that workspace.yaml may name."""
    allowed_hosts: tuple[str, ...] = ()
    """Hosts that connectors may reach – `cms.example.com`, `cms.example.com:8443` – and private networks that their
    names may lead into, `10.20.0.0/16`."""
    allowed_commands: tuple[str, ...] = ()
    """Whole command lines of MCP servers that connectors may start."""
    secrets_dir: Path | None = None
    """Where `file:NAME` credentials of systems.yaml lie; default `secrets` in the state folder."""
    evidence_days: int = Field(default=90, ge=1)
    """Days for which pictures of what the browser did are kept; longer, while a campaign of that time still runs."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
