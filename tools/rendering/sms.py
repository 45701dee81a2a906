"""What an SMS costs: its alphabet and the number of messages it takes.

Source: 3GPP TS 23.038, the GSM 7 bit default alphabet and its extension table.
"""

from typing import Literal, NamedTuple

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")


class Length(NamedTuple):
    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    """Septets, or UTF-16 code units."""
    segments: int
    """Messages that are paid for."""
    beyond: str = ""
    """Letters that GSM-7 has not, each once."""


def length(text: str) -> Length:
    """
    >>> length("Sin cuota: 0 €")
    Length(encoding='GSM-7', units=15, segments=1, beyond='')
    >>> length("Información").encoding, length("Información y atención").beyond
    ('UCS-2', 'ó')
    """
    beyond = "".join(dict.fromkeys(letter for letter in text if letter not in _BASIC and letter not in _EXTENDED))
    if not beyond:
        units = sum(2 if letter in _EXTENDED else 1 for letter in text)
        return Length("GSM-7", units, 1 if units <= 160 else -(-units // 153))
    units = len(text.encode("utf-16-le")) // 2
    return Length("UCS-2", units, 1 if units <= 70 else -(-units // 67), beyond)
