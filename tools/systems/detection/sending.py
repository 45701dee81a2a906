"""Which operations send messages, to people or as a test."""

from collections.abc import Iterator, Sequence

from tools.systems.detection.candidates import Candidate
from tools.systems.detection.fields import receiver
from tools.systems.detection.lexicon import Action
from tools.systems.detection.naming import phrase_of
from tools.systems.detection.reasons import why
from tools.systems.detection.references import names_one
from tools.systems.detection.understood import Reading
from tools.systems.detection.words import first_sentence, words
from tools.systems.openapi.document import Field, Operation


def sending(action: Action, readings: Sequence[Reading], campaigns: str) -> Iterator[Candidate]:
    # Where messages are sent by an address of its own, making one is not yet sending it.
    sent_apart = {one.resource for one in readings if {"send", "update"} & set(one.actions)}
    said_elsewhere = any("send" in phrase_of(first_sentence(one.operation.summary)).actions for one in readings)
    for one in readings:
        operation = one.operation
        if operation.method in ("GET", "DELETE", "HEAD", "OPTIONS"):
            continue
        does = one.actions.get(action, 0.0)
        about = one.things.get("message", 0.0)
        apart = one.resource in sent_apart and one.resource != ""
        if action == "send" and "test" not in one.actions and not one.item and about and not apart:
            does = max(
                does,
                (0.5 if _only_makes(operation, said_elsewhere=said_elsewhere) else 0.95)
                * one.actions.get("create", 0.0),
            )
        if action == "test" and _goes_to_one(one):
            does = max(does, _TO_ONE)
        of_campaign = one.things.get("campaign", 0.0) if does else 0.0
        if one.resource != campaigns and action != "test":
            of_campaign = 0.0
        # A template that is sent to somebody is a message.
        addressed = action == "test" or any(receiver(field.path) for field in operation.body)
        of_content = one.things.get("content", 0.0) if addressed else 0.0
        if not does or ("test" in one.actions and action == "send"):
            continue
        noun = max(about, 0.9 * of_campaign if action == "test" else 0.55 * of_campaign, 0.75 * of_content)
        if not noun:
            continue
        score = 0.5 * noun + 0.5 * does - 0.08 * one.nested - 0.35 * one.elsewhere - 0.3 * operation.deprecated
        score -= 0.12 * (_of_one(one) and about == noun and action == "send")
        score += 0.05 * any("transactional" in part for part in (operation.path.lower(), operation.summary.lower()))
        score += 0.04 * _has(operation.body, ("to", "recipient", "personalization", "message"))
        score -= 0.04 * _named(
            operation, ("bulk", "batch", "csv", "file", "mime", "raw", "sms", "whatsapp", "smtp", "template")
        )
        if action == "send" and one.item and campaigns and one.resource.startswith(campaigns) and not addressed:
            # Sending off a campaign that is there names nobody: a person says whether that is meant.
            score = min(score, _ASKED)
        yield Candidate(score, one, why(one, "message" if about == noun else "campaign", action))


_ASKED = 0.7
_TO_ONE = 0.5
_ONE_PERSON = frozenset("individual single one person individuo persona".split())


def _goes_to_one(one: Reading) -> bool:
    """A campaign that is sent to one address that has to be told: `sendToIndividual` with `recipient_email`."""
    asked = [field for field in one.operation.body if field.required and receiver(field.path)]
    told = one.item and "send" in one.actions and bool(set(words(one.operation.path)) & _ONE_PERSON)
    return told and len(asked) == 1 and "[" not in asked[0].path and asked[0].type in ("", "string")


_OF_MANY_OR_ANOTHER = ("bulk", "batch", "csv", "file", "mime", "raw", "sms", "whatsapp", "smtp", "template")
"""Words of ways to send that come behind the plain one."""


def _of_one(one: Reading) -> bool:
    """It sends one thing that is there: an optional reference of a tool says nothing of that."""
    needed = any(names_one(field.path) for field in one.operation.body if field.required)
    return one.item and (not one.named or needed or any(names_one(p.name) for p in one.operation.parameters))


def _only_makes(operation: Operation, *, said_elsewhere: bool) -> bool:
    """`Create an e-mail`, and nobody is named who gets it, or another operation is said to send."""
    said = {*words(operation.summary)[:1], *words(operation.id)[:1]} & {"create", "crear", "crea"}
    if "send" in phrase_of(first_sentence(operation.summary)).actions:
        return False
    return bool(said) and (said_elsewhere or not any(receiver(one.path) for one in operation.body))


def _has(fields: Sequence[Field], names: Sequence[str]) -> bool:
    return any(word in names for one in fields for word in words(one.path))


def _named(operation: Operation, names: Sequence[str]) -> bool:
    return any(word in names for word in (*words(operation.path), *words(operation.id)))
