"""What is said to come with a product, and is not in it, or has a price of its own, by the product's facts.

A fact contradicts a promise when every thing it names is named in the promise; what it adds besides narrows it.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at
from batuta.claims.reading import Message
from batuta.text import LANGUAGES, Text
from batuta.words.small_words import small
from batuta.words.stems import stem

_WITHHELD = re.compile(
    r"\bno (?:esta\w*|viene\w*|va|van|se|hay|tiene|lleva|queda\w*)? ?(?:inclu\w+|disponib\w+|ofrec\w+|contempla\w*"
    r"|admit\w+)"
    r"|\b(?:is|are|comes?)? ?(?:not|n.t) (?:included|available|covered|offered|supported|part of)"
    r"|\bse (?:paga|cobra|factura) aparte|\bcon coste adicional|\bcosts? extra|\b(?:is|are) (?:extra"
    r"|charged separately)"
    r"|\bcosts? [€$£]\s?\d[\d.,]*(?: ?(?:a|per) \w+)?|\bcuesta\w* \d[\d.,]* ?(?:€|euros|pesos)(?: al \w+)?"
)
_GIVEN = re.compile(
    r"\binclu(?:id[oa]s?|ye\w*|ded|des?)\b|\bde serie\b|\bas standard\b|\bsin (?:coste|cargo|pagar)|\bgratis\b"
    r"|\bfree\b"
    r"|\bcomes? with\b|\bno extra (?:cost|charge)|\bdisponibles?\b|\bavailable\b|\bde regalo\b|\bon us\b"
    r"|\bthrown in\b"
)
_DENIES = re.compile(r"(?:\bno|\bnot|n.t|\bsin|\bwithout|\bnunca|\bnever)\s(?:\w+\s){0,2}$")
_WORDS = re.compile(r"[a-z0-9]{2,}")
_CLAUSE = re.compile(r"[,;.:()\n]+(?:\s|$)|\n")
_PRICED = re.compile(r"[€$£]|\b(?:euros|pesos|dollars|pounds)\b|\baparte\b|\bextra\b")


def withheld(case: Case, message: Message) -> Iterator[Hit]:
    """A thing promised as included, which a fact says is not, or has to be paid for."""
    kept = [
        (things, part.text.raw) for fact in case.facts for part in fact.parts for things in _withheld(part.text.text)
    ]
    for index, part in enumerate(message.parts) if kept else ():
        for given in _GIVEN.finditer(part.text.text):
            start, end = _clause(part.text.text, given.start())
            said = part.text.text[start:end]
            if _DENIES.search(part.text.text[start : given.start()]) or _PRICED.search(said):
                continue
            named = _things(said)
            for things, fact in kept:
                if things <= named:
                    yield at(message, index, start, end, fact=Text(en=fact, es=fact))
                    return


def _withheld(fact: str) -> Iterator[frozenset[str]]:
    """What each clause of a fact says is not included."""
    start = 0
    for stop in [*(match.end() for match in _CLAUSE.finditer(fact)), len(fact)]:
        clause, start = fact[start:stop], stop
        if _WITHHELD.search(clause):
            things = _things(_WITHHELD.sub(" ", clause))
            if things:
                yield things


def _clause(text: str, place: int) -> tuple[int, int]:
    breaks = list(_CLAUSE.finditer(text))
    before = [match.end() for match in breaks if match.end() <= place]
    after = [match.start() for match in breaks if match.start() >= place]
    return before[-1] if before else 0, after[0] if after else len(text)


def _things(words: str) -> frozenset[str]:
    """Words that name something, each in one form."""
    return frozenset(
        stem(word, "es" if word.endswith(("a", "o", "as", "os")) else "en")
        for word in _WORDS.findall(words)
        if not any(small(word, language) for language in LANGUAGES) and not _GIVEN.fullmatch(word)
    )
