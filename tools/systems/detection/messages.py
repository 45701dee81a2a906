"""Where messages go in a request: all of a batch together, or one request for each."""

from collections.abc import Sequence
from typing import NamedTuple

from batuta.text import Text
from tools.systems.detection.bodies import is_leaf, put, put_within
from tools.systems.detection.fields import KEY, MESSAGE, Match, is_said_to_receive, matches, receiver
from tools.systems.detection.words import first_sentence, words
from tools.systems.detection.wrapping import last_of
from tools.systems.openapi.document import Field, Operation


class Messages(NamedTuple):
    body: dict[str, object]
    each: bool
    """One request for each message."""
    key_in: str = ""
    """The field that takes the key of a message."""
    asks: tuple[Text, ...] = ()


def messages(fields: Sequence[Field], *, mail: bool) -> Messages:
    """The list whose entries have an address and words of their own; else one request for each message.

    Where only e-mail goes out (`mail`), a single field for words takes HTML: what writes a letter writes it so.

    A list of addresses beside one text would show every receiver the others, and everybody the same words.
    """
    lists = {one.path.partition("[]")[0] for one in fields if "[]." in one.path}
    for name in sorted(lists, key=lambda path: (path.count("."), path)):
        inside = [
            one._replace(path=one.path.removeprefix(f"{name}[]."))
            for one in fields
            if one.path.startswith(f"{name}[].")
        ]
        found = _written([one for one in inside if "[]" not in one.path], MESSAGE, mail=mail)
        given = {match.template for match in found}
        if "$item.to" in given and given & {"$item.text", "$item.html"}:
            make: dict[str, object] = {}
            for match in found:
                put(make, match.field.path, match.template)
            body: dict[str, object] = {}
            put(body, name, {"$each": "$arguments.messages", "$make": make})
            return Messages(body, each=False)
    return _one(fields, mail=mail)


def _written(fields: Sequence[Field], wanted: Sequence[tuple[str, tuple[str, ...]]], *, mail: bool) -> list[Match]:
    found = list(matches(fields, wanted))
    given = {match.template for match in found}
    if mail and "$item.html" not in given:
        # `text` and `plain` say that they are none.
        return [
            match._replace(template="$item.html")
            if match.template == "$item.text" and last_of(match.field.path) in _ANY_WORDS
            else match
            for match in found
        ]
    return found


_ANY_WORDS = frozenset("body content message cuerpo contenido mensaje description".split())


def _one(fields: Sequence[Field], *, mail: bool) -> Messages:
    leaves = [one for one in fields if is_leaf(one, fields)]
    # Also the field of an address in a list of its own: `to[].email`, `to[]`.
    usable = [one for one in leaves if one.type not in ("boolean", "object")]
    addressed = [one for one in usable if receiver(one.path)] or [one for one in usable if is_said_to_receive(one)]
    if not addressed:
        return Messages({}, each=False, asks=(_NOBODY,))
    to = min(addressed, key=lambda one: (not is_said_to_receive(one), *_depth(one.path))).path
    body: dict[str, object] = {}
    put_within(body, to, "$item.to")
    around = to.removesuffix("[]").rpartition("[].")[0]
    own = {_within(one.path, around): one for one in leaves if "[]" not in _within(one.path, around)}
    single = [one._replace(path=name) for name, one in own.items()]
    wanted = [(template, names) for template, names in MESSAGE if template not in ("$item.to", "$item.id")]
    for match in _written(single, wanted, mail=mail):
        put_within(body, own[match.field.path].path, match.template)
    key_in = ""
    for match in matches(single, [("$item.id", KEY)]):
        put_within(body, own[match.field.path].path, "$item.id")
        key_in = key_in or match.field.path
    return Messages(body, each=True, key_in=key_in)


_NOBODY = Text(
    en="no field for the receiver is recognised: say how a message is sent",
    es="no se reconoce el campo del destinatario: di cómo se envía un mensaje",
)


def _within(path: str, entries: str) -> str:
    """A place as it stands in one entry of a list, where it lies in that."""
    return path.removeprefix(f"{entries}[].") if entries else path


def _depth(path: str) -> tuple[int, int]:
    return path.count("[]") + path.count("."), len(path)


def is_mail(operation: Operation) -> bool:
    """Whether what goes out is e-mail, and nothing else."""
    said = {*words(operation.path), *words(operation.id), *words(first_sentence(operation.summary))}
    return bool(said & _MAIL) and not said & _NO_MAIL


_MAIL = frozenset("email mail correo smtp".split())
_NO_MAIL = frozenset("sms push whatsapp notification notificacion mms voice".split())
