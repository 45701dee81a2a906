"""Which way a Spanish text addresses its reader – tú, usted or vos – and the same text in another way.

Only words that leave no doubt are taken as marks: `su` may be hers or yours, `contrata` may be an order or
what somebody does, so that they count only where the sentence shows which it is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from batuta.words.sentences import sentences
from batuta.words.spanish_verbs import Address, Form, asks, conjugated, forms_of
from batuta.words.tokens import Token, fold, tokens
from batuta.words.untouchable import rewritten, untouchable

_PRONOUNS: dict[str, Address] = {
    "tú": "tu", "ti": "tu", "contigo": "tu", "tu": "tu", "tus": "tu", "tuyo": "tu", "tuya": "tu", "tuyos": "tu",
    "tuyas": "tu", "te": "tu", "usted": "usted", "ustedes": "usted", "vos": "vos",
}  # fmt: skip
_CLITICS = re.compile(r"^(.{2,}?)((?:me|te|se|nos|le|les)?(?:la|lo|las|los)?)$")
_ACCENTED = str.maketrans("áéíóú", "aeiou")
_REFLEXIVE = frozenset(
    [
        *("apuntar", "dar", "registrar", "suscribir", "unir", "inscribir", "beneficiar", "pasar", "olvidar", "mover"),
        *("despreocupar", "conectar", "quedar", "llevar", "informar", "identificar", "acercar", "animar", "sumar"),
        *("enterar", "comunicar", "cambiar", "preparar", "reunir", "asegurar", "ir"),
    ]
)
_OPENS_ORDER = frozenset(["y", "e", "o", "pero", "hoy", "ahora", "ya", "solo", "luego", "después", "simplemente"])


_ORDERS_ONLY_BEFORE: dict[str, tuple[str, ...]] = {"una": (), "entre": ("en", "a", "aquí", "ahora", "ya", "y", "")}
"""Articles and prepositions that look like orders: `una línea` is no command to unite."""
_THINGS_OF = frozenset(
    ["prueba", "compra", "reserva", "entrega", "consulta", "recarga", "visita", "renta", "descarga", "muestra", "firma"]
)
"""Nouns where `de` follows: `Prueba de 30 días`, not `Prueba la app`."""


class Mark(NamedTuple):
    """A word that addresses the reader one way and no other."""

    address: Address
    text: str
    start: int
    end: int
    also: Address | None = None
    """The other address that the same form has, as `quieras` for tú and vos."""


def marks(text: str) -> tuple[Mark, ...]:
    """Every unmistakable mark of address, in order; of `tu` also what vos shares with it, as `te`.

    >>> [mark.address for mark in marks("Solicítela hoy: tú decides")]
    ['usted', 'tu', 'tu']
    """
    kept = untouchable(text)
    return tuple(
        mark
        for sentence in sentences(text)
        for mark in _marks_in(sentence.text, sentence.start)
        if not any(start < mark.end and mark.start < end for start, end in kept)
    )


def misaddressed(text: str, wanted: Address) -> tuple[Mark, ...]:
    """The marks that do not fit the wanted address. Ustedes is everybody's plural outside Spain, so it fits."""
    shared = {"te", "tu", "tus", "tuyo", "tuya", "tuyos", "tuyas"} if wanted == "vos" else set()
    return tuple(
        mark
        for mark in marks(text)
        if wanted not in (mark.address, mark.also) and mark.text.lower() not in {*shared, "ustedes"}
    )


def readdressed(text: str, wanted: Address) -> str:
    """The text in the wanted address, word by word; what leaves doubt stays as it is.

    >>> readdressed("Pídela hoy y disfruta de tu tarjeta cuando quieras.", "usted")
    'Pídala hoy y disfrute de su tarjeta cuando quiera.'
    >>> readdressed("Solicítela en su oficina. Puede pagar a plazos.", "tu")
    'Solicítala en tu oficina. Puedes pagar a plazos.'
    """
    return rewritten(text, lambda rest: _readdressed(rest, wanted))


def _readdressed(text: str, wanted: Address) -> str:
    built: list[str] = []
    last = 0
    for sentence in sentences(text):
        built += [text[last : sentence.start], _in_sentence(sentence.text, wanted)]
        last = sentence.end
    return "".join((*built, text[last:]))


def _marks_in(sentence: str, offset: int) -> Iterator[Mark]:
    words = tokens(sentence)
    for place, word in enumerate(words):
        plain = word.text.lower()
        address = _PRONOUNS.get(plain) or _by_form(sentence, words, place)
        if address:
            told = {form.address for form in forms_of(plain)}
            also: Address | None = "vos" if address == "tu" and "vos" in told else None
            yield Mark(address, word.text, offset + word.start, offset + word.end, also)


def _by_form(sentence: str, words: tuple[Token, ...], place: int) -> Address | None:
    """The one address that a verb's form can have where it stands, if it is only one."""
    plain = words[place].text.lower()
    if _merge_field(sentence, words[place]):
        return None
    ordered = _order(sentence, words, place)
    if ordered:
        return ordered.address
    forms = forms_of(plain)
    addresses = {form.address for form in forms}
    if not forms or "usted" in addresses or _noun_here(sentence, words, place):
        return None
    return "tu" if "tu" in addresses else "vos"


def _order(sentence: str, words: tuple[Token, ...], place: int) -> Form | None:
    """An imperative: where an order can stand, or with pronouns that only an order takes."""
    plain = words[place].text.lower()
    held = _enclitic(plain)
    if held:
        return held[0]
    if not _may_order(sentence, words, place):
        return None
    following = words[place + 1].text.lower() if place + 1 < len(words) else ""
    if following not in _ORDERS_ONLY_BEFORE.get(plain, (following,)):
        return None
    if plain in _THINGS_OF and following in ("de", "del"):
        return None
    orders = [form for form in forms_of(plain) if form.mood == "imperative" and asks(form.infinitive)]
    addresses = {form.address for form in orders}
    if "tu" in addresses and "vos" in addresses:
        return next(form for form in orders if form.address == "tu")
    return orders[0] if len(addresses) == 1 else None


def _may_order(sentence: str, words: tuple[Token, ...], place: int) -> bool:
    if place == 0:
        return True
    before = sentence[words[place - 1].end : words[place].start]
    if any(mark in before for mark in ":;¡—–(") or (before.strip() == "," and place <= 4):
        return True
    if words[place - 1].text.lower() not in _OPENS_ORDER:
        return False
    return any(
        form.mood == "imperative" and asks(form.infinitive)
        for earlier in words[:place]
        for form in _readings(earlier.text.lower())
    )


def _readings(word: str) -> tuple[Form, ...]:
    held = _enclitic(word)
    return (held[0], *forms_of(word)) if held else forms_of(word)


_SHORTEST_ENCLITIC = 5
"""Letters: `léelo`."""


def _enclitic(word: str) -> tuple[Form, str] | None:
    """`pídela`: the imperative without its pronouns, and the pronouns."""
    if not re.search(r"[áéíóú]", word) or len(word) < _SHORTEST_ENCLITIC:
        return None
    match = _CLITICS.match(word)
    while match and match.group(2):
        bare = match.group(1)
        for candidate in (bare, bare.translate(_ACCENTED)):
            for form in forms_of(candidate):
                if form.mood == "imperative":
                    return form, match.group(2)
        shorter = re.match(r"^(me|te|se|nos|le|les)(la|lo|las|los)$", match.group(2))
        if not shorter:
            return None
        match = re.match(rf"^(.+{shorter.group(1)})({shorter.group(2)})$", word)
    return None


def _noun_here(sentence: str, words: tuple[Token, ...], place: int) -> bool:
    """`las compras`, `tus pagos`: after an article or a possessive it is no verb."""
    if not place or sentence[words[place - 1].end : words[place].start].strip():
        return False
    if place > 1 and words[place - 1].text.istitle():
        # The end of a name: `con Salud Más tienes …`.
        return False
    return words[place - 1].text.lower() in {
        "el", "la", "los", "las", "un", "una", "unos", "unas", "tu", "tus", "su", "sus", "de", "del", "en", "con",
        "por", "sin", "para", "mis", "nuestras", "nuestros", "estas", "estos", "esas", "cada", "más", "otras", "dos",
    }  # fmt: skip


def _merge_field(sentence: str, word: Token) -> bool:
    return "{" in sentence[max(0, word.start - 2) : word.start] or sentence[word.start - 1 : word.start] == "_"


_POSSESSIVES = {"tu": "su", "tus": "sus", "tuyo": "suyo", "tuya": "suya", "tuyos": "suyos", "tuyas": "suyas"}
_BACK = {formal: plain for plain, formal in _POSSESSIVES.items()}


def _in_sentence(sentence: str, wanted: Address) -> str:
    words = tokens(sentence)
    speaks_formally = any(mark.address == "usted" for mark in _marks_in(sentence, 0)) or _offers(words)
    built: list[str] = []
    last = 0
    for place, word in enumerate(words):
        changed = _word(sentence, words, place, wanted, speaks_formally=speaks_formally)
        built += [sentence[last : word.start], _cased(changed, word.text)]
        last = word.end
    return "".join((*built, sentence[last:])).replace("con con ", "con ")


def _word(sentence: str, words: tuple[Token, ...], place: int, wanted: Address, *, speaks_formally: bool) -> str:
    plain = words[place].text.lower()
    if _merge_field(sentence, words[place]):
        return words[place].text
    following = words[place + 1].text.lower() if place + 1 < len(words) else ""
    if wanted == "usted":
        pronoun = {"tú": "usted", "ti": "usted", "vos": "usted", "contigo": "con usted", **_POSSESSIVES}.get(plain)
        if plain == "te":
            pronoun = _te(following)
    else:
        pronoun = {"tú": "vos", "ti": "vos", "contigo": "con vos"}.get(plain) if wanted == "vos" else None
        if wanted == "tu":
            pronoun = {"vos": "tú"}.get(plain)
        if plain == "usted":
            before = words[place - 1].text.lower() if place else ""
            after_preposition = before in ("a", "para", "de", "por", "en", "con")
            pronoun = "vos" if wanted == "vos" else ("ti" if after_preposition else "tú")
        elif speaks_formally and plain in _BACK:
            pronoun = _BACK[plain]
        elif speaks_formally and plain == "le":
            pronoun = "te"
    return pronoun or _verb(sentence, words, place, wanted, speaks_formally=speaks_formally) or words[place].text


def _te(following: str) -> str:
    """`te apuntas` is reflexive, `te enviamos` and `te interesa` are not, `te lo enviamos` becomes `se lo`."""
    if following in ("lo", "la", "los", "las"):
        return "se"
    reader_acts = any(form.address == "tu" and form.mood != "imperative" for form in forms_of(following))
    return "se" if reader_acts and not any(form.address == "usted" for form in forms_of(following)) else "le"


def _verb(sentence: str, words: tuple[Token, ...], place: int, wanted: Address, *, speaks_formally: bool) -> str | None:
    plain = words[place].text.lower()
    held = _enclitic(plain)
    if held:
        form, pronouns = held
        return _with_pronouns(form, pronouns, wanted) if form.address != wanted else None
    ordered = _order(sentence, words, place)
    if ordered:
        return conjugated(ordered.infinitive, "imperative", wanted) if ordered.address != wanted else None
    with_reader = re.match(r"^(.+(?:ar|er|ir|ándo|iéndo|yéndo))te((?:la|lo|las|los)?)$", plain)
    if with_reader and wanted == "usted":
        root = with_reader.group(1)
        own = fold(root) in _REFLEXIVE or with_reader.group(2)
        return f"{root}{'se' if own else 'le'}{with_reader.group(2)}"
    if _noun_here(sentence, words, place):
        return None
    told = [form for form in forms_of(plain) if form.mood != "imperative"]
    formal = [form for form in told if form.address == "usted"]
    familiar = [form for form in told if form.address != "usted"]
    if familiar and not formal and all(form.address != wanted for form in familiar):
        return conjugated(familiar[0].infinitive, familiar[0].mood, wanted)
    if wanted != "usted" and formal and speaks_formally and _subject_is_reader(words, place):
        return conjugated(formal[0].infinitive, formal[0].mood, wanted)
    return None


def _offers(words: tuple[Token, ...]) -> bool:
    """`Puede pagar a plazos`: what the reader may do, as no thing can."""
    if len(words) < 2 or words[0].text.lower() not in ("puede", "podrá"):
        return False
    following = words[1].text.lower()
    return bool(re.fullmatch(r"\w+[aei]r(?:l[oae]s?)?", following)) and not following.endswith(("rse", "haber", "ser"))


def _subject_is_reader(words: tuple[Token, ...], place: int) -> bool:
    """At the beginning, or after `usted`, `si`, `cuando` and their like."""
    if place == 0:
        return True
    before = words[place - 1].text.lower()
    return before in ("usted", "si", "cuando", "que", "como", "donde", "no", "lo", "y", "ya", "tú", "vos")


def _with_pronouns(form: Form, pronouns: str, wanted: Address) -> str | None:
    """Put pronouns back, with the accent where it belongs."""
    order = conjugated(form.infinitive, "imperative", wanted)
    if order is None:
        return None
    told = pronouns
    if wanted == "usted":
        told = re.sub(r"^te", "se", pronouns)
    elif form.address == "usted":
        told = re.sub(r"^se", "te", pronouns)
    pieces = re.findall(r"me|te|se|nos|les?|l[ao]s?", told)
    stressed_last = order[-1] in "áéíóú"
    if stressed_last:
        return (order.translate(_ACCENTED) if len(pieces) == 1 else order) + told
    return _accented(order, len(pieces)) + told


def _accented(order: str, pronouns: int) -> str:
    """The stress stays on the last syllable but one; written where pronouns move it forward."""
    if re.search(r"[áéíóú]", order):
        return order
    vowels = [match.start() for match in re.finditer(r"[aeo]|(?<![gq])u|u(?![ei])|i(?![aeou])|i$", order)]
    if len(vowels) < 2 and pronouns < 2:
        return order
    place = vowels[-2] if len(vowels) >= 2 else vowels[-1]
    return order[:place] + "áéíóú"["aeiou".index(order[place])] + order[place + 1 :]


def _cased(changed: str, original: str) -> str:
    if original.isupper() and len(original) > 1:
        return changed.upper()
    return changed[:1].upper() + changed[1:] if original[:1].isupper() else changed
