"""Facts told to a Spanish reader."""

import re
from collections.abc import Iterator

from batuta.words.spanish_verbs import Address, conjugated, forms_of
from batuta.words.tokens import fold
from tools.language.builtin.writing.names import article
from tools.language.builtin.writing.topics import has_a_verb
from tools.language.builtin.writing.voice import Telling, Voice, having, is_named
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


def in_spanish(phrase: str, voice: Voice) -> Iterator[Telling]:
    you = having(voice.address)[0]
    said = continued(phrase)
    if is_named(phrase, voice):
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
        if "," in without.group(1):
            return
        if re.match(r"(?:cita|reserva|receta|registr|papele|tr[aá]mite|inscripci|invitaci|entrada)", without.group(1)):
            yield Telling("", f"no {_need(voice.address)} {without.group(1)}")
            return
        yield Telling("", f"no hay {without.group(1)}")
        return
    order = re.match(r"(traer|llevar|presentar|acudir|aportar|mostrar|enviar) ", said, re.IGNORECASE)
    if order:
        asked = conjugated(order.group(1).lower(), "imperative", voice.address)
        if asked:
            yield Telling("", f"{asked} {said[order.end() :]}")
        return
    paid = re.match(r"pago (?=en |con |a )", said, re.IGNORECASE)
    if paid:
        yield Telling("", f"{_CAN[voice.address]} pagar {said[paid.end() :]}")
        return
    if re.match(r"[$€]?[\d.,]+ ?(?:€|euros|pesos)?(?: brutos| netos)? (?:de regalo |extra )?por [a-z]+[aei]r\b", said):
        yield Telling("", f"{_RECEIVE[voice.address]} {said}")
        return
    if re.match(r"[$€]?[\d.,]+ ?(?:€|%|euros|pesos)? de (?:descuento|bonificaci|reintegro|ahorro|regalo)", said):
        yield Telling(you, f"un {said}" if "%" in said.split(" de ")[0] else said)
        return
    if _REQUIRED_ES.match(said):
        yield Telling("", f"{_need(voice.address)} {'una' if _the(said) == 'la' else 'un'} {said}")
        return
    shape = shape_of(phrase, "es")
    if re.match(r"[^\W\d]+(?: [^\W\d]+)?: ", phrase):
        return
    if (
        has_a_verb(phrase, "es")
        or re.match(r"(?:tus?|sus?|nuestr[oa]s?|el|la|los|las)\b", said)
        or _NOTED_ES.search(said)
    ):
        return
    if shape == "thing" and not _is_had_es(said):
        return
    if shape == "thing" or (shape == "figure" and re.match(r"\d[\d.,]* ?% de", phrase)) or _up_to_es(said):
        if shape == "figure":
            yield Telling(you, f"un {said}")
        elif re.match(r"[A-ZÁÉÍÓÚ][a-záéíóú]+ [A-ZÁÉÍÓÚ]", phrase) and article(phrase):
            yield Telling("", f"{_have(voice.address)} {article(phrase)} {phrase[:1].lower()}{phrase[1:]}")
        elif amount and article(f"{amount.group(1)} x") and fold(amount.group(1)) not in _MASS_ES:
            yield Telling(you, f"{'una' if article(amount.group(1) + ' x') == 'la' else 'un'} {said}")
        yield Telling(you, said)


def with_pronoun(order: str, pronoun: str) -> str:
    """`contrata` with `lo` is `contrátalo`, `abre` with `la` is `ábrela`, `pide` with `los` `pídelos`."""
    if not pronoun:
        return order
    vowels = [match.start() for match in re.finditer(r"[aeo]|(?<![gq])u|i(?![aeou])|i$", order)]
    if re.search(r"[áéíóú]", order) or len(vowels) < 2:
        return order + pronoun
    place = vowels[-2]
    return order[:place] + "áéíóú"["aeiou".index(order[place])] + order[place + 1 :] + pronoun


_MASS_ES = frozenset(["internet", "wifi", "datos", "desayuno", "asistencia", "soporte", "acceso", "saldo"])
"""What takes no article."""
_HAD_ES = frozenset(
    """asistencia acceso descuento reintegro bonificacion garantia cobertura puntos devolucion mes meses soporte
    llamada llamadas minuto minutos datos gigas consulta consultas sesion sesiones clase clases entrenador
    regalo cupon cashback linea router prueba dia dias desayuno parking aparcamiento estacionamiento wifi
    internet interes intereses revisiones visitas proteccion indemnizacion reposicion sustitucion servicio
    atencion ayuda asesoria bebida seguimiento entradas noche noches semana semanas ano anos kilometros millas
    saldo vale bono credito mantenimiento limpieza equipaje almuerzo cena comida merienda taller talleres guia
    sensores alarma candado repuesto repuestos roaming cancelacion rendimiento rendimientos abono pase turno
    turnos dentista medico medicos farmacia lentes gafas segunda segundo primera primer doble triple dos tres
    cuatro cinco seis doce dieciocho veinticuatro quince treinta cien mil""".split()
)
"""What somebody has, by its first noun; where that is not among them, a fact is said in its own words."""
_SUM_ES = re.compile(
    r"(?:desde )?(?:[$€] ?[\d.,]*\d|[\d.,]*\d ?(?:€|pesos|euros))(?:$|[,;]| (?:\+|m[aá]s|por (?!\w+[aei]r\b)|al "
    r"|cada |IVA))"
)
"""What is paid, and nothing that is given."""
_BURDENS_ES = re.compile(
    r"\b(?:dep[oó]sito|fianza|permanencia|carencia|preaviso|anticipo|enganche|penalizaci|aval)", re.IGNORECASE
)
"""What somebody owes or waits for."""
_PLACES_ES = re.compile(
    r"(?:\d+|m[aá]s de \d+|dos|tres|cuatro|cinco|seis|diez) (?:\S+ )?(?:hoteles|centros|tiendas|sucursales|sedes"
    r"|locales|cl[ií]nicas|pa[ií]ses"
    r"|ciudades|oficinas|restaurantes|gimnasios|farmacias|concesionarios|agencias|lugares|plazas|cupos"
    r"|establecimientos)\b",
    re.IGNORECASE,
)
"""Where a company is: nobody has that."""
_PROCESS_ES = re.compile(
    r"(?:instalaci[oó]n|cancelaci[oó]n|devoluci[oó]n(?! del? (?:\d|hasta))|plan|servicio|turnos?|visitas?) (?:en"
    r"|hasta|para|con|de \d|a domicilio en)\b",
    re.IGNORECASE,
)
"""What is done within a time: nobody has it."""


def _is_had_es(said: str) -> bool:
    if _BURDENS_ES.search(said):
        return False
    words = fold(said).split()
    if words[0] in ("tus", "su", "sus", "tu") and len(words) > 1:
        words = words[1:]
    if re.search(r"[^\W\d] [$€] ?\d|(?<!de)(?<!hasta)(?<!desde) \d[\d.,]* ?€|, ?[$€]", said):
        return False
    article_first = words[0] in ("un", "una", "unos", "unas") and len(words) > 1
    return (words[1] if article_first else words[0]).strip(",") in _HAD_ES and not _PROCESS_ES.match(said)


_NOTED_ES = re.compile(
    r"[:=;*]| / |^(?:tambi[eé]n|adem[aá]s|ya|ahora|aqu[ií]|tea|tna|tae|tin|cft|cat|tasa|monto|plazos? (?!fijo)"
    r"|importe|mism[oa]|otr[oa]s?|cada|hora|pago)\b"
    r"|\b(?:vigente|incluid[oa]s?|aparte)\b",
    re.IGNORECASE,
)
"""Notes, rates and what is said of things: nothing that somebody has."""
_CAN: dict[Address, str] = {"tu": "puedes", "usted": "puede", "vos": "podés"}
_RECEIVE: dict[Address, str] = {"tu": "recibes", "usted": "recibe", "vos": "recibís"}
_REQUIRED_ES = re.compile(
    r"(?:n[oó]mina|compra|consumo|saldo|gasto|ingreso|estancia|pedido) m[ií]nim[oa]\b", re.IGNORECASE
)
"""What somebody has to bring along to be given what is offered."""


def _need(address: Address) -> str:
    return {"tu": "necesitas", "usted": "necesita", "vos": "necesitás"}[address]


def _up_to_es(said: str) -> bool:
    return bool(re.match(r"hasta [\d$]", said, re.IGNORECASE)) and not re.match(r"hasta \d+ de [a-z]", said)


def _the(noun: str) -> str:
    return article(f"{noun.split()[0]} x") or "el"


def _have(address: Address) -> str:
    return {"tu": "tienes", "usted": "tiene", "vos": "tenés"}[address]


def _pay(address: Address) -> str:
    return {"tu": "Pagas", "usted": "Paga", "vos": "Pagás"}[address]


def _of_the_name_es(phrase: str, voice: Voice) -> Iterator[Telling]:
    """`Crédito Ágil: tasa fija …`, `Plan Libre por $199`, `Seguro Flex cubre …`: what is said of it by its name."""
    rest = phrase[len(voice.name) :].lstrip()
    with_it = f"Con {voice.the}"
    if rest.startswith(",") and voice.the == voice.name and " " not in voice.name:
        # A place, and what there is in it: nobody has that with the place.
        return
    if rest.startswith((":", ",", "–", "-")):
        inner = rest[1:].lstrip()
        if _PERIODIC_ES.match(inner):
            yield Telling("", f"{voice.the} cuesta {_with_commas(inner)}")
            return
        for told in in_spanish(inner, voice._replace(name="")):
            if told.opens:
                yield Telling(f"{with_it} {told.opens[:1].lower()}{told.opens[1:]}", told.rest)
        if _SUM_ES.match(inner):
            yield Telling("", f"{voice.the} cuesta {_with_commas(inner)}")
            return
        if re.match(r"[\d$€]", inner) and not _PLACES_ES.match(inner):
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


_PERIODIC_ES = re.compile(
    r"(?:desde )?(?:[$€] ?[\d.,]+|[\d.,]+ ?(?:€|pesos|euros))(?: ?/ ?| al | por | a la )(?:mes|año|semana)\b"
)


def _with_commas(text: str) -> str:
    return re.sub(r"(?<=\w):\s", ", ", text)


_BY_ITSELF = re.compile(
    r"(?:a|por) [$€\d]|cada\b|sol[oa]\b|autom|de forma autom|al (?:final|terminar|venc)", re.IGNORECASE
)
"""A renewal that nobody asks for."""


def _done_by_the_reader(found: re.Match[str], voice: Voice) -> Iterator[Telling]:
    can, verb, rest = found.groups()
    verb = verb.lower()
    forms = [form for form in forms_of(verb) if form.mood == "present" and form.address == "usted"]
    infinitive = verb if can else (forms[0].infinitive if forms else "")
    if infinitive not in READER_VERBS_ES or (infinitive == "renovar" and _BY_ITSELF.match(rest)):
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
