"""What speaks against a sentence."""

from typing import Literal, NamedTuple, Protocol

from batuta.text import Text


class Issue(NamedTuple):
    label: Literal["unsupported", "contradicted"]
    kind: str
    """`figure`, `date`, `denial`, `opposite`, `strong`, `condition`, `added`, `evidence`."""
    quote: str
    """The words of the sentence it is about."""
    reason: Text


class Maker(Protocol):
    """`unsupported` or `contradicted`."""

    def __call__(self, kind: str, quote: str, *, en: str, es: str) -> Issue: ...


def unsupported(kind: str, quote: str, *, en: str, es: str) -> Issue:
    return Issue("unsupported", kind, quote, Text(en=en, es=es))


def contradicted(kind: str, quote: str, *, en: str, es: str) -> Issue:
    return Issue("contradicted", kind, quote, Text(en=en, es=es))


def quoted(make: Maker, kind: str, words: str, *, en: str, es: str) -> Issue:
    """An issue whose reason ends with words of the evidence."""
    return make(kind, words, en=f"{en}: “{words}”.", es=f"{es}: «{words}».")


def only_with(words: str) -> Issue:
    """A limit of the evidence that was left out."""
    return unsupported(
        "condition",
        words,
        en=f"The evidence says this only with “{words}”.",
        es=f"La fuente lo dice solo con «{words}».",
    )


def only_of(words: str, quote: str = "", kind: str = "condition") -> Issue:
    """Something narrower than the sentence says; quote: its own words for it, where they differ."""
    return unsupported(
        kind,
        quote or words,
        en=f"The evidence says this only of “{words}”.",
        es=f"La fuente lo dice solo de «{words}».",
    )
