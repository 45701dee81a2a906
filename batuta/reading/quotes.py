"""Is a quote really in the text, and where?"""

from collections.abc import Iterator

from pydantic import BaseModel

from batuta.audience import Evidence
from batuta.task import Complaint


def misquoted(text: str, evidence: Evidence | None, path: str) -> Complaint | None:
    """What is wrong with a quote, or None.

    Offsets may be left at 0, 0: settling finds them. Offsets that are given must be right.
    """
    if evidence is None:
        return Complaint(path, "needs the evidence it was read from: a verbatim quote of the text")
    if evidence.source != "brief":
        return Complaint(path, "cites another source than the brief")
    if not evidence.quote.strip():
        return Complaint(path, "has an empty quote")
    if text[evidence.start : evidence.end] == evidence.quote:
        return None
    if evidence.quote not in text:
        return Complaint(path, f"quotes words that are not in the text: {evidence.quote[:80]!r}")
    if evidence.start or evidence.end:
        return Complaint(path, f"gives wrong offsets for {evidence.quote[:80]!r}; leave them 0 where unsure")
    return None


def quotes_within(value: object) -> Iterator[Evidence]:
    """Every quote in a value, however deep: what a reader proposes quotes the text as what it read does."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from quotes_within(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from quotes_within(item)
    elif isinstance(value, dict):
        yield from quotes_within(tuple(value.values()))
