"""Figures of a campaign in answers: sent, opened, clicked."""

import re
from collections.abc import Sequence

from tools.systems.detection.words import first_sentence, words
from tools.systems.openapi.document import Field


def told(fields: Sequence[Field]) -> frozenset[str]:
    """Which figures an answer names: of `sent`, `opened`, `clicked`, `bounced` and `converted`."""
    named = (set(words(without(prefix_of(fields), one.path.rpartition(".")[2]))) for one in fields)
    return frozenset(_FIGURES[word] for last in named for word in last if word in _FIGURES and not last & _NO_FIGURES)


def said_of(field: Field) -> str:
    """The figure that a number is said to be, whatever it is called: “Number of recipients it was sent to”."""
    counts = field.type in ("integer", "number") and _HOW_MANY.search(field.about)
    said = [_FIGURES[word] for word in words(first_sentence(field.about)) if word in _FIGURES] if counts else []
    return said[0] if len(set(said)) == 1 else ""


_HOW_MANY = re.compile(r"\b(number of|how many|count of|recipients|n[uú]mero de|cu[aá]nt[oa]s)\b", re.IGNORECASE)


def prefix_of(fields: Sequence[Field]) -> str:
    """Letters that stand in front of several figures alike, where they are run together: `mcsent`, `mcopened`."""
    found: dict[str, set[str]] = {}
    for one in fields:
        name = one.path.rpartition(".")[2].lower()
        for word, figure in _FIGURES.items():
            before = name.removesuffix(word)
            if before != name and before.isalpha() and len(before) <= _SHORT:
                found.setdefault(before, set()).add(figure)
    return next((before for before, figures in found.items() if len(figures) >= _SEVERAL), "")


def without(prefix: str, name: str) -> str:
    return name[len(prefix) :] if prefix and name.lower().startswith(prefix) else name


_SHORT = 3


def told_in(fields: Sequence[Field]) -> float:
    """Whether an answer holds results among other things."""
    parts = [(words(around), words(last)) for around, _, last in (one.path.rpartition(".") for one in fields)]
    if any(set(around) & _NUMBERS and set(last[-1:]) & set(_FIGURES) for around, last in parts):
        return 0.75
    if len(told(fields)) >= _SEVERAL:
        return 0.7
    return _BY_WORDS if any(said_of(one) for one in fields) else 0.0


_BY_WORDS = 0.5
"""What only the description of a number says: a person is asked."""


_NUMBERS = frozenset(
    "stat statistic statistics metric report result outcome performance insight kpi analytic analytics estadistica "
    "resultado metrica rendimiento".split()
)
_FIGURES = {
    word: figure
    for figure, known in {
        "sent": "sent delivered delivery emailed enviado entregado unique processed impression impresion",
        "opened": "open opened opener apertura abierto",
        "clicked": "click clicked clicker clic clickthrough clickthru",
        "bounced": "bounce bounced rebote rebotado",
        "converted": "conversion converted",
    }.items()
    for word in known.split()
}

_NO_FIGURES = frozenset("track tracking enabled url date time at on rate link first last".split())
_SEVERAL = 3
