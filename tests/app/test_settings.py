from pathlib import Path

import pytest
from pydantic import SecretStr

from app.settings import read_settings
from batuta.errors import Misconfigured
from batuta.settings import Settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine reaches these tests."""
    import os

    for name in list(os.environ):
        if name.startswith(("BATUTA_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def test_nothing_set_is_enough(tmp_path: Path) -> None:
    assert read_settings() == Settings(state_dir=tmp_path / "batuta")


def test_every_setting_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = {
        "BATUTA_STATE_DIR": "/var/batuta",
        "BATUTA_DATABASE_URL": "postgresql://db/batuta",
        "BATUTA_WORKSPACES": f"{tmp_path}/a, {tmp_path}/b,",
        "BATUTA_HOST": "0.0.0.0",
        "BATUTA_PORT": "80",
        "BATUTA_PUBLIC_HOSTS": "batuta.bank.example",
        "BATUTA_WORKERS": "0",
        "BATUTA_MODEL": "anthropic:claude",
        "OPENAI_API_KEY": "sk-1",
        "OPENAI_BASE_URL": "http://127.0.0.1:8000/v1",
        "OPENAI_MODEL": "qwen",
        "BATUTA_MODEL_TIMEOUT_SECONDS": "12.5",
        "BATUTA_EMBEDDER": "bge-m3",
        "BATUTA_EMBEDDER_URL": "http://127.0.0.1:8001/v1",
        "BATUTA_CHROMA_URL": "http://127.0.0.1:8002",
        "BATUTA_COMPLIANCE_URL": "https://review.bank.example",
        "BATUTA_SMTP_HOST": "mail",
        "BATUTA_SMTP_PORT": "587",
        "BATUTA_SMTP_USER": "batuta",
        "BATUTA_SMTP_PASSWORD": "s3cret",
        "BATUTA_SMTP_STARTTLS": "false",
        "BATUTA_ALLOWED_WORKFLOWS": "acme.flows:build",
        "BATUTA_ALLOWED_HOSTS": "a.example,b.example",
        "BATUTA_ALLOWED_COMMANDS": "python -m audiences, crm-mcp --read-only",
        "BATUTA_SECRETS_DIR": "/run/secrets",
        "BATUTA_EVIDENCE_DAYS": "30",
        "BATUTA_LOG_LEVEL": "debug",
    }
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    read = read_settings()
    assert read.model_fields_set == set(Settings.model_fields)
    assert all(getattr(read, name) != field.default for name, field in Settings.model_fields.items())
    assert read.workspaces == (tmp_path / "a", tmp_path / "b")
    assert read.allowed_hosts == ("a.example", "b.example")
    assert read.allowed_commands == ("python -m audiences", "crm-mcp --read-only")
    assert read.openai_api_key == SecretStr("sk-1")
    assert read.log_level == "DEBUG"


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "BATUTA_PORT", "BATUTA_WORKSPACES", "BATUTA_DATABASE_URL"):
        monkeypatch.setenv(name, "")
    assert read_settings() == read_settings(workspaces=(), port=8765)
    assert read_settings().openai_api_key is None


def test_what_the_command_line_says_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATUTA_PORT", "1")
    assert read_settings(port=2).port == 2


def test_paths_are_made_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATUTA_STATE_DIR", "~/batuta")
    monkeypatch.setenv("BATUTA_WORKSPACES", "companies/acme")
    read = read_settings()
    assert read.state_dir == Path.home() / "batuta"
    assert read.workspaces == (Path.cwd() / "companies" / "acme",)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BATUTA_PORT", "http", "must be a whole number, not 'http'"),
        ("BATUTA_PORT", "70000", "too large (limit: 65535)"),
        ("BATUTA_WORKERS", "-1", "too small (limit: 0)"),
        ("BATUTA_MODEL_TIMEOUT_SECONDS", "0", "too small"),
        ("BATUTA_SMTP_STARTTLS", "perhaps", "must be true or false"),
        ("BATUTA_LOG_LEVEL", "loud", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("OPENAI_BASE_URL", "localhost:8000", "such as http://host"),
        ("OPENAI_BASE_URL", "http://[broken", "such as http://host"),
        ("BATUTA_DATABASE_URL", "mysql://db", "such as postgresql://host"),
        ("BATUTA_COMPLIANCE_URL", "file:///etc/passwd", "such as http://host"),
        ("BATUTA_EMBEDDER_URL", "letters", "such as http://host"),
        ("BATUTA_CHROMA_URL", "localhost:8000", "such as http://host"),
    ],
)
def test_a_wrong_value_names_its_variable(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured) as wrong:
        read_settings()
    assert wrong.value.subject == name
    assert wrong.value.in_("en").startswith(name)
    assert said in wrong.value.in_("en")
    assert wrong.value.in_("es").startswith(name)


def test_all_wrong_values_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATUTA_PORT", "x")
    monkeypatch.setenv("BATUTA_WORKERS", "y")
    with pytest.raises(Misconfigured, match=r"BATUTA_PORT.*BATUTA_WORKERS"):
        read_settings()


def test_a_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATUTA_DATABASE_URL", "mysql://batuta:s3cret@db")
    with pytest.raises(Misconfigured) as wrong:
        read_settings()
    assert "s3cret" not in wrong.value.in_("en") + wrong.value.in_("es")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("BATUTA_DATABSE_URL", "BATUTA_DATABASE_URL"),
        ("BATUTA_WORKSPACE_S", "BATUTA_WORKSPACES"),
        ("BATUTA_OPENAI_API_KEY", "OPENAI_API_KEY"),
    ],
)
def test_a_misspelt_variable_is_not_passed_over(monkeypatch: pytest.MonkeyPatch, name: str, meant: str) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(Misconfigured) as wrong:
        read_settings()
    assert f"¿Querías decir {meant}?" in wrong.value.in_("es")


def test_variables_of_others_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BATUTA_LANG", "BATUTA_SERVICE_HOST", "BATUTA_PORT_8765_TCP", "BATUTA_TEST_LONG"):
        monkeypatch.setenv(name, "x")
    assert read_settings().port == 8765
