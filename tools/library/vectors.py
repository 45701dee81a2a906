"""Where vectors are kept and asked for their neighbours."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

import numpy as np

from batuta.brand import Passage
from tools.library.embedder import Vectors
from tools.library.embedding import WORDS, Embedder


class Near(NamedTuple):
    id: str
    likeness: float
    """Cosine, -1..1."""


class VectorIndex(Protocol):
    @property
    def embedder(self) -> Embedder:
        """What made its vectors, and makes those of questions."""
        ...

    @property
    def remote(self) -> bool:
        """It asks somebody else, so that it may take long or fail."""
        ...

    def fill(self, passages: Mapping[str, Passage]) -> None:
        """Hold exactly these passages; what is there already is not embedded again."""
        ...

    def near(self, vector: Vectors, limit: int) -> tuple[Near, ...]:
        """The closest passages, the closest first. vector: (dimensions,)."""
        ...


class InMemory:
    """For a folder that is searched once: nothing is written anywhere."""

    def __init__(self, embedder: Embedder = WORDS) -> None:
        self.embedder = embedder
        self.remote = embedder.remote
        self._ids: tuple[str, ...] = ()
        self._vectors: Vectors = np.zeros((0, 1), dtype=np.float32)

    def fill(self, passages: Mapping[str, Passage]) -> None:
        self._ids = tuple(passages)
        self._vectors = self.embedder.embedded([as_embedded(passage) for passage in passages.values()])

    def near(self, vector: Vectors, limit: int) -> tuple[Near, ...]:
        if not self._ids:
            return ()
        likeness = self._vectors @ vector
        some = np.argpartition(-likeness, min(limit, len(likeness)) - 1)[:limit]
        best = some[np.lexsort((some, -likeness[some]))]
        return tuple(Near(self._ids[place], float(likeness[place])) for place in best)


def as_embedded(passage: Passage) -> str:
    """What of a passage becomes its vector: its headings, which say what it is about, and its words."""
    return f"{passage.heading.replace(' › ', '. ')}\n{passage.text}"
