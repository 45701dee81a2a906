"""Which names are heard as conditions: those said of people, and those in a scrap that names nobody."""

from itertools import pairwise

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.flags import held
from tools.language.builtin.reading.eligibility.heads import word_of
from tools.language.builtin.reading.eligibility.pieces import Scope
from tools.language.builtin.reading.eligibility.value_lists import lists
from tools.language.builtin.reading.mentions import Mention
from tools.language.builtin.reading.phrases import Phrases

_STRAY = 1
_IT_IS = 3
"""Words of `it's for`."""


def is_heard(scope: Scope, mention: Mention) -> bool:
    return scope.free(mention.start, mention.end) and _heard(scope, mention)


def with_whole_lists(scope: Scope, named: list[Mention]) -> list[Mention]:
    """Of a list of values all are heard or none: `invite 4 engineering and architecture graduates`."""
    clause, heard = scope.clause, {one.start for one in named}
    for before, after in reversed(list(pairwise(clause.mentions))):
        shared = {sense.name for sense in before.of("value")} & {sense.name for sense in after.of("value")}
        between = range(before.end, after.start)
        listed = bool(shared and between) and all(lists(clause, at) for at in between)
        if after.start in heard and listed and scope.free(before.start, before.end):
            heard.add(before.start)
    return [one for one in clause.mentions if one.start in heard]


def _heard(scope: Scope, mention: Mention) -> bool:
    if scope.spoken_of(mention.start):
        return True
    if scope.roles[mention.start] == "open" and (_said_no_to(scope, mention) or _for_whom(scope, mention)):
        return True
    return scope.roles[mention.start] == "open" and (_where_they_are(scope, mention) or _fragment(scope, mention))


def _where_they_are(scope: Scope, mention: Mention) -> bool:
    """`promote our plans in El Paso to households with …`: a place right in front of those who are addressed."""
    clause = scope.clause
    led = next((at for at in range(mention.start - 1, max(-1, mention.start - 4), -1) if _inside(clause, at)), None)
    between = range(led + 1, mention.start) if led is not None else range(0)
    small = all(
        clause.word_in(at, "articles") or any(word_of(clause, at, one.name) for one in mention.of("value"))
        for at in between
    )
    behind = clause.word_in(mention.end, "towards") and mention.end + 1 < len(scope.roles)
    return led is not None and small and behind and scope.spoken_of(mention.end + 1) and bool(mention.of("value"))


def _inside(clause: Clause, place: int) -> bool:
    return clause.word_in(place, "inside")


def _fragment(scope: Scope, mention: Mention) -> bool:
    """A scrap such as `Solo Madrid y Bilbao` or `Madrid, 30–55, email`: a condition, though no people are named."""
    clause = scope.clause
    flags = ("yes_no", "count", "counted")
    own = bool(mention.of("value") or any(clause.company[s.name].kind in flags for s in mention.of("attribute")))
    weak = all(sense.weak for sense in mention.of("attribute", "value"))
    sold = bool(mention.of("product", "family")) and not (scope.used and _lacked(clause, mention))
    if not own or weak or sold or clause.sentence.section in ("title", "kpi"):
        return False
    if any(clause.word_in(place, "copulas") for place in range(len(clause.tokens))):
        return False  # `El festival es en Bilbao`: a statement, and of something else
    if any(clause.at(clause.known.campaign.locales, place) for place in range(mention.start, mention.end)):
        return False
    if any(place in clause.taken for place in range(mention.start, mention.end)):
        return False
    if _offered(scope, mention) or _of_a_channel(clause, mention):
        return False
    start = mention.start - any(word_of(clause, mention.start - 1, sense.name) for sense in mention.of("value"))
    led = start <= 0 or start - 1 in clause.mention_at or _leads(clause, start - 1) or _only_denied(clause, start)
    return led and _stray_words(scope) <= _STRAY


def _for_whom(scope: Scope, mention: Mention) -> bool:
    """`Card win-back for the Republic of Ireland.`, `Es para España.`: the value that closes what the campaign is."""
    clause, campaign = scope.clause, scope.clause.known.campaign
    at = mention.start - 1
    at -= at > 0 and clause.word_in(at, "definite")
    end = mention.end
    ends = end >= len(clause.tokens) or clause.tokens[end].kind == "sign"
    own = any(not sense.weak for sense in mention.of("value")) and not mention.of("product", "family")
    lasts = any(clause.tokens[place].kind == "number" for place in range(mention.start, end))
    if lasts or not (own and ends and at > 0 and clause.word_in(at, "purposed_for")):
        return False
    kinds: tuple[Phrases[object], ...] = (campaign.campaign, campaign.objectives)
    before = range(at)
    aimed = any(clause.at(phrases, place) for phrases in kinds for place in before)
    aimed = aimed or any(one.of("product") and one.end <= at for one in clause.mentions)
    aimed = aimed or (at <= _IT_IS and any(clause.word_in(at - 1, part) for part in ("states", "contracted")))
    written = any(clause.at(campaign.locales, place) for place in before)
    return aimed and not written and clause.sentence.section in (None, "title", "objective", "product")


def _said_no_to(scope: Scope, mention: Mention) -> bool:
    """`Not Wales, we've got no engineers there`: a denial opens the sentence, with values alone up to its first comma.

    What stands behind the comma tells why, as nothing in it is of our data.
    """
    clause = scope.clause
    opener = clause.at(clause.known.logic.negators, 0)
    last = clause.stretches[0][1] if clause.stretches else 0
    if opener is None or not opener.end <= mention.start < last or not mention.of("value"):
        return False
    inside = [clause.mention_at.get(at) for at in range(opener.end, last)]
    listed = all(
        (one is not None and bool(one.of("value")) and not all(sense.weak for sense in one.senses))
        or lists(clause, at)
        or clause.word_in(at, "politeness")
        or clause.tokens[at].kind == "sign"
        or any(word_of(clause, at, sense.name) for sense in mention.of("value"))
        for at, one in zip(range(opener.end, last), inside, strict=True)
    )
    channels = any(clause.at(clause.known.campaign.channels, at) for at in range(last))
    behind = range(last, len(clause.tokens))
    told = any(at in clause.quantity_at or _of_our_data(clause, at) for at in behind)
    return listed and not channels and not told and clause.sentence.section in (None, "title")


def _of_our_data(clause: Clause, place: int) -> bool:
    mention = clause.mention_at.get(place)
    return mention is not None and bool(mention.of("attribute", "value"))


def _only_denied(clause: Clause, place: int) -> bool:
    """`Not on the motorway plan`: a denial opens it, and nothing but small words follows."""
    logic = clause.known.logic
    opener = clause.at(logic.negators, 0)
    between = range(opener.end, place) if opener else ()
    small = all(clause.word_in(at, "articles") or clause.at(logic.holding, at) is not None for at in between)
    return opener is not None and small


def _of_a_channel(clause: Clause, mention: Mention) -> bool:
    """`Email + app banner`: a place where something is shown, in a list of channels; `Phone only`: all of it is one."""
    campaign = clause.known.campaign
    spoken = [*clause.find(campaign.channels), *clause.find(campaign.channels_listed)]
    whole = [one for one in clause.find(campaign.channels) if (one.start, one.end) == (mention.start, mention.end)]
    if whole and mention.end in clause.all(campaign.only):
        return True
    inside = [one for one in spoken if one.start < mention.end and mention.start < one.end]
    others = [one for one in clause.find(campaign.channels) if one.end <= mention.start or mention.end <= one.start]
    return any(one.end > mention.end or one.start < mention.start for one in inside) and bool(others)


def _lacked(clause: Clause, mention: Mention) -> bool:
    """`18 to 24, no credit card`: among conditions, nothing that is promoted."""
    return clause.ending(clause.known.logic.negators, mention.start) is not None


def _offered(scope: Scope, mention: Mention) -> bool:
    """`Home insurance for owners`, `Phone on instalments, email, June`: what is promoted, though people may have it."""
    clause = scope.clause
    if mention.start or held(clause, mention):
        return False
    spoken = range(mention.end, len(clause.tokens))
    campaign = clause.known.campaign
    told = bool(clause.dates) or clause.has(campaign.channels) or any(one.money for one in clause.quantities)
    addressed = clause.word_in(mention.end, "towards") and any(scope.spoken_of(at) for at in spoken)
    return addressed or (told and not mention.of("value"))


def _leads(clause: Clause, at: int) -> bool:
    """A small word, a joint or a sign after which a condition may stand alone."""
    joined = any(clause.word_in(at, part) for part in ("and", "or", "places", "towards"))
    return joined or clause.tokens[at].norm in (",", ":", "+")


def _stray_words(scope: Scope) -> int:
    clause = scope.clause
    known, campaign = clause.known, clause.known.campaign
    stray = 0
    for place, token in enumerate(clause.tokens):
        if token.kind != "word" or place in clause.mention_at or place in clause.quantity_at or place in clause.date_at:
            continue
        if place in clause.taken or place in scope.used:
            continue
        small = (
            token.norm in known.campaign.common
            or token.norm in known.logic.skippable
            or clause.word_in(place, "listing")
            or clause.word_in(place, "places")
        )
        named = clause.at(campaign.channels, place) is not None or clause.at(campaign.campaign, place) is not None
        stray += not (small or named)
    return stray
