"""Facts of a sheet that sell nothing: who writes, to whom, under which number, and how the sender is reached.

They are recognised by how they are built – a name alone, an address, `Label: {{field}}`, `Signed: …` – and stand
where a message has their place: above, below, in the greeting or the close.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from batuta.material import FactWords
from batuta.placeholders import MERGE_FIELD
from batuta.text import Language
from batuta.words.proper_names import Named, product_named
from batuta.words.tokens import fold
from tools.language.builtin.writing.doors import is_a_door
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.limits import narrows
from tools.language.builtin.writing.names import THINGS
from tools.language.builtin.writing.topics import has_a_verb, topic_of

_CAPITAL = r"(?:[A-ZÁÉÍÓÚÑ][\w’'-]*|&)"
_JOINT = r"(?:de|del|la|las|los|el|y|of|the|and|&)"
_NAME = rf"{_CAPITAL}(?: (?:{_JOINT} )?{_CAPITAL})*"
_BARE_NAME = re.compile(rf"{_NAME}\.?$")
_LABEL = re.compile(
    rf"(?P<name>[^\W\d][^,.:;€$£%(){{}}]{{3,60}}?)(?P<mark>,? )(?P<joint>de l[ao]s?|del|de|from|by"
    rf"|at) (?P<brand>{_NAME})\.?$"
)
"""`Full Fibre 500 from Loom Broadband`, `Cuenta Nómina Albor, de Banco Mirasol`."""
_PRODUCTS_ES = frozenset(
    """tarjeta cuenta plan seguro prestamo credito hipoteca deposito fondo abono bono tarifa fibra poliza curso pase
    pack club programa app crucero viaje paquete linea internet membresia suscripcion servicio kit caja beca
    mantenimiento revista maestria diplomado master taller bicicleta patinete""".split()
)
_STREET = re.compile(
    r"\b(?:calle|c/|plaza|avenida|avda|av|paseo|ronda|carretera|camino|boulevard|blvd|colonia|street|st|road|rd"
    r"|lane|avenue"
    r"|ave|quay|square|way|drive|court)\b\.?",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?:\bS\. ?A\.|\bS\. ?L\.|\bS\.A\. de C\.V\.|\bplc\b|\bLtd\b|\bLimited\b|\bInc\b|\bLLC\b|\bDAC\b)"
)
_MONEY = re.compile(r"[€$£%]")
_GREETS = re.compile(
    r"¡?(?:dear|hello|hi|hey|hiya|good (?:morning|afternoon)|hola|buen[oa]s(?: d[ií]as| tardes)?|estimad\w+(?:/as?)?"
    r"|querid\w+(?:/as?)?|apreciad\w+(?:/as?)?)(?=\W)(?:[^.:;!?]|\b(?:[SD]ra?s?|Mrs?|Ms|D|Dña)\.){0,60}[.,:!]*$",
    re.IGNORECASE,
)
_PLAIN_GREETING = re.compile(r"(?:dear|estimad\w+(?:/as?)?|querid\w+(?:/as?)?) [^\W\d]+(?:/[^\W\d]+)?$", re.IGNORECASE)
_GREETING_LABEL = re.compile(r"(?:saludo|greeting|salutation)\s*:\s*", re.IGNORECASE)
_ADDRESSED = re.compile(r"(?:a la atenci[oó]n de|for the attention of|attn\.?:?) ", re.IGNORECASE)
_SIGNED = re.compile(r"(?:firma(?:do)?(?: por)?|fdo\.?|signed(?: by)?|signature)\s*:\s*(?P<who>.+?)\.?$", re.IGNORECASE)
_REACHED = re.compile(
    r"(?:tel[eé]fono|tel\.?|phone|llam\w+ al|call(?: us)?(?: on| at)?|helpline|customer (?:service|care)|contact us"
    r"|atenci[oó]n al cliente)\s*:?\s*(?P<how>\+?\d[\d -]{5,}\d\b.*?)\.?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[^\W\d][^:.{}]{2,40}: \+?\d[\d -]{6,}\d\b.{0,60}$")
_FIELDS = re.compile(r"(?:[^:.{}]{2,50}): *(?:\{\{\s*\w+\s*\}\}[ ,/-]*)+\.?$")
_CALLS = re.compile(
    r"\b(?:llama|llamada|habla|saluda|soy|calls?|calling|caller|agente?|this is|my name is)\b", re.IGNORECASE
)
_OPENS_CALL = re.compile(
    r"(?:(?:hi|hello|good \w+|hola|buen[oa]s(?: \w+)?)[,.:]? )?(?:(?:le|te|les) (?:llamo|habla|hablo) (?:de|desde"
    r"|en nombre)\b(?! (?:lunes|\d))"
    r"|(?:i.?m |i am |we.?re )?calling (?:from|on behalf)\b|(?:this is|my name is|soy|habla) (?=\{\{))",
    re.IGNORECASE,
)
"""How a caller begins, in the company's own words."""
_NOTICE = re.compile(
    r"(?=.*\b(?:calls?|llamadas?|conversaci)\w*)(?:(?:this|your|the|our|we|all|esta|la|las|nuestr\w+|su"
    r"|por) )?(?:\S+ ){0,7}?(?:record(?:s|ed|ing)?\b|grab(?:a|an|ada|adas|arse|amos|ar[aá])\b)",
    re.IGNORECASE,
)
"""That the call is recorded."""
_NO_MORE = re.compile(
    r"\b(?:prefier\w+|prefer\w+|dese\w+|quier\w+) no (?:recibir|volver a recibir|tener) .{0,12}llamadas"
    r"|(?:not|n.t) (?:get|want|receive|take) (?:any (?:more )?|more |further |these )?calls\b|"
    r"\b(?:(?:no (?:desea|quiere|prefiere)|prefi[a-zé]+ que no)\w*|no (?:quer[eé]s|prefer[ií]s)\w*"
    r"|not? (?:want|wish|get)|rather not|don.t want|stop"
    r"|rather (?:we|i) did(?:n.t| not))\b.*\b(?:llam|calls?\b)"
    r"|\b(?:no m[aá]s|dejar de recibir) .{0,12}llamadas",
    re.IGNORECASE,
)
_NO_MAIL = re.compile(
    r"\b(?:stop|no more|(?:not|n.t) (?:want|wish)|rather not)\b.{0,40}\b(?:mail|post|letters)\b"
    r"|\b(?:no|dejar de) (?:\w+ )?(?:recibir|m[aá]s)\b.{0,30}\b(?:correo postal|por correo|cartas)\b",
    re.IGNORECASE,
)
_DIRECTS = re.compile(
    r"(?:si (?:el cliente|la persona|quien)|if (?:the|they) (?:customer|client|person|caller)?|anyone who|a quien)\b.*"
    r"\b(?:se (?:l[eoa]s? )?\w+|is (?:put|added|taken|removed)|thank|hang up|end the call)\b",
    re.IGNORECASE,
)
"""What the caller is to do, and does not say: `Si la persona no quiere seguir, se agradece …`."""
_LEGAL = re.compile(
    r"\bmember (?:fdic|sipc)|(?:federally )?insured by (?:the )?[A-Z]|órgano de control|\brvoe\b|aviso de privacidad"
    r"|privacy (?:notice|policy)|equal housing"
    r"|regulad[oa] por|supervisad[oa] por|(?:is )?regulated by|authori[sz]ed by"
    r"|adherid[oa] al fondo|\bdgsfp\b|\bnmls\b|registered (?:in|office|charity)|inscrit[oa] en el registro|\bcnbv\b",
    re.IGNORECASE,
)
"""Who supervises the sender: it stands below, and sells nothing."""
_BINDS = re.compile(r"\b(?:subject to|sujet[oa]s? a|only|solo|over|under|mayores de|menores de)\b", re.IGNORECASE)
_UNSUBSCRIBES = re.compile(r"unsub|opt_?out|baja|desuscri|remov", re.IGNORECASE)
_NAMES_IT = re.compile(r"(?i:product[o]?|servicio|service)\s*: (?P<name>[A-ZÁÉÍÓÚÑ][^.:;€$£%{}]{3,60})\.?$")
_ISSUED = re.compile(
    rf"(?P<name>{_NAME}(?: [\w-]+){{0,3}}), (?:issue|series|edition|serie|edici[oó]n|emisi[oó]n) \d+\.?$"
)
"""`Cash ISA, issue 7.`"""
_PLACE_LINE = re.compile(
    r"\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}\b|\b\d{5} [A-ZÁÉÍÓÚÑ]|\b[Cc]\.?P\.? ?\d{4,5}\b"
)
_NUMBERED_PLACE = re.compile(r"(?:\d{1,5}[A-Z]? )?[A-ZÁÉÍÓÚÑ][\w.’'-]*(?: [\w.’'°ºª-]+){0,5}$")
_MONTHS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|mon|tue|wed|thu|fri|sat|sun|lun|mi[eé]"
    r"|jue|vie|s[aá]b"
    r"|dom)[a-z]*\b",
    re.IGNORECASE,
)
_READER = re.compile(r"(?:name|nombre|apellid|title|tratamiento|client|customer|member|soci|titular)", re.IGNORECASE)
_CALLER = re.compile(r"(?:agent|asesor|ejecutiv|advis|gestor|operador|caller|rep(?:\b|_)|agente)", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:store|shop|branch|farmacia|tienda|sucursal|address|direcc|number|numero|code|codigo|date|fecha)"
)


_TRAILS = re.compile(r"(?: (?:de|del|la|el|a|con|por|para|en|y|of|the|to|from|with|for|in|at|and|on [A-Z]\w* \d+))+$")
_NO_THING = re.compile(
    r"(?:not|no|and|or|but|only|solo|solamente|just|in|on|at|by|from|with|for|to|en|con|por|para|desde|hasta|sin"
    r"|su|tu|sus|tus|your|our|his|her|their|renew|book|buy"
    r"|read|get|order|trade|add|join|switch|save|bring|come|choose|take|open|start|send|apply|call|visit|show"
    r"|save|enjoy|try|use|earn|pay|[\d€$£])\b"
    r"|\S+(?: \S+)* (?:exige|requiere|pasa|requires|needs)\b|half-?price|.*\b(?:only|fee|surcharge)\W*$",
    re.IGNORECASE,
)
"""Names nothing that could be offered: words of place or way, what somebody has, an order."""


_NO_NAME = re.compile(
    r"(?:mon|tues?|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rsday|urday)?s?(?:[ –-]|$)|(?:le|te|les|se) \w+"
    r"|(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?)\b"
    r"|(?:early access|trial data|price|prices|code|pedidos?|reservas?|compras?|env[ií]os?|orders?|bookings?)\b",
    re.IGNORECASE,
)
"""Days, what somebody does, and what comes with a thing."""
_PLACES = re.compile(r"(?:solo|sólo|solamente|only|hasta|until) ", re.IGNORECASE)
"""A fact that begins so names a place or a day, not what is offered there."""


def _narrows(fact: FactWords) -> bool:
    """It names a place, a day or a condition, not what is offered."""
    return narrows(Said(fact, (fact.text,), fact.text, "benefit"))


class Roles(NamedTuple):
    """Each by the key of its fact, or as the words that fill its place; empty where the sheet has none."""

    brand: str = ""
    product: str = ""
    product_key: str = ""
    reader: str = ""
    """Merge fields that name the reader, as `{{title}} {{last_name}}`."""
    greeting: str = ""
    greeting_key: str = ""
    caller: str = ""
    reached: str = ""
    """A telephone number with its hours."""
    signed: str = ""
    signed_key: str = ""
    address_key: str = ""
    no_more_key: str = ""
    opens_key: str = ""
    """How the sheet has a caller begin."""
    notice_key: str = ""
    """That the call is recorded."""
    below: tuple[str, ...] = ()
    """Facts that stand on their own below the rest: references and numbers to call."""
    taken: frozenset[str] = frozenset()
    """All of them: nothing to sell with."""


def roles_of(facts: Sequence[FactWords], language: Language) -> Roles:
    """What the facts that sell nothing are there for; none where that would leave nothing to say."""
    roles = Roles()
    taken: set[str] = set()
    for fact in facts:
        found = _role(fact, roles, language, first=fact is facts[0])
        if found is not None:
            roles = found
            taken.add(fact.key)
    if not roles.product:
        found_names = (
            (fact, _labelled(fact.text, language) or _of_the_brand(fact.text, roles.brand, language))
            for fact in facts
            if fact.key not in taken
        )
        label, named = next(((fact, told) for fact, told in found_names if told), (None, None))
        if label and named:
            name, brand = named
            roles = roles._replace(product=name, product_key=label.key, brand=roles.brand or brand)
            taken.add(label.key)
    left = any(fact.key not in taken for fact in facts)
    return roles._replace(taken=frozenset(taken)) if left else Roles()


def named_thing(facts: Sequence[FactWords], roles: Roles, need: str, language: Language) -> Named | None:
    """What the message is about: as the sheet labels it, else as its facts call it; None where nothing names it."""
    if roles.product:
        return Named(roles.product, next(fact.source for fact in facts if fact.key == roles.product_key))
    told = [fact for fact in facts if fact.key not in roles.taken]
    told = [fact for fact in told if not is_a_door(Said(fact, (fact.text,), fact.text, "how"))] or told
    heading = _heading_label(told[0].text) if told else ""
    if heading and fold(heading) != fold(roles.brand):
        return Named(heading, told[0].source)
    begun = [fact for fact in told if not _PLACES.match(fact.text)] or told
    offered = [fact for fact in told if not _narrows(fact)] or told
    topic = topic_of(begun, need, language)
    found = Named(topic.name, topic.source) if topic else product_named([(f.source, f.text) for f in offered], need)
    name = _TRAILS.sub("", re.split(r"\s*(?:[€$£]|\d[\d.,]* ?[€%])", found.name)[0]) if found else ""
    of_the_sender = bool(roles.brand) and fold(name) == fold(roles.brand)
    no_thing = _NO_THING.match(name) or _NO_NAME.match(name) or of_the_sender
    return Named(name, found.source) if found and name and not no_thing else None


_HEADING = re.compile(
    r"(?:(?:el|la|los|las|the) )?(?P<name>(?:[A-ZÁÉÍÓÚÑ]|\d+ ?[A-Z])[^:;,.€$£%(){}*]{3,55}?)"
    r"(?:(?::|,| [–—-]) (?=\S)| (?=(?:(?:desde|por|from|at|for) )?(?:[€$£]\d|\d[\d.,]* ?€)))"
)
"""What a sheet begins with, up to its colon, its comma or its price: `Lumen Dúo: …`, `Lir Gigabit + TV €45 …`."""
_LONGEST_LABEL = 6
_LINKS = frozenset("a al de del en con para por to from in at for of with on".split())
"""`Vuelos a Mérida desde 40 €` says what is sold, and is no name."""


def _heading_label(text: str) -> str:
    """The name that a sheet begins with; empty where its first words are no name.

    >>> _heading_label("Velo Leeds annual pass: £49 (was £79)"), _heading_label("Offer: £5 off")
    ('Velo Leeds annual pass', '')
    """
    found = _HEADING.match(text)
    if not found:
        return ""
    name = found["name"].strip()
    words = name.split()
    if text[found.end("name") :][:1] not in (":", ",") and any(word in _LINKS for word in words):
        return ""
    named = len(words) > 1 and any(word[0].isupper() or word[0].isdigit() for word in words[1:])
    common = " ".join(("x", *(word for word in words[1:] if word.islower())))
    plain = not (has_a_verb(common, "es") or has_a_verb(common, "en") or _NO_THING.match(name) or _TRAILS.search(name))
    return name if named and plain and len(words) <= _LONGEST_LABEL else ""


def _role(fact: FactWords, known: Roles, language: Language, *, first: bool) -> Roles | None:
    """The roles with this fact's; None where it has none."""
    text = _GREETING_LABEL.sub("", fact.text.strip())
    fields = MERGE_FIELD.findall(text)
    if fields and all(map(_UNSUBSCRIBES.search, fields)) and len(text) < 120:
        return known
    if not _MONEY.search(text):
        spoken = _spoken(fact, text, fields, known, language)
        if spoken is not None:
            return spoken
    if _DIRECTS.match(text) and not _MONEY.search(text):
        return known
    if _LEGAL.search(text) and not _MONEY.search(text) and len(text) < 140:
        return known._replace(below=(*known.below, fact.key))
    if _NO_MORE.search(text) and len(text) < 130:
        return known._replace(no_more_key=fact.key)
    if _NO_MAIL.search(text) and len(text) < 130 and not fields:
        return known._replace(below=(*known.below, fact.key))
    speaks = _CALLS.search(text) and any(map(_CALLER.search, fields))
    if not speaks and _GREETS.match(text) and (fields or text[-1:] in (",", ":") or _PLAIN_GREETING.match(text)):
        told = text.strip("¡!.,:")
        return known._replace(greeting=told, greeting_key=fact.key, reader=known.reader or _as_fields(_readers(fields)))
    signed = _SIGNED.match(text)
    if signed:
        return known._replace(signed=signed["who"], signed_key=fact.key)
    if _CALLS.search(text) and fields and len(text) < 110 and any(map(_is_a_person, fields)):
        brand = re.search(rf"\b(?:de|del|from|of|with|at) ({_NAME})", MERGE_FIELD.sub("", text))
        return known._replace(
            caller=known.caller or _as_fields([name for name in fields if _CALLER.search(name)]),
            reader=known.reader or _as_fields(_readers(fields)),
            brand=known.brand or (brand.group(1) if brand else ""),
        )
    if _ADDRESSED.match(text) and fields and len(text) < 100:
        return known._replace(below=(*known.below, fact.key))
    if _FIELDS.match(text):
        readers = _readers(fields)
        if readers and len(readers) == len(fields) and not known.reader:
            return known._replace(reader=_as_fields(readers))
        return known._replace(below=(*known.below, fact.key))
    reached = _REACHED.match(text)
    if reached and not fields:
        return (
            known._replace(reached=reached["how"])
            if not known.reached
            else known._replace(below=(*known.below, fact.key))
        )
    if _NUMBERED.match(text) and not _MONEY.search(text) and not is_a_door(Said(fact, (text,), text, "how")):
        return known._replace(below=(*known.below, fact.key))
    company = _COMPANY.search(text) or (_STREET.search(text) and re.search(r"\d", text))
    placed = _is_an_address(text) or (company and text.count(",") and not has_a_verb(text, language))
    if placed and not (_MONEY.search(text) or _BINDS.search(text)):
        return known._replace(address_key=fact.key, brand=known.brand or _company(text))
    if _BARE_NAME.match(text) and len(text.split()) <= 5 and not has_a_verb(text, language):
        name = text.rstrip(".")
        labelled = _labelled(text, language)
        if labelled:
            return known._replace(product=labelled[0], product_key=fact.key, brand=known.brand or labelled[1])
        if is_a_product(name, language):
            return known._replace(product=name, product_key=fact.key) if first and not known.product else None
        return known._replace(brand=name) if not known.brand or known.brand == name else None
    return None


def is_legal(text: str) -> bool:
    """It says who supervises the sender."""
    return bool(_LEGAL.search(text))


def _spoken(fact: FactWords, text: str, fields: Sequence[str], known: Roles, language: Language) -> Roles | None:
    """What a caller says of the call itself, in the sheet's own words; None where it says none of it."""
    if _OPENS_CALL.match(text) and not known.opens_key and len(text) < 160:
        brand = re.search(rf"\b(?:de|desde|from|with|of|at) ({_NAME})", MERGE_FIELD.sub("", text))
        return known._replace(
            opens_key=fact.key,
            caller=known.caller or _as_fields([name for name in fields if _CALLER.search(name)]),
            reader=known.reader or _as_fields(_readers(fields)),
            brand=known.brand or (brand.group(1) if brand else ""),
        )
    if _NOTICE.match(text) and len(text) < 90 and not fields:
        return known._replace(notice_key=fact.key)
    named = _NAMES_IT.match(text) or _ISSUED.match(text)
    if named and not known.product and not (named.re is _ISSUED and has_a_verb(text, language)):
        return known._replace(product=named["name"].strip(), product_key=fact.key)
    return None


def _is_an_address(text: str) -> bool:
    """Names with a house's number or a postcode, and no day: `Acme Foods, 18 Market Place, Hexham NE46 3PX`."""
    pieces = [piece.strip() for piece in text.rstrip(".").split(",")]
    placed = len(pieces) > 2 and all(map(_NUMBERED_PLACE.match, pieces)) and bool(re.search(r"\d", text))
    return (placed or (len(pieces) > 1 and bool(_PLACE_LINE.search(text)))) and not _MONTHS.search(text)


def _labelled(text: str, language: Language) -> tuple[str, str] | None:
    """A thing and whose it is; None where the fact says more than that, or something else."""
    found = _LABEL.match(text.strip())
    if not found or has_a_verb(text, language) or MERGE_FIELD.search(text) or _NO_THING.match(text):
        return None
    name, brand = found["name"].strip(), found["brand"]
    words = name.split()
    if (
        len(words) < 2
        or {"con", "sin", "with", "without"} & set(words)
        or (found["joint"] == "by" and words[-1].endswith("ed"))
        or (found["joint"] == "at" and len(brand.split()) < 2)
    ):
        return None
    if (
        found["joint"].startswith("de")
        and not found["mark"].startswith(",")
        and not (any(word[0].isupper() or word[0].isdigit() for word in words[1:]) or len(brand.split()) > 1)
    ):
        return None
    return name, brand


def _of_the_brand(text: str, brand: str, language: Language) -> tuple[str, str] | None:
    """`Cedar Ridge Credit Union 13-month certificate`: a thing by its maker's name, and nothing said of it."""
    name = text.strip().rstrip(".")
    plain = not has_a_verb(name, language) and not re.search(r"[€$£%{,:;()]", name)
    return (name, brand) if brand and plain and name.startswith(f"{brand} ") and len(name.split()) <= 9 else None


def is_a_product(name: str, language: Language) -> bool:
    """Its words or its figures say that it is a thing, and no company: `Plan Libre`, `Fix 18`, `Delivery Pass`."""
    words = fold(name).split()
    return any(re.search(r"\d", word) for word in words) or (
        words[0] in _PRODUCTS_ES if language == "es" else words[-1] in THINGS or words[0] in ("the", "my")
    )


def _company(text: str) -> str:
    """`Banco Mirasol` of `Banco Mirasol, S.A., calle …`; `Calder Bank` of `Calder Bank plc, 4 Quay Street`."""
    begun = text.split(",")[0]
    return "" if re.search(r"\d", begun) else _COMPANY.sub("", begun).strip(" .")


def _readers(fields: Sequence[str]) -> list[str]:
    return [name for name in fields if _is_a_person(name) and not _CALLER.search(name)]


def _is_a_person(name: str) -> bool:
    return bool(_READER.search(name) or _CALLER.search(name)) and not _OTHER.search(name)


def _as_fields(names: Sequence[str]) -> str:
    return " ".join(f"{{{{{name}}}}}" for name in names)
