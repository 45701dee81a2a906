"""Fills the words of a question: which variant, which names, which figures."""

from typing import NamedTuple

from agents.brief.deriving import derivation
from agents.brief.question_words import WORDINGS
from batuta.catalogue import Attribute
from batuta.explain import number_in_words
from batuta.reading import Doubt
from batuta.text import Text
from batuta.workspace import Workspace

CHANNEL_NAMES: dict[str, Text] = {
    "email": Text(en="E-mail", es="Email"),
    "sms": Text(en="SMS", es="SMS"),
    "push": Text(en="Push notification", es="Notificación push"),
    "web": Text(en="Website", es="Web"),
    "in_app": Text(en="In-app message", es="Mensaje en la app"),
    "call": Text(en="Phone call", es="Llamada"),
    "letter": Text(en="Letter", es="Carta"),
    "social": Text(en="Social media", es="Redes sociales"),
    "display": Text(en="Display advertising", es="Publicidad display"),
}
_TRAITS: dict[str, Text] = {
    "sex": Text(en="sex", es="sexo"),
    "ethnicity": Text(en="ethnicity", es="origen étnico"),
    "origin": Text(en="origin", es="origen o nacionalidad"),
    "language": Text(en="language group", es="grupo lingüístico"),
    "health": Text(en="health", es="salud"),
    "disability": Text(en="disability", es="discapacidad"),
    "religion": Text(en="religion", es="religión"),
    "politics": Text(en="political views", es="ideología"),
    "sexual_orientation": Text(en="sexual orientation", es="orientación sexual"),
}
_UNITS: dict[str, Text] = {
    "days": Text(en="days", es="días"),
    "weeks": Text(en="weeks", es="semanas"),
    "fortnights": Text(en="fortnights", es="quincenas"),
    "months": Text(en="months", es="meses"),
    "quarters": Text(en="quarters", es="trimestres"),
    "semesters": Text(en="half-years", es="semestres"),
    "years": Text(en="years", es="años"),
    "hours": Text(en="hours", es="horas"),
    "date": Text(en="the form of a date", es="forma de fecha"),
}
_LANGUAGES: dict[str, Text] = {
    "fr": Text(en="French", es="francés"),
    "de": Text(en="German", es="alemán"),
    "pt": Text(en="Portuguese", es="portugués"),
    "it": Text(en="Italian", es="italiano"),
    "ca": Text(en="Catalan", es="catalán"),
    "gl": Text(en="Galician", es="gallego"),
    "eu": Text(en="Basque", es="euskera"),
    "nl": Text(en="Dutch", es="neerlandés"),
    "pl": Text(en="Polish", es="polaco"),
    "ro": Text(en="Romanian", es="rumano"),
    "sv": Text(en="Swedish", es="sueco"),
    "tr": Text(en="Turkish", es="turco"),
    "ru": Text(en="Russian", es="ruso"),
    "ar": Text(en="Arabic", es="árabe"),
    "zh": Text(en="Chinese", es="chino"),
    "ja": Text(en="Japanese", es="japonés"),
    "ko": Text(en="Korean", es="coreano"),
    "el": Text(en="Greek", es="griego"),
    "es": Text(en="Spanish", es="español"),
    "en": Text(en="English", es="inglés"),
}
_ANOTHER = Text(en="another language", es="otro idioma")
_LONGEST = 90


class Worded(NamedTuple):
    text: str
    why: str


def worded(doubt: Doubt, workspace: Workspace, locale: str, proposed: str) -> Worded:
    """The question that a doubt asks. `proposed` is the first answer to pick, in words; may be empty."""
    attribute, derived = _attribute(doubt, workspace), derivation(doubt, workspace.catalogue)
    said, _, stored = doubt.about.partition("→")
    first, second = (*doubt.options, "", "")[:2]
    low, high = (_figure(edge, locale) for edge in (first, second))
    return filled(
        "group_unknown.derivable" if derived else _variant(doubt, attribute, proposed),
        locale,
        quote=_short(doubt.evidence.quote) if doubt.evidence else "",
        contrary=_short(doubt.contrary.quote) if doubt.contrary else "",
        called=_in_prose(attribute.called(locale)) if attribute else "",
        proposed=_in_prose(proposed),
        said=_named(_UNITS, said, locale),
        stored=_named(_UNITS, stored, locale),
        first=first,
        second=second,
        low=low,
        high=high,
        trait=_named(_TRAITS, doubt.about, locale),
        name=_named(_LANGUAGES, doubt.about, locale),
        derived=derived.called(locale) if derived else "",
        expression=(derived.expression or "") if derived else "",
    )


def filled(wording: str, locale: str, **names: str) -> Worded:
    """A wording with its places filled."""
    words = WORDINGS[wording]
    return Worded(words.ask.in_(locale).format(**names), words.why.in_(locale).format(**names))


def language_named(code: str, locale: str) -> str:
    return _LANGUAGES.get(code, _ANOTHER).in_(locale)


def _variant(doubt: Doubt, attribute: Attribute | None, proposed: str) -> str:
    taken = bool(proposed) and doubt.proposal is not None
    match doubt.kind:
        case "vague":
            return "vague.proposed" if taken else "vague.attribute" if attribute else "vague"
        case "comparison_missing":
            return "comparison_missing.figure" if taken else "comparison_missing" if attribute else "ambiguous"
        case "other_unit":
            return "other_unit.taken" if taken and not doubt.blocking else "other_unit"
        case "ambiguous":
            named = f"ambiguous.{doubt.about}"
            return named if named in WORDINGS else "ambiguous.attribute" if attribute else "ambiguous"
        case "group_unknown" if doubt.about == "several":
            return "group_unknown.several"
        case "impossible_value" if attribute is None:
            return "ambiguous"
        case _:
            return doubt.kind


def _attribute(doubt: Doubt, workspace: Workspace) -> Attribute | None:
    name = doubt.field.removeprefix("audience.")
    return next((one for one in workspace.catalogue.attributes if one.name == name), None)


def _named(names: dict[str, Text], code: str, locale: str) -> str:
    return names[code].in_(locale) if code in names else code


def _figure(text: str, locale: str) -> str:
    try:
        return number_in_words(float(text), locale)
    except ValueError:
        return text


def _short(quote: str) -> str:
    """On one line, and no longer than a question can bear."""
    plain = " ".join(quote.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 2].rstrip()}…"


def _in_prose(words: str) -> str:
    """Inside a sentence a name loses its capital, unless it is an abbreviation."""
    return words if len(words) > 1 and words[1].isupper() else words[:1].lower() + words[1:]
