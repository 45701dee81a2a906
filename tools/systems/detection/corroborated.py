"""Whether what a thing is made of bears out a name that may mean several things: a group, a page, a document."""

from collections.abc import Sequence

from tools.systems.detection.fields import audience_field
from tools.systems.detection.lexicon import PEOPLE, Thing
from tools.systems.detection.references import slot_noun
from tools.systems.detection.sizes import size_field
from tools.systems.detection.understood import Reading
from tools.systems.detection.words import words

CERTAIN = 0.8
"""How surely a name must mean a thing to need nothing beside it."""


def corroborated(thing: Thing, anchor: str, readings: Sequence[Reading]) -> bool:
    """Of things whose names are vague; any other is what it is called."""
    own = [one for one in readings if one.resource == anchor]
    if thing not in ("audience", "content") or any(one.named for one in own):
        return True
    if max((one.things.get(thing, 0.0) for one in own), default=1.0) >= CERTAIN:
        return True
    return _holds_people(anchor, own, readings) if thing == "audience" else _is_written(own)


def _holds_people(anchor: str, own: Sequence[Reading], readings: Sequence[Reading]) -> bool:
    inside = (one.resource.removeprefix(f"{anchor}/{{}}/").rpartition("/")[2] for one in readings if anchor)
    held = any(set(name.split()) & (PEOPLE | {"contacto", "suscriptor"}) for name in inside if name)
    counted = any(size_field(one.operation.answer) for one in own)
    said = {word for one in own for field in one.operation.body for word in words(field.path)}
    aimed = {
        " ".join(slot_noun(field.path.rpartition(".")[2]))
        for one in readings
        if "campaign" in one.things and (field := audience_field(one.operation.body)) is not None
    }
    people = any(PEOPLE & set(words(around)) for around in anchor.split("/"))
    return held or counted or people or bool(said & PEOPLE) or anchor.rpartition("/")[2] in aimed


def _is_written(own: Sequence[Reading]) -> bool:
    fields = (field for one in own for field in (*one.operation.body, *one.operation.answer))
    does = {action for one in own for action, sure in one.actions.items() if sure > _DONE}
    if does & {"publish", "unpublish"} or {"create", "update"} <= does:
        return True
    return any(set(words(field.path)) & _WORDS for field in fields)


_DONE = 0.5
_WORDS = frozenset("html text content body subject contenido cuerpo texto asunto headline title titulo".split())
