"""Doubts of one kind that are better asked together than one by one."""

from collections.abc import Iterable

from agents.brief.deriving import derivation
from batuta.catalogue import Catalogue
from batuta.reading import Doubt
from batuta.text import listed, quoted

_MOST_NAMED = 4


def gathered(doubts: Iterable[Doubt], locale: str | None, catalogue: Catalogue) -> tuple[Doubt, ...]:
    """All groups of people without data are one question, which names each; the others stay as they are.

    What could be derived from the data is asked alone, since its question says how.
    """
    given = tuple(doubts)
    unknown = [doubt for doubt in given if _of_a_group(doubt) and derivation(doubt, catalogue) is None]
    if len(unknown) < 2:
        return given
    said = list(dict.fromkeys(" ".join(doubt.evidence.quote.split()) for doubt in unknown if doubt.evidence))
    if len(said) < 2:
        return given
    names = tuple(quoted(words, locale) for words in said[:_MOST_NAMED])
    whole = unknown[0].model_copy(update={"about": "several", "options": (listed(names, locale),)})
    return tuple(whole if doubt == unknown[0] else doubt for doubt in given if doubt not in unknown[1:])


def _of_a_group(doubt: Doubt) -> bool:
    return doubt.kind == "group_unknown" and doubt.field == "audience" and doubt.evidence is not None
