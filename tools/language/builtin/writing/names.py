"""A product's name in a sentence: in Spanish with its article where the name shows which one it takes."""

from batuta.material import Material
from batuta.placeholders import MERGE_FIELD
from batuta.text import language_of
from batuta.words.tokens import fold
from tools.language.builtin.writing.wording import stopped

# fmt: off
_FEMININE_ENDINGS = ("a", "cion", "sion", "dad", "tad", "tud", "umbre", "ie")
_MASCULINE_IN_A = frozenset(
    ["programa", "plan", "dia", "mapa", "sofa", "problema", "sistema", "tema", "clima", "pijama", "idioma", "gorila",
     "panorama", "esquema", "diploma", "drama", "planeta", "cometa", "aroma", "vodka", "chubasquero"]
)
_FEMININE = frozenset(
    ["red", "mano", "foto", "moto", "radio", "clase", "base", "llave", "noche", "tarde", "piel", "sal", "miel", "crema",
     "leche", "nube", "serie", "carne", "suite", "app", "web", "tablet"]
)
_MASCULINE_ENDINGS = (
    "o", "or", "aje", "an", "on", "en", "in", "al", "el", "il", "ol", "ul", "ar", "et", "ot", "ex", "us",
)
_THINGS = frozenset(
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


def places_of(material: Material) -> dict[str, str]:
    """What fills the places of our own phrases: the product's name, the sender's, links and merge fields."""
    name = material.product.name if material.product else ""
    brand = material.sender.brand or material.sender.name
    places = {
        "name": name,
        "the": f"the {name}" if " " in name and fold(name.split()[-1]) in _THINGS else name,
        "of_the": of_the(name) if name else "",
        "brand": brand,
        "sender": material.sender.name,
        "opt_out": material.opt_out,
        "own_out": "" if MERGE_FIELD.search(material.opt_out) else stopped(material.opt_out),
        "url": material.product.url if material.product else "",
        "first_name": "{{first_name}}" if "first_name" in material.merge_fields else "",
    }
    if language_of(material.need.locale) == "es":
        places["the"] = with_article(name)
    if not name or (material.sender.brand and fold(name).startswith(fold(material.sender.brand).split()[0])):
        # A name that begins with the brand's own takes no article: `Luz Cine`, not `la Luz Cine`.
        places |= {"the": name, "of_the": f"de {name}" if name else ""}
    return places
