"""What the evidence says is not so, by the verb of its clause, against a sentence that denies nothing.

`Our shops are not open until 22 December`: the words that carry the denial say little by themselves, so that they are
weighed with all that stands around them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import clause_edges
from batuta.grounding.denial import carries
from batuta.grounding.issues import Issue, quoted, unsupported
from batuta.grounding.matching import matches, touches
from batuta.words.data import listed
from batuta.words.tokens import tokens


def denied_by_the_verb(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """The clause that carries most of the sentence is denied as a whole, and nothing in the sentence is."""
    if _denies(said):
        return
    for claim in telling[:2]:
        for first, last in pairwise((0, *clause_edges(claim.text), len(claim.text))):
            verb = _VERB.search(claim.text, first, last)
            colon = claim.text.find(": ", verb.end(), last) if verb else -1
            end = colon if colon >= 0 else last
            if verb and not _NOT_ALL.search(claim.text, first, end) and _carries(said, claim, first, end):
                words = verb.group().strip()
                yield quoted(unsupported, "denial", words, en="The evidence denies it", es="La fuente lo niega")
                return


def _denies(said: Claim) -> bool:
    if said.denied or said.figures_denied or _LESSENS.search(said.text) or _VERB.search(said.text):
        return True
    negators = listed("claims/negators.txt")
    return any(word.folded.replace("’", "'") in negators for word in tokens(said.text)) or any(
        one.kind in ("free", "exclusive") for one in said.strong
    )


def _carries(said: Claim, claim: Claim, first: int, last: int) -> bool:
    """Most of the clause is taken, and at least half of what the sentence says is in it."""
    about = [unit for unit in said.units if not soft(unit) and not carries(unit)]
    weighty = [
        unit
        for unit in claim.units
        if first <= unit.start < last and (not soft(unit) and not carries(unit) if about else touches(unit, said))
    ]
    taken = [unit for unit in weighty if touches(unit, said)]
    figures = [
        one for one in claim.quantities if first <= one.start < last and any(mine.equals(one) for mine in said.stated)
    ]
    moments = [one for one in claim.moments if first <= one.start < last and any(m.said_by(one) for m in said.moments)]
    here = claim._replace(units=tuple(weighty), denied=frozenset())
    if len(about) > 1 and all(touches(unit, here) for unit in about):
        return True
    if not taken or (len(taken) + len(figures) + len(moments)) * 3 < (len(weighty) + len(figures) + len(moments)) * 2:
        return False
    return sum(bool(matches(unit, here)) for unit in about) * 2 >= len(about)


_VERB = re.compile(
    r"\b(?:(?:is|are|was|were|will|can|do|does|did|has|have|had|must|may|should)(?:\s+not\b|n['’]t\b)|cannot\b|"
    r"can['’]t\b|won['’]t\b|no\s+(?:(?:se|te|le|les|os|lo|la|los|las|nos)\s+)*"
    r"(?:es|son|est[aá]n?|ser[aá]n?|hay|tienen?|puede[ns]?|incluyen?|cubren?|admiten?|aceptan?|permiten?|aplican?|"
    r"abren?|abrimos|llegan?|entran?|sirven?|llevan?|dan?|damos|hacen?|hacemos|devuelven?|devolvemos|env[ií]an?|"
    r"enviamos|ofrecen?|ofrecemos|donan?|entregan?|entregamos|participan?|funcionan?|cobran?|pagan?|acumulan?|renuevan?))\b",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:not only|no s[oó]lo|more than|m[aá]s de|menos de|less than|later than|unless)\b", re.IGNORECASE
)
_LESSENS = re.compile(
    r"\b(?:except|salvo|excepto|unless|without|only|just|s[oó]lo|olv[ií]d\w+|forget|skip|adi[oó]s|goodbye|"
    r"lacks?|carece|instead|rather than|en vez de|en lugar de)\b",
    re.IGNORECASE,
)
"""Words by which a sentence may say with no denial what the evidence says with one."""
