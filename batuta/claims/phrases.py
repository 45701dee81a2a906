"""A small language for the ways a thing can be said, so that lawyers can read and extend a vocabulary.

    sin interes*                 words in a row; `*` stands for any ending
    (te|os) regala*              alternatives
    [gran] sorteo                may be left out
    dinero .. minutos            up to three words between; `...` up to eight; never across a sentence
    mal historial // no importa  the end of a sentence may stand between
    <cash> & <at_once>           both in one sentence, in any order; `&&` not far from it
    <cash> & <at_once> ! simul*  and not this in the same sentence
    <cash> .. <at_once>          a named class of words
    <percent> <money> <number> <duration> <clock> <code>  figures, a running clock, a promotional code

Phrases are written as people write, with accents or without; they are folded like the texts they meet.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from batuta.claims.normal import fold
from batuta.text import Text

NUMBER = r"\d+(?:[.,]\d+)*"
_SAID = (
    r"(?:cero|un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|veinticuatro"
    r"|treinta|cuarenta|cincuenta|sesenta|noventa|cien|mil|one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|fifteen|twenty|twenty-four|thirty|forty|fifty|sixty|ninety|hundred|zero)"
)
_CURRENCY = (
    r"(?:€|eur(?:os?)?|\$|us\$|usd|mxn|pesos?|dolar(?:es)?|dollars?|bucks|£|gbp|libras|pounds?|quid|pavos|lucas)"
)
_SCALE = r"(?:\s?(?:k|mil|millon(?:es)?(?: de)?|thousand|million|m))?"
SLOTS: dict[str, str] = {
    "percent": rf"(?:{NUMBER}|{_SAID})\s?(?:%|por cien(?:to)?\b|per ?cent\b|pct\b)",
    "money": rf"(?:(?:us|mx)?[€$£]\s?{NUMBER}{_SCALE}|(?:{NUMBER}|{_SAID}){_SCALE}\s?{_CURRENCY}(?![a-z0-9]))",
    "code": r"[a-z]{3,}\d{1,3}(?![a-z0-9])",
    "clock": r"\d{1,3}\s?:\s?\d{2}(?:\s?:\s?\d{2})?(?![\d:])",
    "number": rf"(?:{NUMBER}|{_SAID})",
    "duration": rf"(?:{NUMBER}|{_SAID})[\s-]?(?:segundos?|minutos?|min|horas?|h|dias?|semanas?|mes(?:es)?|anos?"
    r"|seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?)",
}
_BETWEEN = r"[^a-z0-9\n]*"
_WHOLE_FIGURE = r"(?<!\d[.,])"
"""Before a figure that a phrase names: it is no end of a longer one, as the `0 %` of `11.0 %` is."""
_GAP = r"(?:[^a-z0-9\n]+[a-z0-9]+(?:[.,'][a-z0-9]+)*(?![a-z0-9])){0,%d}?"
_TOKEN = re.compile(r"\.{2,3}(?=\s|$|\)|\])|[()\[\]|]|<[a-z_]+>|[^\s()\[\]|<>]+")
_COMPANION = re.compile(r"\s(&&|&|!)\s")
_NEGATOR = re.compile(r"no|nunca|jamas|ni|tampoco|sin|not|never|without|dont|doesnt|isnt|wont|cant|cannot|neither|nor")


def denies(word: str) -> bool:
    """Whether a folded word says no to what follows."""
    return _NEGATOR.fullmatch(word) is not None


class BadPhrase(ValueError):
    """A phrase that cannot be read."""

    def __init__(self, *, en: str, es: str) -> None:
        super().__init__(en)
        self.why = Text(en=en, es=es)


class Phrase(NamedTuple):
    """A phrase ready to be looked for."""

    source: str
    pattern: str
    anchors: frozenset[str]
    """Folded words, beginnings ending in `*`, or signs, of which a text must have one."""
    negators: frozenset[str]
    """The "no" and "sin" it says itself, which are its meaning and no denial of it."""
    near: "tuple[Phrase, ...]" = ()
    """Said in the same sentence, before or after."""
    around: "tuple[Phrase, ...]" = ()
    """Said not far from it."""
    without: "tuple[Phrase, ...]" = ()
    """Not said in the same sentence."""
    concept: str = ""
    """The class of words it consists of, where it is nothing else: found once in a text for all that ask for it."""


class _Node(NamedTuple):
    pattern: str
    anchors: frozenset[str]
    kind: str
    """word, symbol, gap3, gap8, break, optional"""
    negators: frozenset[str] = frozenset()


class Phrasebook:
    """Reads phrases that share their classes of words.

    >>> import re
    >>> p = Phrasebook({"cash": ("dinero", "efectivo")}).read("<cash> .. (ya|en minutos)")
    >>> bool(re.search(p.pattern, "tu dinero en tu cuenta en minutos")), sorted(p.anchors)
    (True, ['dinero', 'efectivo'])
    """

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self._classes = classes
        self._nodes: dict[str, _Node] = {}

    def read(self, source: str) -> Phrase:
        """Raises: BadPhrase."""
        first, *others = _COMPANION.split(source)
        signs, companions = others[0::2], [self._alone(words.strip()) for words in others[1::2]]
        phrase = self._alone(first.strip())._replace(
            source=source,
            near=tuple(c for sign, c in zip(signs, companions, strict=True) if sign == "&"),
            around=tuple(c for sign, c in zip(signs, companions, strict=True) if sign == "&&"),
            without=tuple(c for sign, c in zip(signs, companions, strict=True) if sign == "!"),
        )
        needed = [p.anchors for p in (phrase, *phrase.near, *phrase.around) if p.anchors]
        if not needed:
            raise BadPhrase(
                en=f"“{source}” has no word that must be there", es=f"«{source}» no tiene ninguna palabra obligatoria"
            )
        return phrase._replace(anchors=min(needed, key=len))

    def wording(self, source: str) -> Phrase:
        """One wording of a class, which may be figures alone. Raises: BadPhrase."""
        return self._alone(source)

    def _alone(self, source: str) -> Phrase:
        node = self._whole(source)
        named = source[1:-1] if re.fullmatch(r"<[a-z_]+>", source) else ""
        concept = named if named in self._classes and node.anchors else ""
        return Phrase(source, node.pattern, node.anchors, node.negators, concept=concept)

    def _whole(self, source: str) -> _Node:
        node, rest = self._sequence(_TOKEN.findall(source), source)
        if rest:
            raise _unopened(rest[0], source)
        return node

    def _sequence(self, tokens: list[str], source: str) -> tuple[_Node, list[str]]:
        nodes: list[_Node] = []
        while tokens and tokens[0] not in (")", "]", "|"):
            node, tokens = self._item(tokens, source)
            nodes.append(node)
        if not nodes:
            raise BadPhrase(en=f"an alternative is empty in “{source}”", es=f"hay una alternativa vacía en «{source}»")
        return _joined(nodes), tokens

    def _item(self, tokens: list[str], source: str) -> tuple[_Node, list[str]]:
        first, rest = tokens[0], tokens[1:]
        if first in ("(", "["):
            return self._group(rest, first, source)
        if first == "//":
            return _Node("", frozenset(), "break"), rest
        if first in ("..", "..."):
            return _Node("", frozenset(), "gap3" if first == ".." else "gap8"), rest
        if first.startswith("<") and first.endswith(">"):
            return self._class(first[1:-1], source), rest
        return _word(first), rest

    def _class(self, name: str, source: str) -> _Node:
        if name in SLOTS:
            return _Node(rf"(?<![a-z0-9]){SLOTS[name]}", frozenset(), "symbol")
        if name not in self._nodes:
            if name not in self._classes:
                raise BadPhrase(
                    en=f"“{source}” uses the class <{name}>, which no vocabulary defines",
                    es=f"«{source}» usa la clase <{name}>, que ningún vocabulario define",
                )
            self._nodes[name] = _either([self._whole(words) for words in self._classes[name]])
        return self._nodes[name]

    def _group(self, tokens: list[str], opened: str, source: str) -> tuple[_Node, list[str]]:
        closing = ")" if opened == "(" else "]"
        alternatives: list[_Node] = []
        while True:
            node, tokens = self._sequence(tokens, source)
            alternatives.append(node)
            if not tokens:
                raise BadPhrase(
                    en=f"“{opened}” is never closed in “{source}”", es=f"«{opened}» no se cierra en «{source}»"
                )
            sign, tokens = tokens[0], tokens[1:]
            if sign == closing:
                break
            if sign != "|":
                raise _unopened(sign, source)
        node = _either(alternatives)
        return (node._replace(kind="optional", anchors=frozenset()) if opened == "[" else node), tokens


def _unopened(sign: str, source: str) -> BadPhrase:
    return BadPhrase(en=f"“{sign}” has no beginning in “{source}”", es=f"«{sign}» no tiene principio en «{source}»")


def _either(nodes: list[_Node]) -> _Node:
    anchors = frozenset().union(*(node.anchors for node in nodes)) if all(n.anchors for n in nodes) else frozenset()
    symbol = all(node.kind == "symbol" for node in nodes)
    return _Node(
        f"(?:{'|'.join(node.pattern for node in nodes)})",
        anchors,
        "symbol" if symbol else "word",
        _all_negators(nodes),
    )


@lru_cache(maxsize=8192)
def _word(token: str) -> _Node:
    open_ended = token.endswith("*") and len(token) > 1
    folded = fold(token.rstrip("*") if open_ended else token)
    parts = [part for part in re.split(r"([^a-z0-9]+)", folded) if part]
    if not any(part.isalnum() and part.isascii() for part in parts):
        return _Node(r"\s?" + re.escape(folded), frozenset({folded[0]}), "symbol")
    pattern = "".join(_spelling(part, 0 < place < len(parts) - 1) for place, part in enumerate(parts))
    last = r"[a-z0-9]*" if open_ended else ""
    words = [part for part in parts if re.fullmatch(r"[a-z0-9]+", part)]
    anchor = max(words, key=len)
    anchored = f"{anchor}*" if open_ended and anchor == words[-1] else anchor
    return _Node(
        rf"(?<![a-z0-9]){_WHOLE_FIGURE if folded[0].isdigit() else ''}{pattern}{last}(?![a-z0-9])",
        frozenset({anchored}),
        "word",
        frozenset(filter(denies, words)),
    )


def _spelling(part: str, inside: bool) -> str:
    """A run of letters as it is; signs between letters may be written in any way, or left out."""
    if re.fullmatch(r"[a-z0-9]+", part):
        return part
    return r"[^a-z0-9\n]{0,2}" if inside else re.escape(part)


def _joined(nodes: list[_Node]) -> _Node:
    pattern = ""
    pending = ""
    started = False
    for node in nodes:
        if node.kind == "break":
            pending = r"[^a-z0-9]*"
        elif node.kind.startswith("gap"):
            pending = _GAP % int(node.kind[3:])
        elif node.kind == "optional":
            if started:
                pattern += f"{pending}(?:{_BETWEEN}{node.pattern})?"
                pending = ""
            else:
                pattern += f"(?:{node.pattern}{_BETWEEN})?"
        else:
            pattern += pending + (_BETWEEN if started else "") + node.pattern
            pending, started = "", True
    strong = [node for node in nodes if node.anchors]
    best = max(strong, key=lambda node: min(len(anchor) for anchor in node.anchors)).anchors if strong else frozenset()
    kind = "symbol" if nodes[0].kind == "symbol" else "word"
    return _Node(pattern, best, kind, _all_negators(nodes))


def _all_negators(nodes: list[_Node]) -> frozenset[str]:
    return frozenset().union(*(node.negators for node in nodes))
