"""Packs and vocabularies as they were read before, kept under the digest of all that they follow from.

A file of this folder saves work and decides nothing: it is found only by the content of the very files it was
made from and of the code that read them, and without it everything is read anew.
"""

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import ValidationError

import batuta
from batuta.claims.lexicon import Vocabulary
from batuta.claims.phrases import Phrase
from batuta.noun import Noun
from batuta.policy import Pack
from batuta.text import Language

CODE = ("claims/*.py", "checks/*.py", "words/*.py", "words/data/*", "policy.py", "policy_samples.py", "content.py")
"""What decides how files are read and what rules do, under `batuta/`."""
KEPT = 20
"""Most files of this kind; the oldest go."""


class Prepared(Noun):
    """What reading came to, without a problem."""

    packs: tuple[Pack, ...]
    vocabularies: tuple[Vocabulary, ...]
    phrases: dict[Language, dict[str, Phrase]]


class Shelf:
    """Prepared rules in a folder of their own; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def find(self, key: str) -> Prepared | None:
        try:
            return Prepared.model_validate_json(self._path(key).read_bytes()) if self._folder else None
        except (OSError, ValidationError):
            return None

    def keep(self, key: str, prepared: Prepared) -> None:
        # What a sample says of itself, even if it is the default, overrides what the samples of a rule share.
        self._write(self._path(key), prepared.model_dump_json(exclude_unset=True).encode())

    def proved(self, key: str) -> bool:
        """Whether every sample was right when it was last tried, with the same rules and the same code."""
        return self._folder is not None and self._mark(key).exists()

    def mark_proved(self, key: str) -> None:
        self._write(self._mark(key), b"")

    def _path(self, key: str) -> Path:
        return (self._folder or Path()) / f"{key}.json"

    def _mark(self, key: str) -> Path:
        return (self._folder or Path()) / f"{key}.proved"

    def _write(self, path: Path, body: bytes) -> None:
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = path.with_suffix(f".{os.getpid()}.part")
            draft.write_bytes(body)
            draft.replace(path)
            for old in sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime)[:-KEPT]:
                old.unlink(missing_ok=True)
        except OSError:
            return  # A folder that cannot be written to costs time, nothing else.


def key_of(files: Sequence[tuple[str, Path]]) -> str:
    """files: names as they appear in messages, and where they are."""
    digest = hashlib.sha256(_code().encode())
    for name, path in files:
        digest.update(f"\0{name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _code() -> str:
    root = Path(batuta.__file__).parent
    digest = hashlib.sha256()
    for pattern in CODE:
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
