"""Attributes that being named is enough for: yes or no, having any, known or unknown."""

from batuta.audience import Scalar
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.columns import column_words
from tools.language.builtin.reading.eligibility.pieces import Condition
from tools.language.builtin.reading.meaning import Meaning, named_words
from tools.language.builtin.reading.mentions import Mention
from tools.language.builtin.reading.tokens import fold

_OFTEN_REACH = 4
_WITH_ITS_TIME = 2
"""A count is named with the time it covers by more words than this."""


def asserted(clause: Clause, mention: Mention) -> Meaning | None:
    """The attribute that being named is enough for."""
    meanings = [clause.company[sense.name] for sense in mention.of("attribute")]
    flags = [one for one in meanings if one.kind == "yes_no"]
    if flags:
        return flags[0] if len(flags) == 1 else None
    if all(clause.tokens[at].norm in clause.known.people.plain for at in range(mention.start, mention.end)):
        return None  # `sin producto concreto`: a word of every brief, not the attribute
    if len(meanings) != 1 or _without_a_figure(clause, mention):
        return None
    if meanings[0].kind == "category" and (_lacking(meanings[0]) is None or not held(clause, mention)):
        return None
    whole = meanings[0].kind == "counted" and mention.words > _WITH_ITS_TIME
    done = meanings[0].kind in ("count", "counted") and _done_by_them(clause, mention)
    return meanings[0] if whole or done or held(clause, mention) else None


def held(clause: Clause, mention: Mention) -> bool:
    """`con hijos`, `without a phone number`: possession is spoken of, so that having any is meant.

    `whose pets weigh …` speaks of what they do.
    """
    if clause.word_in(mention.start - 1, "whose"):
        return False
    near = range(max(0, mention.start - 3), mention.end)
    logic = clause.known.logic
    return any((clause.at(logic.holding, at) or clause.at(logic.negators, at)) for at in near)


def alone(clause: Clause, mention: Mention) -> int | None:
    """Where `just one line`, `una sola línea` begins: one, and no more."""
    single = clause.word_in(mention.start - 1, "single")
    at = mention.start - 1 - single
    if not clause.word_in(at, "single_one") or not_a_single(clause, mention) is not None:
        return None
    said = any(clause.word_in(place, "only") for place in range(max(0, at - 2), at))
    return at if single or said else None


def not_a_single(clause: Clause, mention: Mention) -> int | None:
    """Where `a single` of `without a single line` begins: none, and not any number but one."""
    at = mention.start - 1 - clause.word_in(mention.start - 1, "single")
    single = at < mention.start - 1 and clause.word_in(at, "single_one")
    return at if single and clause.ending(clause.known.logic.negators, at) else None


def assertion(meaning: Meaning, mention: Mention, *, denied: bool, one_alone: bool = False) -> Condition | None:
    """
    one_alone: the words say one and no more.
    """
    name = meaning.attribute.name
    opposite = all(sense.opposite for sense in mention.of("attribute") if sense.name == name)
    match meaning.kind:
        case "yes_no":
            return Condition(name, "==", meaning.no if opposite else meaning.yes)
        case "count" | "counted":
            if one_alone and not opposite:
                return Condition(name, "==", 1)
            return Condition(name, "==", 0) if opposite else Condition(name, ">=", 1)
        case "text":
            return Condition(name, "is_set")
        case "date" if denied:
            return Condition(name, "is_set")
        case "category":
            return Condition(name, "!=", _lacking(meaning))
        case _:
            return None


def none_is_nought(meaning: Meaning) -> bool:
    """`sin deuda`, `no days past due`, `sin puntos`: a sum, days or points, of which having none is nought.

    A score that people lack is not nought, nor is a share or a size.
    """
    low = meaning.attribute.range[0] if meaning.attribute.range else 0
    scored = bool(named_words(meaning.attribute) & column_words().scores)
    money = (meaning.unit or "").isupper() and meaning.unit not in ("KB", "MB", "GB", "TB")
    counted = meaning.unit in ("days", "weeks", "months", "points") and not scored
    return meaning.kind in ("quantity", "remaining") and low == 0 and (money or counted)


def not_so(clause: Clause, mention: Mention) -> int | None:
    """Where the words end that deny it inside of its name or behind it: `with SSO turned off`."""
    off = clause.at(clause.known.logic.switched_off, mention.end)
    return off.end if off else mention.end if mention.denied else None


def _without_a_figure(clause: Clause, mention: Mention) -> bool:
    """`bastantes sobregiros en el último año`, `use their card a lot`: more than any, and nobody knows how many."""
    often = any(clause.word_in(at, "often_words") for at in (mention.end, mention.end + 1))
    return often or clause.ending(clause.known.people.vague_amounts, mention.start, longest=3) is not None


def _done_by_them(clause: Clause, mention: Mention) -> bool:
    """`who skipped deliveries`, `que hagan clases grupales`: having done it at all, where no word says how often."""
    behind = range(mention.end, min(mention.end + _OFTEN_REACH, len(clause.tokens)))
    often = any(clause.word_in(at, "often_words") or at in clause.quantity_at for at in behind)
    led = clause.word_in(mention.start - 1, "relatives") and mention.words > 1
    verb = clause.word_in(mention.start - 2, "relatives") and clause.word_in(mention.start - 1, "doing_verbs")
    return (led or verb) and not often


def _lacking(meaning: Meaning) -> Scalar | None:
    """The one value that says people have none of it, as `No` among kinds of internet."""
    none = [value for value in meaning.attribute.allowed if fold(str(value)) in column_words().no]
    return none[0] if len(none) == 1 else None
