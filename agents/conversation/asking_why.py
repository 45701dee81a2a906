"""Why an open step asks what it asks: the words of the brief, the evidence, and what may be answered."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from batuta.approval import Gate
from batuta.brief import Omission, is_notice
from batuta.catalogue import Catalogue
from batuta.compliance import Finding
from batuta.explain import explain_criterion
from batuta.text import Language, listed, quoted, say

_MOST_NAMED = 3


def why_asked(gate: Gate, catalogue: Catalogue, locale: Language) -> str:
    """One paragraph a question; empty where the step asks nothing that has a reason of its own."""
    shown = gate.shown
    told = [
        *(_question(one, locale) for one in _entries(shown.get("questions")) if not is_notice(one)),
        *(_omission(one, catalogue, locale) for one in _entries(shown.get("omissions"))),
        *(_finding(one, locale) for one in _entries(shown.get("findings"))),
    ]
    return "\n".join(filter(None, told))


def _question(shown: Mapping[str, object], locale: Language) -> str:
    evidence = shown.get("evidence")
    quote = str(evidence.get("quote", "")) if isinstance(evidence, Mapping) else ""
    options = [quoted(str(one), locale) for one in _items(shown.get("options"))]
    choices = listed(options, locale, either=True)
    said = quoted(" ".join(quote.split()), locale)
    parts = [
        say(locale, en=f"Because the brief says {said}.", es=f"Porque el brief dice {said}.") if quote else "",
        str(shown.get("why") or ""),
        say(
            locale,
            en=f"You can answer {choices}, or in your own words.",
            es=f"Puedes contestar {choices}, o con tus palabras.",
        )
        if options
        else say(locale, en="Answer in your own words.", es="Contesta con tus palabras."),
    ]
    return f"– {shown.get('text', '')} {' '.join(filter(None, parts))}"


def _omission(shown: Mapping[str, object], catalogue: Catalogue, locale: Language) -> str:
    try:
        omission = Omission.model_validate({name: one for name, one in shown.items() if name in Omission.model_fields})
    except ValidationError:
        return ""
    known = omission.criterion.attribute in catalogue
    what = explain_criterion(omission.criterion, catalogue, locale) if known else str(shown.get("words", ""))
    named = listed(omission.example_campaigns[:_MOST_NAMED], locale)
    told = say(
        locale,
        en=f"– {what}: {omission.support} of {omission.of} comparable campaigns asked for it and this one doesn’t",
        es=f"– {what}: lo pedían {omission.support} de {omission.of} campañas comparables y esta no",
    )
    examples = say(locale, en=f", for instance {named}", es=f"; por ejemplo, {named}") if named else ""
    then = say(
        locale,
        en=" It may have been forgotten. Say yes to add it, or no if it is left out on purpose.",
        es=" Puede ser un olvido. Di que sí para añadirlo, o que no si falta a propósito.",
    )
    return f"{told}{examples}.{then}"


def _finding(shown: Mapping[str, object], locale: Language) -> str:
    try:
        finding = Finding.model_validate(shown)
    except ValidationError:
        return ""
    remedy = say(locale, en=f" Remedy: {finding.suggestion}", es=f" Remedio: {finding.suggestion}")
    return f"– {finding.message}{remedy if finding.suggestion else ''} ({finding.source.title})"


def _entries(shown: object) -> Iterator[Mapping[str, object]]:
    return (one for one in _items(shown) if isinstance(one, Mapping))


def _items(shown: object) -> tuple[object, ...]:
    return tuple(shown) if isinstance(shown, (list, tuple)) else ()
