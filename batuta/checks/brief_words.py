"""What the brief wants said and not said."""

from collections.abc import Iterator

from batuta.checks.case import Case, Hit, whole
from batuta.claims.normal import fold, normal
from batuta.claims.reading import Message
from batuta.text import Language, Text
from batuta.words.small_words import small
from batuta.words.stems import stem
from batuta.writing_checks import conveys

ENOUGH = 0.6
"""Share of the words of a wish that a message must carry."""


def unsaid(case: Case) -> Iterator[Hit]:
    """A wish of the brief that this message does not carry out."""
    message = case.message
    if message is None or case.subject.must_say == ():
        return
    present = _stems(message.folded, message.languages[0])
    for wish in case.subject.must_say:
        wanted = _stems(fold(wish), message.languages[0])
        if not wanted or len(wanted & present) / len(wanted) >= ENOUGH:
            continue
        if not _in_other_words(wish, message):
            yield whole(message, wish=Text(en=wish, es=wish))


def _in_other_words(wish: str, message: Message) -> bool:
    """It is said in another way, or in the other language."""
    return conveys("\n".join(part.text.raw for part in message.parts), wish, message.languages[0])


def forbidden(case: Case) -> Iterator[Hit]:
    """Words the brief rules out."""
    message = case.message
    if message is None:
        return
    for wish in case.subject.must_not_say:
        words = fold(wish).strip(" .\"'«»“”")
        for index, part in enumerate(message.parts):
            place = _find(part.text.text, words)
            if place >= 0:
                first, last = part.text.place(place, place + len(words))
                yield Hit(
                    message.parts[index].name, first, last, part.text.raw[first:last], {"wish": Text(en=wish, es=wish)}
                )
                break


def _stems(folded: str, language: Language) -> frozenset[str]:
    words = normal(folded).words()
    return frozenset(
        stem(word, language) for word in words if len(word) > 1 and not small(word, "es") and not small(word, "en")
    )


def _find(text: str, words: str) -> int:
    """A whole-word occurrence, or -1."""
    place = text.find(words)
    while place >= 0:
        before, after = text[place - 1 : place], text[place + len(words) : place + len(words) + 1]
        if not before.isalnum() and not after.isalnum():
            return place
        place = text.find(words, place + 1)
    return -1
