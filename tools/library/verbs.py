"""What a question says is done with a thing: verbs of everyday speech (`verbs.txt`), by their form and what precedes.

An answer seldom has the verb of its question – how many bold words a paragraph *bears*, whether one may *slip in* slang
– and names the things all the same.
"""

import re

from batuta.text import Language
from batuta.words.tokens import fold
from tools.library.forms import form_of
from tools.library.general import forms_in

_BEFORE_NOUNS: dict[Language, frozenset[str]] = {
    "en": frozenset(
        "a an the this that these those my your our their his her its of in on at for with by from as into no each "
        "every any some which what whose how many new".split()
    ),
    "es": frozenset(
        "el la los las un una unos unas mi mis tu tus su sus nuestro nuestra nuestros nuestras de del en con por a al "
        "sin este esta estos estas ese esa esos esas cada otro otra otros otras cuanto cuanta cuantos cuantas cual "
        "algun alguna algunos algunas ningun ninguna dicho gran primer buen mal tanto tanta tantos tantas".split()
    ),
}
"""Folded; behind them stands a name of a thing, however it is spelled."""
_OF_VERBS_ALONE = re.compile(
    r"(?:[aei]r(?:se|me|te|nos|l[aoe]s?)?|(?:a|ie|ye)ndo(?:se|l[aoe]s?)?|[aei]mos|aron|ieron|aste|iste|aban?|abamos"
    r"|[aei]ran?|[aei]r(?:a|an|as|emos|ia|ian))$"
)
"""Spanish endings, folded, that no name of a thing has behind one of these stems."""
_OF_THINGS = re.compile(r"(?:[oa]s|[ai]d[oa])$")
"""Spanish endings, folded, that are a plural or a participle sooner than a verb."""
_ARTICLES = frozenset({"el", "los", "un", "unos", "del"})
_LAST_WORD = re.compile(r"([^\W\d_]+)[^\w]*$")


def is_verb(word: str, before: str, language: Language) -> bool:
    """Whether the word says what is done; before: the text that precedes it.

    >>> is_verb("bear", "How many words does a line ", "en"), is_verb("cuelga", "¿Quién ", "es")
    (False, True)
    >>> is_verb("repeat", "May we ", "en"), is_verb("informe", "¿Quién lee el ", "es")
    (True, False)
    """
    if form_of(word, language) not in forms_in("verbs.txt", language):
        return False
    last = _LAST_WORD.search(before)
    preceding = fold(last[1]) if last else ""
    if language == "es":
        folded = fold(word)
        if _OF_VERBS_ALONE.search(folded):
            return preceding not in _ARTICLES
        if _OF_THINGS.search(folded):
            return False
    return preceding not in _BEFORE_NOUNS[language]
