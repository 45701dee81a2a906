"""A language and its market, as people name them."""

from babel import Locale, UnknownLocaleError

from batuta.text import language_of


def locale_in_words(code: str, locale: str | None) -> str:
    """In the language of `locale`; a code that nobody has named stays.

    >>> locale_in_words("es-MX", "en"), locale_in_words("en", "es-ES"), locale_in_words("house-style", "en")
    ('Spanish (Mexico)', 'inglés', 'house-style')
    """
    try:
        return Locale.parse(code, sep="-").get_display_name(language_of(locale)) or code
    except (UnknownLocaleError, ValueError):
        return code
