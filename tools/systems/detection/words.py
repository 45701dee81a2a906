"""Names of programs as words: `sendTestEmail`, `push-live`, `listas_de_contactos`."""

import re
import unicodedata
from functools import cache, lru_cache

from tools.systems.detection.lexicon import (
    ACCOUNTS,
    ACTIONS,
    ELSEWHERE,
    GENERIC,
    NOT_HEADS,
    PEOPLE,
    STATES,
    THINGS,
    WEAK,
)

_BORDERS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_UNDONE = re.compile(r"(?<![a-z])un[-_ ]?(schedule|publish|pause|subscribe|archive|suspend|hold)", re.IGNORECASE)
"""`UnSchedule` and `un-publish` are one word."""
_NO_WORD = re.compile(r"[^a-z0-9]+")
_KEPT = frozenset(
    "status statistics analytics address access news sms class process progress less business canvas cms alias".split()
)
"""Words that end as plurals do, and are none."""


@lru_cache(maxsize=50_000)
def words(name: str) -> tuple[str, ...]:
    """Lower case, without accents, in the singular.

    >>> words("emailCampaigns"), words("push-live"), words("imágenes"), words("getLISTSizes"), words("sendtestmail")
    (('email', 'campaign'), ('push', 'live'), ('imagen',), ('get', 'list', 'size'), ('send', 'test', 'mail'))
    """
    joined = _UNDONE.sub(lambda one: f"un{one[1].lower()}", name.replace("IDs", "Ids"))
    plain = unicodedata.normalize("NFKD", _BORDERS.sub(" ", joined))
    plain = "".join(one for one in plain if not unicodedata.combining(one)).lower().replace("'s", " 's ")
    found = [part for word in _NO_WORD.split(plain) if word and word != "s" for part in _parts(singular(word))]
    # `idCampania` names what `campania_id` names.
    return (*found[1:], found[0]) if len(found) > 1 and found[0] == "id" else tuple(found)


@cache
def _parts(word: str) -> tuple[str, ...]:
    """Words that were run together, where each of them is known: `sendtestmail`, `listid`."""
    if len(word) < _SHORTEST_COMPOUND or word in _VOCABULARY:
        return (word,)
    if word[:3] in _SHORT_HEADS and all(part in _VOCABULARY or part in _ENDINGS for part in _parts(word[3:])):
        return (word[:3], *_parts(word[3:]))
    for size in range(len(word) - 2, 3, -1):
        head, tail = word[:size], word[size:]
        if head in _VOCABULARY:
            rest = (tail,) if tail in _VOCABULARY or tail in _ENDINGS else _parts(tail)
            if len(rest) > 1 or rest[0] in _VOCABULARY or rest[0] in _ENDINGS:
                return (head, *rest)
    return (word,)


_SHORTEST_COMPOUND = 6
_ENDINGS = frozenset({"id", "key", "url", "end", "and"})
_SHORT_HEADS = frozenset({"get", "add", "set", "new", "and", "end"})
_VOCABULARY = (
    frozenset(
        word
        for known in (*THINGS.values(), *ACTIONS.values(), *WEAK.values(), *STATES.values())
        for name in known
        for word in name.split()
        if len(word) > 3
    )
    | frozenset(word for word in (*ACCOUNTS, *ELSEWHERE, *GENERIC, *NOT_HEADS, *PEOPLE) if len(word) > 3)
    | frozenset(
        """name text html body subject from date time number code address count response summary title sender start
        planned proposed book noof advanced recent data recipient contact download upload payload timezone timestamp
        username hostname password keyword callback fallback homepage dashboard background foreground online deadline
        outline baseline playlist wishlist whitelist checklist layout checkout payout timeout rollout workspace
        marketplace endpoint viewport override subtitle subdomain postcode barcode datatype database dataset metadata
        datetime passport network framework watermark bookmark trademark handbook overwrite underline""".split()
    )
)
"""Words that others may be put together from."""


@cache
def singular(word: str) -> str:
    """Good enough to compare words with words that went the same way."""
    if word == "ids":
        return "id"
    if len(word) <= 3 or word in _KEPT or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "uses", "ones", "enes", "ores", "ades")):
        return _SPECIAL.get(word, word[:-2])
    return word.removesuffix("s")


_SPECIAL = {f"{word}s": word for word in "zone score store clone phone scene core".split()}


def was_plural(name: str) -> bool:
    """Whether the last word of a name is one of several things."""
    last = [word for word in _NO_WORD.split(_BORDERS.sub(" ", name).lower()) if word]
    return bool(last) and singular(last[-1]) != last[-1]


def first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0][:160]
