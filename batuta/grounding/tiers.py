"""Which of several things with like names the evidence speaks of: `Saver` is neither `Saver Plus` nor `Saver 2`.

What is told of another of them is no evidence for the sentence, whatever it says.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from batuta.grounding.claims import Claim
from batuta.words.data import listed
from batuta.words.freely import idea
from batuta.words.proper_names import name_spans
from batuta.words.small_words import small
from batuta.words.tokens import fold, tokens

Name = frozenset[str]
"""The words of a name, folded."""


def own(said: Claim, told: Sequence[Sequence[Claim]]) -> tuple[Claim, ...]:
    """The sentences of each piece of evidence, without those about a sibling of what the sentence names."""
    words = _words(said.text)
    told_of = [(claim, about) for piece in told for claim, about in _about(piece)]
    mine = (*_names(said), *_opening(said, [name for _, about in told_of for name in about]))
    measured = _measured_once([name for _, about in told_of for name in about])
    known = [name for _, names in told_of for name in names if name <= words]
    heads = [head for claim, _ in told_of if (head := _headed(claim))]
    return tuple(
        claim
        for claim, about in told_of
        if not _of_a_sibling(mine, [name - measured for name in about], words)
        and not _of_another(known, about, words)
        and not _headed_by_another(claim, heads, words)
    )


def _headed_by_another(claim: Claim, heads: Sequence[Name], words: frozenset[str]) -> bool:
    """`Rainy Day Saver: …` beside `One-Year Bond: …`, which is the one that the sentence names."""
    mine = _headed(claim)
    return bool(mine) and not mine & words and any(head <= words for head in heads)


def _headed(claim: Claim) -> Name:
    """The name of two words or more that heads what is told of it, else nothing."""
    head = _NAMED_HEAD.match(claim.text)
    name = _words(head["name"]) if head else frozenset()
    return name if len(name) > 1 else frozenset()


_NAMED_HEAD = re.compile(
    r"\s*(?:(?:[Tt]he|[Ee]l|[Ll]a|[Ll]os|[Ll]as)\s+)?(?P<name>(?:[A-ZÁÉÍÓÚÑ][\w'’]*[ -]?){2,5}):\s"
)


def _measured_once(names: Sequence[Name]) -> Name:
    """The number of `Fibra Nube 600 Mb`, where the evidence has that name with no other: it tells nothing apart."""
    numbers = {word for name in names if name & _MEASURES for word in name if word.isdigit()}
    return frozenset(numbers) | _MEASURES if len(numbers) == 1 else frozenset()


_MEASURES = frozenset({"mb", "gb", "mbps", "gbps", "megas", "gigas"})


def _opening(said: Claim, known: Sequence[Name]) -> Iterator[Name]:
    """The word that opens the sentence, where it is one of a name of the evidence: no capital tells it apart."""
    first = next(iter(tokens(said.text)), None)
    common = first and idea(first.text, said.language)
    if first and not common and first.text[:1].isupper() and any(first.folded in name for name in known):
        yield frozenset({first.folded})


def _about(piece: Sequence[Claim]) -> Iterator[tuple[Claim, tuple[Name, ...]]]:
    """Each sentence with the names it speaks of, its own or those of the sentence before."""
    about: tuple[Name, ...] = ()
    for claim in piece:
        about = _names(claim) or about
        yield claim, about


def _of_another(known: Sequence[Name], theirs: Sequence[Name], words: frozenset[str]) -> bool:
    """`Plan Básico` beside `Plan Prémium`: the evidence tells of both, and the sentence names only the one."""
    if not theirs or any(name <= words for name in theirs):
        return False
    return any(own & name and own - name and name - own - words for own in known for name in theirs[:1])


def _of_a_sibling(mine: Sequence[Name], theirs: Sequence[Name], words: frozenset[str]) -> bool:
    """Some name of theirs is one of mine with a word more that tells them apart, and none is mine itself."""
    if not mine or any(name <= words for name in theirs):
        return False
    return any(
        own < name and any(_tells_apart(word) for word in name - words - _of_a_term(name))
        for own in mine
        for name in theirs
    )


def _of_a_term(name: Name) -> Name:
    """`One Year Fixed Saver`: how long it is for."""
    return frozenset({"one"}) if name & {"year", "month", "week", "day"} else frozenset()


def _names(claim: Claim) -> tuple[Name, ...]:
    found: list[Name] = []
    heads = [match.span() for match in _HEAD.finditer(claim.text) if not idea(match.group().strip(), claim.language)]
    spans = [*heads, *(match.span() for form in (_LETTER, _NUMBERED) for match in form.finditer(claim.text))]
    for start, end in (*name_spans(claim.text), *spans):
        if _MEASURED.search(claim.text[:start]):
            continue
        number = _NUMBER.match(claim.text, end)
        words = _words(claim.text[start : number.end() if number else end])
        soft = listed(f"claims/soft.{claim.language}.txt")
        name = frozenset(
            word for word in words if _tells_apart(word) or (word not in soft and not small(word, claim.language))
        )
        if name and name not in found:
            found.append(name)
    return tuple(found)


_HEAD = re.compile(r"(?<![^.;\n])\s*[A-ZÁÉÍÓÚÑ][^\s:.,;]*(?=:\s)")
"""`Flex: cambios gratis`: one word that heads what is told of it."""
_LETTER = re.compile(
    r"\b(?:[Pp]lan|[Tt]arifa|[Pp]ack|[Bb]ono|[Ff]are|[Bb]undle|[Tt]ier|[Zz]ona|[Zz]one)\s+[A-Z]{1,2}\b"
)
"""`Plan M`: a name of one letter."""
_NO_MEASURE = r"(?!\s?(?:[%€$£]|GB|Mb|Gb|MB|kg|km|(?:ml|cl|l|g|w|kw|cm|mm|m|min|h)\b)|[.,:]\d)"
_NUMBERED = re.compile(
    r"(?<![.!?] )(?<!^)\b[A-ZÁÉÍÓÚÑ][^\W\d]{2,}(?= \d{1,4}\b" + _NO_MEASURE + r")|"
    r"(?<![\w])[A-ZÁÉÍÓÚÑ][^\W\d]{2,}(?= \d{1,4} (?:costs?|comes|has|is|cuesta|tiene|es|lleva|incluye|includes)\b)"
)
"""`Volta 2`."""
_MEASURED = re.compile(r"\d\s?$")
"""`67 Mbps`: a unit."""
_NUMBER = re.compile(r"\s\d{1,4}\b" + _NO_MEASURE)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.folded for word in tokens(text))


def _tells_apart(word: str) -> bool:
    return word in _tiers() or word.isdigit()


@cache
def _tiers() -> frozenset[str]:
    return frozenset(fold(word) for word in listed("claims/tiers.txt"))
