"""Words that claim little where the evidence shows all that stands around them: `grows`, `tu finde`, `this way`."""

import re
from collections.abc import Sequence

from batuta.grounding.claims import Claim, soft
from batuta.grounding.derived import follows
from batuta.grounding.matching import matches
from batuta.grounding.quantities import Quantity
from batuta.grounding.weekdays import Days
from batuta.text import Language
from batuta.words.concepts import Unit
from batuta.words.data import listed
from batuta.words.inflected import is_form_in
from batuta.words.spanish_verbs import infinitives_of
from batuta.words.tokens import fold

_SHOWN = 2
"""What must be shown in a clause for its faint words to be forgiven."""


def is_faint(unit: Unit) -> bool:
    """Every word of it says little by itself."""
    return not (unit.pieces and unit.ideas) and all(_is_faint(piece) for piece in unit.pieces or (unit,))


def forgiven(said: Claim, place: int, told: Sequence[Claim]) -> bool:
    """A faint word whose clause the evidence shows: two of its words of weight or figures, and no fewer than are faint.

    What is denied is never forgiven.
    """
    unit = said.units[place]
    forgivable = is_faint(unit) or _only_calls(said, unit) or _readers_own(said, unit)
    if place in said.denied or place in said.named or not forgivable:
        return False
    first, last = said.clause_at(unit.start)
    beside = [other for other in said.units if first <= other.start < last and not soft(other)]
    shown = [other for other in beside if any(matches(other, claim) for claim in told)]
    figures: list[Quantity | Days] = [
        one
        for one in said.quantities
        if first <= one.start < last
        and (any(one.equals(other) for claim in told for other in claim.quantities) or follows(said, one, told))
    ]
    figures += [days for days in said.days if first <= days.start < last and any(claim.days for claim in told)]
    lost = [other for other in beside if other not in shown and is_faint(other)]
    return len(shown) + len(figures) >= max(_SHOWN, len(lost))


def _readers_own(said: Claim, unit: Unit) -> bool:
    """`Cancel your booking`: the reader's own case of what the evidence is about."""
    return bool(_YOUR.search(said.text[: unit.start])) and is_form_in(
        unit.text, unit.stem, unit.language, "claims/own.txt"
    )


_YOUR = re.compile(r"\b(?:your|tus?|sus?|vuestr[oa]s?)\s+$", re.IGNORECASE)


def _only_calls(said: Claim, unit: Unit) -> bool:
    """`Snap a cheque`, `toca la pantalla`: what the reader is told to do, in a verb that no list of doings has."""
    if unit.ideas or unit.pieces or fold(unit.text) in listed("claims/claiming.txt"):
        return False
    opens = _OPENS.search(said.text[: unit.start])
    return bool(opens and _TO_SOMETHING[said.language].match(said.text, unit.start))


_OPENS = re.compile(r"(?:^|[.!?:;—–]\s|\b(?:and|y)\s)\W*$")
_TO_SOMETHING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"(?!\w+(?:ed|ing|[^s]s)\b)[^\W\d]+\s+(?:the|your|an?|it|this|that|these|those|them|up)\b", re.IGNORECASE
    ),
    "es": re.compile(r"[^\W\d]+[aeáéí]\s+(?:el|las?|los|tus?|sus?|una?|est[ea])\b", re.IGNORECASE),
}
"""A verb in the imperative with its object."""


def _is_faint(word: Unit) -> bool:
    if fold(word.text) in listed("claims/claiming.txt") and word.text[:1].islower():
        return False
    if is_form_in(word.text, word.stem, word.language, f"claims/faint.{word.language}.txt"):
        return True
    return word.language == "es" and bool(infinitives_of(word.text.lower()) & listed("claims/faint.es.txt"))
