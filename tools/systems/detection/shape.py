"""What a resource of an unknown name is, by what can be done with it and what lies inside.

Where nothing is called an audience, something that holds contacts or subscribers is one; where nothing is called a
campaign, something that can be scheduled and paused; where nothing is called content, something that is published.
Such a guess never scores as sure.
"""

from collections.abc import Iterator, Sequence

from tools.systems.detection.lexicon import Action, Thing
from tools.systems.detection.reading import TOOL, Reading

GUESSED = 0.55
"""How surely a shape says what a thing is: enough to be proposed, too little to be sure."""
_HELD = frozenset("contact subscriber profile recipient customer cliente suscriptor contacto destinatario".split())
_CAMPAIGN_DOES: frozenset[Action] = frozenset({"schedule", "pause", "resume", "stop"})
_CONTENT_DOES: frozenset[Action] = frozenset({"publish", "unpublish", "submit"})


def by_shape(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with guesses for resources without a known name, for things that nothing else is."""
    known = {thing for one in readings if not one.elsewhere for thing in one.things}
    guesses = {resource: thing for resource, thing in _guesses(readings) if thing not in known}
    return [
        one._replace(things={guesses[one.resource]: GUESSED})
        if one.resource in guesses and not one.things and not one.elsewhere
        else one
        for one in readings
    ]


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
