"""Checks that ask only whether claims are made: the ones packs can write without code."""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at, whole
from batuta.claims.reading import Claim, Message
from batuta.policy import Check, Scope

NOTES = "notes"
"""Among the parts of a check: starred notes, wherever they stand but in the footer."""
_IF = re.compile(r"\b(?:si|cuando|siempre que|when|if|provided|con tu|with your)\b")
_HEADINGS = ("subject", "preheader", "headline", "title")
_BODY = ("body", "text")
"""What stands there may make good what a heading opens with."""
MOST = 3
"""Places shown of one breach in one message."""


def found(check: Check, case: Case) -> Iterator[Hit]:
    """Each place where a claim is made that must not be."""
    message = case.note if check.parts == ("note",) else case.message
    if message is None or not _known(check, case):
        return
    shown = 0
    for claim in message.made(*check.finds):
        if check.parts and check.parts != ("note",) and message.parts[claim.part].name not in check.parts:
            continue
        if NOTES in check.beside_parts and conditioned(message, claim):
            continue
        if check.beside and not _near(message, claim, check.beside, check.within, check.beside_parts):
            continue
        if check.unless and _near(message, claim, check.unless, check.unless_within, under=_BODY):
            continue
        hit = at(message, claim.part, claim.start, claim.end)
        yield hit._replace(part="note") if message is case.note else hit
        shown += 1
        if shown == MOST:
            return


def lacking(check: Check, case: Case) -> Iterator[Hit]:
    """One breach where none of the claims is made anywhere."""
    message = case.message
    if message is None or message.makes(*check.lacks) or not _known(check, case):
        return
    first = message.made(*check.beside) if check.beside else []
    if check.beside and not first:
        return
    if check.unless and message.makes(*check.unless):
        return
    if first:
        yield at(message, first[0].part, first[0].start, first[0].end)
    else:
        yield whole(message)


def _known(check: Check, case: Case) -> bool:
    """Whether what is known besides the copy makes the check a matter at all."""
    told = (*case.facts, *([case.note] if case.note else []))
    return not check.known or any(message.makes(*check.known) for message in told)


def _near(
    message: Message,
    claim: Claim,
    kinds: tuple[str, ...],
    within: Scope,
    parts: tuple[str, ...] = (),
    under: tuple[str, ...] = (),
) -> bool:
    """under: parts that a heading goes on in, for what is said in a heading."""
    for other in message.claims:
        if other.kind not in kinds or other is claim or other.denied:
            continue
        if parts and (not _in_parts(message, other, parts) or told_above(message, other)):
            continue
        if within == "message":
            return True
        if other.part != claim.part:
            heads = message.parts[claim.part].name in _HEADINGS and message.parts[other.part].name in under
            if within == "part" and heads and not other.small:
                return True
            continue
        if within == "part" or message.sentence(other) == message.sentence(claim):
            return True
    return False


def _in_parts(message: Message, claim: Claim, parts: tuple[str, ...]) -> bool:
    name = message.parts[claim.part].name
    return name in parts or (NOTES in parts and claim.small and name != "footer")


def conditioned(message: Message, claim: Claim) -> bool:
    """The promise names a condition of its own, which small print may then spell out."""
    _, end = message.sentence(claim)
    return _IF.search(message.parts[claim.part].text.text[claim.end : end]) is not None


def told_above(message: Message, claim: Claim) -> bool:
    """Every sum of a sentence of the small print is given above it as well: nothing is kept for below."""
    if not claim.small:
        return False
    start, end = message.sentence(claim)
    sums = {f.value for f in message.parts[claim.part].figures if f.kind == "money" and start <= f.start < end}
    above = {
        figure.value
        for index, part in enumerate(message.parts)
        if part.name not in ("legal", "footer")
        for figure in part.figures
        if index != claim.part or figure.end <= start
    }
    return bool(sums) and sums <= above
