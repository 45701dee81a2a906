"""Where a brief turns from the people to something else: what it offers, by which channel, when, for how much."""

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.tokens import Token

_NEAR, _SOLD = 4, 8
_TO_WORK = 2
_BREAKS = (",", ".", ";", ":", "(", "·", "–", "—")
_PICTURES = 0x2190
"""Code points of arrows and all that follows: no letter and no sign of writing."""


def turns_away(clause: Clause, place: int) -> bool:
    """At this word, in the middle of describing people."""
    campaign, logic = clause.known.campaign, clause.known.logic
    if tells_why(clause, place) or _since_it_is_so(clause, place):
        return True
    if clause.tokens[place].norm == ":" and clause.sentence.section is None:
        # `Promoters only: …` goes on about them, and so does `customers: annual spend of …`
        return clause.ending(campaign.only, place) is None and not _described_behind(clause, place)
    if (clause.at(logic.because, place) and not _one_more_condition(clause, place)) or _offers(clause, place):
        return True
    by_channel = clause.word_in(place, "by_channel") and _channel_follows(clause, place + 1)
    if by_channel and not _how_they_do(clause, place) and not _how_they_did(clause, place):
        return True
    if clause.at(campaign.channels, place) and (place == 0 or _parts(clause.tokens[place - 1])):
        return True
    if _money_ahead(clause, place) or _goal_ahead(clause, place) or _date_apart(clause, place):
        return True
    if _infinitive(clause, place) or (clause.word_in(place, "to") and _product_next(clause, place + 1)):
        return True
    if _wished_of_them(clause, place):
        return True
    return _moves_up(clause, place) or _promoted_next(clause, place) or _to_be_done(clause, place)


def tells_why(clause: Clause, place: int) -> bool:
    """`…, que ahí lo llevan las sucursales`: a causal `que` behind a comma, and whoever or wherever it speaks of."""
    led = place > 0 and clause.tokens[place - 1].norm in (",", "(", ";")
    causal = clause.word_in(place, "causal_que") and clause.word_in(place + 1, "pointing")
    return led and causal


def _since_it_is_so(clause: Clause, place: int) -> bool:
    """`…, since the account can only be opened digitally`: behind a comma, with no day and no length of time."""
    led = place > 0 and clause.tokens[place - 1].norm == "," and clause.word_in(place, "since_reason")
    last = next((b for a, b in clause.stretches if a <= place < b), place)
    timed = any(at in clause.date_at or at in clause.quantity_at for at in range(place, last))
    return led and not timed


def _parts(token: Token) -> bool:
    """A sign that ends a thought; a picture does as well."""
    picture = token.kind == "sign" and ord(token.norm[0]) >= _PICTURES
    return token.norm in _BREAKS or picture


def _described_behind(clause: Clause, place: int) -> bool:
    """People just before the colon, and behind it an attribute or a value of theirs."""
    if clause.ending(clause.known.people.heads, place) is None:
        return False
    following = next((mention for mention in clause.mentions if mention.start > place), None)
    return following is not None and bool(following.of("attribute", "value")) and not following.of("product", "family")


def _to_be_done(clause: Clause, place: int) -> bool:
    """`…, retenerlos con un 50 %`: behind a comma, what is to be done with them."""
    if clause.tokens[place - 1].norm != ",":
        return False
    campaign, endings = clause.known.campaign, tuple(clause.known.words["infinitive_endings"])
    verbs: tuple[Phrases[object], ...] = (campaign.promotes, campaign.objectives)
    plain = place not in clause.mention_at and any(clause.at(phrases, place) for phrases in verbs)
    if not endings:
        return plain and clause.word_in(place, "promoting") and clause.tokens[place].norm not in ("about", "for")
    return plain and clause.tokens[place].norm.endswith(endings)


def _wished_of_them(clause: Clause, place: int) -> bool:
    """`queremos que los clientes con nómina activen la app`: what they are to do, and no condition on them."""
    endings, logic = tuple(clause.known.words["wished_endings"]), clause.known.logic
    if not endings or not clause.tokens[place].norm.endswith(endings):
        return False
    wish = next((at for at in range(place) if clause.word_in(at, "willing") and clause.word_in(at + 1, "that")), None)
    token, before = clause.tokens[place], clause.tokens[place - 1] if place else None
    if wish is None or before is None or clause.marked(place):
        return False
    heads = [at for at in clause.all(clause.known.people.heads) if wish < at < place]
    small = token.norm in logic.skippable | clause.known.campaign.common or clause.at(logic.holding, place) is not None
    kinds: tuple[Phrases[object], ...] = (logic.relatives, logic.negators, logic.joints)
    related = any(clause.ending(phrases, place) for phrases in kinds) or clause.word_in(place - 1, "perfect")
    return bool(heads) and token.kind == "word" and not small and not related


def _one_more_condition(clause: Clause, place: int) -> bool:
    """`as long as they …`: the second `as` begins no reason."""
    before = (clause.at(clause.known.logic.provided, at) for at in range(max(0, place - 3), place + 1))
    return any(match and match.end > place for match in before)


def _promoted_next(clause: Clause, place: int) -> bool:
    """`… y quiero venderles la tarjeta`; `que contraten` belongs to the people."""
    campaign = clause.known.campaign
    verbs: tuple[Phrases[object], ...] = (campaign.promotes, campaign.objectives)
    promoted = any(clause.at(phrases, place + 1) for phrases in verbs)
    related = place > 0 and clause.word_in(place - 1, "relatives")
    mention = clause.mention_at.get(place + 1)
    of_person = mention is not None and bool(mention.of("attribute", "value"))
    of_person = of_person or (_related(clause, place) and not _product_ahead(clause, place))
    return promoted and clause.word_in(place, "purpose") and not related and not of_person


def _related(clause: Clause, place: int) -> bool:
    """`people who rent and drive …`: the verbs of one relative clause."""
    for at in range(place - 1, -1, -1):
        if clause.tokens[at].norm in _BREAKS:
            return False
        if clause.word_in(at, "relatives"):
            return True
    return False


def _product_ahead(clause: Clause, place: int) -> bool:
    near = range(place, min(place + _SOLD, len(clause.tokens)))
    named = (clause.mention_at.get(at) for at in near)
    return any(mention and mention.of("product", "family") for mention in named) or any(
        clause.word_in(at, "pronouns") for at in near
    )


def _moves_up(clause: Clause, place: int) -> bool:
    """`que los socios plata suban a oro`: where they are to go."""
    match = clause.at(clause.known.campaign.objectives, place)
    if match is None or match.meaning != "upsell" or place in clause.mention_at:
        return False
    return any(clause.word_in(at, "to") for at in range(place, min(match.end + 1, len(clause.tokens))))


def _product_next(clause: Clause, place: int) -> bool:
    """`upgrade cardholders to Gold`: what they should take."""
    at = place + 1 if clause.word_in(place, "name_articles") else place
    mention = clause.mention_at.get(at)
    moving = any(clause.word_in(at, "moving") for at in range(place))
    wanted = moving or clause.has(clause.known.campaign.objectives)
    sold = mention is not None and bool(
        mention.of("product") or (mention.of("value") and clause.word_in(place - 1, "to"))
    )
    return sold and wanted


def _infinitive(clause: Clause, place: int) -> bool:
    """`people who rent to think of us`: what they should do, not who they are."""
    if not clause.word_in(place, "infinitive") or place == 0 or place + 1 >= len(clause.tokens):
        return False
    if clause.word_in(place - 1, "must_have") or any(
        match.start < place < match.end for match in clause.find(clause.known.doings)
    ):
        return False  # `they have to book direct`, `who write to support …`
    behind = clause.tokens[place + _TO_WORK] if place + _TO_WORK < len(clause.tokens) else None
    if clause.word_in(place - 2, "relatives") and behind and _parts(behind):
        return False  # `who cycle to work, …`
    follows = clause.tokens[place + 1]
    apart = place + 1 in clause.mention_at or place + 1 in clause.quantity_at or place + 1 in clause.date_at
    apart = apart and not any(clause.word_in(at, "causing") for at in range(place))
    verb = follows.kind == "word" and follows.norm not in clause.known.logic.skippable and not apart
    return verb and not clause.word_in(place - 1, "wanting") and not clause.word_in(place + 1, "of_us")


def _offers(clause: Clause, place: int) -> bool:
    """Words of an offer, unless they are part of a name: `a month-to-month contract`."""
    match = clause.at(clause.known.campaign.offer, place)
    if match is None or _period_of_a_condition(clause, place):
        return False
    named = (clause.mention_at.get(at) for at in range(match.start, match.end))
    return not any(mention and mention.of("attribute", "value") for mention in named)


def _period_of_a_condition(clause: Clause, place: int) -> bool:
    """`an income of at least €1,500 a month`: what is compared is no price of ours."""
    before, named = clause.quantity_at.get(place - 1), clause.mention_at.get(place - 1)
    if clause.at(clause.known.campaign.per_period, place) is None:
        return False
    if before is None:  # `60 to 400 minutes to Mexico a month`
        measured = named.of("attribute") if named else ()
        return any(clause.company[sense.name].numeric for sense in measured)
    paid = any(clause.word_in(at, "paying") for at in range(max(0, before.start - 4), before.start))
    if paid or before.high is not None:
        return True
    return any(clause.at(clause.known.comparisons.before, at) for at in range(max(0, before.start - 4), before.start))


def _channel_follows(clause: Clause, place: int) -> bool:
    return any(clause.at(clause.known.campaign.channels, at) for at in range(place, place + 3))


def _how_they_do(clause: Clause, place: int) -> bool:
    """`operan habitualmente por homebanking o por la app`: values of the attribute that is named in front of them."""
    at = place + 1 + clause.word_in(place + 1, "articles")
    following = clause.mention_at.get(at)
    values = {sense.name for sense in following.of("value")} if following else set[str]()
    before = (clause.mention_at.get(back) for back in range(max(0, place - _SOLD), place))
    return any(values & {sense.name for sense in one.of("attribute", "value")} for one in before if one)


def _how_they_did(clause: Clause, place: int) -> bool:
    """`los que contrataron por teléfono`: the way in which they did it, where our data know ways of that name."""
    way = clause.mention_at.get(place + 1 + clause.word_in(place + 1, "articles"))
    return way is not None and bool(way.of("value")) and clause.word_in(place - 2, "relatives")


def _money_ahead(clause: Clause, place: int) -> bool:
    cue = clause.at(clause.known.campaign.budget, place)
    if cue is None or place in clause.mention_at:
        return False
    money = any(one.money and cue.end <= one.start <= cue.end + _NEAR for one in clause.quantities)
    return money and not _compares(clause, cue.end)


def _goal_ahead(clause: Clause, place: int) -> bool:
    cue = clause.at(clause.known.campaign.goal, place)
    if cue is None or _compares(clause, place):
        return False
    measured = any(clause.at(clause.known.campaign.metrics, at) for at in range(cue.end, cue.end + 6))
    return measured and any(cue.end <= one.start <= cue.end + _NEAR for one in clause.quantities)


def _compares(clause: Clause, place: int) -> bool:
    return clause.at(clause.known.comparisons.before, place) is not None


def _date_apart(clause: Clause, place: int) -> bool:
    """A date that no attribute, happening or `clients since` claims is when the campaign runs."""
    when = clause.date_at.get(place)
    if when is None or when.start != place:
        return False
    if any(clause.at(clause.known.people.heads, at) for at in range(max(0, place - 2), place)):
        return False
    before = range(max(0, place - 6), place)
    return not any(clause.at(clause.known.events, at) or _timed(clause, at) for at in before)


def _timed(clause: Clause, place: int) -> bool:
    mention = clause.mention_at.get(place)
    kinds = ("date", "recency", "tenure", "remaining")
    return mention is not None and any(clause.company[one.name].kind in kinds for one in mention.of("attribute"))
