"""What the main message promises for all, and the small print leaves out.

Source: Directive 2005/29/EC arts. 6 and 7; Ley 3/1991 arts. 5 and 7; CAP Code rule 3.9.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at
from batuta.checks.limits import limited, same_thing
from batuta.claims.reading import Claim, Message, small_print_of

_ABOUT_CALLS = re.compile(r"llamada|minuto|sms|call|text")
_USELESS = re.compile(r"\bk(?:bps|b/s|bits?)|\b(?:2g|3g)\b")
"""Speeds at which what was sold can no longer be done."""
_ABSOLUTE = re.compile(r"excep|exclu|absolut|every single|cualquier|any\b|sin limite|no limits")
_SEVERAL = re.compile(r",|\b(?:y|e|ni|and|or|nor)\b|\bcompras (?:de menos|inferiores)|\borders under")
"""More than one thing is left out."""


def reach_taken_back(case: Case) -> Iterator[Hit]:
    """All of it on top; below, a list of what it does not hold for. An exclusion told on top takes nothing back."""
    message = case.message
    if message is None:
        return
    left_out = message.made("exclusions")
    below = [claim for claim in left_out if _in_small_print(message, claim)]
    if not below or len(below) < len(left_out):
        return
    listed = any(_SEVERAL.search(_words(message, claim)) for claim in below)
    for claim in message.made("applies_to_all"):
        if _in_small_print(message, claim):
            continue
        if listed or _ABSOLUTE.search(message.parts[claim.part].text.text[claim.start : claim.end]):
            yield at(message, claim.part, claim.start, claim.end)
            return


def limit_below(case: Case) -> Iterator[Hit]:
    """Without limits on top; below it, or down to a useless speed, the limit."""
    message = case.message
    if message is None:
        return
    yield from _times_below(message)
    slowed = message.made("slowed_down")
    if not slowed:
        return
    below = all(_in_small_print(message, claim) for claim in slowed)
    useless = any(_USELESS.search(_words(message, claim)) for claim in slowed)
    for claim in message.made("unlimited", "unlimited_hinted"):
        if _in_small_print(message, claim) or _ABOUT_CALLS.search(_words(message, claim)):
            continue
        if below or useless:
            yield at(message, claim.part, claim.start, claim.end)
            return


def _times_below(message: Message) -> Iterator[Hit]:
    """Without limits on top; below it, so many times in a time of the same thing."""
    below = [thing for part in message.parts for thing in limited(small_print_of(part))]
    for claim in message.made("unlimited", "unlimited_hinted") if below else ():
        said = frozenset(re.findall(r"[a-z]{3,}", _words(message, claim)))
        if not _in_small_print(message, claim) and any(same_thing(thing, said) for thing in below):
            yield at(message, claim.part, claim.start, claim.end)
            return


def _in_small_print(message: Message, claim: Claim) -> bool:
    """In the legal text or the footer, in a starred note, or in a sentence that a star opens."""
    start, _ = message.sentence(claim)
    return claim.small or message.parts[claim.part].text.text[start:].lstrip().startswith("*")


def _words(message: Message, claim: Claim) -> str:
    start, end = message.sentence(claim)
    return message.parts[claim.part].text.text[start:end]
