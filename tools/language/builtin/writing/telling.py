"""A fact as a sentence to the reader: `Asistencia las 24 horas` becomes `Tienes asistencia las 24 horas`.

Only the person, the verb that a phrase lacks and the order change; figures and conditions are never touched.
Every sentence is offered, none is promised: whoever prints it checks it against its fact first.
"""

import re
from collections.abc import Iterator

from batuta.text import Language
from tools.language.builtin.writing.telling_english import ADJECTIVE_EN, DONE_EN, in_english
from tools.language.builtin.writing.telling_spanish import in_spanish
from tools.language.builtin.writing.topics import has_a_verb
from tools.language.builtin.writing.voice import Telling, Voice
from tools.language.builtin.writing.wording import capital, continued


def tellings(phrase: str, voice: Voice) -> Iterator[Telling]:
    """Ways to say a fact to the reader, the best first; the fact's own words last.

    phrase: one sentence of the fact, without its full stop.

    >>> voice = Voice("es", "tu", "Seguro Auto Flex", "el Seguro Auto Flex", "lo")
    >>> next(tellings("Se contrata en la app en menos de diez minutos", voice)).text
    'Lo contratas en la app en menos de diez minutos'
    >>> next(tellings("Asistencia en carretera las 24 horas", voice)).text
    'Tienes asistencia en carretera las 24 horas'
    >>> voice = Voice("en", "tu", "Roam Pass", "Roam Pass", "")
    >>> next(tellings("£8 for 8 days", voice)).text
    'It costs £8 for 8 days'
    """
    if _SIGN.fullmatch(phrase) or _LINK.fullmatch(phrase):
        yield Telling("", phrase)
        return
    made = in_spanish(phrase, voice) if voice.language == "es" else in_english(phrase, voice)
    yield from made
    yield Telling("", phrase)


_NAME = r"[A-ZÁÉÍÓÚÑ][\w’'-]+(?: (?:(?:de|del|la|of|the) )*[A-ZÁÉÍÓÚÑ][\w’'-]*)*"
_LINK = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_SIGN = re.compile(rf"{_NAME}, {_NAME}")
"""`Harbour Gym, Cork`: who and where, and nothing that a reader gets."""


def without_the_name(phrase: str, voice: Voice) -> Iterator[str]:
    """What follows a sentence that named the thing: `Cubre daños …`, `It pays …`."""
    label = re.match(rf"{re.escape(voice.name)}: ?(?=\S)", phrase, re.IGNORECASE) if voice.name else None
    if label:
        yield capital(phrase[label.end() :])
        return
    found = re.match(rf"(?:the |el |la |los |las )?{re.escape(voice.name)} (?=[a-záéíóú])", phrase, re.IGNORECASE)
    if not voice.name or not found:
        return
    rest = phrase[found.end() :]
    if not has_a_verb(f"x {rest}", voice.language) or re.match(r"(?:at|for|from|with|in|on|by|to|of)\b", rest):
        return
    if voice.language == "en":
        earns = re.match(r"earns (?=\S)", rest)
        it = "They" if re.search(r"[^s]s$", voice.name) and voice.name[:1].islower() else "It"
        yield f"You earn {rest[earns.end() :]}" if earns else f"{it} {rest}"
    elif not rest.startswith(("con ", "por ", "a ", "desde ", "de ")):
        yield capital(rest)


def is_whole(phrase: str, language: Language) -> bool:
    """It stands alone above a message; `Waterproof to 10,000 mm` and `Added in the app` are said of something."""
    return not (language == "en" and (ADJECTIVE_EN.match(phrase) or DONE_EN.match(phrase)))


_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:days?)?\b"
_UNTIL_ES = re.compile(
    r"(?:hasta|del?|desde|sol(?:o|amente)(?= (?:para|en|con|hasta|del?|los|las|por|a|al|durante) )"
    r"|para|entre|todos|en)\b"
    r"|(?:los|el) (?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?|d[ií]as?|fin(?:es)?|\d+ de [a-z])",
    re.IGNORECASE,
)


def spoken_limit(phrase: str, voice: Voice) -> Iterator[str]:
    """What narrows an offer, as a sentence: `Hasta el 3 de mayo` becomes `Oferta válida hasta el 3 de mayo`."""
    said = continued(phrase)
    if has_a_verb(phrase, voice.language):
        yield phrase
    elif voice.language == "es":
        if _UNTIL_ES.match(said):
            if re.match(r"solo para|para ", said, re.IGNORECASE) and not re.search(r"\d de [a-z]|\d{4}", said):
                yield f"Es {said}"
            yield f"Oferta válida {said}"
            yield f"Promoción válida {said}"
    elif re.match(rf"(?:until|by|through|from|for|only|on|in|every|{_WEEKDAY})\b", said, re.IGNORECASE):
        yield f"Offer valid {phrase if re.match(_WEEKDAY, said, re.IGNORECASE) else said[:1].lower() + said[1:]}"
    yield from (told.text for told in tellings(phrase, voice) if not told.opens)
