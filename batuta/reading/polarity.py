"""Does the direction of a criterion – strict or inclusive, positive or negative – follow from its quote?"""

import re
from functools import lru_cache
from typing import Literal

from batuta.reading.figures import plain

Direction = Literal["<", "<=", ">", ">="]

_OPPOSITE: dict[Direction, Direction] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_N = r"[\d.,'\u00a0\u202f ]{0,20}\d[kK%€$£]?(?:\s*[^\W\d_]{1,12})?"
_FORMS: tuple[tuple[Direction, str], ...] = (
    (">=", r"≥|>=|=>|al menos|por lo menos|como minimo|minim[oa]s?|\bat least\b|\bminimum\b|\bmin\b|a partir de"),
    (">=", r"(?:igual|iguales) o (?:superior|superiores|mayor|mayores)|(?:mayor|superior)(?:es)? o igual"),
    (">=", rf"{_N}\s*\+|{_N}\s*(?:o|u|y) (?:mas|mayor|superior)|{_N}\s*(?:or|and) (?:more|over|above|higher|up|older)"),
    (">=", r"\bat or above\b|\bor (?:more|higher|greater|above|over|older|better|bigger|larger)\b"),
    (">=", r"\bo (?:mas|superior|superiores)\b"),
    ("<=", r"≤|<=|=<|como maximo|como mucho|maxim[oa]s?|a lo sumo|\bat most\b|\bmaximum\b|\bmax\b|\bup to\b"),
    ("<=", r"(?:igual|iguales) o (?:inferior|inferiores|menor|menores)|(?:menor|inferior)(?:es)? o igual|\bhasta\b"),
    (
        "<=",
        r"\bor (?:less|fewer|lower|below|under|younger|smaller)\b|\bo (?:menos|menor|menores|inferior|inferiores)\b",
    ),
    (
        ">",
        r">|\bmas del?\b|\bmayor(?:es)? (?:de|a|que)\b|\bsuperior(?:es)? al?\b|por encima de|\bsuper(?:a|an|e|en)\b",
    ),
    (">", r"\bover\b|\bmore than\b|\babove\b|\bexceed(?:s|ing)?\b|\bgreater than\b|\bhigher than\b|\bolder than\b"),
    ("<", r"<|\bmenos de(?:l)?\b|\bmenor(?:es)? (?:de|a|que)\b|\binferior(?:es)? al?\b|por debajo de|\bno lleg"),
    ("<", r"\bunder\b|\bless than\b|\bfewer than\b|\bbelow\b|\blower than\b|\byounger than\b"),
)
_COMPILED = tuple((direction, re.compile(pattern)) for direction, pattern in _FORMS)
NEGATORS = re.compile(
    r"\b(?:no|not|never|nunca|jamas|sin|without|ni|nor|neither|ningun[oa]?s?|none|nada|nadie|nobody|cannot|non"
    r"|e[xs]c?epto|salvo|menos los|menos las|except\w*|exclu\w+|unless|a (?:menos|no ser) que|olvid(?!ar)\w+"
    r"|(?:steer|stay|keep) (?:well )?(?:clear|away)|spare|forget(?: about)?|(?:can|should|must) wait"
    r"|leav(?:e|ing)\b[^.;:,]{0,40}\balone"
    r"|de lado|al margen|en paz|l[oa]s salt\w+|pasamos|que esperen|(?:pueden|deben) esperar"
    r"|a?fuera|quita(?:[rd]|mos|ndo)?|descarta[rd]?|omit(?:ir|ting)?|leave out|skip|avoid(?:ing)?|evita[rd]?"
    r"|tampoco|out(?! of)|off[ -]limits|hands off|wide berth|lay off|weed (?:them )?out|remov(?:e|ing)"
    r"|suppress(?:ing)?|ditch|barred|disqualified|ineligible|tranquil[oa]s|apart[ae]\w*|exent[oa]s"
    r"|evit(?:emos|en|ad|amos|aria)|quit(?:en(?:me)?|adme|ame|emos|ad)|sa(?:came|cad(?:me)?|quen(?:me)?|quemos)"
    r"|descart\w+|deja(?:l[oa]s|dl[oa]s|rl[oa]s)|idem|lo mismo|(?:so|as) (?:is|are)|same (?:goes|applies|for|with)"
    r"|carec\w+|lack\w*|outside|aside|other than|distint[oa]s?|disabled|desactivad[oa]s?|(?:turned|switched) off)\b"
    r"|\b(?:all|every|everyone|everywhere|any|anywhere|tod[oa]s?|cualquier)\b[^.;:,]{0,40}\b(?:but|menos)\b"
    r"|^\W*(?:menos|minus)\b(?! de\b)"
    r"|n['’]t\b|\bdont\b|\bdoesnt\b|\bhavent\b|\bbut not\b"
)


def directions(quote: str) -> frozenset[Direction]:
    """What the comparing words of a quote allow; empty where it has none that we know.

    >>> sorted(directions("no superior a 50")), sorted(directions("750+"))
    (['<='], ['>='])
    """
    text = plain(quote)
    found: set[Direction] = set()
    taken: list[tuple[int, int]] = []
    for direction, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            before = _words_before(text, match.start(), 12)
            negated = re.search(r"(?:\bno|\bnot|n['’]t|\bsin|\bno sea|\bno sean|\bnunca)\s*(?:\w+\s+)?$", before)
            found.add(_OPPOSITE[direction] if negated else direction)
    return frozenset(found)


@lru_cache(maxsize=4096)
def denies(words: str) -> bool:
    """Whether a name or phrase has a negating word in it."""
    return NEGATORS.search(_SENT_OUT.sub(" ", plain(words))) is not None


def negated(text: str, start: int, end: int, *, without: tuple[str, ...] = ()) -> bool:
    """Whether a negating word stands in the quoted words or just before them.

    without: phrases such as `sin permanencia` that are names, not negations.
    """
    return NEGATORS.search(_clause(text, start, end, without)) is not None


_TURN = re.compile(r"[.;:\n!?,()]|\b(?:que|quien|quienes|y|e|pero|con|and|but|who|that|which|with)\b", re.IGNORECASE)
"""Where a clause begins that an earlier denial does not reach."""
_PREFIXED = re.compile(r"\bnon-\w+", re.IGNORECASE)
"""Denies the word that it is part of, and nothing behind it."""
_LACKING_THERE = re.compile(
    r"\b(?:sin|without)\s+(?!\w+(?:[aei]r|ing)\b)(?:\w+\s+){1,3}(?:en|in)\s+(?:la\s|el\s|the\s)?$", re.IGNORECASE
)
"""`clientes sin televisión en …`: what they lack, and where they are all the same."""
_EITHER_WAY = re.compile(r"\b(?:con|with|tengan|have)? ?(?:o|y|or|and) (?:sin|no|without|not)\b")
"""`con o sin` denies nothing."""


_SENT_OUT = re.compile(
    r"\b(?:get|got|send|sent|put|push|roll|mail|go|bring|come|carry|reach|try|hand|give|set|start|print|work|blast)"
    r"(?:s|es|ing|ting)?\b[^.;:,]{0,40}?\bout\b(?! of\b)"
)
"""`get something out for app users`, `send this out to …`: what is done, and nobody is left out."""


def _words_before(text: str, place: int, reach: int) -> str:
    """So many code points before a place, without a word that is cut: the end of `teléfono` is no `no`."""
    first = max(0, place - reach)
    while 0 < first < place and text[first - 1].isalnum() and text[first].isalnum():
        first += 1
    return text[first:place]


def _clause(text: str, start: int, end: int, without: tuple[str, ...]) -> str:
    before = _TURN.split(_words_before(text, start, 60))[-1]
    before = _words_before(before, len(before), 40)
    before = _PREFIXED.sub(" ", before)
    before = _LACKING_THERE.sub(" ", before)
    said = _EITHER_WAY.sub(" ", _SENT_OUT.sub(" ", plain(before + text[start:end])))
    for phrase in sorted((plain(name) for name in without), key=len, reverse=True):
        said = said.replace(phrase, " ")
    return said
