"""What a sentence says is not: the words that a denial reaches."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise

from batuta.grounding.asides import within
from batuta.grounding.clauses import clause_at, clause_edges, segment_at
from batuta.grounding.numbers import Quantity
from batuta.words.concepts import Unit
from batuta.words.data import lines, listed
from batuta.words.freely import ideas
from batuta.words.inflected import is_form_in
from batuta.words.tokens import Token, fold, tokens

_LINKS = frozenset(["en", "para", "con", "por", "in", "on", "for", "with", "at", "to"])


_STOPS_DENIAL = frozenset(
    [
        "en",
        "durante",
        "para",
        "con",
        "por",
        "desde",
        "hasta",
        "cuando",
        "si",
        "y",
        "pero",
        "in",
        "on",
        "for",
        "during",
        "at",
        "with",
        "when",
        "if",
        "and",
        "but",
        "until",
        "from",
        "porque",
        "because",
        "que",
        "that",
        "so",
        "as",
        "while",
        "unless",
        "except",
        "to",
        "siempre",
        "before",
        "after",
        "antes",
        "despues",
        "mientras",
        "salvo",
        "excepto",
    ]
)


REACH = 3
"""Units that a denial reaches: `no incluye el seguro de viaje`."""


def denied(
    text: str, found: tuple[Unit, ...], quantities: tuple[Quantity, ...], aside: tuple[tuple[int, int], ...] = ()
) -> Iterator[int]:
    """Indexes of the units that a denial reaches; `aside`: where nothing is denied, as in `whether or not`."""
    words = tokens(text)
    phrases = [(unit.start, unit.end) for unit in found if unit.pieces]
    twice = [match.span() for pattern in (_NONE_THAT_NOT, _THE_OTHERS) for match in pattern.finditer(text)]
    for place, word in enumerate(words):
        plain = fold(word.text).replace("’", "'")
        if within(word.start, word.end, tuple(twice)):
            continue
        if plain not in listed("claims/negators.txt") or only_adds(text, word):
            continue
        phrase = next((end for start, end in phrases if start <= word.start and word.end <= end), None)
        if phrase is not None:
            yield from _objects(text, found, phrase)
            continue
        if within(word.start, word.end, aside) or _UNLESS.search(text, word.end):
            continue
        yield from _reached(text, found, words, place)
    for match in _idioms().finditer(text):
        last = next((edge for edge in clause_edges(text) if edge >= match.end()), len(text))
        mark = next((end.start() for end in ENDS.finditer(text, match.end(), last)), last)
        after = [i for i, unit in enumerate(found) if match.end() <= unit.start < mark]
        yield from after[:1]
        if after and found[after[0]].ideas & ideas("pay") and _DOING.search(found[after[0]].text):
            yield from after[1:]
        for one, other in pairwise(after):
            if found[one].language != "en" or text[found[one].end : found[other].start].strip():
                break
            yield other
    for place, (unit, following) in enumerate(pairwise(found)):
        if unit.denies and _DOING.search(unit.text) and _OF_IT.fullmatch(text[unit.end : following.start]):
            yield place + 1
    yield from _excluded(text, found)
    for match in chain(SEPARATELY.finditer(text), _GONE.finditer(text)):
        first, _ = segment_at(text, match.start())
        before = [i for i, unit in enumerate(found) if first <= unit.start and unit.end <= match.start()]
        yield from before[-REACH:]
    for match in _WAIVED.finditer(text):
        first, _ = clause_at(text, match.start())
        yield from [i for i, unit in enumerate(found) if first <= unit.start and unit.end <= match.start()][-1:]
    for match in chain(_FREE_OF.finditer(text), _PLUS_TAX.finditer(text)):
        yield from (i for i, unit in enumerate(found) if match.start() < unit.end <= match.end())
    for match in _NOTHING.finditer(text):
        spans = (match.span("verb"), match.span("more"))
        yield from (
            i for i, unit in enumerate(found) for first, last in spans if unit.start < last and first < unit.end
        )
    for quantity in quantities:
        if quantity.value == 0 and (quantity.money or quantity.unit in ("percent", "month", "count")):
            beside = _beside(text, found, quantity)
            # `Balance transfers: 0 %` is a rate of theirs, and denies no transfer.
            label = text[: quantity.start].rstrip().endswith(":") and quantity.unit == "percent"
            yield from (at for at in beside if not label or found[at].ideas & _rated())


def _objects(text: str, found: tuple[Unit, ...], verb: int) -> Iterator[int]:
    """`Not allow | payment holidays`: what follows a phrase that is a denied verb, which denies it as well."""
    denied = next(unit for unit in found if unit.end == verb)
    if not denied.denies or not any(piece.ideas & _taking() for piece in denied.pieces):
        return
    end = verb
    for place, unit in enumerate(found):
        if unit.start >= verb and _OBJECT.fullmatch(text[end : unit.start]):
            yield place
            end = unit.end
            if not _DOING.search(unit.text):
                return


_OBJECT = re.compile(r"\s+(?:(?:the|an?|any|el|la|los|las|una?)\s+)?", re.IGNORECASE)


def _taking() -> frozenset[int]:
    return ideas("allow", "accept", "include", "cover", "offer", "permit", "need", "require")


@cache
def _idioms() -> re.Pattern[str]:
    """`Olvídate de la comisión`, `say goodbye to fees`: a denial without its word."""
    return re.compile("|".join(lines("claims/denying.txt")), re.IGNORECASE)


_NONE_THAT_NOT = re.compile(
    r"\b(?:no hay|no existe|ning[uú]n[oa]?|there(?:['’]s| is| are) (?:no|not an?|hardly an?)|no)\s+"
    r"(?:[^\W\d]+\s+){1,5}?(?:que|that|which|who|we|you)\s+(?:no|not|never|can['’]t|cannot|don['’]t|doesn['’]t|isn['’]t|won['’]t)\b",
    re.IGNORECASE,
)
"""`No hay tamaño que no quepa`: nothing is denied."""


_THE_OTHERS = re.compile(
    r"\b(?:(?:those|people|customers|others|the ones) (?:who|that)|quienes|(?:l[oa]s|aquell[oa]s) que)\s+"
    r"(?:no|do not|don['’]t|did not|didn['’]t|have not|haven['’]t|are not|aren['’]t)\s*(?=[.,;:!?]|$)",
    re.IGNORECASE,
)
"""`Twice as much as those who don't`: nothing that was named is denied."""


_DOING = re.compile(r"(?:[aei]r|ing)$", re.IGNORECASE)


_OF_IT = re.compile(r"\s+(?:de|of)\s+", re.IGNORECASE)
"""`Sin cambiar de compañía` denies the company too."""


SEPARATELY = re.compile(
    r"\b(?:(?:costs?|is|are|charged|sold|paid|billed)\s+(?:extra|separately)|"
    r"(?:se\s+(?:pagan?|cobran?|venden?|facturan?)\s+)?(?:aparte|por separado))\b",
    re.IGNORECASE,
)
"""`Packing costs extra`, `bebidas aparte`: it is not included."""


_GONE = re.compile(
    r"\b(?:(?:is|are) (?:strictly )?(?:prohibited|forbidden|banned)|"
    r"(?:est[aá]n?|quedan?) (?:terminantemente )?prohibid[oa]s?)\b|"
    r"\b(?:se\s+han?\s+(?:acabado|terminado)|han?\s+(?:desaparecido|dejado de existir)|ya no (?:existen?|hay)|"
    r"(?:is|are|will be|gets?)\s+(?:waived|scrapped)|waived(?=\s*(?:[.,;:!?]|$))|"
    r"(?<=(?:fee|ost|ión|ota) )(?:disappears|vanishes|desaparece)|(?<=(?:fees|osts) )(?:disappear|vanish)|"
    r"(?<=[a-z] )aside(?=\s*(?:[.,;:!?]|$))|"
    r"(?:is|are)\s+(?:gone|no more)|(?:has|have)\s+(?:ended|run out|gone)|no longer exists?)\b",
    re.IGNORECASE,
)
"""`El envío gratis se ha acabado`: what there was is no more."""


_WAIVED = re.compile(
    r",\s*(?:which is |que )?(?:se )?(?:waived|bonificad[oa](?: al 100\s?%)?|exent[oa])\s+"
    r"(?=in|for|if|when|where|provided|si|cuando|siempre|en|los|para)",
    re.IGNORECASE,
)
"""`Monthly fee £5, waived in any month …`: in that case there is none."""


_FREE_OF = re.compile(r"[^\W\d]+(?=-free\b)", re.IGNORECASE)
"""`Plastic-free` denies the plastic."""


_PLUS_TAX = re.compile(
    r"(?:(?<=m[aá]s )|(?<=plus )|(?<=\+ ))(?:el |the )?(?:IVA|VAT|IGIC|impuestos|tax)\b", re.IGNORECASE
)
"""`48 € más IVA`: it is not included."""


_NOTHING = re.compile(
    r"(?P<verb>(?:costs?(?=(?:\s+[^\W\d]+){1,3}\s+nothing))|[^\W\d]+)\s+"
    r"(?:you\s+nothing(?=\s+extra)|(?:(?<=cost )|(?<=costs ))(?:[^\W\d]+\s+){1,3}nothing|nothing|nada)\b"
    r"(?:\s+(?P<more>extra|adicional|aparte)\b)?",
    re.IGNORECASE,
)
"""`You pay nothing` denies the paying."""


_EXCLUDES = re.compile(
    r"\b(?:(?:qued\w+|est\w+|are|is)\s+(?:excluid[oa]s?|fuera|excluded|left out|exempt(?:ed)? from)|"
    r"excluid[oa]s?|excluye\w*|excluimos|exclud\w+|(?:with the exception|a excepci[oó]n) (?:of|del?|de)|"
    r"except(?:o|uando|ing)?(?: for| on| in)?(?! (?:que|si|cuando|if|when)\b)|"
    r"salvo(?! (?:que|si|cuando)\b)|(?<=, )menos(?= (?:los|las|el|la|en)\b)|but not|"
    r"other than|apart from|aside from|a falta de|carece de|lacks?)\b",
    re.IGNORECASE,
)
"""`Quedan excluidos los implantes`, `all rates except Saver`: not these."""


def _excluded(text: str, found: tuple[Unit, ...]) -> Iterator[int]:
    for match in _EXCLUDES.finditer(text):
        last = next((edge for edge in clause_edges(text) if edge >= match.end()), len(text))
        if text[: match.start()].rstrip().endswith(","):
            # `Todos los martes, menos los feriados, jubilados a 3 €`: an insertion.
            last = next((mark.start() for mark in ENDS.finditer(text, match.end(), last)), last)
        after = [i for i, unit in enumerate(found) if match.end() <= unit.start < last]
        if after and not _FROM_IT.match(text, match.end()):
            yield from after
        else:
            first, _ = clause_at(text, match.start())
            yield from [i for i, unit in enumerate(found) if first <= unit.start and unit.end <= match.start()][-REACH:]


_FROM_IT = re.compile(r"\s+(?:from|del?)\b", re.IGNORECASE)
"""`Taxes are excluded | from the guarantee`: what stands before is denied."""


def _rated() -> frozenset[int]:
    """What is asked for in shares: of none, there is none."""
    return ideas("cost", "fee", "charge", "commission", "interest", "rate", "tax", "surcharge", "apr")


def only_adds(text: str, word: Token) -> bool:
    """`not only`, `no solo`, `no obstante`, `antes que nadie`: nothing is denied."""
    after = text[word.end :]
    if word.folded in _NOBODY and re.search(r"\b(?:que|than)\s+$", text[: word.start], re.IGNORECASE):
        return True
    return bool(_ADDS.match(after) or (word.folded in _NOBODY and _AT_MOST.match(after)))


_UNLESS = re.compile(
    r"\b(?:salvo (?:que|si|cuando)|excepto (?:que|si|cuando)|a menos que|a no ser que|unless|except (?:if|when))\b",
    re.IGNORECASE,
)
"""`No admite devolución salvo que conserve el precinto`: with it, it does."""


_NOBODY = frozenset({"nadie", "nunca", "ninguno", "ninguna", "never", "nobody", "none"})
"""`Antes que nadie`."""


_ADDS = re.compile(
    r"\s+(?:only|just|solo|sólo|obstante|(?:ha(?:ya)?n?|ha(?:ve|s)) (?:cumplido|turned|reached) (?:los )?\d|"
    r"(?:pas[ae]n?|super[ae]n?|exced[ae]n?|rebas[ae]n?)\s+(?:de\s+)?(?:[€$£]\s?)?\d|"
    r"(?:[^\W\d]+\s+){0,2}?(?:more than|longer than|más de|menos de|less than|fewer than|later than)\s+"
    r"(?:[€$£]\s?)?(?:\d|an?\b|un[oa]?\b|(?:dos|two|tres|three|cuatro|four|cinco|five|seis|six|siete|seven|ocho|eight|nueve|nine|diez|ten|once|eleven|doce|twelve)\b))",
    re.IGNORECASE,
)
"""`Not only`, `no pagas más de 20 €`."""
_AT_MOST = re.compile(r"(?:\s+[^\W\d]+){0,5}?\s+(?:more than|longer than|m[aá]s de)\s+(?:[€$£]\s?)?\w", re.IGNORECASE)
"""`Never tied in for longer than a month`."""


ENDS = re.compile(r",(?!\d)(?=[^,;.]*)|:\s")


def _reached(text: str, found: tuple[Unit, ...], words: tuple[Token, ...], place: int) -> Iterator[int]:
    start = words[place].end
    edge = next((edge for edge in clause_edges(text) if edge >= start), len(text))
    comma = next((mark.start() for mark in ENDS.finditer(text, start)), edge)
    limit = min(edge, comma)
    linked = limit
    for word in words[place + 1 :]:
        taken = [i for i, unit in enumerate(found) if start <= unit.start < word.start]
        if fold(word.text) not in _STOPS_DENIAL or not taken or word.start < found[taken[-1]].end:
            continue
        if fold(word.text) in ("que", "to") and all(
            carries(found[i]) or _LEADS.fullmatch(found[i].text) for i in taken
        ):
            # `No hace falta que cambies`, `you don't need to sign`: what is not needed follows.
            continue
        linked = min(linked, word.start)
        if fold(word.text) not in _LINKS or not all(carries(found[i]) for i in taken):
            # `No compatible con Android` denies Android too, `no admite mascotas en cabina` not the cabin.
            limit = min(limit, word.start)
            break
    reached = [i for i, unit in enumerate(found) if start <= unit.start < limit]
    if _WHAT.search(text[: words[place].start]):
        # `What you don't use | carries over`.
        yield from reached[:1]
        return
    if all(carries(found[i]) for i in reached if found[i].start < linked):
        # `La pérdida no está cubierta`, `Returns are not accepted`: what is denied stands before.
        first, _ = clause_at(text, words[place].start)
        nearest, _ = segment_at(text, words[place].start)
        opens = [match.end() for match in _SUBORDINATES.finditer(text, first, words[place].start)]
        first, nearest = max([first, *opens]), max([nearest, *opens])
        before = [i for i, unit in enumerate(found) if first <= unit.start and unit.end <= words[place].start]
        if any(found[i].start >= nearest for i in before):
            yield from before[-REACH:]
    weighty = [i for i in reached if not carries(found[i])]
    last = weighty[:REACH][-1] if weighty else -1
    while last + 1 < len(found) and last + 1 in reached and _joined(text, found[last], found[last + 1]):
        last += 1
    yield from (i for i in reached if i <= last or carries(found[i]))


_LEADS = re.compile(r"access|entry|admission|acceso", re.IGNORECASE)
"""`No access to the pool` denies the pool as well."""
_WHAT = re.compile(
    r"\b(?:what|whatever|anything|everything|lo que|los? que|las? que)\s+(?:(?:you|we|they|te|se|nos)\s+)?$",
    re.IGNORECASE,
)


_SUBORDINATES = re.compile(
    r"\b(?:if|unless|whether|when|si|cuando|aunque|although|para que|so that|so you|de modo que)\b", re.IGNORECASE
)
"""`Return it if it's not for you` denies nothing of the return."""


def _joined(text: str, one: Unit, other: Unit) -> bool:
    """`No cubre daños, robos ni pérdidas`: the denial goes on."""
    return bool(re.fullmatch(r"\s*(?:,|\bor\b|\bnor\b|\bni\b|\bo\b)[\s\w]{0,6}", text[one.end : other.start]))


def _beside(text: str, found: tuple[Unit, ...], quantity: Quantity) -> Iterator[int]:
    """`comisión: 0 €` and `0 € de comisión` say that there is none."""
    before = [i for i, unit in enumerate(found) if unit.end <= quantity.start and quantity.start - unit.end <= 14]
    after = [i for i, unit in enumerate(found) if unit.start >= quantity.end and unit.start - quantity.end <= 6]
    linked = re.match(r"\s*(?:de|of|in)?\s+(?!(?:si|if|when|cuando|until|hasta)\b)", text[quantity.end :])
    if after and linked:
        yield after[0]
    elif before and not (quantity.unit == "percent" and found[before[-1]].ideas & ideas("pay")):
        yield before[-1]


def carries(unit: Unit) -> bool:
    """A participle or verb that says of its subject only that it is so."""
    return all(carries_word(piece) for piece in unit.pieces or (unit,))


def carries_word(word: Unit) -> bool:
    return is_form_in(word.text, word.stem, word.language, "claims/carriers.txt")
