"""Which operations say whom we may write to, and whether a text may go out."""

from collections.abc import Iterator, Sequence

from tools.systems.detection.candidates import Candidate
from tools.systems.detection.lexicon import PEOPLE, Thing
from tools.systems.detection.reasons import why
from tools.systems.detection.references import slot_noun
from tools.systems.detection.understood import Reading
from tools.systems.detection.words import words
from tools.systems.openapi.document import Field, Operation, Parameter


def _of_an_address(one: Reading) -> bool:
    return one.resource.rpartition("/")[2] in ("email address", "address", "email", "phone", "phone number", "correo")


def _asks_for_address(operation: Operation) -> bool:
    """Whom we may write to is asked by where they are written to: `/suppressions/{email}`, `?email=`."""
    asked = [
        *operation.path.split("/")[-1:],
        *(one.name for one in operation.parameters),
        *(f.path for f in operation.body),
    ]
    return any(set(words(one)) & _ADDRESSES for one in asked)


def _looks_one_up(operation: Operation) -> bool:
    """An address has to be told, or nothing else can be than who it is: `/contacts/find?email=&userId=`."""
    asked = [one for one in operation.parameters if one.place == "query"]
    by_address = [one for one in asked if _is_address(one)]
    only = bool(by_address) and all(_is_address(one) or words(one.name)[-1:] == ("id",) for one in asked)
    return only or any(one.required for one in by_address)


def _is_address(one: Parameter) -> bool:
    return bool(set(words(one.name)) & _ADDRESSES)


_ADDRESSES = frozenset("email address mail phone correo telefono recipient".split())


def _of_a_person(one: Reading) -> bool:
    return one.resource.rpartition("/")[2] in PEOPLE


def _says_consent(fields: Sequence[Field]) -> bool:
    """A field is about it, or a state whose values are: `status=active/unsubscribed`."""
    named = [set(words(said)) for one in fields for said in (one.path.rpartition(".")[2], *one.options)]
    return any(name & {"opted", "optin", "optout", "consent", "subscribed", "unsubscribed"} for name in named)


def _inside_a_person(one: Reading) -> bool:
    """`/contacts/{id}/subscriptions`"""
    around = one.resource.rpartition("/{}/")[0].rpartition("/")[2]
    return around in PEOPLE


def _own(one: Reading) -> set[str]:
    """What the record itself is called, and nobody's address."""
    return set(one.resource.rpartition("/")[2].split()) - PEOPLE - _ADDRESSES


_TOLD = 0.7
"""How surely an answer about an address that tells of consent is about that."""


def checking(thing: Thing, readings: Sequence[Reading]) -> Iterator[Candidate]:
    for one in readings:
        operation = one.operation
        about = max(one.things.get(thing, 0.0), 0.85 * one.context.get(thing, 0.0))
        elsewhere = one.elsewhere
        last = operation.path.rstrip("/").rpartition("/")[2]
        addressed = _of_an_address(one) or (_of_a_person(one) and _asks_for_address(operation))
        told_whom = one.item or (_of_a_person(one) and _looks_one_up(operation))
        if thing == "consent" and told_whom and addressed and _says_consent(operation.answer):
            about, elsewhere = max(about, _TOLD), False
        if thing == "consent" and about and _inside_a_person(one) and _says_consent(operation.answer):
            about = max(about, _TOLD)
        if not about or operation.method in ("DELETE", "PUT", "PATCH"):
            continue
        does = one.actions.get("check", 0.0)
        if thing == "consent":
            does = max(does, 0.85 * one.actions.get("get", 0.0), 0.7 * one.actions.get("search", 0.0))
        else:
            does = max(does, 0.85 * one.actions.get("create", 0.0), 0.8 * one.actions.get("submit", 0.0))
        if does:
            score = 0.5 * about + 0.5 * does - 0.08 * one.nested - 0.3 * operation.deprecated
            score += 0.03 * (thing == "consent" and _asks_for_address(operation))
            # A record of consent is named by itself, and not by whom it is of.
            score -= 0.12 * (thing == "consent" and last.startswith("{") and set(slot_noun(last)) <= _own(one))
            score -= 0.3 * bool({"results", "campaign"} & set(one.context)) + 0.3 * elsewhere
            yield Candidate(score, one, why(one, thing, "check"))
