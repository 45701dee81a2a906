"""Vectors in ChromaDB, one collection a brand, kept between runs and brought up to date when files change.

Chroma reopens a collection with another embedder of the same name and size without a word, and every answer
would be wrong; the embedder's fingerprint is kept beside the vectors and compared here.
"""

import hashlib
import json
import re
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from filelock import FileLock, Timeout

from batuta.brand import Passage
from batuta.errors import DatabaseUnavailable, Misconfigured
from batuta.text import Text
from tools.library import embedder, openai_embedder
from tools.library.embedder import Vectors
from tools.library.embedding import WORDS, Embedder
from tools.library.vectors import Near, as_embedded

_BATCH = 1000
_LOCK_SECONDS = 120.0
_OURS = (embedder.NAME, openai_embedder.NAME)


class ChromaIndex:
    """The vectors of one brand. Raises: Misconfigured, for a folder that cannot be written or belongs to another."""

    def __init__(self, folder: Path, collection: str, *, embedder: Embedder = WORDS, server: str | None = None) -> None:
        """server: the address of a Chroma server; without one the vectors lie in the folder, with one only its lock."""
        self.embedder = embedder
        self._server = server
        self._folder = folder
        self._name = re.sub(r"[^a-zA-Z0-9._-]", "-", collection)
        self.remote = embedder.remote or server is not None
        self._collection: Any = None
        self._held = 0

    def fill(self, passages: Mapping[str, Passage]) -> None:
        wanted = {identity: _stamp(passage) for identity, passage in passages.items()}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / ".lock", timeout=_LOCK_SECONDS):
                collection = self._opened()
                held = collection.get(include=["metadatas"])
                known = {i: (m or {}).get("stamp") for i, m in zip(held["ids"], held["metadatas"], strict=True)}
                gone = [identity for identity in known if identity not in wanted]
                changed = [identity for identity, stamp in wanted.items() if known.get(identity) != stamp]
                for at in range(0, len(gone), _BATCH):
                    collection.delete(ids=gone[at : at + _BATCH])
                for at in range(0, len(changed), _BATCH):
                    batch = changed[at : at + _BATCH]
                    collection.upsert(
                        ids=batch,
                        embeddings=self.embedder.embedded([as_embedded(passages[identity]) for identity in batch]),
                        metadatas=[{"stamp": wanted[identity], "file": passages[identity].file} for identity in batch],
                    )
        except (OSError, Timeout) as broken:
            raise self._unwritable(broken) from None
        except _failures() as broken:
            raise self._silent(broken) from None
        self._held = len(wanted)

    def near(self, vector: Vectors, limit: int) -> tuple[Near, ...]:
        if self._collection is None or not np.any(vector):
            return ()
        held = min(limit, self._held)
        if not held:
            return ()
        try:
            found = self._collection.query(query_embeddings=[vector], n_results=held, include=["distances"])
        except _failures() as broken:
            raise self._silent(broken) from None
        return tuple(
            Near(identity, 1.0 - distance)
            for identity, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        )

    def _opened(self) -> Any:
        if self._collection is not None:
            return self._collection
        from chromadb.config import Settings
        from chromadb.errors import ChromaError, NotFoundError

        settings = Settings(anonymized_telemetry=False, allow_reset=False)
        embedding_function = _embedding_function() if self.embedder is WORDS else None
        try:
            client = self._client(settings)
            try:
                collection = client.get_collection(self._name, embedding_function=embedding_function)
            except NotFoundError:
                collection = None
            if collection is not None and (collection.metadata or {}).get("embedder") != self.embedder.fingerprint:
                self._must_be_ours(collection)
                client.delete_collection(self._name)
                collection = None
            self._collection = collection or client.create_collection(
                self._name,
                embedding_function=embedding_function,
                metadata={"embedder": self.embedder.fingerprint},
                configuration={"hnsw": {"space": "cosine"}},
            )
        except (ChromaError, RuntimeError, ValueError) as broken:
            if self._server:
                raise self._silent(broken) from None
            raise self._unwritable(broken) from None
        return self._collection

    def _client(self, settings: Any) -> Any:
        import chromadb

        if self._server is None:
            return chromadb.PersistentClient(path=str(self._folder), settings=settings)
        at = urlsplit(self._server)
        secure = at.scheme == "https"
        client: Any = chromadb.HttpClient(
            host=at.hostname or "", port=at.port or (443 if secure else 80), ssl=secure, settings=settings
        )
        # Its connections stay open for as long as the index is asked, and no longer.
        weakref.finalize(self, _hang_up, client)
        return client

    def _must_be_ours(self, collection: Any) -> None:
        """Vectors that any embedder of ours made are made again; anybody else's are left alone."""
        made_by = str((collection.metadata or {}).get("embedder", ""))
        if made_by.partition(":")[0] in _OURS:
            return
        raise Misconfigured(
            Text(
                en=f"The index in {self._folder} was made by another embedder ({made_by or 'unknown'}); "
                "its answers would be wrong.",
                es=f"El índice de {self._folder} lo ha hecho otro generador de vectores ({made_by or 'desconocido'}); "
                "sus respuestas serían erróneas.",
            ),
            remedy=Text(
                en="Move that folder away or choose another state folder; a new index is made from the brand book.",
                es="Aparta esa carpeta o elige otra de estado: se hará un índice nuevo a partir del libro de marca.",
            ),
            subject=str(self._folder),
        )

    def _silent(self, broken: Exception) -> DatabaseUnavailable:
        where = self._server or str(self._folder)
        return DatabaseUnavailable(
            Text(
                en=f"The index of the brand book at {where} does not answer: {broken}.",
                es=f"El índice del libro de marca en {where} no responde: {broken}.",
            ),
            remedy=Text(
                en="Start the Chroma server again, or leave BATUTA_CHROMA_URL empty to keep the index in a folder.",
                es="Vuelve a arrancar el servidor de Chroma, o deja BATUTA_CHROMA_URL vacía para tener el índice en "
                "una carpeta.",
            ),
            subject="BATUTA_CHROMA_URL",
        )

    def _unwritable(self, broken: Exception) -> Misconfigured:
        return Misconfigured(
            Text(
                en=f"The index of the brand book cannot be kept in {self._folder}: {broken}.",
                es=f"No se puede guardar el índice del libro de marca en {self._folder}: {broken}.",
            ),
            remedy=Text(
                en="Check the folder's permissions and free space, or set BATUTA_STATE_DIR to another folder.",
                es="Revisa los permisos y el espacio libre de la carpeta, o indica otra en BATUTA_STATE_DIR.",
            ),
            subject=str(self._folder),
        )


def _failures() -> tuple[type[Exception], ...]:
    """What Chroma and the wire to its server raise."""
    import httpx
    from chromadb.errors import ChromaError

    return (ChromaError, httpx.HTTPError)


def _stamp(passage: Passage) -> str:
    said = json.dumps([as_embedded(passage), passage.kind], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _embedding_function() -> Any:
    """Our embedder as Chroma knows embedders: registered, so that no default one is ever downloaded."""
    from chromadb import Documents, EmbeddingFunction
    from chromadb.utils.embedding_functions import known_embedding_functions, register_embedding_function

    class WordEmbedding(EmbeddingFunction[Documents]):
        def __init__(self) -> None:
            self._made_by = embedder.fingerprint()

        def __call__(self, input: Documents) -> Any:  # noqa: A002
            return list(embedder.embedded(input))

        @staticmethod
        def name() -> str:
            return embedder.NAME

        def get_config(self) -> dict[str, Any]:
            return {"fingerprint": self._made_by}

        @staticmethod
        def build_from_config(_config: dict[str, Any]) -> "EmbeddingFunction[Documents]":
            return WordEmbedding()

        def default_space(self) -> Any:
            return "cosine"

        def supported_spaces(self) -> Any:
            return ["cosine"]

    if embedder.NAME not in known_embedding_functions:
        register_embedding_function(WordEmbedding)  # type: ignore[no-untyped-call]
    return known_embedding_functions[embedder.NAME]()


def _hang_up(client: Any) -> None:
    """Chroma's own `close` leaves two pools of connections open: its own and its administrator's (chromadb 1.x)."""
    asked = [getattr(part, "_server", None) for part in (client, getattr(client, "_admin_client", None))]
    client.close()
    for server in asked:
        if (pool := getattr(server, "_session", None)) is not None:
            pool.close()
