"""What was so in a year that is past, or is no more: `in 2025 we sponsored` shows nothing that `we are sponsoring`."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import segment_at
from batuta.grounding.issues import Issue, contradicted, only_with, quoted
from batuta.grounding.matching import touches


def told_of_the_past(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """A year or an end of the evidence that the sentence, told of the present, leaves out."""
    for claim in telling:
        for past in _PAST.finditer(claim.text):
            first, last = segment_at(claim.text, past.start())
            if not _WAS[claim.language].search(claim.text, first, last):
                first, last = claim.clause_at(past.start())
            about = [unit for unit in claim.units if first <= unit.start < last and not soft(unit)]
            if _WAS[said.language].search(said.text) or (past["when"] or past.group()).lower() in said.text.lower():
                continue
            if _WAS[claim.language].search(claim.text, first, last) and any(touches(unit, said) for unit in about):
                yield only_with(past.group())
                return
        ended = _ENDED.search(claim.text)
        if ended and not said.denied and not _ENDED.search(said.text) and not _WAS[said.language].search(said.text):
            first, _ = claim.clause_at(ended.start())
            about = [unit for unit in claim.units if first <= unit.start < ended.start()]
            if about and all(touches(unit, said) for unit in about):
                yield quoted(
                    contradicted,
                    "date",
                    ended.group(),
                    en="The evidence says that it is no more",
                    es="La fuente dice que ya no es así",
                )
                return


def told_of_the_future(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """What is only to come, on a day that the sentence does not say, told as if it were so."""
    if _SOON.search(said.text) or said.moments:
        return
    for claim in telling:
        for coming in _COMING.finditer(claim.text):
            first, last = claim.clause_at(coming.start())
            dated = _DATED.search(claim.text, first, last) or any(first <= one.start < last for one in claim.moments)
            about = [unit for unit in claim.units if first <= unit.start < last and not soft(unit)]
            if dated and any(touches(unit, said) for unit in about):
                yield only_with(claim.text[first:last].strip(" .,;"))
                return


_COMING = re.compile(
    r"\bwill (?:\w+ )?(?:open|start|launch|begin|arrive|run|fly|serve|be (?:available|open|added|launched|ready)|"
    r"come|join|reach)\b|(?:['’]ll|going to) (?:open|launch|start)\b|"
    r"\b(?:abrir|empezar|comenzar|lanzar|llegar|estar|inaugurar|volar|circular|incorporar|funcionar|ser|habr|tendr|podr)"
    r"(?:á|án|emos|ás)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:20\d\d|next (?:year|month|week|spring|summer|autumn|winter|season)|(?:el|la) próxim[oa]|que viene|"
    r"in (?:january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre))\b",
    re.IGNORECASE,
)
_SOON = re.compile(
    r"\b(?:will|soon|coming|from|próxim[oa]s?|pronto|desde|a partir|[^\W\d]{2,}(?:rá|rán|remos|rás|ré))\b|['’]ll\b|"
    r"20\d\d|\bnext (?:week|month)\b",
    re.IGNORECASE,
)
"""What tells of the future."""
_PAST = re.compile(
    r"\b(?:in|during|throughout|en|durante)\s+(?:the |our |el |la )?(?P<when>20\d\d)\b|"
    r"\b(?:between|from|entre|de) 20\d\d (?:and|to|y|a) 20\d\d\b|"
    r"\b(?:last (?:year|season|summer|winter)|(?:el|la) (?:año|temporada|verano|invierno) pasad[oa])\b",
    re.IGNORECASE,
)
_WAS = {
    "en": re.compile(
        r"\b(?:was|were|did|had|has|have|been|won|gave|sold|built|grew|ran|took|made|paid|became|saw|[a-z]{2,}ed)\b|['’]ve\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:ha|han|he|hemos|fue|fueron|era|eran|[^\W\d]{2,}(?:ó|aron|ieron|[aei]mos|aste|iste|aba[ns]?|ía[ns]?))\b",
        re.IGNORECASE,
    ),
}
"""A verb of the past."""
_ENDED = re.compile(
    r"\b(?:cerr(?:ó|aron)(?= (?:en|el|sus|definitivamente|hace)\b)|dej(?:ó|aron) de \w+r|"
    r"fue(?:ron)? (?:retirad|suprimid|cancelad)[oa]s?|"
    r"closed(?= (?:in|on \d|down|its|their|permanently|for good|last)\b)|shut (?:down|its doors)|stopped \w+ing|"
    r"(?:was|were|has been|have been) (?:discontinued|withdrawn|cancelled|scrapped|closed)|ceased \w+ing)\b",
    re.IGNORECASE,
)
"""What there was is no more."""
