"""The door every brief comes through, wherever it was handed in: a text that can be read, stored and quoted."""

from batuta.errors import UnusableBrief
from batuta.text import Text, mended

LONGEST_BRIEF = 200_000
"""Code points: about seventy pages. Whatever is shorter is read, in time that grows with its length."""


def usable(text: str, name: str = "chat") -> str:
    """The text as it will be read; each letter keeps its place, so that offsets are true of what was sent.

    name: the file's name, `chat`, or `-` for standard input.
    Raises: UnusableBrief, where there is nothing in it, or too much.
    """
    if len(text) > LONGEST_BRIEF:
        raise UnusableBrief(
            Text(
                en=f"{_called(name, 'en')} has {len(text):,} characters; a brief may have {LONGEST_BRIEF:,}.",
                es=f"{_called(name, 'es')} tiene {_grouped(len(text))} caracteres; un brief puede tener "
                f"{_grouped(LONGEST_BRIEF)}.",
            ),
            remedy=Text(
                en="Send only the part that describes the campaign; a page or two is usual.",
                es="Envía solo la parte que describe la campaña; lo normal es una o dos páginas.",
            ),
            subject=name,
        )
    if not text.strip():
        raise UnusableBrief(
            Text(en=f"{_called(name, 'en')} is empty.", es=f"{_called(name, 'es')} no tiene texto."),
            remedy=Text(
                en="Write what to offer, to whom, on which channels and when.",
                es="Escribe qué quieres ofrecer, a quién, por qué canales y cuándo.",
            ),
            subject=name,
        )
    return mended(text)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _called(name: str, language: str) -> str:
    if name in ("-", "", "chat"):
        return "The brief" if language == "en" else "El brief"
    return name
