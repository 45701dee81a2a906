"""Which of the two languages a text is written in, by its small words."""

from batuta.text import Language
from batuta.words.concepts import idea
from batuta.words.small_words import small
from batuta.words.tokens import tokens

_SPANISH_ENDINGS = ("cion", "dad", "mente", "os", "as", "ar", "ado", "ito")
_ENGLISH_ENDINGS = ("tion", "ty", "ly", "ing", "ed", "th", "ck", "sh")


def language_in(text: str, otherwise: Language = "es") -> Language:
    """The language most small words belong to; letters only Spanish has, then endings, decide a tie.

    >>> language_in("¿Cuánto cuesta la tarjeta?"), language_in("how much is the card")
    ('es', 'en')
    """
    words = [token.folded for token in tokens(text)]
    spanish = sum(small(word, "es") for word in words)
    english = sum(small(word, "en") for word in words)
    if spanish != english:
        return "es" if spanish > english else "en"
    if any(letter in "ñáéíóú¿¡" for letter in text.lower()):
        return "es"
    spanish = sum(bool(idea(word, "es")) for word in words)
    english = sum(bool(idea(word, "en")) for word in words)
    if spanish != english:
        return "es" if spanish > english else "en"
    spanish = sum(word.endswith(_SPANISH_ENDINGS) for word in words)
    english = sum(word.endswith(_ENGLISH_ENDINGS) for word in words)
    return otherwise if spanish == english else ("es" if spanish > english else "en")
