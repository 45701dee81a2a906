"""A product's name in a sentence: in Spanish with its article where the name shows which one it takes."""

import re

from batuta.material import BRIEF, Material
from batuta.placeholders import MERGE_FIELD
from batuta.text import language_of
from batuta.words.tokens import fold
from tools.language.builtin.writing.wording import stopped, worded

# fmt: off
_FEMININE_ENDINGS = ("a", "cion", "sion", "dad", "tad", "tud", "umbre", "ie")
_MASCULINE_IN_A = frozenset(
    ["programa", "plan", "dia", "mapa", "sofa", "problema", "sistema", "tema", "clima", "pijama", "idioma", "gorila",
     "panorama", "esquema", "diploma", "drama", "planeta", "cometa", "aroma", "vodka", "chubasquero"]
)
_FEMININE = frozenset(
    ["red", "mano", "foto", "moto", "radio", "clase", "base", "llave", "noche", "tarde", "piel", "sal", "miel", "crema",
     "leche", "nube", "serie", "carne", "suite", "app", "web", "tablet", "laptop"]
)
_MASCULINE_ENDINGS = (
    "o", "or", "aje", "an", "on", "en", "in", "al", "el", "il", "ol", "ul", "ar", "et", "ot", "ex", "us",
)
THINGS = frozenset(
    ["card", "account", "loan", "plan", "mortgage", "package", "bundle", "policy", "pass", "line", "router", "deposit",
     "club", "programme", "program", "kit", "box", "set", "tariff", "coat", "sofa", "course", "app", "service", "offer"]
)
"""English names that end so are things and take their article; `Full Fibre 500` does not."""
# fmt: on


def article(name: str) -> str:
    """`la`, `el`, `las` or `los`; empty where the first word does not show it, as with a foreign or made-up name.

    >>> article("Tarjeta Oro"), article("Sofá Mar"), article("Zapatillas Senda"), article("MyPhone X")
    ('la', 'el', 'las', 'el')
    """
    first = name.split()[0] if name.split() else ""
    if len(name.split()) < 2 and not first.islower():
        # A name of one word is a proper name: `Bizum`, `Abono`.
        return ""
    word = fold(first)
    if not word.isalpha():
        return ""
    if word.endswith("s") and len(word) > 4 and not word.endswith(("us", "is")):
        single = word[:-2] if word.endswith(("ores", "ones", "ales", "eles")) else word[:-1]
        return {"la": "las", "el": "los", "": ""}[_single(single)]
    return _single(word)


def _single(word: str) -> str:
    if word in _FEMININE:
        return "la"
    if word in _MASCULINE_IN_A:
        return "el"
    if word.endswith(_FEMININE_ENDINGS):
        return "la"
    return "el" if word.endswith((*_MASCULINE_ENDINGS, "e")) else ""


def with_article(name: str) -> str:
    """
    >>> with_article("Cuenta Nómina"), with_article("Kvik")
    ('la Cuenta Nómina', 'Kvik')
    """
    return f"{article(name)} {name}".strip()


def of_the(name: str) -> str:
    """
    >>> of_the("Préstamo Reforma"), of_the("Tarjeta Oro")
    ('del Préstamo Reforma', 'de la Tarjeta Oro')
    """
    return f"del {name}" if article(name) == "el" else f"de {with_article(name)}"


def _told_article(material: Material) -> str:
    """The article that the facts put before the product's name; empty where they put none."""
    if not material.product:
        return ""
    articles = "el|la|los|las|nuestr[oa]s?" if language_of(material.need.locale) == "es" else "the|our"
    name = re.compile(rf"\b({articles})\s+{re.escape(material.product.name)}\b", re.IGNORECASE)
    texts = (*(fact.text for fact in material.facts), *([material.about] if material.product.source == BRIEF else ()))
    return next((found.group(1).lower() for text in texts if (found := name.search(text))), "")


def places_of(material: Material) -> dict[str, str]:
    """What fills the places of our own phrases: the product's name, the sender's, links and merge fields."""
    need = material.need
    name = material.product.name if material.product else ""
    if name[:1].islower():
        # A thing by its common name is called as the brand and the market call it; a name stays what it is.
        name = worded(name, need.locale, material.rules)
    brand = material.sender.brand or material.sender.name
    places = {
        "name": name,
        "the": f"the {name}" if _takes_the(name) else name,
        "of_the": of_the(name) if name else "",
        "brand": brand,
        "sender": material.sender.name,
        "opt_out": material.opt_out,
        "own_out": "" if MERGE_FIELD.search(material.opt_out) else stopped(material.opt_out),
        "url": material.product.url if material.product else "",
        "interest": "interesa",
        "dear": _dear(material),
        "first_name": "{{first_name}}" if "first_name" in material.merge_fields else "",
    }
    if language_of(need.locale) == "es":
        places["the"] = with_article(name) if _is_common(name) else name
        places["of_the"] = of_the(name) if _is_common(name) and name else f"de {name}" if name else ""
    told = _told_article(material)
    if told:
        places |= {"the": f"{told} {name}", "of_the": f"del {name}" if told == "el" else f"de {told} {name}"}
    if not name or (material.sender.brand and fold(name).startswith(fold(material.sender.brand).split()[0])):
        # A name that begins with the brand's own takes no article: `Luz Cine`, not `la Luz Cine`.
        places |= {"the": name, "of_the": f"de {name}" if name else ""}
    if re.match(r"l[oa]s\b", places["the"]) or (name[:1].islower() and name.split()[0].endswith("s")):
        places["interest"] = "interesan"
    # Nobody meets `seven nights in Madeira`: a name is met, or the thing that bears it.
    named = name == name.title() if " " not in name else bool(re.search(r"(?:^|\s)[A-ZÁÉÍÓÚÑ]\w*(?:\s\S+)?$", name))
    places["meet"] = places["the"] if named and not re.search(rf"\b(?:{_JOINTS})\s+\S+$", name) else ""
    return places


COMMON_ES = frozenset(
    """abono agencia alarma anticipo app apartamento asistencia aspiradora auto autobus banca beca bici bicicleta
    billete boleto bono caldera camara camioneta campaña carta casa catalogo cesta ciclo circuito clase club
    coche colchon coleccion concierto consulta contrato credito crema crucero cuenta curso deposito dia dieta
    diplomado entrada escapada escuela excursion experiencia factura fibra festival fondo formula gimnasio
    guia hipoteca hotel internet jamon juego kit laptop lavadora limpieza linea lote mantenimiento maestria
    mapa master membresia menu mesa movil moto noche oferta pack paquete pase patinete perfume plan plancha
    plataforma plazo poliza portatil prestamo programa promocion pulsera rebaja recarga red reloj reserva
    revision revista ruta seguro semana servicio sesion silla sillon sofa suscripcion taller tarifa tarjeta
    telefono televisor temporada tienda tour vacuna vale venta viaje vino visita zapatilla zapato chubasquero
    caja copa cafetera hogar bolsa cita circo feria""".split()
)
"""Nouns that a Spanish product's name may begin with; a name of other words takes no article."""


def _is_common(name: str) -> bool:
    """`Tarjeta Oro`, and every name that is written small; not `Orilla Plus`."""
    first = fold(name.split()[0]) if name else ""
    return name[:1].islower() or any(first.removesuffix(ending) in COMMON_ES for ending in ("", "s", "es"))


def _takes_the(name: str) -> bool:
    """`the Gold Card`, `the Harrier parka`; not `Full Fibre 500`, not `weekend rides`, not `Sunfield home solar`."""
    words = name.split()
    if len(words) < 2:
        return False
    last = words[-1]
    common = name[:1].isupper() and last.isalpha() and last.islower() and not last.endswith("s") and last not in _MASS
    return fold(last) in THINGS or common


_MASS = frozenset(
    """solar broadband fibre fiber insurance delivery cover wifi energy internet roaming banking parking care
    support""".split()
)


def _dear(material: Material) -> str:
    """How a letter greets a reader without a name; empty where a plain greeting is better."""
    if language_of(material.need.locale) == "es":
        return "Estimado cliente" if material.rules.formality == "usted" else ""
    found = None if _NOT_YET.search(material.about) else _READERS.search(material.about)
    if found:
        return f"Dear {found.group(1).lower()}"
    return "Dear customer" if material.rules.formality == "usted" else ""


_NOT_YET = re.compile(r"\b(?:new|no|not|never|former|lapsed|without|non|once)\b", re.IGNORECASE)
_READERS = re.compile(
    r"\b(customer|member|patient|client|resident|guest|donor|student|traveller|traveler|neighbour|saver"
    r"|homeowner|landlord|driver|subscriber)s?\b",
    re.IGNORECASE,
)
_JOINTS = "a|en|in|to|from|of|at"
