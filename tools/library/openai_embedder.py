"""Vectors from any server that speaks the OpenAI protocol (`POST …/embeddings`).

A failing server is told apart from a wrong setting: the first passes, and the library searches by words
meanwhile; the second never does, and names its variable.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from batuta.errors import LanguageUnavailable, Misconfigured
from batuta.text import Language, Text
from tools.library.embedder import Vectors

NAME = "openai"
_BATCH = 128
_PROBE = "brand"
_OK = 200
_REFUSED = (400, 401, 403, 404, 405, 422)
"""Answers that asking again does not change."""


class OpenAIEmbedder:
    """One model behind one address."""

    name = NAME
    remote = True

    def __init__(self, model: str, url: str, key: str | None, timeout_seconds: float) -> None:
        self._model = model
        self._url = url.rstrip("/")
        self._key = key
        self._timeout = timeout_seconds

    @cached_property
    def fingerprint(self) -> str:
        """Of the model, its address and how long its vectors are, which a server may change behind a name."""
        length = len(self._asked([_PROBE])[0])
        told = hashlib.sha256(f"{self._model} {self._url} {length}".encode()).hexdigest()[:16]
        return f"{NAME}:{self._model}:{told}"

    def embedded(self, texts: Sequence[str], language: Language | None = None) -> Vectors:
        del language
        rows = [row for batch in _batches(texts) for row in self._asked(batch)]
        if len({len(row) for row in rows}) > 1:
            raise self._nonsense("its vectors are not equally long", "sus vectores no miden lo mismo")
        vectors = np.asarray(rows, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

    def _asked(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        import httpx

        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        body = {"model": self._model, "input": list(texts), "encoding_format": "float"}
        try:
            answer = httpx.post(f"{self._url}/embeddings", json=body, headers=headers, timeout=self._timeout)
        except httpx.InvalidURL:
            raise self._wrong("the address is not one", "la dirección no es válida") from None
        except httpx.HTTPError as broken:
            raise self._unavailable(type(broken).__name__) from None
        if answer.status_code in _REFUSED:
            raise self._wrong(f"it answered {answer.status_code}", f"respondió {answer.status_code}")
        if answer.status_code != _OK:
            raise self._unavailable(str(answer.status_code))
        return self._rows(answer, len(texts))

    def _rows(self, answer: Any, wanted: int) -> list[NDArray[np.float32]]:
        try:
            data = sorted(answer.json()["data"], key=lambda row: int(row["index"]))
            rows = [np.asarray(row["embedding"], dtype=np.float32) for row in data]
        except (ValueError, KeyError, TypeError):
            raise self._nonsense("it is no list of vectors", "no es una lista de vectores") from None
        if len(rows) != wanted or any(row.ndim != 1 or not row.size or not np.isfinite(row).all() for row in rows):
            raise self._nonsense("it is not one vector a text", "no hay un vector por texto")
        return rows

    def _wrong(self, en: str, es: str) -> Misconfigured:
        return Misconfigured(
            Text(
                en=f"The embedder “{self._model}” cannot be used: {en}.",
                es=f"No se puede usar el generador de vectores «{self._model}»: {es}.",
            ),
            remedy=Text(
                en="Check BATUTA_EMBEDDER, BATUTA_EMBEDDER_URL and OPENAI_API_KEY, or leave BATUTA_EMBEDDER empty "
                "for the built-in one.",
                es="Revisa BATUTA_EMBEDDER, BATUTA_EMBEDDER_URL y OPENAI_API_KEY, o deja BATUTA_EMBEDDER vacía para "
                "usar el incorporado.",
            ),
            subject="BATUTA_EMBEDDER",
        )

    def _unavailable(self, why: str) -> LanguageUnavailable:
        return LanguageUnavailable(
            Text(
                en=f"The embedder “{self._model}” does not answer ({why}).",
                es=f"El generador de vectores «{self._model}» no responde ({why}).",
            ),
            subject="BATUTA_EMBEDDER",
        )

    def _nonsense(self, en: str, es: str) -> LanguageUnavailable:
        return LanguageUnavailable(
            Text(
                en=f"The embedder “{self._model}” gave an answer that cannot be used: {en}.",
                es=f"El generador de vectores «{self._model}» ha dado una respuesta que no sirve: {es}.",
            ),
            subject="BATUTA_EMBEDDER",
        )


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH))
