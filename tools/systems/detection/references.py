"""Names that hold the reference of one thing."""

from collections.abc import Iterable

from tools.systems.detection.bodies import of_entry
from tools.systems.detection.fields import names_one_of
from tools.systems.detection.lexicon import ACCOUNTS, ELSEWHERE, GENERIC, IDS, PEOPLE, TYPE_SLOTS, Action
from tools.systems.detection.naming import names_a_thing, things_of
from tools.systems.detection.queried import told_in_query
from tools.systems.detection.words import words
from tools.systems.detection.wrapping import near
from tools.systems.openapi.document import Field, Operation


def asks_for_one(operation: Operation, actions: Iterable[Action], head: Iterable[str] = ()) -> bool:
    """`/campaigns/details?campaign_id=…`, `/campaigns/stop` with an `id`, `/items/publish` with `itemIds`."""
    own = tuple(head)
    asked = [one for one in operation.parameters if one.place == "query" and not told_in_query(operation)]
    needed = [one.name for one in asked if one.required and not _of_another(one.name, own)]
    if any(names_one(name) or names_head(name, own) for name in needed):
        return True
    one_thing = bool(operation.answer) and not any("[]" in one.path for one in operation.answer)
    if operation.method == "GET" and one_thing and any(names_head(one.name, own) for one in asked):
        # What is told at will: `/blast?blast_id=…` answers with one.
        return True
    changes = bool(set(actions) - {"create", "search"}) or operation.method in ("PUT", "PATCH", "DELETE")
    told = [of_entry(one.path, operation.body) for one in operation.body if one.required]
    return changes and any(
        "[" not in name.removesuffix("[]") and near(name, None) and names_one(name) and not _of_another(name, own)
        for name in told
    )


def _of_another(name: str, head: tuple[str, ...]) -> bool:
    """`list_id` in `/campaigns/send` names a list, and no campaign."""
    noun = words(name.removesuffix("[]").rpartition(".")[2])[:-1]
    about, own = things_of(noun), things_of(head)
    other = bool(about) or bool(set(noun) & _ANOTHER)
    return bool(own) and other and not (set(about) & set(own) or set(noun) & set(head) - GENERIC)


_ANOTHER = ELSEWHERE | PEOPLE | frozenset("from address reply owner parent author remitente direccion".split())


def own_reference(operation: Operation) -> Field | None:
    """The only thing that a call has to be told, beside who asks: of `deleteFilter`, its name."""
    asked = [
        one
        for one in operation.body
        if one.required and near(one.path, None) and not set(words(one.path.rpartition(".")[2])) & _WHO_ASKS
    ]
    given = [one.name for one in operation.parameters if one.required and one.place != "header"]
    if len(asked) != 1 or given or asked[0].type not in ("", "string", "integer"):
        return None
    last = words(asked[0].path.rpartition(".")[2])[-1:]
    # Whoever is told a place, a text or a time is not told which one.
    return asked[0] if set(last) & _REFERENCES or any(names_a_thing(word) for word in last) else None


_WHO_ASKS = ACCOUNTS | frozenset("auth token secret password user login api apikey signature clave usuario".split())


def names_head(name: str, head: Iterable[str]) -> bool:
    """Whether a name is what the path is about, alone or with a word for a reference: `/list?list=…`, `list_name`."""
    own, named = set(head), words(name)
    return bool(own) and own <= set(named) and set(named) <= own | _REFERENCES


def names_one(name: str) -> bool:
    named = words(name.removesuffix("[]").rpartition(".")[2])
    if set(named[:-1]) & (ACCOUNTS | TYPE_SLOTS):
        return False
    return named[-1:] == ("id",) or any(names_one_of(name, thing) for thing in things_of(named[:-1]))


def slot_noun(slot: str) -> tuple[str, ...]:
    """What a slot names: `{list_id}` a list, `{id}` nothing."""
    return tuple(word for word in words(slot.strip("{}:<>")) if word not in _REFERENCES)


_REFERENCES = frozenset((*IDS, "key", "code", "name", "hash", "number", "slug", "codigo", "identifier", "param"))
