"""Sums told by where they lie: `more than €5,000 sitting in their account`, `10.000 € parados en la cuenta`."""

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.bounds import Bound, bounds
from tools.language.builtin.reading.eligibility.limits import compared_piece
from tools.language.builtin.reading.eligibility.pieces import Piece, Scope
from tools.language.builtin.reading.eligibility.units import fitted
from tools.language.builtin.reading.meaning import Meaning, named_words
from tools.language.builtin.reading.tokens import stem

_SMALL = 3


def read_kept(scope: Scope) -> None:
    """The attribute is called a balance, and by the word for where it lies."""
    for bound in bounds(scope.clause):
        if bound.quantity.money and scope.spoken_of(bound.start) and scope.free(bound.start, bound.end):
            piece = _piece(scope, bound)
            if piece:
                scope.add(piece)


def _piece(scope: Scope, bound: Bound) -> Piece | None:
    clause, at = scope.clause, bound.end
    at += clause.word_in(at, "lying")
    if not clause.word_in(at, "kept_in"):
        return None
    end = at + 1
    while end < min(at + 1 + _SMALL, len(clause.tokens)) and clause.word_in(end, "kept_small"):
        end += 1
    if end >= len(clause.tokens) or clause.tokens[end].kind != "word" or not scope.free(end, end + 1):
        return None
    mention = clause.mention_at.get(end)
    last = mention.end if mention and mention.start == end else end + 1
    keys = {stem(clause.tokens[place].norm, clause.known.code) for place in range(end, last)}
    fits = [one for one in clause.company.meanings.values() if _a_balance(clause, bound, one, keys)]
    return compared_piece(clause, fits[0], bound, bound.start, last) if len(fits) == 1 else None


def _a_balance(clause: Clause, bound: Bound, meaning: Meaning, keys: set[str]) -> bool:
    words, code = named_words(meaning.attribute), clause.known.code
    called = bool(words & clause.known.words["balances"]) and keys <= {stem(word, code) for word in words}
    return meaning.kind == "quantity" and called and fitted(bound.quantity, meaning).fit in ("same", "currency")
