"""What the evidence demands to be done: it is not done by itself, nor needless, nor left out with what hangs on it."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim, soft
from batuta.grounding.faint import is_faint
from batuta.grounding.issues import Issue, contradicted, only_with, quoted, unsupported
from batuta.grounding.matching import touches
from batuta.grounding.other_ways import ways
from batuta.words.concepts import Unit


def undone(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """`It starts by itself` where it must be activated; `you get it` where it has to be claimed."""
    yield from _demanded_anew(said, telling)
    yield from _eased_anew(said, telling)
    eased = next((one for one in _EASED.finditer(said.text) if not _is_figure(said, one.end())), None)
    for claim in telling:
        for demand in _demands(claim):
            first, last = claim.clause_at(demand.start())
            before = [unit for unit in claim.units if first <= unit.start < demand.start() and not soft(unit)]
            act = _words(claim, demand.end(), last)
            about = any(touches(unit, said) for unit in (before or claim.topic))
            if before and not about and any(_needs_nothing(one, act) for one in telling if one is not claim):
                continue
            if eased and (about or any(touches(unit, said) for unit in act)):
                by_itself = _BY_ITSELF.search(eased.group())
                yield quoted(
                    contradicted if by_itself or any(touches(unit, said) for unit in act) else unsupported,
                    "opposite",
                    claim.text[demand.start() : last].strip(" .,;"),
                    en=f"It says “{eased.group()}”; the evidence demands",
                    es=f"Dice «{eased.group()}» y la fuente exige",
                )
                return
            other = _another_way(said, claim, demand.end(), last) if about else ""
            if other:
                yield quoted(
                    contradicted,
                    "opposite",
                    claim.text[demand.start() : last].strip(" .,;"),
                    en=f"It says “{other}”; the evidence demands",
                    es=f"Dice «{other}» y la fuente exige",
                )
                return
            taken = claim is telling[0] and bool(before) and all(touches(unit, said) for unit in before)
            left_out = bool(act) and not touches(act[0], said)
            if taken and left_out and _LOST.search(claim.text, demand.end()):
                yield only_with(claim.text[demand.start() : last].strip(" .,;"))
                return


def _demanded_anew(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """`You must be at home` where the evidence demands nothing."""
    mine = next(_demands(said), None)
    if mine is None or _HOOK.match(said.text, mine.end()) or any(said.conditions) or said.quantities:
        return
    if any(next(_demands(one), None) or one.conditions or _asks_something(one) for one in telling):
        return
    yield quoted(
        unsupported,
        "strong",
        mine.group(),
        en="The evidence demands nothing; the sentence says",
        es="La fuente no exige nada; la frase dice",
    )


def _eased_anew(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """`Without lifting a finger`, of what the evidence calls neither easy nor quick."""
    mine = _EFFORTLESS.search(said.text)
    told = (pattern.search(one.text) for one in telling for pattern in (_EFFORTLESS, _EASED, _EASY))
    if mine and not any(told):
        yield unsupported(
            "added",
            mine.group(),
            en=f"The evidence says nothing about “{mine.group()}”.",
            es=f"La fuente no dice nada de «{mine.group()}».",
        )


def _asks_something(claim: Claim) -> bool:
    return bool(_ASKED.search(claim.text)) and not _DEMANDED.search(claim.text)


def _demands(claim: Claim) -> Iterator[re.Match[str]]:
    return (one for one in _DEMANDED.finditer(claim.text) if not _NEEDLESS.search(claim.text[: one.start()]))


def _another_way(said: Claim, claim: Claim, start: int, end: int) -> str:
    """The sentence's way of doing what the evidence demands to be done in others; empty where it has none."""
    demanded = {number for number, way in ways() if way.search(claim.text, start, end)}
    mine = [found.group() for number, way in ways() if number not in demanded and (found := way.search(said.text))]
    kept = any(way.search(said.text) for number, way in ways() if number in demanded)
    return mine[0] if demanded and mine and not kept else ""


def _needs_nothing(claim: Claim, act: Sequence[Unit]) -> bool:
    """`No appointment is needed`, beside what another thing demands."""
    eased = _EASED.search(claim.text) or any(
        _NEEDLESS.search(claim.text[: one.start()]) for one in _DEMANDED.finditer(claim.text)
    )
    return bool(eased) and any(touches(unit, claim) for unit in act)


def _words(claim: Claim, start: int, end: int) -> list[Unit]:
    return [unit for unit in claim.units if start <= unit.start < end and not (soft(unit) or is_faint(unit))]


def _is_figure(said: Claim, place: int) -> bool:
    return any(0 <= one.start - place <= 1 for one in said.quantities)


_DEMANDED = re.compile(
    r"\b(?:must|has to|have to|needs? to|(?:is|are) (?:required|compulsory|mandatory|essential|obligatory)|required|"
    r"requires?|hay que|deb(?:e|es|en|erá|erás|erán)|tienes? que|tienen que|habrá que|imprescindible|obligatori[oa]s?|"
    r"exige|exigen|requieren?|es necesari[oa]|only by appointment|solo (?:se \w+ )?con cita(?: previa)?|"
    r"do(?:es)? not \w+ automatically|no se \w+ (?:de forma autom[aá]tica|autom[aá]ticamente|de oficio))\b",
    re.IGNORECASE,
)
_NEEDLESS = re.compile(
    r"(?:\b(?:not|no|never|nunca|sin)|n['’]t)\s+(?:\w+\s+)?$|(?:^|[.;:]\s)\s*(?:no|none|ning[uú]n\w*)\s[^.;:,]*$",
    re.IGNORECASE,
)
_BY_ITSELF = re.compile(r"auto|itself|themselves|own|solo|sola|solos|solas|sin que|without", re.IGNORECASE)
_EASED = re.compile(
    r"\b(?:automatically|automatic|by (?:itself|themselves)|on (?:its|their) own|no need (?:to|for)|no \w+ needed|"
    r"(?:do not|don['’]t|never) (?:need|have) to|needn['’]t|nothing (?:for you )?to (?:do|sign|fill|send|activate)|"
    r"without (?:\w+ )?(?:asking|having to|needing to|lifting|doing|activating|booking|calling|claiming|signing)\w*|"
    r"turn up (?:when|any)\w*|just (?:turn|show) up|straight away with no|"
    r"autom[aá]tic(?:amente|[oa]s?)|por s[ií] (?:sol[oa]s?|mism[oa]s?)|"
    r"se \w+ (?:solo|sola|solos|solas)\b(?! (?:a|en|con|para|si|cuando|los|las|el|la)\b)|"
    r"sin (?:que (?:l[oa]s? )?(?:pidas|solicites|tengas|hagas|muevas)|tener que|necesidad de|hacer nada|mover un dedo|"
    r"pedirl[oa]s?|solicitarl[oa]s?|avisar|reservar|llamar)|"
    r"no (?:hace falta|tienes que|necesitas|tendr[aá]s que|hay que|es necesario)|ni (?:falta|necesidad))\b",
    re.IGNORECASE,
)
"""What needs no doing, or does itself."""
_HOOK = re.compile(
    r"\s+(?:\w+\s+)?(?:see|try|taste|hear|visit|meet|know|do|probar\w*|ver\w*|conocer\w*|saber\w*|hacer\w*|visitar\w*|worry|wait|"
    r"preocuparte|esperar\w*)\b",
    re.IGNORECASE,
)
"""`You have to try it`: an invitation."""
_ASKED = re.compile(
    r"\b(?:only|solo|sólo|minimum|m[ií]nim[oa]|with|con|by|before|antes|mediante|previ[oa]|subject|sujet[oa]|condition|"
    r"condici[oó]n|responsib\w+|responsab\w+|cargo|payable|charge\w*|at least|al menos|not|no|without|sin)\b",
    re.IGNORECASE,
)
"""What may be put as a demand."""
_EFFORTLESS = re.compile(
    r"\b(?:without (?:lifting a finger|trying|effort|even trying|breaking a sweat|"
    r"(?:any |the )?(?:hassle|fuss|stress))|"
    r"(?:hassle|stress|fuss)[- ]free|effortless(?:ly)?|in (?:a (?:moment|flash|blink|heartbeat|snap|jiffy)|no time)|"
    r"in (?:seconds|(?:a few|three|two|just a few) clicks)|blink and|like magic|automatically|by (?:itself|themselves)|"
    r"sin (?:esfuerzo|complicaciones|l[ií]os|estr[eé]s|despeinarte|mover un dedo|que te des cuenta|darte cuenta)|"
    r"en un (?:momento|suspiro|periquete|santiam[eé]n|abrir y cerrar de ojos|clic|pispás|instante)|"
    r"en (?:segundos|un par de clics|tres clics|dos clics)|al instante|por arte de magia|autom[aá]ticamente|"
    r"por s[ií] sol[oa]s?)\b",
    re.IGNORECASE,
)
_EASY = re.compile(
    r"\b(?:auto\w*|instant\w*|immediate\w*|inmediat\w*|seconds?|segundos?|minutes?|minutos?|one[- ]click|click|clic|"
    r"eas(?:y|ily)|f[aá]cil\w*|simpl\w+|sencill\w+|real[- ]time|tiempo real|same moment|momento|quick\w*|fast\w*|"
    r"r[aá]pid\w+|straight away)\b",
    re.IGNORECASE,
)
"""Ease and speed that nobody can measure."""
_LOST = re.compile(
    r"\b(?:or (?:it|they|you)\b|otherwise|lost|lose|expires?|forfeit\w*|declined|refused|void|o se pierde|pierde\w*|"
    r"de lo contrario|en caso contrario|caduca\w*|si no\b)",
    re.IGNORECASE,
)
"""What becomes of it where the demand is not met."""
