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
    return form_of(word, language) in _general(language)


@cache
def _general(language: Language) -> frozenset[str]:
    text = (files("tools.library") / "general.txt").read_text(encoding="utf-8")
    kinds = [line.partition("|") for line in text.splitlines() if not line.startswith("#")]
    said = (english if language == "en" else spanish for english, _, spanish in kinds)
    return frozenset(form_of(word, language) for words in said for word in words.split())
