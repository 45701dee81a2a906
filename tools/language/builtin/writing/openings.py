"""What a need says of its readers, as a question to one of them: `clientes que aún no tienen …`, `¿Aún no tienes …?`"""

import re
from collections.abc import Iterator

from batuta.text import Language
from batuta.words.address import readdressed
from batuta.words.spanish_verbs import Address, conjugated, forms_of

_MOST = 9
"""Words of a question; a longer one is no opening."""
_PEOPLE_ES = (
    r"(?:clientes?|personas?|usuari[oa]s?|soci[oa]s?|pacientes?|alumn[oa]s?|familias?|conductores|titulares"
    r"|empresas|quienes"
    r"|ahorradores|lectores|vecinos|mayores|jóvenes|padres|viajeros)"
)
_WHO_ES = re.compile(
    rf"\b{_PEOPLE_ES}(?: [a-záéíóú]+){{0,2}}? (?:que )?(?:(aún no|todavía no|ya no|ya|aún|todavía|no) )?"
    r"([a-záéíóú]+n)\b ?([^.;:,]*)",
    re.IGNORECASE,
)
_DUE_ES = re.compile(
    r"\b(?:(el|la|los|las|de|del) )([a-záéíóú ]{3,40}?) que (?:les )?(vencen?|caducan?|terminan?)\b([^.;:,]*)"
)
_PEOPLE_EN = (
    r"(?:customers?|people|members|users|savers|drivers|landlords|homeowners|tenants|patients|students|parents"
    r"|travellers"
    r"|travelers|clients|subscribers|owners|readers|families|households|those|anyone|shoppers|guests)"
)
_WHO_EN = re.compile(rf"\b{_PEOPLE_EN} who (still |already )?([a-z]+)\b ?([^.;:,]*)", re.IGNORECASE)
_WHOSE_EN = re.compile(
    rf"\b{_PEOPLE_EN} whose ([a-z ]{{3,40}}?) (ends?|expires?|renews?|matures?|runs out|is due|is ending|is expiring)\b"
    r"([^.;:,]*)",
    re.IGNORECASE,
)
_WITH_EN = re.compile(rf"\b{_PEOPLE_EN} with (an? [^.;:,]*?)(?: that\b| who\b| to\b|[.;:,]|$)", re.IGNORECASE)
_ONWARD_EN = re.compile(r"\s(?:and|to|that|so)\s.*$")
_ONWARD = re.compile(r"\s(?:para|y|a|and|to|that|so)\s.*$")


def reader_questions(need: str, language: Language, address: Address) -> Iterator[str]:
    """Questions that take up who the readers are, the closest first.

    >>> list(reader_questions("captar clientes que aún no tienen seguro de auto", "es", "tu"))
    ['¿Aún no tienes seguro de auto?']
    >>> list(reader_questions("invitar a quienes cobran su nómina con nosotros", "es", "usted"))
    ['¿Cobra su nómina con nosotros?']
    >>> list(reader_questions("clientes que pueden vacunarse en la farmacia", "es", "tu"))
    ['¿Puedes vacunarte en la farmacia?']
    >>> list(reader_questions("Remind customers with an MOT due that they can book", "en", "tu"))
    ['Do you have an MOT due?']
    >>> list(reader_questions("Write to landlords whose boiler cover ends this month", "en", "tu"))
    ['Does your boiler cover end this month?']
    """
    made = _spanish(need, address) if language == "es" else _english(need)
    yield from (text for text in made if len(text.split()) <= _MOST)


def _spanish(need: str, address: Address) -> Iterator[str]:
    found = _DUE_ES.search(need)
    if found:
        article, thing, verb, rest = found.groups()
        own = "tus" if thing.split()[0].endswith("s") else "tu"
        own = {"tu": "su", "tus": "sus"}[own] if address == "usted" else own
        yield f"¿{verb[:1].upper()}{verb[1:]} {own} {thing}{rest.rstrip()}?" if article else ""
    for match in _WHO_ES.finditer(need):
        adverb, verb, rest = match.groups()
        forms = [form for form in forms_of(verb[:-1].lower()) if form.mood == "present" and form.address == "usted"]
        told = conjugated(forms[0].infinitive, "present", address) if forms else None
        if told:
            said = _up_to_another_verb(_ONWARD.sub("", rest))
            if forms[0].infinitive in ("estar", "ser") and re.search(r"\w[oae]s$", said):
                # Said of many; of one reader it would have to agree.
                continue
            words = " ".join(piece for piece in (adverb or "", told, said) if piece).strip()
            asked = f"¿{words[:1].upper()}{words[1:]}?"
            # Said of them, it is said to one who is called `usted` as well.
            yield asked if address == "usted" else re.sub(r"(?<=[aeií]r)se\b", "te", readdressed(asked, address))


def _up_to_another_verb(rest: str) -> str:
    """`la app vengan a por …` ends before what the readers are wanted to do."""
    words = rest.split()
    for place, word in enumerate(words):
        if (
            place
            and any(form.mood in ("subjunctive", "imperative") for form in forms_of(word.lower()))
            and word.endswith("n")
        ):
            return " ".join(words[:place])
    return rest


def _english(need: str) -> Iterator[str]:
    whose = _WHOSE_EN.search(need)
    if whose:
        thing, verb, rest = whose.groups()
        soon = re.match(r"(.+) (?:is|are) about to$", thing)
        if soon:
            yield f"Is your {soon.group(1)} about to {verb.removesuffix('s')}{rest.rstrip()}?"
        elif verb.startswith("is "):
            yield f"Is your {thing} {verb[3:]}{re.split(r' to ', rest)[0].rstrip()}?"
        else:
            first, _, more = verb.partition(" ")
            base = first.removesuffix("s")
            yield f"Does your {thing} {base}{' ' + more if more else ''}{rest.rstrip()}?"
    who = _WHO_EN.search(need)
    if who:
        adverb, verb, rest = who.groups()
        said = _ONWARD_EN.sub("", rest.rstrip()).replace("their", "your")
        if verb == "are":
            yield f"Are you {adverb or ''}{said}?"
        elif verb in _PLAIN_VERBS and not re.match(r"(?:not|never|been|had|already|just|\w+ed)\b", said):
            yield f"Do you {adverb or ''}{verb} {said}".rstrip() + "?"
    having = _WITH_EN.search(need)
    if having:
        yield f"Do you have {having.group(1).strip().replace('their', 'your')}?"


_PLAIN_VERBS = frozenset(
    "have own rent use drive travel pay live work shop buy need want order commute fly save run study play".split()
)


_THEME = {
    "es": re.compile(
        r"^((?:promoci[oó]n|rebajas|campaña|preventa|apertura|renovaci[oó]n|inauguraci[oó]n"
        r"|descuentos?) [^.;:,]{3,40})",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b((?:spring|summer|winter|autumn|fall|weekend|holiday|christmas|easter|black friday|mid-season"
        r"|clearance|january)"
        r" (?:sale|offers?|deals?|clearance|event))\b",
        re.IGNORECASE,
    ),
}


_ABOUT = re.compile(
    r"^(?:avisar|informar|recordar|presentar|anunciar|promocionar|promover|comunicar|lanzar|vender|ofrecer"
    r"|dar a conocer)"
    r"(?: a (?:los |las |l[oa] |tod[oa]s )?[a-záéíóú]+)? (?:de |del |sobre )?(?:el |la |los |las |un "
    r"|una )?([^.;:,]{6,40})$",
    re.IGNORECASE,
)


def theme_of(need: str, language: Language) -> str:
    """What a campaign is called, where the need calls it something: `Promoción de primavera`, `Winter sale`."""
    found = _THEME[language].search(need.strip()) or (_ABOUT.search(need.strip(" .")) if language == "es" else None)
    return found.group(1)[:1].upper() + found.group(1)[1:] if found else ""
