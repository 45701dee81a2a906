"""Names of programs as words: `sendTestEmail`, `push-live`, `listas_de_contactos`."""

import re
import unicodedata
from functools import cache, lru_cache

_BORDERS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_KEPT = frozenset(
    "status statistics analytics address access news sms class process progress less business canvas cms alias".split()
)
"""Words that end as plurals do, and are none."""


@lru_cache(maxsize=50_000)
def words(name: str) -> tuple[str, ...]:
    """Lower case, without accents, in the singular.

    >>> words("emailCampaigns"), words("push-live"), words("imágenes"), words("getLISTSizes")
    (('email', 'campaign'), ('push', 'live'), ('imagen',), ('get', 'list', 'size'))
    """
    plain = unicodedata.normalize("NFKD", _BORDERS.sub(" ", name))
    plain = "".join(one for one in plain if not unicodedata.combining(one)).lower().replace("'s", " 's ")
    return tuple(singular(word) for word in _NO_WORD.split(plain) if word and word != "s")


@cache
def singular(word: str) -> str:
    """Good enough to compare words with words that went the same way."""
    if len(word) <= 3 or word in _KEPT or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "uses", "ones", "enes", "ores", "ades")):
        return _SPECIAL.get(word, word[:-2])
    return word.removesuffix("s")


_SPECIAL = {f"{word}s": word for word in "zone score store clone phone scene core".split()}


def listed(names: str) -> tuple[str, ...]:
    """Names, and compounds of them, that are separated by commas."""
    return tuple(name.strip() for name in names.split(","))


def was_plural(name: str) -> bool:
    """Whether the last word of a name is one of several things."""
    last = [word for word in _NO_WORD.split(_BORDERS.sub(" ", name).lower()) if word]
    return bool(last) and singular(last[-1]) != last[-1]


def first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0][:160]
