"""Who gets it: what `your friend receives` is not what the reader does, nor the other way about."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim
from batuta.grounding.issues import Issue, contradicted, quoted, unsupported


def given_to_another(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """The sentence gives the reader what the evidence gives somebody of the reader's, or both what one of them gets."""
    mine = _getters(said, 0, len(said.text))
    if not mine:
        return
    for claim in telling[:1] if not said.stated else ():
        theirs = _getters(claim, 0, len(claim.text))
        if theirs and mine - theirs:
            yield quoted(
                unsupported if mine & theirs else contradicted,
                "subject",
                claim.text.strip(" .,;"),
                en="The evidence gives it to somebody else",
                es="La fuente se lo da a otra persona",
            )
            return
    for claim in telling:
        for figure in claim.quantities:
            if not any(one.equals(figure) for one in said.stated):
                continue
            theirs = _getters(claim, *claim.clause_at(figure.start)) | _somebody_of(said, claim, figure.start)
            lost = mine - theirs
            if theirs and lost and not _BOTH.search(claim.text):
                words = claim.text[slice(*claim.clause_at(figure.start))].strip(" .,;")
                yield quoted(
                    unsupported if mine & theirs else contradicted,
                    "subject",
                    words,
                    en="The evidence gives it to somebody else",
                    es="La fuente se lo da a otra persona",
                )
                return


def _somebody_of(said: Claim, claim: Claim, place: int) -> frozenset[str]:
    """`The company receives`, where the sentence speaks of the reader's company."""
    first, last = claim.clause_at(place)
    named = {one["who"].lower() for one in _SOMEBODY_GETS.finditer(claim.text, first, last)}
    return frozenset({"other"} if any(one["who"].lower() in named for one in _YOURS.finditer(said.text)) else ())


def _getters(claim: Claim, first: int, last: int) -> frozenset[str]:
    """`you` for the reader, `other` for somebody of the reader's; empty where it names nobody."""
    text = claim.text[first:last]
    found = {"you"} if _YOU_GET.search(text) else set()
    if _BOTH.search(text):
        found |= {"you", "other"}
    if _OTHER_GETS.search(text):
        found.add("other")
    return frozenset(found)


_GETS = r"(?:gets?|receives?|earns?|pockets?|is given|are given|takes? home)"
_RECIBE = r"(?:reciben?|obtienen?|se llevan?|ganan?|consiguen?|se embolsan?)"
_YOU_GET = re.compile(
    rf"\b(?:you|you['’]ll|you will|you can)\s+(?:both\s+)?(?:will\s+)?{_GETS}\b|"
    r"\bwe(?:['’]ll| will)?\s+(?:give|pay|credit|send)\s+you\b|"
    r"\b(?:recibes|recibir[aá]s|obtienes|te llevas|te llevar[aá]s|ganas|consigues|te embolsas|"
    r"te (?:damos|regalamos|abonamos|pagamos))\b",
    re.IGNORECASE,
)
_OTHER_GETS = re.compile(
    rf"\b(?:your|the)\s+(?:\w+\s+)?(?:friend|mate|guest|partner|child|kid|neighbour|colleague|relative|parent)s?\s+"
    rf"(?:will\s+|also\s+)?{_GETS}\b|"
    rf"\b(?:tus?|su|el|la)\s+(?:amig[oa]|invitad[oa]|pareja|hij[oa]|vecin[oa]|compañer[oa]|familiar|ahijad[oa])s?\s+"
    rf"(?:también\s+)?{_RECIBE}\b",
    re.IGNORECASE,
)
_SOMEBODY_GETS = re.compile(rf"\b(?:the|el|la|your|tu|su)\s+(?P<who>[^\W\d]+)\s+(?:{_GETS}|{_RECIBE})\b", re.IGNORECASE)
_YOURS = re.compile(r"\b(?:your|tu|su)\s+(?P<who>[^\W\d]+)", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:both|each of you|you and your \w+|amb[oa]s|l[oa]s dos|cada un[oa]|t[uú] y tu \w+)\b", re.IGNORECASE
)
