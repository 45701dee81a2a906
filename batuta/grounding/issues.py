"""What speaks against a sentence."""

from typing import Literal, NamedTuple

from batuta.text import Text


class Issue(NamedTuple):
    label: Literal["unsupported", "contradicted"]
    kind: str
    """`figure`, `date`, `denial`, `opposite`, `strong`, `condition`, `added`, `evidence`."""
    quote: str
    """The words of the sentence it is about."""
    reason: Text


def unsupported(kind: str, quote: str, *, en: str, es: str) -> Issue:
    return Issue("unsupported", kind, quote, Text(en=en, es=es))


def contradicted(kind: str, quote: str, *, en: str, es: str) -> Issue:
    return Issue("contradicted", kind, quote, Text(en=en, es=es))
