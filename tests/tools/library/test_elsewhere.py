"""Vectors from a model on a server, and kept on a Chroma server: real servers on this machine, and their failures."""

import gc
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import numpy as np
import pytest

from batuta.errors import LanguageUnavailable, Misconfigured
from batuta.settings import Settings
from tests.servers.embedding_server import EmbeddingServer
from tools.clock import FixedClock
from tools.library.embedding import WORDS, Embedder, embedder_of
from tools.library.library import BrandLibrary, library_of
from tools.library.openai_embedder import OpenAIEmbedder
from tools.library.vectors import InMemory
from tools.workspaces.folder import read_workspace

CARE = (
    "# Care\n\n## Wool\n\nWash wool by hand in cold water.\n\n## Leather\n\nLeather is rubbed with wax twice a year.\n"
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    front = "---\nkind: guideline\nbrand: lince\nlocale: en\napproved: true\n---\n"
    (folder / "care.md").write_text(front + CARE, encoding="utf-8")
    return folder


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as running:
        yield running


def asking(server: EmbeddingServer, model: str = "letters") -> OpenAIEmbedder:
    return OpenAIEmbedder(model, server.url, None, 5.0)


def opened(lince: Path, book: Path, state: Path, embedder: Embedder = WORDS, chroma: str | None = None) -> BrandLibrary:
    clock = FixedClock(datetime(2026, 11, 22, tzinfo=UTC))
    return library_of(read_workspace(lince), book, state=state, clock=clock, embedder=embedder, server=chroma)


def test_vectors_come_back_in_the_order_of_the_texts(server: EmbeddingServer) -> None:
    vectors = asking(server).embedded(["zzz", "aaa"])
    assert vectors.shape == (2, 26)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0)
    assert [int(row.argmax()) for row in vectors] == [25, 0]


def test_many_texts_are_asked_in_batches(server: EmbeddingServer) -> None:
    vectors = asking(server).embedded([f"text {number}" for number in range(300)])
    assert len(vectors) == len(server.asked) == 300


def test_the_fingerprint_tells_models_and_lengths_apart() -> None:
    with EmbeddingServer() as short, EmbeddingServer(dimensions=40) as long:
        prints = {asking(short).fingerprint, asking(short, "other").fingerprint, asking(long).fingerprint}
    assert len(prints) == 3
    assert all(one.startswith("openai:") for one in prints)


async def test_the_library_finds_with_it_and_embeds_again_only_what_changed(
    lince_folder: Path, book: Path, tmp_path: Path, server: EmbeddingServer
) -> None:
    first = opened(lince_folder, book, tmp_path, asking(server))
    assert [p.heading.split(" › ")[-1] for p in await first.search("how to wash wool")][:1] == ["Wool"]
    before = len(server.asked)
    again = opened(lince_folder, book, tmp_path, asking(server))
    assert await again.search("how to wash wool")
    assert len(server.asked) - before <= 2, "only the probe and the question"


async def test_another_embedder_makes_the_whole_index_again(
    lince_folder: Path, book: Path, tmp_path: Path, server: EmbeddingServer
) -> None:
    offline = await opened(lince_folder, book, tmp_path).search("how to wash wool")
    online = await opened(lince_folder, book, tmp_path, asking(server)).search("how to wash wool")
    back = await opened(lince_folder, book, tmp_path).search("how to wash wool")
    assert offline[0].id == online[0].id
    assert back == offline


async def test_what_the_book_does_not_say_is_not_answered_whatever_the_embedder(
    book: Path, server: EmbeddingServer
) -> None:
    library = BrandLibrary(book, InMemory(asking(server)), today=lambda: date(2026, 11, 22))
    assert await library.search("mortgage interest rate for new customers") == ()


async def test_a_server_that_fails_leaves_words(
    lince_folder: Path, book: Path, tmp_path: Path, server: EmbeddingServer
) -> None:
    library = opened(lince_folder, book, tmp_path, asking(server))
    assert await library.search("wash wool by hand")
    server.status = 503
    found = await library.search("wash wool by hand in cold water")
    assert [p.heading.split(" › ")[-1] for p in found][:1] == ["Wool"]


async def test_a_server_that_is_not_there_leaves_words_from_the_beginning(
    lince_folder: Path, book: Path, tmp_path: Path
) -> None:
    nobody = OpenAIEmbedder("m", f"http://127.0.0.1:{free_port()}/v1", None, 2.0)
    found = await opened(lince_folder, book, tmp_path, nobody).search("wash wool by hand in cold water")
    assert [p.heading.split(" › ")[-1] for p in found][:1] == ["Wool"]


@pytest.mark.parametrize(
    "spoilt", [{}, {"data": []}, {"data": [{"index": 0, "embedding": "x"}]}, {"data": [{"index": 0, "embedding": []}]}]
)
def test_nonsense_is_told(server: EmbeddingServer, spoilt: object) -> None:
    server.spoilt = spoilt
    with pytest.raises(LanguageUnavailable, match="cannot be used"):
        asking(server).embedded(["a"])


def test_a_wrong_key_names_the_variables_and_not_the_key() -> None:
    with EmbeddingServer(key="right") as server, pytest.raises(Misconfigured) as told:
        OpenAIEmbedder("letters", server.url, "very-secret", 5.0).embedded(["a"])
    assert "401" in told.value.in_("en")
    assert "OPENAI_API_KEY" in told.value.in_("es")
    assert "very-secret" not in told.value.in_("en")


def test_a_model_without_an_address_names_the_variable() -> None:
    with pytest.raises(Misconfigured) as told:
        embedder_of(Settings(state_dir=Path("."), embedder="letters"))
    assert "BATUTA_EMBEDDER_URL" in told.value.in_("en")
    assert embedder_of(Settings(state_dir=Path("."))) is WORDS


@pytest.fixture
def chroma_server(chroma: tuple[str, "subprocess.Popen[bytes]"]) -> str:
    return chroma[0]


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    folder, port = tmp_path / "chroma", free_port()
    folder.mkdir()
    program = Path(sys.executable).parent / "chroma"
    running = subprocess.Popen(
        [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            if httpx.get(f"{url}/api/v2/heartbeat").is_success:
                break
        except httpx.HTTPError:
            time.sleep(0.1)
    yield url, running
    running.kill()
    running.wait()


async def test_a_chroma_server_keeps_the_index_and_its_end_leaves_words(
    lince_folder: Path, book: Path, tmp_path: Path, chroma: tuple[str, "subprocess.Popen[bytes]"]
) -> None:
    url, running = chroma
    here = await opened(lince_folder, book, tmp_path / "a").search("how to wash wool")
    library = opened(lince_folder, book, tmp_path / "b", chroma=url)
    assert await library.search("how to wash wool") == here
    assert not list((tmp_path / "b").rglob("*.sqlite3")), "the vectors lie on the server"
    again = opened(lince_folder, book, tmp_path / "c", chroma=url)
    assert await again.search("how to wash wool") == here
    running.kill()
    running.wait()
    found = await again.search("wash wool by hand in cold water")
    assert [p.heading.split(" › ")[-1] for p in found][:1] == ["Wool"]
    late = await opened(lince_folder, book, tmp_path / "d", chroma=url).search("wash wool by hand in cold water")
    assert [p.heading.split(" › ")[-1] for p in late][:1] == ["Wool"]


async def test_the_connections_to_a_chroma_server_end_with_the_index(
    lince_folder: Path, book: Path, tmp_path: Path, chroma_server: str
) -> None:
    library = opened(lince_folder, book, tmp_path, chroma=chroma_server)
    assert await library.search("how to wash wool")
    port = urlsplit(chroma_server).port
    assert connections_to(port), "the index holds them while it is asked"
    del library
    gc.collect()
    assert not connections_to(port)


def connections_to(port: int | None) -> list[socket.socket]:
    open_now = (one for one in gc.get_objects() if isinstance(one, socket.socket) and one.fileno() >= 0)
    return [one for one in open_now if peer_of(one) == port]


def peer_of(one: socket.socket) -> int | None:
    try:
        return int(one.getpeername()[1])
    except (OSError, IndexError):
        return None


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
