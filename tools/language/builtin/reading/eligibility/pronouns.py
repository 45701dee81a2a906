"""What people have or lack, said by a pronoun: `Online Account for customers who don't have one`."""

from tools.language.builtin.reading.doubts import about_people
from tools.language.builtin.reading.eligibility.denial import denied_before
from tools.language.builtin.reading.eligibility.pieces import Condition, Piece, Scope
from tools.language.builtin.reading.entries import keys_of
from tools.language.builtin.reading.meaning import Meaning
from tools.language.builtin.reading.naming import attribute_names, product_names
from tools.language.builtin.reading.tokens import stem

_REACH = 2


def read_pronouns(scope: Scope) -> None:
    """`have one`, `la tienen`, with the product that was named last as what is meant; asked where no data tells."""
    clause = scope.clause
    for place in range(len(clause.tokens)):
        extent = _extent(scope, place)
        if extent is None or not scope.free(*extent) or not scope.spoken_of(place):
            continue
        products = [sense.name for one in clause.mentions if one.end <= place for sense in one.of("product")]
        meaning = _owning(scope, products[-1]) if products else None
        if products and meaning is None:
            evidence = clause.quote(*extent)
            doubt = about_people("group_unknown", evidence, about=products[-1])
            scope.add(Piece(*extent, doubts=(doubt,)))
        elif meaning:
            denial = denied_before(scope, extent[0])
            start = extent[0] if denial is None else denial
            value = meaning.yes if denial is None else meaning.no
            scope.add(Piece(start, extent[1], (Condition(meaning.attribute.name, "==", value),), settled=True))


def _extent(scope: Scope, place: int) -> tuple[int, int] | None:
    """The pronoun with its verb: behind it in English, in front of it in Spanish."""
    clause = scope.clause
    if clause.word_in(place, "owning") and clause.word_in(place + 1, "owned_it"):
        end = place + _REACH
        ends = end >= len(clause.tokens) or clause.tokens[end].kind == "sign" or clause.word_in(end, "and")
        return (place, end) if ends or clause.word_in(end, "adverbs") else None
    if clause.word_in(place, "owned_before_verb") and clause.word_in(place + 1, "owning"):
        return place, place + _REACH
    return None


def _owning(scope: Scope, product: str) -> Meaning | None:
    """The one yes-or-no attribute whose name is that of the product."""
    clause, code = scope.clause, scope.clause.known.code
    sold = next(one for one in clause.company.vocabulary.products.products if one.id == product)
    names = {frozenset(keys_of(name, code)) for language, name in product_names(sold) if language in ("", code)}
    fitting = [
        meaning
        for meaning in clause.company.of_kind("yes_no")
        if any(
            frozenset(keys_of(name, code)) - {stem("has", code)} in names
            for language, name in attribute_names(meaning.attribute)
            if language in ("", code)
        )
    ]
    return fitting[0] if len(fitting) == 1 else None
