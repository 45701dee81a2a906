"""The word lists that lie beside the code: plain text, `#` begins a comment."""

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of one list, without comments and empty ones."""
    text = (files("batuta.words") / "data" / name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def listed(name: str) -> frozenset[str]:
    """All words of a list."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def names_in(folder: str) -> tuple[str, ...]:
    """The names of the lists in one folder, without their endings, in order."""
    found = (files("batuta.words") / "data" / folder).iterdir()
    return tuple(sorted(one.name.removesuffix(".txt") for one in found if one.name.endswith(".txt")))
