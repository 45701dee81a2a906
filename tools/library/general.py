"""Words of everyday speech that name no thing in particular, in any form and both languages: `general.txt`."""

from functools import cache
from importlib.resources import files

from batuta.text import Language
from tools.library.forms import form_of


def names_nothing(word: str, language: Language) -> bool:
    """
    >>> names_nothing("arrived", "en"), names_nothing("damos", "es"), names_nothing("footnotes", "en")
    (True, True, False)
    """
    return form_of(word, language) in forms_in("general.txt", language)


@cache
def forms_in(list_name: str, language: Language) -> frozenset[str]:
    """The forms of the words of a list of this package: `English | Spanish`, a kind a line."""
    text = (files("tools.library") / list_name).read_text(encoding="utf-8")
    kinds = [line.partition("|") for line in text.splitlines() if not line.startswith("#")]
    said = (english if language == "en" else spanish for english, _, spanish in kinds)
    return frozenset(form_of(word, language) for words in said for word in words.split())
