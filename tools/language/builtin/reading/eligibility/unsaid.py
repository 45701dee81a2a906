"""Names of values and attributes that are no conditions where they stand: of a price, of a sum, of something else."""

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.ignorable import ignorable_words
from tools.language.builtin.reading.mentions import Mention
from tools.language.builtin.reading.tokens import stem

_UNTIL = 2
_FAR_AWAY = 4
"""Words between a sum and what it is paid for."""


def of_something_else(clause: Clause, mention: Mention) -> tuple[int, int] | None:
    """`dog owners`, `propietarios de perros`: the noun alone is the company's word, with what they own it is not."""
    if mention.end - mention.start > 1 or not clause.word_in(mention.start, "possessors"):
        return None
    ignorable = ignorable_words(clause.known.code)

    def unknown(at: int) -> bool:
        if not 0 <= at < len(clause.tokens) or clause.marked(at) or at in clause.taken:
            return False
        token = clause.tokens[at]
        return token.kind == "word" and token.norm not in ignorable and len(token.norm) > 2

    if clause.word_in(mention.end, "possessed_by") and unknown(mention.end + 1):
        return mention.start, mention.end + 2
    before = mention.start - 1
    return (before, mention.end) if clause.word_in(mention.start, "owned_before") and unknown(before) else None


def not_yet(clause: Clause, mention: Mention) -> tuple[int, int] | None:
    """`potential students`, `futuros autónomos`: not what our data calls so."""
    start = mention.start - clause.word_in(mention.start - 1, "prospective")
    end = mention.end + clause.word_in(mention.end, "prospective")
    return (start, end) if (start, end) != (mention.start, mention.end) and mention.of("value") else None


def lying_idle(clause: Clause, mention: Mention) -> bool:
    """`ahorro parado`: said of money, and of nobody's work."""
    before = clause.mention_at.get(mention.start - 1)
    money = before is not None and any(clause.company[sense.name].numeric for sense in before.of("attribute"))
    money = money or clause.word_in(mention.start - 1, "balances")
    return money and clause.word_in(mention.start, "lying")


def where_they_go(clause: Clause, mention: Mention) -> bool:
    """`move their customers to our accounts`: what people are to have, not who they are."""
    ours = clause.word_in(mention.start - 1, "our") and clause.word_in(mention.start - 2, "to")
    return ours and any(clause.word_in(at, "moving") for at in range(mention.start))


def until_it_is(clause: Clause, mention: Mention) -> bool:
    """`repeat until every account has moved`: what is to become of them, and not who they are."""
    led = any(clause.word_in(at, "until_then") for at in range(max(0, mention.start - _UNTIL), mention.start))
    behind = any(clause.word_in(mention.end, part) for part in ("states", "perfect", "copulas"))
    return led and behind


def grammatical(clause: Clause, mention: Mention) -> bool:
    """`plus`, `more`, `otro`: a value by name, and nearly always a word that joins or compares."""
    if mention.end - mention.start > 1 or not mention.of("value") or clause.tokens[mention.start].text[:1].isupper():
        return False
    comparisons, logic = clause.known.comparisons, clause.known.logic
    small = any(clause.at(phrases, mention.start) for phrases in (logic.joints, logic.regardless, logic.both))
    small = small or clause.tokens[mention.start].norm in comparisons.after.words() | comparisons.before.words()
    beside = clause.at(clause.known.people.heads, mention.end)
    named = any(near(clause, mention, sense.name) for sense in mention.of("value"))
    return small and not beside and not named


def only_a_length(clause: Clause, mention: Mention) -> bool:
    """`12 meses` may be a contract's term; compared or lasting it is a length of time."""
    words = clause.tokens[mention.start : mention.end]
    measured = words[0].kind == "number" and clause.at(clause.known.numbers.units, mention.start + 1) is not None
    if not measured or not mention.of("value"):
        return False
    compared = clause.ending(clause.known.comparisons.before, mention.start, 4)
    lasting = clause.at(clause.known.time.tenure, mention.end)
    turned = clause.at(clause.known.comparisons.after, mention.end)
    return bool(compared or lasting or turned)


def of_a_price(clause: Clause, mention: Mention) -> bool:
    """`over $500 a month`: the time that a sum is for, though a contract may be called monthly."""
    for at in range(max(0, mention.start - 2), mention.start + 1):
        period = clause.at(clause.known.campaign.per_period, at)
        if period and period.end >= mention.end and at - 1 in clause.quantity_at:
            return True
    return False


def of_a_sum(clause: Clause, mention: Mention) -> bool:
    """`annual household income`, `renta anual`: says of what time something else is."""
    if mention.end - mention.start > 1 or not clause.word_in(mention.start, "periodic"):
        return False
    behind = mention.end + (clause.at(clause.known.people.heads, mention.end) is not None)
    return any(_something_else(clause, at, mention) for at in (mention.start - 1, behind))


def for_each(clause: Clause, mention: Mention) -> bool:
    """`€120 a night`: what the sum is paid for."""
    counts = any(clause.company[sense.name].kind in ("count", "counted") for sense in mention.of("attribute"))
    if not counts or not clause.word_in(mention.start - 1, "for_each"):
        return False
    paid = next((one for one in reversed(clause.quantities) if one.money and one.end < mention.start), None)
    between = range(paid.end, mention.start - 1) if paid else range(0)
    logic = clause.known.logic
    apart = any(
        clause.tokens[at].kind == "sign" or clause.at(logic.joints, at) or clause.at(logic.relatives, at)
        for at in between
    )
    return paid is not None and len(between) <= _FAR_AWAY and not apart


def _something_else(clause: Clause, at: int, mention: Mention) -> bool:
    """A noun with a meaning that no rule has read, and that is no word of the value's own attribute."""
    if not 0 <= at < len(clause.tokens) or clause.tokens[at].kind != "word" or clause.marked(at):
        return False
    if clause.tokens[at].norm in ignorable_words(clause.known.code):
        return False
    key = stem(clause.tokens[at].norm, clause.known.code)
    entries = clause.company.by_stem[clause.known.code].get(key, ())
    names = {sense.name for sense in mention.of("value")}
    return not any(entry.sense.name in names for entry in entries)


def near(clause: Clause, mention: Mention, attribute: str) -> bool:
    """The attribute itself, or another of its values, is named just before or after."""
    around = (
        *range(max(0, mention.start - 5), mention.start),
        *range(mention.end, min(len(clause.tokens), mention.end + 4)),
    )
    return any(
        sense.name == attribute
        for at in around
        if (m := clause.mention_at.get(at))
        for sense in m.of("attribute", "value")
    )
