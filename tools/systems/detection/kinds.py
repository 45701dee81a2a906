"""Slots that say of which kind a thing is: `/content/{type}/{id}`, known by what lies below them."""

from collections.abc import Sequence
from itertools import pairwise

from tools.systems.detection.references import slot_noun
from tools.systems.openapi.document import Operation


def without_kinds(operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations as if those slots were not there.

    A slot is one of a kind where things are made at it, and another slot directly behind it names one of them.
    """
    made_at = {_bare(one.path) for one in operations if one.method == "POST" and one.path.rstrip("/").endswith("}")}
    kinds = {
        tuple(parts[: at + 1])
        for one in operations
        if (parts := _bare(one.path))
        for at in range(1, len(parts) - 1)
        if parts[at] == parts[at + 1] == "{}" and parts[at - 1] != "{}" and parts[: at + 1] in made_at
    }
    return tuple(one._replace(path=_without(one.path, kinds)) if kinds else one for one in operations)


def with_lists(operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations with `List` as `Lists` where a list is named behind it: there it is a thing, and no verb."""
    named = {
        parts[: at + 1]
        for one in operations
        if (parts := _bare(one.path))
        for at, (part, behind) in enumerate(pairwise(one.path.strip("/").split("/")))
        if part.lower() == "list" and behind.startswith("{") and "list" in slot_noun(behind)
    }
    return tuple(one._replace(path=_in_plural(one.path, named)) if named else one for one in operations)


def _in_plural(path: str, named: set[tuple[str, ...]]) -> str:
    parts, bare = path.strip("/").split("/"), _bare(path)
    return "/" + "/".join(f"{part}s" if bare[: at + 1] in named else part for at, part in enumerate(parts))


def _bare(path: str) -> tuple[str, ...]:
    return tuple("{}" if part.startswith("{") else part for part in path.strip("/").split("/"))


def _without(path: str, kinds: set[tuple[str, ...]]) -> str:
    parts, bare = path.strip("/").split("/"), _bare(path)
    kept = [part for at, part in enumerate(parts) if bare[: at + 1] not in kinds]
    return "/" + "/".join(kept)
