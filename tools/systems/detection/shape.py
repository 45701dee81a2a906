"""What a resource of an unknown name is, by what can be done with it and what lies inside.

Where nothing is called content, an asset that is written is, or something that is published; where nothing is called
an audience, something that holds contacts or subscribers; where nothing is called a campaign, something that can be
scheduled and paused, or an e-mail that is kept and sent later to whom the request does not name.
Such a guess never scores as sure.
"""

from collections.abc import Iterator, Sequence

from tools.systems.detection.fields import receiver
from tools.systems.detection.lexicon import Action, Thing
from tools.systems.detection.naming import things_of
from tools.systems.detection.understood import TOOL, Reading
from tools.systems.detection.words import words

GUESSED = 0.55
"""How surely a shape says what a thing is: enough to be proposed, too little to be sure."""
_HELD = frozenset("contact subscriber profile recipient customer cliente suscriptor contacto destinatario".split())
_CAMPAIGN_DOES: frozenset[Action] = frozenset({"schedule", "pause", "resume", "stop"})
_CONTENT_DOES: frozenset[Action] = frozenset({"publish", "unpublish", "submit"})


def by_shape(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with guesses for resources without a known name, for things that nothing else is."""
    readings = _kept_messages(_written_assets(_without_spaces(readings)))
    known = {thing for one in readings if not one.elsewhere for thing in one.things}
    guesses = {resource: thing for resource, thing in _guesses(readings) if thing not in known}
    return [
        one._replace(things={guesses[one.resource]: GUESSED})
        if one.resource in guesses and not one.things and not one.elsewhere
        else one
        for one in readings
    ]


def _without_spaces(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Where things of several kinds are made inside one kind, that one is a space, and says nothing of them."""
    inside: dict[str, set[Thing]] = {}
    for one in readings:
        space, within, _ = one.resource.partition("/{}/")
        if within and not one.item and not one.elsewhere and {"create", "search"} & set(one.actions):
            inside.setdefault(space, set()).update(thing for thing, sure in one.things.items() if sure > GUESSED)
    spaces = {space for space, things in inside.items() if len(things & _MADE) >= _SEVERAL_KINDS}
    return [
        one._replace(
            nested=max(0, one.nested - 1),
            context={
                thing: sure
                for thing, sure in one.context.items()
                if thing not in things_of(tuple(one.resource.partition("/{}/")[0].rpartition("/")[2].split()))
            },
        )
        if one.resource.partition("/{}/")[0] in spaces and "/{}/" in one.resource
        else one
        for one in readings
    ]


_MADE: frozenset[Thing] = frozenset({"audience", "campaign", "content", "asset", "message"})
_SEVERAL_KINDS = 3


def _written_assets(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Where nothing is content, an asset that is made of words is."""
    if any("content" in one.things and not one.elsewhere for one in readings):
        return readings
    written = {
        one.resource
        for one in readings
        if "asset" in one.things
        and one.actions.get("create", 0.0) > 0.8
        and any(set(words(field.path)) & _WORDS_OF_A_PIECE for field in one.operation.body)
    }
    return [one._replace(things={"content": GUESSED}) if one.resource in written else one for one in readings]


def _kept_messages(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Where nothing is a campaign, an e-mail is that is made without a receiver, kept and sent by reference."""
    if any("campaign" in one.things and not one.elsewhere for one in readings):
        return readings
    own = [one for one in readings if "message" in one.things and one.resource and not one.elsewhere and not one.named]
    does: dict[str, set[str]] = {}
    for one in own:
        sure = {action for action, weight in one.actions.items() if weight > 0.8}
        does.setdefault(one.resource, set()).update(f"{action} one" if one.item else action for action in sure)
    addressed = {
        one.resource
        for one in own
        if "create" in one.actions and not one.item and any(receiver(field.path) for field in one.operation.body)
    }
    kept = {
        resource
        for resource, known in does.items()
        if {"create", "get one"} <= known and known & _SENT_LATER and resource not in addressed
    }
    called = {resource.rpartition("/")[2] for resource in kept}
    return [
        one._replace(things={**one.things, "campaign": GUESSED + 0.2})
        if one in own and one.resource.rpartition("/")[2] in called
        else one
        for one in readings
    ]


_SENT_LATER = frozenset({"send one", "schedule one", "pause one"})
_WORDS_OF_A_PIECE = frozenset("html text content body contenido cuerpo texto".split())


def _guesses(readings: Sequence[Reading]) -> Iterator[tuple[str, Thing]]:
    nameless = {
        one.resource
        for one in readings
        if one.resource and not one.things and not one.elsewhere and one.operation.method != TOOL
    }
    named = {one.resource for one in readings if one.things}
    for resource in sorted(nameless - named):
        does = {
            action for one in readings if one.resource == resource for action, sure in one.actions.items() if sure > 0.8
        }
        inside = {
            one.resource.removeprefix(f"{resource}/{{}}/")
            for one in readings
            if one.resource.startswith(f"{resource}/{{}}/")
        }
        if "create" not in does:
            continue
        if inside & _HELD:
            yield resource, "audience"
        elif len(does & _CAMPAIGN_DOES) > 1:
            yield resource, "campaign"
        elif len(does & _CONTENT_DOES) > 1:
            yield resource, "content"
