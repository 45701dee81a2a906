"""A fact as a sentence to the reader: `Asistencia las 24 horas` becomes `Tienes asistencia las 24 horas`.

Only the person, the verb that a phrase lacks and the order change; figures and conditions are never touched.
Every sentence is offered, none is promised: whoever prints it checks it against its fact first.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from batuta.text import Language
from batuta.words.spanish_verbs import Address, conjugated, forms_of
from batuta.words.tokens import fold
from tools.language.builtin.writing.names import article
from tools.language.builtin.writing.topics import has_a_verb
from tools.language.builtin.writing.weaving import shape_of
from tools.language.builtin.writing.wording import capital, continued

READER_VERBS_ES = frozenset(
    """contratar abrir activar solicitar pedir cancelar reservar comprar descargar renovar gestionar tramitar agendar
    recoger devolver canjear pausar ampliar apartar suscribir inscribir usar consultar apuntar""".split()
)
"""What a reader does with what is offered; who delivers or installs it is somebody else."""
PREPOSITION_ES = r"(?:en|desde|con|por|a|al|sin|hasta|de|cuando|durante|online|gratis|las|cualquier)\b"
_PRICE_ES = re.compile(
    r"(?:el |la |su )?(precio|prima|cuota|tarifa|matr[ií]cula|coste|costo|inscripci[oó]n|mensualidad|entrada)"
    r"((?: (?:anual|mensual|semanal|total|final|normal|de [a-záéíóú]+))?):? (?:de )?(desde )?(?=[\d$€])",
    re.IGNORECASE,
)
_AMOUNT_ES = re.compile(
    r"([^\W\d]+(?: (?:de [a-záéíóú]+|m[ií]nim[oa]|m[aá]xim[oa]|fij[oa]|variable|anual|mensual))?) (del?) (?=[\d$€])",
    re.IGNORECASE,
)
_STATE_ES = re.compile(
    r"([^\W\d]+(?: [^\W\d]+)?) (sujet[oa]s?|disponibles?|limitad[oa]s?|abiert[oa]s?|cerrad[oa]s?|incluid[oa]s?"
    r"|gratuit[oa]s?"
    r"|v[aá]lid[oa]s?) (?=a |en |de |del |al |para |hasta |con |por |$)",
    re.IGNORECASE,
)
_BOUND_ES = re.compile(
    r"([^\W\d]+(?: [a-záéíóú]+)?) con ((?:una? )?(?:penalizaci[oó]n|comisi[oó]n|recargo|coste|costo)\b.*)$",
    re.IGNORECASE,
)
_BURDEN_ES = (
    r"(?:franquicia|deducible|penalizaci|permanencia|compromiso|tope|l[ií]mite|aportaci|importe"
    r"|compra m|cuota|comisi|enganche m|dep[oó]sito m|monto)"
)
_ADJECTIVE_EN = re.compile(
    r"(?:\w+(?:proof|able|ible)|waterproof|fixed (?:at|for|in|until)|refundable|free for|open (?:from|until|on|to|mon"
    r"|every|seven)|protected|covered|made"
    r"|suitable|compatible|approved|certified|based|designed|returnable)\b",
    re.IGNORECASE,
)
_DONE_EN = re.compile(
    r"(?:added|activated|ordered|booked|opened|set up|managed|cancelled|canceled|paused) (?=in|on|online|from"
    r"|at|by|any)",
    re.IGNORECASE,
)
_BASE_EN = {"added": "add", "activated": "activate", "ordered": "order", "booked": "book", "opened": "open",
            "set up": "set up", "managed": "manage", "cancelled": "cancel", "canceled": "cancel",
            "paused": "pause"}  # fmt: skip


class Voice(NamedTuple):
    """Who speaks of what."""

    language: Language
    address: Address
    name: str
    the: str
    """The name with its article."""
    pronoun: str
    """`lo`, `la`, `los`, `las`; empty where nothing shows which."""


class Telling(NamedTuple):
    """A sentence in two halves, so that two of them can share the first: `Tienes` + `asistencia las 24 horas`."""

    opens: str
    rest: str

    @property
    def text(self) -> str:
        return capital(f"{self.opens} {self.rest}".strip())


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
    made = _spanish(phrase, voice) if voice.language == "es" else _english(phrase, voice)
    yield from made
    yield Telling("", phrase)


def without_the_name(phrase: str, voice: Voice) -> Iterator[str]:
    """What follows a sentence that named the thing: `Cubre daños …`, `It pays …`."""
    found = re.match(rf"(?:the |el |la |los |las )?{re.escape(voice.name)} (?=[a-záéíóú])", phrase, re.IGNORECASE)
    if not voice.name or not found:
        return
    rest = phrase[found.end() :]
    if not has_a_verb(f"x {rest}", voice.language):
        return
    if voice.language == "en":
        earns = re.match(r"earns (?=\S)", rest)
        yield f"You earn {rest[earns.end() :]}" if earns else f"It {rest}"
    elif not rest.startswith(("con ", "por ", "a ", "desde ", "de ")):
        yield capital(rest)


def with_pronoun(order: str, pronoun: str) -> str:
    """`contrata` with `lo` is `contrátalo`, `abre` with `la` is `ábrela`, `pide` with `los` `pídelos`."""
    if not pronoun:
        return order
    vowels = [match.start() for match in re.finditer(r"[aeo]|(?<![gq])u|i(?![aeou])|i$", order)]
    if re.search(r"[áéíóú]", order) or len(vowels) < 2:
        return order + pronoun
    place = vowels[-2]
    return order[:place] + "áéíóú"["aeiou".index(order[place])] + order[place + 1 :] + pronoun


def having(address: Address) -> tuple[str, ...]:
    """How a reader is told what there is, one way after the other."""
    return {
        "tu": ("Tienes", "Además, tienes", "También tienes", "Y tienes"),
        "usted": ("Tiene", "Además, tiene", "También tiene", "Y tiene"),
        "vos": ("Tenés", "Además, tenés", "También tenés", "Y tenés"),
    }[address]


def _spanish(phrase: str, voice: Voice) -> Iterator[Telling]:
    you = having(voice.address)[0]
    said = continued(phrase)
    if _named(phrase, voice):
        yield from _of_the_name_es(phrase, voice)
        return
    reflexive = re.match(r"se (puede )?(\w+) (.*)$", said, re.IGNORECASE)
    if reflexive:
        yield from _done_by_the_reader(reflexive, voice)
        return
    able = re.match(r"(puedes?|podés) (\w+r) (?=(?:en|desde|por|con|a|cuando) )", said, re.IGNORECASE)
    if able and able.group(2) in READER_VERBS_ES and voice.pronoun:
        yield Telling("", f"{able.group(1)} {able.group(2)}{voice.pronoun} {said[able.end() :]}")
        return
    price = _PRICE_ES.match(phrase)
    if price:
        noun = f"{price.group(1).lower()}{price.group(2).lower()}"
        start = " es desde" if price.group(3) else " es de"
        yield Telling("", f"{_the(price.group(1))} {noun}{start} {phrase[price.end() :]}")
        return
    for pattern, verb in ((_STATE_ES, "está"), (_BOUND_ES, "tiene")):
        found = pattern.match(phrase)
        if found and shape_of(phrase, "es") == "thing":
            plural = found.group(1).split()[0].endswith("s")
            told = {"está": "están" if plural else "está", "tiene": "tienen" if plural else "tiene"}[verb]
            if verb == "está" and fold(found.group(2)).startswith(("gratuit", "valid")):
                told = "son" if plural else "es"
            yield Telling("", f"{_the(found.group(1))} {found.group(1).lower()} {told} {phrase[found.start(2) :]}")
            return
    amount = _AMOUNT_ES.match(phrase)
    if amount and re.match(_BURDEN_ES, fold(phrase)) and amount.group(1).lower() != "desde":
        yield Telling(
            "", f"{_the(amount.group(1))} {amount.group(1).lower()} es {amount.group(2)} {phrase[amount.end() :]}"
        )
        return
    if re.match(r"desde [$€\d]", said, re.IGNORECASE):
        own = f"{capital(voice.pronoun)} {_have(voice.address)}" if voice.pronoun else _pay(voice.address)
        yield Telling("", f"{own} {said}")
        return
    if re.match(
        r"[$€]?\d[\d.,]* ?(?:[€$]|pesos|euros)?(?: (?:al|por|cada|a la|de)\b(?! (?:reintegro"
        r"|descuento))|,|/|$)",
        said,
    ) and re.match(r"[$€]|[\d.,]+ ?(?:€|\$|pesos|euros)", said):
        yield Telling("", f"{_pay(voice.address)} {said}")
        return
    first = re.match(r"(?:primer|segundo|tercer)(a?) ", said)
    if first:
        yield Telling(you, f"{'la' if first.group(1) else 'el'} {said}")
        return
    without = re.match(r"sin (.*)$", said, re.IGNORECASE)
    if without:
        if re.match(r"(?:\w+ )?(?:comisi|cuota|gasto|coste|costo|penaliz|interes|cargo|matr)", fold(without.group(1))):
            yield Telling("", f"no {_pay(voice.address).lower()} {without.group(1)}")
        yield Telling("", f"no hay {without.group(1)}")
        return
    shape = shape_of(phrase, "es")
    if re.match(r"[^\W\d]+(?: [^\W\d]+)?: ", phrase):
        return
    if has_a_verb(phrase, "es") or re.match(r"(?:tus?|sus?|nuestr[oa]s?|el|la|los|las)\b", said):
        return
    if shape == "thing" or (shape == "figure" and re.match(r"\d[\d.,]* ?% de", phrase)) or _up_to_es(said):
        if shape == "figure":
            yield Telling(you, f"un {said}")
        elif re.match(r"[A-ZÁÉÍÓÚ][a-záéíóú]+ [A-ZÁÉÍÓÚ]", phrase) and article(phrase):
            yield Telling("", f"{_have(voice.address)} {article(phrase)} {phrase[:1].lower()}{phrase[1:]}")
        elif amount and article(f"{amount.group(1)} x"):
            yield Telling(you, f"{'una' if article(amount.group(1) + ' x') == 'la' else 'un'} {said}")
        yield Telling(you, said)


def _up_to_es(said: str) -> bool:
    return bool(re.match(r"hasta [\d$]", said, re.IGNORECASE)) and not re.match(r"hasta \d+ de [a-z]", said)


def _the(noun: str) -> str:
    return article(f"{noun.split()[0]} x") or "el"


def _have(address: Address) -> str:
    return {"tu": "tienes", "usted": "tiene", "vos": "tenés"}[address]


def _pay(address: Address) -> str:
    return {"tu": "Pagas", "usted": "Paga", "vos": "Pagás"}[address]


def _named(phrase: str, voice: Voice) -> bool:
    return bool(voice.name) and fold(phrase).startswith(fold(voice.name))


def _of_the_name_es(phrase: str, voice: Voice) -> Iterator[Telling]:
    """`Crédito Ágil: tasa fija …`, `Plan Libre por $199`, `Seguro Flex cubre …`: what is said of it by its name."""
    rest = phrase[len(voice.name) :].lstrip()
    with_it = f"Con {voice.the}"
    if rest.startswith((":", ",", "–", "-")):
        inner = rest[1:].lstrip()
        for told in _spanish(inner, voice._replace(name="")):
            if told.opens:
                yield Telling(f"{with_it} {told.opens[:1].lower()}{told.opens[1:]}", told.rest)
        if re.match(r"[\d$€]", inner):
            yield Telling(f"{with_it} {_have(voice.address)}", _with_commas(inner))
        return
    if re.match(r"(?:a|por|desde) [\d$€]", rest):
        yield Telling("", f"{_have(voice.address)} {voice.the} {rest}")
        return
    if rest.startswith("con "):
        yield Telling("", f"{_have(voice.address)} {voice.the} {rest}")
        yield Telling("", f"{voice.the} tiene {rest[4:]}")
        return
    yield Telling("", f"{voice.the} {rest}")


def _with_commas(text: str) -> str:
    return re.sub(r"(?<=\w):\s", ", ", text)


def _done_by_the_reader(found: re.Match[str], voice: Voice) -> Iterator[Telling]:
    can, verb, rest = found.groups()
    verb = verb.lower()
    forms = [form for form in forms_of(verb) if form.mood == "present" and form.address == "usted"]
    infinitive = verb if can else (forms[0].infinitive if forms else "")
    if infinitive not in READER_VERBS_ES:
        return
    own = voice.pronoun if re.match(PREPOSITION_ES, rest) else ""
    able = {"tu": "puedes", "usted": "puede", "vos": "podés"}[voice.address]
    if can or voice.address == "usted":
        yield Telling("", f"{able} {infinitive}{own} {rest}")
        return
    told = conjugated(infinitive, "present", voice.address)
    if told:
        yield Telling("", f"{own} {told} {rest}".strip())
        yield Telling("", f"{able} {infinitive}{own} {rest}")


_MASS_EN = frozenset(
    """delivery access cover insurance support data installation parking entry shipping money cash calls texts
    service breakfast assistance protection membership coverage free up over all any unlimited one two three four five
    six first no the a an your our their every each more""".split()
)


def _english(phrase: str, voice: Voice) -> Iterator[Telling]:
    said = continued(phrase)
    words = fold(phrase).split()
    if _named(phrase, voice) or _named(re.sub(r"^the ", "", phrase, flags=re.IGNORECASE), voice):
        yield from _of_the_name_en(phrase, voice)
        return
    if words[0] == "no":
        singular = not re.search(
            r"^no (?:[\w-]+ ){0,3}?\w+s\b(?<!less)",
            fold(re.split(r"\b(?:when|for|on|in|if|before|or|and)\b|,", phrase)[0]).rstrip(),
        )
        yield Telling("", f"there {'is' if singular else 'are'} {said}")
        return
    if re.match(r"(?:offer|deal) for ", said, re.IGNORECASE):
        yield Telling("", f"the offer is {said.split(' ', 1)[1]}")
        return
    if re.match(r"(?:available|subject to) ", said, re.IGNORECASE):
        yield Telling("", f"{voice.the or 'it'} is {said}")
        yield Telling("", f"it is {said}")
        return
    done = _DONE_EN.match(phrase)
    if done:
        yield Telling("", f"you can {_BASE_EN[done.group().strip().lower()]} it {phrase[done.end() :]}")
        return
    included = re.match(r"(.{3,50}?) included$", phrase, re.IGNORECASE)
    if included and shape_of(included.group(1), "en") in ("thing", "figure"):
        yield Telling("You get", f"{_a(continued(included.group(1)))}")
        return
    if re.match(r"(?:variable|representative|purchase) (?:apr|aer)\b", fold(phrase)):
        yield Telling("", f"there is a {phrase[:1].lower()}{phrase[1:]}")
        return
    if _ADJECTIVE_EN.match(phrase) or re.match(r"not (?:available|valid|included|combinable|refundable)\b", said):
        yield Telling("", f"it is {said}")
        return
    if re.match(r"(?:from )?[€$£][\d.,]+ (?!down\b)(?:[a-z]+ )?(?:[a-z]+ )?(?:fee|excess|deductible|penalty)\b", said):
        yield Telling("", f"there is a {said}")
        return
    if re.match(
        r"[\d.,]+% (?:\+|plus|per)|[€$£][\d.,]+ (?:down|per)|(?:from )?[€$£][\d.,]+ (?:a|an|per|for|each|when"
        r"|if|with)\b",
        said,
    ):
        yield Telling(
            "",
            f"it costs {said}"
            if " down " not in said and not said.startswith(("0", "$0")) and "%" not in said
            else f"you pay {said}",
        )
        return
    if said.startswith("first "):
        yield Telling("You get", f"your {said}")
        return
    shape = shape_of(phrase, "en")
    if shape in ("thing", "figure") and not re.search(
        r"^\S+(?: \S+){0,5} (?:is|are|was|can|will|has|have|does|do|must)\b", said
    ):
        if shape == "thing" and _may_be_a_verb_en(words):
            return
        yield Telling("You get", _a(said))
        yield Telling("You get", said)
    elif said.startswith(("up to ", "over ", "more than ", "free ")):
        yield Telling("You get", said)


def _may_be_a_verb_en(words: list[str]) -> bool:
    """`savings earn …`, `data beyond 12 GB costs …`: it speaks for itself."""
    return any(
        re.fullmatch(
            r"(?:earns?|costs?|takes?|expires?|ends?|runs?|includes?|covers?|lasts?|starts?|opens?|applies"
            r"|apply|comes?|works?|pays?|moves?|stays?|arrives?|ships?|delivers?|rises?|needs?|gets?|gives?)",
            word,
        )
        for word in words[1:8]
    )


def _a(said: str) -> str:
    """With the article that a single thing needs: `a Wi-Fi 6 router`, `50,000 points`, `free delivery`."""
    first = said.split()[0].lower()
    head = re.split(r"\b(?:at|in|on|for|with|of|to|from|per|when|if|after|and)\b|,", said)[0].split()
    last = head[-1].lower() if head else ""
    counted = re.match(
        r"[€$£][\d.,]+ (?!off|back|down|bonus points|a\b|an\b|per\b|for\b)[a-z]+|[\d.]+% (?:intro|fixed|discount)", said
    )
    if first in _MASS_EN or (re.match(r"[\d€$£]", first) and not counted):
        return said
    if last.endswith(("s", "ing")) or last in _MASS_EN or last in ("wi-fi", "apr", "cashback", "back"):
        return said
    vowel = first[0] in "aeiou" and not first.startswith(("one", "uni", "use", "eu"))
    return f"{'an' if vowel or first.startswith(('8', '11', '18')) else 'a'} {said}"


def _of_the_name_en(phrase: str, voice: Voice) -> Iterator[Telling]:
    bare = re.sub(r"^the ", "", phrase, flags=re.IGNORECASE)
    rest = bare[len(voice.name) :].lstrip()
    with_it = f"With {voice.the},"
    if rest.startswith((":", ",", "–", "-")):
        inner = rest[1:].lstrip()
        if re.match(r"[€$£]|from [€$£]", inner) and "," not in inner:
            yield Telling("", f"{voice.the} costs {inner}")
        yield Telling(f"{with_it} you get", inner)
        return
    earns = re.match(r"(earns|gives you|gets you|saves you) (?=\S)", rest)
    if earns:
        verb = {"earns": "earn", "saves you": "save"}.get(earns.group(1), "get")
        yield Telling("", f"{with_it[:1].lower()}{with_it[1:]} you {verb} {rest[earns.end() :]}")
        return
    if re.match(r"(?:for|from|at) [€$£\d]", rest):
        yield Telling("", f"get {voice.the} {rest}")
        return
    yield Telling("", f"{voice.the} {rest}")


def is_whole(phrase: str, language: Language) -> bool:
    """It stands alone above a message; `Waterproof to 10,000 mm` and `Added in the app` are said of something."""
    return not (language == "en" and (_ADJECTIVE_EN.match(phrase) or _DONE_EN.match(phrase)))


def spoken_limit(phrase: str, voice: Voice) -> Iterator[str]:
    """What narrows an offer, as a sentence: `Hasta el 3 de mayo` becomes `Oferta válida hasta el 3 de mayo`."""
    said = continued(phrase)
    if has_a_verb(phrase, voice.language):
        yield phrase
    elif voice.language == "es":
        if re.match(r"(?:hasta|del?|desde|solo|solamente|para|entre|todos|los|el|en)\b", said, re.IGNORECASE):
            if re.match(r"solo para|para ", said, re.IGNORECASE) and not re.search(r"\d de [a-z]|\d{4}", said):
                yield f"Es {said}"
            yield f"Oferta válida {said}"
            yield f"Promoción válida {said}"
    elif re.match(r"(?:until|by|through|from|for|only|on|in|mon|tues|wed|thur|fri|sat|sun|every)", said, re.IGNORECASE):
        yield f"Offer valid {phrase if re.match('(?:mon|tue|wed|thu|fri|sat|sun)', said, re.IGNORECASE) else said}"
    yield from (told.text for told in tellings(phrase, voice) if not told.opens)
