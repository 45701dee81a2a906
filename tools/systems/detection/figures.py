"""Figures of a campaign in answers: sent, opened, clicked."""

from collections.abc import Sequence

from tools.systems.detection.words import words
from tools.systems.openapi.document import Field


def told_in(fields: Sequence[Field]) -> float:
    """Whether an answer holds results among other things."""
    told = [(words(around), words(last)) for around, _, last in (one.path.rpartition(".") for one in fields)]
    if any(set(around) & _NUMBERS and set(last[-1:]) & set(_FIGURES) for around, last in told):
        return 0.75
    counted = {_FIGURES[word] for _, last in told for word in last if word in _FIGURES and not set(last) & _NO_FIGURES}
    return 0.7 if len(counted) >= _SEVERAL else 0.0


_NUMBERS = frozenset("stat statistic statistics metric report result estadistica resultado".split())
_FIGURES = {
    word: figure
    for figure, known in {
        "sent": "sent delivered delivery emailed enviado entregado unique processed",
        "opened": "open opened opener apertura abierto",
        "clicked": "click clicked clicker clic",
        "bounced": "bounce bounced rebote rebotado",
        "converted": "conversion converted",
    }.items()
    for word in known.split()
}

_NO_FIGURES = frozenset("track tracking enabled url date time at on rate link first last".split())
_SEVERAL = 3
