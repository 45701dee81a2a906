"""In which way people write or speak: `we answer your e-mail` is not shown by `we answer your chat`."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from batuta.grounding.claims import Claim
from batuta.grounding.issues import Issue, unsupported
from batuta.words.data import lines


def other_ways(said: Claim, used: Sequence[Claim], told: Sequence[Claim]) -> Iterator[Issue]:
    """A way that no sentence of the evidence names, where the one that carries the sentence names another."""
    if not used:
        return
    named = {way for claim in used[:1] for way, pattern in ways() if pattern.search(claim.text)}
    for way, pattern in ways() if named else ():
        match = pattern.search(said.text)
        if match and way not in named and not any(pattern.search(claim.text) for claim in told):
            yield unsupported(
                "subject",
                match.group(),
                en=f"The evidence names another way than “{match.group()}”.",
                es=f"La fuente nombra otra vía, no «{match.group()}».",
            )
            return


@cache
def ways() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """How something may be done, each with its number: online, by phone, in a shop."""
    return tuple(
        (number, re.compile(rf"\b(?:{line})\b", re.IGNORECASE)) for number, line in enumerate(lines("claims/ways.txt"))
    )
