"""What a resource of an unknown name is, by what can be done with it and what lies inside.

Where nothing is called content, an asset that is written is, or something that is published; where nothing is called
an audience, something that holds contacts or subscribers; where nothing is called a campaign, something that can be
scheduled and paused, or an e-mail that is kept and sent later to whom the request does not name.
Such a guess never scores as sure.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tools.systems.detection.calls import in_calls
from tools.systems.detection.divided import undivided
from tools.systems.detection.fields import STARTS, audience_field, matches, receiver
from tools.systems.detection.kinds import with_lists, without_kinds
from tools.systems.detection.lexicon import ACCOUNTS, PEOPLE, STATUS_FIELDS, Action, Thing, listed
from tools.systems.detection.naming import phrase_of, things_of
from tools.systems.detection.needs import beside, needing, who_asks
from tools.systems.detection.queried import as_body
from tools.systems.detection.reading import read
from tools.systems.detection.references import own_reference, slot_noun
from tools.systems.detection.sizes import size_field
from tools.systems.detection.understood import CRUD, TOOL, Reading
from tools.systems.detection.words import first_sentence, words
from tools.systems.openapi.document import Field, Operation

GUESSED = 0.55
"""How surely a shape says what a thing is: enough to be proposed, too little to be sure."""
_HELD = frozenset("contact subscriber profile recipient customer cliente suscriptor contacto destinatario".split())
_CAMPAIGN_DOES: frozenset[Action] = frozenset({"schedule", "pause", "resume", "stop"})
_CONTENT_DOES: frozenset[Action] = frozenset({"publish", "unpublish", "submit"})


def readings_of(operations: Sequence[Operation]) -> list[Reading]:
    """What each operation of a description is about and does, with what the others say of it."""
    return list(_readings(tuple(map(as_body, operations))))


@lru_cache(maxsize=4)
def _readings(operations: tuple[Operation, ...]) -> tuple[Reading, ...]:
    calls, asking = in_calls(operations), who_asks(operations)
    told = [
        _naming_one(read(plain, calls=calls)._replace(operation=operation), asking)
        for operation, plain in zip(operations, without_kinds(with_lists(operations)), strict=True)
    ]
    return tuple(by_shape(undivided(told)))


def _naming_one(one: Reading, asking: frozenset[str]) -> Reading:
    """The reading of a request that is told one reference beside who asks, where none is marked as required."""
    if not asking or one.named or {"create", "search"} & set(one.actions) or "{" in one.operation.path:
        return one
    plain = beside(needing(one.operation, asking), asking)
    return one._replace(item=True) if own_reference(plain) else one


def by_shape(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with guesses for resources without a known name, for things that nothing else is."""
    readings = _pictures(_by_slots(_without_groups(_without_spaces(readings))))
    readings = _kept_messages(_written_messages(_written_assets(_filed_contents(readings))))
    known = {
        thing
        for one in readings
        if not one.elsewhere and max((one.actions.get(action, 0.0) for action in CRUD), default=0.0) > _DONE
        for thing in one.things
    }
    guesses = {resource: thing for resource, thing in _guesses(readings) if thing not in known}
    return _published_by_value(
        [
            one._replace(things={guesses[one.resource]: GUESSED - 0.05 * one.named}, elsewhere=False)
            if one.resource in guesses and not one.things and (not one.elsewhere or one.resource in _MARKS)
            else one
            for one in readings
        ]
    )


def _published_by_value(readings: Sequence[Reading]) -> list[Reading]:
    """What is said to be content, and has states of which one is a draft and one is published, surely is."""
    stated = {
        one.resource
        for one in readings
        if "content" in one.things and one.resource
        for field in one.operation.body
        if " ".join(words(field.path.rpartition(".")[2])) in STATUS_FIELDS
        if {"draft", "published"} <= {" ".join(words(option)) for option in field.options}
    }
    return [
        one._replace(things={**one.things, "content": max(_STATED, one.things["content"])})
        if one.resource in stated and "content" in one.things
        else one
        for one in readings
    ]


_STATED = 0.8


def _without_spaces(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Where things of several kinds are made inside one kind, that one is a space, and says nothing of them."""
    inside: dict[str, set[Thing]] = {}
    for one in readings:
        space, within, _ = one.resource.partition("/{}/")
        if within and not one.item and not one.elsewhere and {"create", "search"} & set(one.actions):
            inside.setdefault(space, set()).update(thing for thing, sure in one.things.items() if sure > GUESSED)
    spaces = {space for space, things in inside.items() if len(things & _MADE) >= _SEVERAL_KINDS}
    lying = Counter(one.resource.partition("/{}/")[0] for one in readings if "/{}/" in one.resource)
    spaces |= {space for space, times in lying.items() if times >= max(_MANY, _MOST * len(readings))}
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


_DONE = 0.5


def _without_groups(readings: Sequence[Reading]) -> Sequence[Reading]:
    """A group that nobody makes here, that holds nobody, and that things are made in is a space, and no audience.

    Nor is one that holds files.
    """
    spaces = spaces_called_groups(readings) | _of_files(readings)
    return [
        one._replace(things={thing: sure for thing, sure in one.things.items() if thing != "audience"})
        if one.resource in spaces
        else one
        for one in readings
    ]


def spaces_called_groups(readings: Sequence[Reading]) -> frozenset[str]:
    """The resources whose name may mean an audience, and that are none."""
    called = {
        one.resource
        for one in readings
        if not one.named and things_of(tuple(one.resource.rpartition("/")[2].split())).get("audience", 0.0) <= _VAGUELY
        if "audience" in things_of(tuple(one.resource.rpartition("/")[2].split()))
    }
    made = {one.resource for one in readings if "create" in one.actions and not one.item}
    holding = {
        one.resource.partition("/{}/")[0]
        for one in readings
        if "/{}/" in one.resource and set(one.resource.rpartition("/")[2].split()) & {*PEOPLE, *_HELD}
    }
    counted = {one.resource for one in readings if size_field(one.operation.answer)}
    named = {one.resource for one in readings if one.item and "get" in one.actions}
    filled = {
        " ".join(slot_noun(field.path.rpartition(".")[2]))
        for one in readings
        if "create" in one.actions and not one.item
        for field in one.operation.body
    }
    spaces = (called & named) - made - holding - counted
    return frozenset(one for one in spaces if one.rpartition("/")[2] in filled)


def _of_files(readings: Sequence[Reading]) -> frozenset[str]:
    """Groups and lists whose answers hold or count files: `files[].uuid`, `files_count`."""
    return frozenset(
        one.resource
        for one in readings
        if not one.named and things_of(tuple(one.resource.rpartition("/")[2].split())).get("audience", 1.0) <= _VAGUELY
        for field in one.operation.answer
        if ("asset" in things_of(words(field.path.partition("[")[0])[-1:]) and "[]." in field.path)
        or (words(field.path)[-2:-1] in _FILES_COUNTED and words(field.path)[-1:] == ("count",))
    )


_FILES_COUNTED = (("file",), ("image",), ("asset",), ("media",), ("fichero",), ("imagen",))
_VAGUELY = 0.7


def _by_slots(readings: Sequence[Reading]) -> Sequence[Reading]:
    """What a slot and the summary call one thing is that, whatever holds it: `GET /Contact/{ListID}`, a list."""
    called: dict[str, Thing] = {}
    for one in readings:
        last = one.operation.path.rstrip("/").rpartition("/")[2]
        if one.things or one.named or not last.startswith("{") or one.operation.method != "GET":
            continue
        noun = phrase_of(first_sentence(one.operation.summary)).noun
        named = things_of(slot_noun(last))
        for thing in {thing for thing, sure in named.items() if sure > _CALLED} & set(things_of(noun)) & _HELD_ALONE:
            called[one.resource] = thing
    return [
        one._replace(things={called[one.resource]: _CALLED}, elsewhere=False)
        if one.resource in called and not one.things
        else one
        for one in readings
    ]


_CALLED = 0.8
_HELD_ALONE: frozenset[Thing] = frozenset({"audience", "campaign"})


def _pictures(readings: Sequence[Reading]) -> Sequence[Reading]:
    """What has an address, and what only files have, is an asset, whatever it is called: `resources[].secure_url`."""
    seen = {
        one.resource
        for one in readings
        if set(one.things) <= {"asset"} and not one.elsewhere and {"search", "get"} & set(one.actions)
        if _is_picture(one.operation.answer)
    }
    return [
        one._replace(things={"asset": max(_PICTURE, one.things.get("asset", 0.0))}) if one.resource in seen else one
        for one in readings
    ]


def _is_picture(fields: Sequence[Field]) -> bool:
    named = [words(one.path.rpartition(".")[2]) for one in fields]
    filed = {" ".join(name) for name in named} & _OF_FILES
    return len(filed) >= _SEVERAL and any(name[-1:] in (("url",), ("src",), ("href",)) for name in named)


_OF_FILES = frozenset(
    listed(
        "width, height, byte, filesize, filename, extension, mimetype, mime type, format, dimension, file size, "
        "file name, content type, original filename, file extension, anchura, altura, formato"
    )
)
_SEVERAL = 2
_PICTURE = 0.85


def _filed_contents(readings: Sequence[Reading]) -> Sequence[Reading]:
    """A document that is made of a file, and not of words, is an asset, where something else is content."""
    made = [one for one in readings if "content" in one.things and not one.item and "create" in one.actions]
    filed = {one.resource for one in made if one.operation.body and _is_file(one.operation.body)}
    if not filed or not {one.resource for one in made if one.operation.body} - filed:
        return readings
    return [one._replace(things={"asset": 0.8}) if one.resource in filed else one for one in readings]


def _is_file(fields: Sequence[Field]) -> bool:
    named = [set(words(one.path.rpartition(".")[2])) for one in fields]
    return any(name & _FILES for name in named) and not any(name & _WORDS_OF_A_PIECE for name in named)


_FILES = frozenset("file binary fichero archivo".split())
_MARKS = frozenset({"tag", "label", "etiqueta"})
"""What people are marked with: those who have one are an audience, where nothing else is."""
_MADE: frozenset[Thing] = frozenset({"audience", "campaign", "content", "asset", "message"})
_SEVERAL_KINDS = 3
_MANY = 12
_MOST = 0.6
"""The share of all operations that lie in what is a space, whatever they are about."""


def _written_assets(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Where nothing is content, an asset that is made of words is."""
    if any("content" in one.things and not one.elsewhere for one in readings):
        return readings
    read = {one.resource for one in readings if one.item and {"get", "update"} & set(one.actions)}
    written = {
        one.resource
        for one in readings
        if "asset" in one.things
        and (one.resource in read or one.named)
        and one.actions.get("create", 0.0) > 0.8
        and any(set(words(field.path)) & _WORDS_OF_A_PIECE for field in one.operation.body)
    }
    return [one._replace(things={"content": GUESSED}) if one.resource in written else one for one in readings]


def _written_messages(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Where nothing else is written and kept, an e-mail beside campaigns is content: made of words, for nobody yet."""
    made = [one for one in readings if _makes(one) and not one.elsewhere]
    read = {one.resource for one in readings if one.item and {"get", "update"} & set(one.actions)}
    written = {one.resource for one in made if "content" in one.things}
    campaigns = {
        one.resource for one in readings if "campaign" in one.things or "campaign" in words(one.operation.path)
    }
    if written & read or not any("campaign" in one.things for one in readings):
        return readings
    kept = {
        one.resource
        for one in made
        if "message" in one.things and "send" not in one.actions and not one.named
        if any(set(words(field.path)) & _WORDS_OF_A_PIECE for field in one.operation.body)
        and not any(receiver(field.path) for field in one.operation.body)
    }
    changed = {
        one.resource
        for one in readings
        if "message" in one.things and one.item and "update" in one.actions and not one.named and not one.elsewhere
        if {word for field in one.operation.body for word in words(field.path)} & _WRITTEN
        and not any(receiver(field.path) for field in one.operation.body)
    }
    kept = ((kept & read) | changed) - campaigns
    return [
        one._replace(things={**one.things, "content": GUESSED + 0.2}) if one.resource in kept else one
        for one in readings
    ]


def _makes(one: Reading) -> bool:
    return not one.item and max(one.actions.get("create", 0.0), one.actions.get("send", 0.0)) > _DONE


def _kept_messages(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Where nothing is a campaign, an e-mail is that is made without a receiver, kept and sent by reference."""
    if any("campaign" in one.things and not one.elsewhere and _makes(one) for one in readings):
        return readings
    own = [
        one
        for one in readings
        if "message" in one.things and one.resource and not one.elsewhere and not one.named
        if "content" not in one.things or "create" not in one.actions
    ]
    does: dict[str, set[str]] = {}
    for one in own:
        sure = {action for action, weight in one.actions.items() if weight > 0.8}
        does.setdefault(one.resource, set()).update(f"{action} one" if one.item else action for action in sure)
    addressed = {
        one.resource
        for one in own
        if "create" in one.actions and not one.item and any(receiver(field.path) for field in one.operation.body)
    }
    for_lists = {one.resource for one in own if _is_for_lists(one)} - addressed
    later = {
        resource
        for resource, known in does.items()
        if {"create", "get one"} <= known and known & _SENT_LATER and resource not in addressed
    }
    kept = later | for_lists
    called = {resource.rpartition("/")[2] for resource in kept}
    return [
        one._replace(things={**one.things, "campaign": GUESSED + 0.2})
        if one in own and one.resource.rpartition("/")[2] in called
        else one
        for one in readings
    ]


def _is_for_lists(one: Reading) -> bool:
    """An e-mail with a name, made for lists of people."""
    fields = one.operation.body
    named = any(words(field.path) == ("name",) for field in fields)
    return named and "create" in one.actions and not one.item and audience_field(fields) is not None


_WRITTEN = frozenset("subject asunto".split())
_SENT_LATER = frozenset({"send one", "schedule one", "pause one"})
_WORDS_OF_A_PIECE = frozenset("html text content body contenido cuerpo texto".split())


def _guesses(readings: Sequence[Reading]) -> Iterator[tuple[str, Thing]]:
    nameless = {
        one.resource
        for one in readings
        if one.resource and not one.things and one.operation.method != TOOL
        if not one.elsewhere or one.resource in _MARKS
        if one.resource not in (*PEOPLE, *ACCOUNTS)
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
        if inside & _HELD or _holds_people(resource, readings):
            yield resource, "audience"
        elif len(does & _CAMPAIGN_DOES) > 1:
            yield resource, "campaign"
        elif len(does & _CONTENT_DOES) > 1:
            yield resource, "content"
        elif resource not in _MARKS:
            yield from ((resource, thing) for thing in _made_of(resource, readings))


def _holds_people(resource: str, readings: Sequence[Reading]) -> bool:
    """People are put into one of them by reference: `POST /topics/{key}/subscriptions` with `subscriberIds[]`."""
    return any(
        set(words(field.path)[:-1]) & _HELD and words(field.path)[-1:] == ("id",) and field.path.endswith("[]")
        for one in readings
        if one.resource.startswith(f"{resource}/{{}}/") and one.operation.method in ("POST", "PUT")
        for field in one.operation.body
    )


def _made_of(resource: str, readings: Sequence[Reading]) -> Iterator[Thing]:
    """What a thing is by what it is made of: conditions, somebody to send to and a time, or words."""
    made = [one.operation for one in readings if one.resource == resource and "create" in one.actions and not one.item]
    fields = [field for operation in made for field in operation.body]
    said = {word for one in fields for word in words(one.path.rpartition(".")[2])[-1:]}
    timed = matches(fields, (("$arguments.start", STARTS),)) or said & {"subject", "asunto"}
    if audience_field(fields) and timed:
        yield "campaign"
    elif said & _CONDITIONS:
        yield "audience"
    elif said & _WORDS_OF_A_PIECE:
        yield "content"


_CONDITIONS = frozenset(
    "condition rule criteria criterion filter query predicate ql sql condicion regla filtro criterio consulta".split()
)
