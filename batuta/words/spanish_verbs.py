"""How Spanish addresses the reader: the forms of a verb for tú, usted and vos.

Regular verbs, those that change their stem, and the irregular ones of daily use, in the four forms in which
a message speaks to somebody: imperative, present, subjunctive and future.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from batuta.words.data import lines

Address = Literal["tu", "usted", "vos"]
Mood = Literal["imperative", "present", "subjunctive", "future"]


class Form(NamedTuple):
    infinitive: str
    mood: Mood
    address: Address


def conjugated(infinitive: str, mood: Mood, address: Address) -> str | None:
    """
    >>> conjugated("pedir", "imperative", "tu"), conjugated("pedir", "imperative", "usted")
    ('pide', 'pida')
    >>> conjugated("descubrir", "present", "vos")
    'descubrís'
    """
    return _table().get(Form(infinitive, mood, address))


@cache
def forms_of(word: str) -> tuple[Form, ...]:
    """Every way to read a word as such a form; `word` in small letters, with its accents."""
    return tuple(_reversed().get(word, ()))


@lru_cache(maxsize=65536)
def infinitives_of(word: str) -> frozenset[str]:
    """The verbs a word may be a form of, with or without pronouns at its end; `word` in small letters.

    >>> sorted(infinitives_of("conocelo")), sorted(infinitives_of("dímelo"))
    (['conocer'], ['decir'])
    """
    found = {form.infinitive for form in forms_of(word)}
    for bare in _without_pronouns(word):
        found.update(form.infinitive for form in forms_of(bare) if form.mood == "imperative")
    return frozenset(found)


def _without_pronouns(word: str) -> Iterator[str]:
    match = re.fullmatch(r"(.{1,}?)((?:me|te|se|nos|les?)?(?:l[ao]s?)|me|te|se|nos|les?)", word)
    while match:
        bare = match.group(1)
        plain = bare.translate(_PLAIN)
        yield from (bare, plain, plain[:-1] + _STRESSED.get(plain[-1], plain[-1]))
        match = re.fullmatch(r"(.{1,}?)(me|te|se|nos|les?|l[ao]s?)", bare)


@cache
def asks(infinitive: str) -> bool:
    """Whether at the beginning of a sentence the verb asks the reader to do something."""
    return infinitive in _listed()[1]


@cache
def _listed() -> tuple[dict[str, str], frozenset[str]]:
    changes: dict[str, str] = {}
    asking: set[str] = set()
    for line in lines("verbs.es.txt"):
        name, _, change = line.partition(" ")
        infinitive = name.rstrip("!")
        changes[infinitive] = change.strip()
        if name.endswith("!"):
            asking.add(infinitive)
    return changes, frozenset(asking)


@cache
def _table() -> dict[Form, str]:
    return {
        Form(infinitive, mood, address): form
        for infinitive, change in _listed()[0].items()
        for (mood, address), form in _conjugate(infinitive, change).items()
    }


@cache
def _reversed() -> dict[str, list[Form]]:
    found: dict[str, list[Form]] = {}
    for form, word in _table().items():
        found.setdefault(word, []).append(form)
    return found


# fmt: off
_IRREGULAR: dict[str, tuple[str, str, str, str, str, str]] = {
    # present tú, present usted, subjunctive usted, imperative tú, stem of the future, present vos
    "ser": ("eres", "es", "sea", "sé", "ser", "sos"), "estar": ("estás", "está", "esté", "está", "estar", "estás"),
    "ir": ("vas", "va", "vaya", "ve", "ir", "vas"), "tener": ("tienes", "tiene", "tenga", "ten", "tendr", "tenés"),
    "poder": ("puedes", "puede", "pueda", "puede", "podr", "podés"),
    "querer": ("quieres", "quiere", "quiera", "quiere", "querr", "querés"),
    "hacer": ("haces", "hace", "haga", "haz", "har", "hacés"), "decir": ("dices", "dice", "diga", "di", "dir", "decís"),
    "poner": ("pones", "pone", "ponga", "pon", "pondr", "ponés"),
    "venir": ("vienes", "viene", "venga", "ven", "vendr", "venís"),
    "dar": ("das", "da", "dé", "da", "dar", "das"), "saber": ("sabes", "sabe", "sepa", "sabe", "sabr", "sabés"),
    "ver": ("ves", "ve", "vea", "ve", "ver", "ves"), "haber": ("has", "ha", "haya", "he", "habr", "has"),
    "traer": ("traes", "trae", "traiga", "trae", "traer", "traés"),
    "obtener": ("obtienes", "obtiene", "obtenga", "obtén", "obtendr", "obtenés"),
    "mantener": ("mantienes", "mantiene", "mantenga", "mantén", "mantendr", "mantenés"),
    "disponer": ("dispones", "dispone", "disponga", "dispón", "dispondr", "disponés"),
    "leer": ("lees", "lee", "lea", "lee", "leer", "leés"),
}
_PLAIN = str.maketrans("áéíóú", "aeiou")
_STRESSED = {"a": "á", "e": "é", "i": "í"}
# fmt: on


def _conjugate(infinitive: str, change: str) -> dict[tuple[Mood, Address], str]:
    if infinitive in _IRREGULAR:
        tu, usted, subjunctive, order, future, vos = _IRREGULAR[infinitive]
        vos_order = {"ser": "sé", "ir": "andá", "ver": "ve", "dar": "da", "haber": "he"}.get(
            infinitive, infinitive[:-2] + _stressed(infinitive[-2])
        )
    else:
        stem, kind = infinitive[:-2], infinitive[-2:]
        changed = _changed(stem, change)
        theme = "a" if kind == "ar" else "e"
        other = "e" if kind == "ar" else "a"
        tu, usted = f"{changed}{theme}s", f"{changed}{theme}"
        subjunctive = _spelled(_changed(stem, change, subjunctive=True), kind) + other
        order, future = usted, infinitive
        vos, vos_order = stem + _stressed(kind[0]) + "s", stem + _stressed(kind[0])
    return {
        ("present", "tu"): tu,
        ("present", "usted"): usted,
        ("present", "vos"): vos,
        ("subjunctive", "tu"): subjunctive.translate(_PLAIN) + "s" if infinitive == "dar" else subjunctive + "s",
        ("subjunctive", "usted"): subjunctive,
        ("subjunctive", "vos"): subjunctive.translate(_PLAIN) + "s" if infinitive == "dar" else subjunctive + "s",
        ("imperative", "tu"): order,
        ("imperative", "usted"): subjunctive,
        ("imperative", "vos"): vos_order,
        ("future", "tu"): future + "ás",
        ("future", "usted"): future + "á",
        ("future", "vos"): future + "ás",
    }


def _changed(stem: str, change: str, *, subjunctive: bool = False) -> str:
    if stem in ("envi", "ampli", "confi", "gui", "vari"):
        return stem[:-1] + "í"
    if stem in ("continu", "actu", "evalu", "sit"):
        return stem[:-1] + "ú"
    if stem == "reun":
        return "reún"
    if change in ("ie", "ue", "i"):
        vowel = {"ie": "e", "ue": "o", "i": "e"}[change]
        place = stem.rfind(vowel)
        if stem == "adquir":
            return "adquier"
        return stem[:place] + change + stem[place + 1 :] if place >= 0 else stem
    if change == "y":
        return stem + "y"
    if change == "z" and subjunctive:
        return stem[:-1] + "zc"
    return stem


def _spelled(stem: str, kind: str) -> str:
    """The letters that keep the sound before the other vowel: `pagar`, `pague`; `elegir`, `elija`."""
    if kind == "ar":
        for ending, kept in (("c", "qu"), ("g", "gu"), ("z", "c")):
            if stem.endswith(ending):
                return stem[:-1] + kept
    else:
        if stem.endswith("gu"):
            return stem[:-1]
        if stem.endswith("g"):
            return stem[:-1] + "j"
        if stem.endswith("c") and not stem.endswith("zc"):
            return stem[:-1] + "z"
    return stem


def _stressed(vowel: str) -> str:
    return _STRESSED[vowel]
