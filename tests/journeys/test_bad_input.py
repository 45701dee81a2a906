"""What goes wrong before a campaign begins gets a clear answer in both languages, and no stack trace."""

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner, Result

from app.cli.main import app
from batuta.errors import DatabaseUnavailable
from tools.records.database import Pool, translated

Say = Callable[..., Result]


@pytest.fixture(params=["es", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def say(tmp_path: Path, lang: str) -> Say:
    def run(*words: object, **env: str) -> Result:
        own = {"BATUTA_LANG": lang, "BATUTA_STATE_DIR": str(tmp_path / "state"), "COLUMNS": "200", **env}
        return CliRunner().invoke(app, [*map(str, words)], env=own)

    return run


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    file = tmp_path / "brief.md"
    file.write_text("Campaña del Abrigo Norte para clientes de Madrid. Email, del 1 al 20 de diciembre.", "utf-8")
    return file


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield int(listening.getsockname()[1])


def told(answer: Result, code: int = 2, **expected: str) -> str:
    assert answer.exit_code == code, (answer.output, answer.exception)
    assert "Traceback" not in answer.output
    said = " ".join(answer.output.split())
    for words in expected.values():
        assert words in said, said
    return said


def test_postgresql_that_cannot_be_reached(say: Say, lang: str, brief: Path, lince_folder: Path) -> None:
    address = "postgresql://batuta:very-secret@127.0.0.1:1/batuta"
    answer = say("campaign", "start", brief, "-w", lince_folder, BATUTA_DATABASE_URL=address)
    said = told(
        answer,
        1,
        what={"es": "No se puede conectar con PostgreSQL", "en": "PostgreSQL cannot be reached"}[lang],
        remedy="BATUTA_DATABASE_URL",
    )
    assert "very-secret" not in said


def test_a_state_folder_that_is_a_file(say: Say, brief: Path, lince_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    answer = say("campaign", "start", brief, "-w", lince_folder, BATUTA_STATE_DIR=str(tmp_path / "file"))
    told(answer, 1, what="PostgreSQL", where=str(tmp_path / "file"), remedy="BATUTA_DATABASE_URL")


def test_a_port_that_is_in_use(say: Say, lang: str, taken_port: int, lince_folder: Path) -> None:
    answer = say("serve", "--port", taken_port, "-w", lince_folder)
    told(answer, where=str(taken_port), what={"es": "está ocupado", "en": "is in use"}[lang], remedy="BATUTA_PORT")


@pytest.mark.parametrize("command", [("campaign", "list"), ("check-workspace",), ("audit", "verify")])
def test_a_folder_that_is_no_workspace(say: Say, tmp_path: Path, command: tuple[str, ...]) -> None:
    where = (tmp_path,) if command == ("check-workspace",) else ("-w", tmp_path)
    told(say(*command, *where), what="workspace.yaml", remedy="batuta init")


@pytest.mark.parametrize(
    ("file", "right", "wrong", "remedy"),
    [
        ("catalogue.yaml", "type:", "tpye:", "type"),
        ("products.yaml", "facts:", "fcats:", "facts"),
        ("policies/contact.yaml", "operator:", "operater:", "operator"),
        ("policies/approvals.yaml", "chains:", "chians:", "chains"),
        ("workspace.yaml", "currency:", "currrency:", "currency"),
        ("systems.yaml", "systems:", "sistems:", "systems"),
    ],
)
def test_a_typing_error_in_a_file(
    say: Say, tmp_path: Path, lince_folder: Path, file: str, right: str, wrong: str, remedy: str
) -> None:
    folder = shutil.copytree(lince_folder, tmp_path / "company")
    text = (folder / file).read_text("utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong, 1), "utf-8")
    line = next(number for number, row in enumerate(text.splitlines(), 1) if right in row)
    said = told(say("check-workspace", folder), what=wrong.rstrip(":"), remedy=remedy, where=Path(file).name)
    assert f" {line} " in said


async def test_a_full_disk_is_said_and_loses_nothing(pool: Pool) -> None:
    async with pool.connection() as connection:
        await connection.execute("CREATE TABLE kept (word text)")
        await connection.execute("INSERT INTO kept VALUES ('before')")

    async def written_on_a_full_disk() -> None:
        async with translated(), pool.connection() as connection, connection.transaction():
            await connection.execute("INSERT INTO kept VALUES ('during')")
            raise psycopg.errors.DiskFull("could not extend file: No space left on device")

    with pytest.raises(DatabaseUnavailable) as raised:
        await written_on_a_full_disk()
    assert "espacio" in raised.value.in_("es")
    assert "space" in raised.value.in_("en")
    async with pool.connection() as connection:
        rows = await (await connection.execute("SELECT word FROM kept")).fetchall()
    assert [row["word"] for row in rows] == ["before"]
