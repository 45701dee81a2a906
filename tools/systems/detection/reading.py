"""What one operation is about and does, read from its path, method, names and fields."""

from collections.abc import Mapping, Sequence

from tools.systems.detection.calls import name_of, tool_read
from tools.systems.detection.lexicon import ELSEWHERE, GENERIC, HALF_SURE, NOT_HEADS, PEOPLE, REVERSED, Action, Thing
from tools.systems.detection.naming import Phrase, meant, named_actions, names_a_thing, phrase_of, things_of
from tools.systems.detection.paths import Path, path_of
from tools.systems.detection.understood import CRUD, TOOL, Reading
from tools.systems.detection.words import first_sentence, words
from tools.systems.openapi.document import Operation

_ASPECTS: frozenset[Thing] = frozenset({"results", "consent"})
"""What a path is about wherever it says so; other things only where one of them is named."""
_HARDLY = 0.6
"""How surely a path must say what it is about, for the summary to add little."""
_VAGUE: frozenset[Thing] = frozenset({"message", "content"})
"""What a path may call anything; the summary then counts as well."""


def read(operation: Operation, *, calls: bool = False) -> Reading:
    """What an operation is about and does; `calls` where all of the description is in calls by name."""
    if operation.method == TOOL:
        return tool_read(operation, operation.id)
    called = name_of(operation, unknown=calls)
    return tool_read(operation, called) if called else _read(operation)


def _read(operation: Operation) -> Reading:
    path = path_of(operation)
    named = phrase_of(operation.id)
    told = phrase_of(first_sentence(operation.summary))
    things = things_of(path.head, path.joined)
    head_elsewhere = bool(path.head) and (path.head[-1] in ELSEWHERE or (path.head[-1] in PEOPLE and not things))
    if _makes_another(path):
        head_elsewhere = True
    if head_elsewhere or (path.head in _INNER and set(things_of(path.joined)) - {"content"}):
        # `/image/content` holds an image, `/image/text` makes one.
        things = {}
    elif not path.within and any("consent" in things_of(one) for one in path.before[-1:]):
        # `/blocklist/1/block` is no block of content.
        things = {thing: sure for thing, sure in things.items() if thing == "consent"}
    vague = set(things) <= _VAGUE and not head_elsewhere
    for thing, weight in things_of(told.noun).items():
        if thing in things:
            things[thing] = max(things[thing] + 0.04, 0.85 * weight if things[thing] < _HARDLY else 0.0)
        elif vague:
            # A verification list is no list of people, unless the path says so too.
            strange = [word for word in told.noun[:-1] if not names_a_thing(word) and word not in (*GENERIC, *PEOPLE)]
            things[thing] = (0.4 if strange and thing == "audience" else 0.85) * weight
    if not path.head and "send" in path.actions:
        things = {"message": 0.8, **things}
    context = {thing: weight for segment in path.within for thing, weight in things_of(segment).items()}
    for segment in path.before:
        context.update({thing: weight for thing, weight in things_of(segment).items() if thing in _ASPECTS})
    around = {word for segment in path.before for word in segment}
    # `/lists/{id}/delete` that removes contacts from the list.
    touched = set(path.actions) & {"create", "update", "delete"} or (path.item and operation.method == "GET")
    of_people = bool(touched and "size" not in path.actions and set(told.noun[-1:]) & PEOPLE)
    return Reading(
        operation,
        things,
        _actions(operation, path, (named, told)),
        f"{path.resource}/{{}}/{told.noun[-1]}" if of_people else path.resource,
        path.item,
        path.nested,
        head_elsewhere
        or of_people
        or bool(around & (ELSEWHERE - PEOPLE if "consent" in things else ELSEWHERE))
        or _of_another(path.head),
        context,
        path.sets_status,
    )


_INNER = (("content",), ("text",))


def _makes_another(path: Path) -> bool:
    """`/emails/{id}/copy` is about e-mails, and does nothing of what we know."""
    return bool(path.within or path.joined) and set(path.head) <= _DOUBLES


_DOUBLES = frozenset("copy clone duplicate replicate copiar duplicar clonar".split())


def _of_another(head: tuple[str, ...]) -> bool:
    """`conversation-messages`: the words in front of the last one make it another thing."""
    return bool(set(head[:-1]) & ELSEWHERE) and not names_a_thing(" ".join(head[-2:]))


def _actions(operation: Operation, path: Path, phrases: Sequence[Phrase]) -> dict[Action, float]:
    method = operation.method
    found = _by_path(path.actions, method)
    if found and set(found.values()) == {HALF_SURE}:
        # A weak word of the path is one among those that the summary says.
        summary = {action: sure for one in phrases for action, sure in one.actions.items() if action not in CRUD}
        found = {**summary, **found}
    if found:
        # What a weak word of the path hints at, the summary may say.
        for action in _ONLY_DONE & set(found) if method == "GET" else ():
            # Reading `…/publish` publishes, where it is said to.
            if first_sentence(operation.summary).lower().startswith((f"{action} ", *_SPANISH[action])):
                found[action] = 0.8
        if found.get("unpublish") == HALF_SURE and {"draft", "borrador"} & set(words(operation.summary)):
            found["unpublish"] = 0.95
        return {
            action: 0.9 if sure == HALF_SURE and any(one.actions.get(action) == 1.0 for one in phrases) else sure
            for action, sure in found.items()
        }
    base = _by_method(method, item=path.item)
    job = bool(set(path.head[1:]) & NOT_HEADS)
    found = {base: 0.5 if path.sets_status else 0.92 - 0.1 * job - 0.06 * (base == "update" and method == "POST")}
    if job and method == "POST":
        inside = [action for word in path.head[1:] for action in named_actions((word,)) if action not in CRUD]
        found.update(dict.fromkeys(inside, 0.95))
    if base == "create" and _changes_too(operation):
        found["update"] = 0.85
    if method == "PUT" and operation.path.rstrip("/").endswith("}") and _said_to_make(phrases):
        # What is put at an address that we choose is made there.
        found["create"] = 0.8
    if any(base in phrase.actions for phrase in phrases):
        return found
    if method == "POST" and base == "create":
        # What is asked for in a body: `Get the consents of customers`.
        said = [phrase.actions for phrase in phrases if phrase.actions]
        if said and all(set(actions) <= set(_LOOKS) for actions in said):
            return {action: 0.9 * sure for actions in said for action, sure in actions.items()}
    for phrase in phrases:
        special = {action: sure for action, sure in phrase.actions.items() if action not in CRUD}
        if method == "DELETE":
            # What is taken away is neither paused nor resumed.
            special = {action: sure for action, sure in special.items() if action in _ENDED}
        for action, sure in special.items() if method != "GET" or set(special) & set(_LOOKS) else ():
            found[action] = max(found.get(action, 0), 0.85 * sure)
            found[base] = min(found[base], 0.6)
    return found


def _said_to_make(phrases: Sequence[Phrase]) -> bool:
    """The summary, or where there is none the name, says first that it creates."""
    said = [phrase.actions for phrase in reversed(phrases) if phrase.actions]
    return bool(said) and said[0].get("create") == 1.0 and "update" not in said[0]


def _changes_too(operation: Operation) -> bool:
    """`Create or change a list` at one address."""
    said = words(first_sentence(operation.summary))
    joined = [at for at, word in enumerate(said) if word in ("or", "and", "o", "y")]
    return any("update" in meant(word) for at in joined for word in said[at + 1 : at + 2])


def _by_path(named: dict[Action, float], method: str) -> dict[Action, float]:
    """What the end of the path says: `…/schedule` schedules, and deleting `…/schedule` calls it off."""
    special = {action: sure for action, sure in named.items() if action not in CRUD}
    if len(special) == _TWO and set(special) & {"pause", "resume", "stop"}:
        # `pause-scheduling` schedules nothing.
        special.pop("schedule", None)
    for only in ("test", "schedule"):
        if only in special:
            special = {only: special[only]}
    if special and (method == "DELETE" or named.get("delete", 0.0) > HALF_SURE):
        return {REVERSED.get(next(iter(special)), "delete"): 0.95}
    lessened = 0.7 if special and "update" in named and "create" not in named else 1.0
    found = {action: sure * lessened for action, sure in (special or named).items()}
    if special and named.get("delete") == HALF_SURE:
        found["delete"] = HALF_SURE
    if method == "GET":
        # Reading what was scheduled schedules nothing.
        found = {action: sure if action in _LOOKS else sure - 0.45 for action, sure in found.items()}
    return found


_ENDED: frozenset[Action] = frozenset({"stop", "unpublish"})
_ONLY_DONE: frozenset[Action] = frozenset({"publish", "unpublish", "pause", "resume"})
"""What is a verb and never a noun, where a summary begins with it."""
_SPANISH: Mapping[Action, tuple[str, ...]] = {
    "publish": ("publicar ", "publica "),
    "unpublish": ("despublicar ", "retirar "),
    "pause": ("pausar ",),
    "resume": ("reanudar ",),
}
_TWO = 2
_LOOKS: tuple[Action, ...] = ("search", "get", "size", "check")


def _by_method(method: str, *, item: bool) -> Action:
    match method:
        case "GET" | "HEAD":
            return "get" if item else "search"
        case "POST":
            return "update" if item else "create"
        case "DELETE":
            return "delete"
        case "PUT" | "PATCH":
            return "update"
        case _:
            return "get"
