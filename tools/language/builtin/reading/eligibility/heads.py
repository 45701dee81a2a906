"""Where people are named: customers, `over-50s`, those for whom something is; and what stands before the noun."""

from functools import cache
from itertools import pairwise

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.lexicon import lexicon
from tools.language.builtin.reading.phrases import Found, Phrases
from tools.language.builtin.reading.tokens import stem

_CHANNEL_REACH = 10
_OPENING, _TOLD = 4, 4
_HELD_REACH = 8
"""Words between a noun and what our data tell of it."""
_LISTED = frozenset(("+", "&", "/"))
_ARROWS = frozenset(("→", "⇒", "–", "—", "-", "|", "·", ">"))


def head_at(clause: Clause, place: int) -> int | None:
    """Where a word for people that begins here ends."""
    if place in clause.date_at or clause.at(clause.known.logic.adverbials, place):
        return None  # `Black Friday`, `all of it in English`
    if any(clause.word_in(at, "narrating") for at in (place - 1, place - 2)):
        return None  # `when people come back from their holidays`: a story
    people = clause.known.people
    kinds: tuple[Phrases[object], ...] = (people.groups, people.minors, people.protected, people.vague)
    before = place - 2 if clause.word_in(place - 1, "definite") else place - 1
    addressed = before >= 0 and clause.word_in(before, "towards") and clause.sentence.section != "kpi"
    opens = _begins(clause, place) or _denied_from_the_start(clause, place)
    if addressed or (opens and clause.sentence.section in (None, "title")):
        kinds += (people.new_customers,) if addressed else ()
        if any(clause.at(phrases, place) for phrases in kinds):
            return place + 1
    if held_by_more(clause, place):
        return place + 1
    if _by_age(clause, place) or (_begins(clause, place) and _by_description(clause, place)):
        return place + 1
    match = clause.at(people.openers, place)
    if match and match.end in clause.quantity_at and clause.at(people.vague, match.end) is None:
        return None  # `llegar a 250`, `target 150`: a goal, and not `thinking twenty-somethings`
    match = match or clause.at(people.heads, place) or clause.at(people.new_customers, place)
    if match is None and _each_of_them(clause, place):
        return place + 2
    if match and _nobody_in_particular(clause, match):
        return None
    if match is None and (by_what_they_do(clause, place) or (addressed and _told_about(clause, place))):
        return place + 1
    metrics = clause.known.campaign.metrics
    counted = any(clause.at(metrics, at) and at - 1 in clause.quantity_at for at in (place, place - 1))
    return match.end if match and not counted else None


def _each_of_them(clause: Clause, place: int) -> bool:
    """`any guest who …`, `todo huésped que …`: the singular of people who are named in the plural."""
    noun, end, code = place + 1, place + 2, clause.known.code
    told = clause.at(clause.known.logic.relatives, end) is not None or any(
        clause.word_in(end, part) for part in ("with", "without", "whose")
    )
    if not told or not clause.word_in(place, "every_one") or noun in clause.mention_at:
        return False
    return stem(clause.tokens[noun].norm, code) in nouns_for_people(code)


@cache
def nouns_for_people(code: str) -> frozenset[str]:
    """Stems of the nouns for people."""
    return frozenset(stem(one, code) for one in lexicon(code).people.heads.wordings() if " " not in one)


def _nobody_in_particular(clause: Clause, head: Found[bool]) -> bool:
    """`use those as dates`, `the one idea everybody liked was …`, `people's habits`: words for people in passing."""
    end = head.end
    if clause.word_in(head.start, "those"):
        return clause.word_in(end, "compared_as")
    if end < len(clause.tokens) and clause.tokens[end].norm in ("'s", "'") and clause.tokens[end].glued:
        behind = (clause.mention_at.get(at) for at in range(end, end + _TOLD))
        return not any(one and not all(sense.weak for sense in one.senses) for one in behind)
    if end == head.start + 1 and clause.word_in(head.start, "them_all") and head.start and end < len(clause.tokens):
        done = clause.tokens[end].norm.endswith(tuple(clause.known.words["participle_endings"]))
        return done and not clause.marked(end) and clause.word_in(end + 1, "states")
    return False


def held_by_more(clause: Clause, place: int) -> bool:
    """`families in Jalisco that …`, `homes still on copper`: a noun of which something in our data is told."""
    noun = clause.at(clause.known.people.held, place)
    owned = any(clause.word_in(place - 1, part) for part in ("our", "theirs", "of_their_own", "definite"))
    if (
        noun is None
        or (owned and not clause.word_in(noun.end, "relatives"))
        or clause.at(clause.known.logic.negators, place - 1)
    ):
        return False
    logic = clause.known.logic
    at = noun.end + clause.word_in(noun.end, "adverbs_of_time")
    kinds: tuple[Phrases[object], ...] = (logic.relatives, logic.holding, logic.negators)
    led = any(clause.at(phrases, at) for phrases in kinds) or any(
        clause.word_in(at, part) for part in ("inside", "of", "whose", "with", "without", "places")
    )
    doing = tuple(clause.known.words["doing_endings"])
    led = led or (at < len(clause.tokens) and clause.tokens[at].norm.endswith(doing))
    behind = (mention for mention in clause.mentions if at < mention.start <= at + _HELD_REACH)
    named = (mention.of("attribute", "value") for mention in behind)
    return led and any(senses and not all(sense.weak for sense in senses) for senses in named)


def _denied_from_the_start(clause: Clause, place: int) -> bool:
    """`No students.`, `Sin niños en casa.`: a sentence of its own about who is not meant."""
    negator = clause.at(clause.known.logic.negators, 0)
    return negator is not None and negator.end == place


def _valued(clause: Clause, place: int) -> bool:
    """No figure and no day: a plain word, or one of a value's name."""
    mention = clause.mention_at.get(place)
    return not clause.marked(place) or (mention is not None and bool(mention.of("value")))


def _told_about(clause: Clause, place: int) -> bool:
    """`para pasajeras embarazadas que vuelan desde …`: a plural that a relative clause with data follows."""
    token, known = clause.tokens[place], clause.known
    plain = token.kind == "word" and token.norm.endswith("s") and not clause.marked(place)
    if not plain or token.norm in known.logic.skippable | known.campaign.common:
        return False
    near = range(place + 1, min(place + _TOLD, len(clause.tokens)))
    relative = next((at for at in near if clause.at(known.logic.relatives, at)), None)
    between = range(place + 1, relative or 0)
    if relative is None or any(not _valued(clause, at) or clause.tokens[at].kind != "word" for at in between):
        return False
    behind = [mention for mention in clause.mentions if mention.start > relative]
    return bool(behind) and bool(behind[0].of("attribute", "value"))


def by_what_they_do(clause: Clause, place: int) -> bool:
    """`Madrid flyers`, `kibble eaters`: a noun of that ending right behind a value of an attribute."""
    before, token = clause.mention_at.get(place - 1), clause.tokens[place]
    named = before is not None and bool(before.of("value")) and not before.of("product", "family")
    ending = token.norm.endswith(tuple(clause.known.words["agent_endings"]))
    return named and ending and token.kind == "word" and place not in clause.mention_at


def _begins(clause: Clause, place: int) -> bool:
    """The first word, or the first behind `Youth Card:`."""
    before = clause.mention_at.get(place - 2)
    named = before is not None and bool(before.of("product", "family"))
    return place == 0 or (named and clause.tokens[place - 1].norm == ":")


def _by_description(clause: Clause, place: int) -> bool:
    """`Phones with more than 24 months …`, `dads with two children`: what opens the sentence has what people have."""
    rest = len(clause.tokens) - place
    if clause.sentence.section not in (None, "title") or rest < _OPENING or clause.marked(place):
        return False
    logic, campaign = clause.known.logic, clause.known.campaign
    if not any(clause.at(phrases, place + 1) for phrases in (logic.holding, logic.negators)):
        return False
    kinds: tuple[Phrases[object], ...] = (
        campaign.campaign, campaign.offer, campaign.promotes, campaign.channels, campaign.objectives, campaign.budget,
        campaign.metrics, campaign.channel_cues, logic.joints, logic.negators, logic.holding, logic.relatives,
        clause.known.comparisons.before,
    )  # fmt: skip
    plain = clause.tokens[place].kind == "word" and not any(clause.at(phrases, place) for phrases in kinds)
    plain = plain and clause.tokens[place].norm not in logic.skippable | campaign.common
    behind = [mention for mention in clause.mentions if mention.start > place]
    named = [mention for mention in behind if mention.of("attribute", "value")]
    return plain and len(named) > 1 and not any(mention.of("product") for mention in behind)


def _by_age(clause: Clause, place: int) -> bool:
    """`Over-50s …`, `…, mayores de 65 …`: people by nothing but their age, where a sentence or its part begins."""
    compared = clause.at(clause.known.comparisons.before, place)
    begins = place == 0 or clause.tokens[place - 1].norm in (",", ":")
    if compared is None or not begins:
        return False
    at = compared.end
    at += at < len(clause.tokens) and clause.tokens[at].norm == "-"
    amount = clause.quantity_at.get(at)
    if amount is None:
        return False
    return clause.plural_at(amount.end) or clause.word_in(place, "aged_people")


def names_people(clause: Clause, start: int, end: int) -> bool:
    """A name that itself says people, as `gold members` or `clientes premium` do."""
    mention, people = clause.mention_at[start], clause.known.people
    if not mention.of("attribute", "value"):
        return False
    if start - 1 in clause.quantity_at and clause.at(clause.known.campaign.metrics, start):
        return False  # `800 contracts`: a goal
    flags = any(clause.company[sense.name].kind == "yes_no" for sense in mention.of("attribute"))
    if (flags or mention.of("product", "family")) and _promoted(clause, start):
        return False
    if any(
        clause.at(people.heads, at) and not (at > start and clause.word_in(at - 1, "of")) for at in range(start, end)
    ):
        return True
    if mention.of("value") and _those_of(clause, start):
        return True
    if mention.of("product", "family"):
        return False
    wanted = clause.word_in(start - 1, "wanting") and clause.sentence.section is None
    wanted = wanted or _behind_the_product(clause, start) or _and_nobody_else(clause, end)
    if _a_kind_of_people(clause, start, end) and (
        wanted or _towards(clause, _leading(clause, start)) or _described(clause, start, end)
    ):
        return True
    led = _begins(clause, start) or clause.word_in(start - 1, "towards") or clause.word_in(start - 1, "people_articles")
    kinds: tuple[Phrases[object], ...] = (people.groups, people.protected, people.vague)
    return led and any(clause.at(phrases, at) for phrases in kinds for at in range(start, end))


def _those_of(clause: Clause, start: int) -> bool:
    """`los de prepago`, `los de nivel oro`, `a los oro`: an article in the plural, and its noun left unsaid."""
    mention = clause.mention_at[start]
    unsaid = clause.word_in(start - 1, "those") and not clause.tokens[mention.end - 1].norm.endswith("s")
    if unsaid and any(not sense.weak for sense in mention.of("value")):
        return not mention.of("product", "family")
    at = start - any(word_of(clause, start - 1, sense.name) for sense in mention.of("value"))
    return clause.word_in(at - 1, "of") and clause.word_in(at - 2, "those")


def word_of(clause: Clause, place: int, attribute: str) -> bool:
    """A word of the attribute's own name, and of none of its values."""
    if not 0 <= place < len(clause.tokens):
        return False
    code = clause.known.code
    entries = clause.company.by_stem[code].get(stem(clause.tokens[place].norm, code), ())
    return any(one.sense.kind == "attribute" and one.sense.name == attribute for one in entries)


def _promoted(clause: Clause, start: int) -> bool:
    """`promover una de nuestras cuentas de cheques`: what is sold, though people may have it too."""
    one_of_ours = all(
        clause.word_in(start - back, part) for back, part in enumerate(("our", "of", "single_one"), start=1)
    )
    if one_of_ours:
        return True
    verb = next((at for at in range(start - 1, -1, -1) if clause.at(clause.known.campaign.promotes, at)), None)
    between = range(verb + 1, start) if verb is not None else range(0)
    addressed = any(clause.word_in(at, "towards") or clause.tokens[at].kind == "sign" for at in between)
    moved = verb is not None and clause.word_in(verb, "moving")  # `move accounts on a trial onto …`
    return verb is not None and len(between) <= _OPENING and not addressed and not moved


def _behind_the_product(clause: Clause, start: int) -> bool:
    """`Cash Forecast → finance directors`, `the Executive MBA please: graduates of …`: a sign parts the two."""
    sign = clause.tokens[start - 1] if start > 1 else None
    parted = sign is not None and (sign.norm == ":" or (sign.norm in _ARROWS and not sign.glued))
    return parted and any(mention.of("product") and mention.end < start for mention in clause.mentions)


def _and_nobody_else(clause: Clause, end: int) -> bool:
    """`founders only, …`."""
    only = clause.at(clause.known.campaign.only, end)
    ends = only is not None and (only.end >= len(clause.tokens) or clause.tokens[only.end].kind == "sign")
    ends = ends and clause.ending(clause.known.campaign.channels, end) is None  # `Phone only, …`
    return ends and clause.sentence.section in (None, "title")


def _leading(clause: Clause, start: int) -> int:
    """The word in front of a noun and of what is said of it: `for single or married technicians`."""
    at = start - 1
    while at > 0 and (_of_people(clause, at) or (clause.word_in(at, "joins_modifiers") and _of_people(clause, at - 1))):
        at -= 1
    return at


def _towards(clause: Clause, place: int) -> bool:
    """`para`, `a los`: with an article behind it at most."""
    return clause.word_in(place - clause.word_in(place, "people_articles"), "towards")


def _of_people(clause: Clause, place: int) -> bool:
    mention = clause.mention_at.get(place)
    return mention is not None and bool(mention.of("value")) and not mention.of("product", "family")


def _described(clause: Clause, start: int, end: int) -> bool:
    """`Employees whose …`, `Técnicos sin …`: what opens a sentence and is told more about."""
    opens = all(at in clause.mention_at or clause.tokens[at].kind == "sign" for at in range(start)) and start < _OPENING
    logic = clause.known.logic
    more = any(clause.at(phrases, end) for phrases in (logic.relatives, logic.negators)) or clause.word_in(end, "with")
    return opens and more and clause.sentence.section in (None, "title")


def _does_something(clause: Clause, place: int) -> bool:
    """`cuentahabientes`, `abandoners`: a noun with the ending of who does something."""
    return clause.tokens[place].norm.endswith(tuple(clause.known.words["agent_endings"]))


def _a_kind_of_people(clause: Clause, start: int, end: int) -> bool:
    """`para técnicos`, `for technicians`, `to cart abandoners`: people in the plural by a value or by what they do."""
    mention, last = clause.mention_at[start], clause.tokens[end - 1].norm
    own = [sense for sense in mention.of("value") if not sense.weak]
    agents = [at for at in range(start, end) if _does_something(clause, at)]
    last = clause.tokens[agents[0]].norm if agents else last
    if not own and agents:
        flags = (sense for sense in mention.of("attribute") if not sense.weak)
        own = [sense for sense in flags if clause.company[sense.name].kind == "yes_no"]
    plural = last.endswith("s")
    words = all(clause.tokens[at].kind == "word" for at in range(start, end)) and start not in clause.quantity_at
    return bool(own) and plural and words and clause.sentence.section != "kpi"


def for_one_channel(clause: Clause, place: int) -> bool:
    """`a letter for those who are not digital`: which of the people get it by post, not who is addressed."""
    if place < 2 or not (clause.word_in(place - 1, "receiving") or clause.word_in(place, "receiving")):
        return False
    spoken = clause.find(clause.known.campaign.channels)
    before = [match for match in spoken if match.end <= place]
    after = [match.start for match in spoken if match.start > place]
    if before and any(one.of("product", "family") and before[-1].end <= one.start < place for one in clause.mentions):
        return False  # `SMS and a call for Car Insurance to customers …`
    apart = any(not _one_list(clause, first.end, second.start) for first, second in pairwise(before))
    return apart or bool(before and after and after[0] - place <= _CHANNEL_REACH)


def _one_list(clause: Clause, start: int, end: int) -> bool:
    """`llamar por teléfono`, `email + SMS`: channels that nothing but small words and signs of a list part."""
    return all(
        clause.word_in(at, "listing") or clause.word_in(at, "channel_list") or clause.tokens[at].norm in _LISTED
        for at in range(start, end)
    )


def modifiers(clause: Clause, head: int, until: int) -> int:
    """Where what belongs to a head begins: `mobile-only customers`, `30–55 year old clients`.

    until: the first token that may belong to it.
    """
    place = head - 1
    while place >= until:
        mention, amount, token = clause.mention_at.get(place), clause.quantity_at.get(place), clause.tokens[place]
        if clause.word_in(place, "putting"):
            break  # `take those in arrears out`
        if mention:
            promoted = mention.of("product") and clause.word_in(head, "towards")  # `Onda Cine a los que …`
            if promoted or not mention.of("attribute", "value"):
                break
            start = mention.start
        elif amount:
            start = amount.start
        elif token.norm in ("-", "/") or _listed(clause, place) or _adjective(clause, place):
            start = place
        else:
            break
        place = start - 1
    return max(place + 1, until)


def _listed(clause: Clause, place: int) -> bool:
    """A comma or `and` with something of the same kind before it."""
    joins = clause.tokens[place].norm in (",", "+") or clause.word_in(place, "joins_modifiers")
    return joins and (place - 1 in clause.mention_at or place - 1 in clause.quantity_at)


def _adjective(clause: Clause, place: int) -> bool:
    word = clause.tokens[place].kind == "word" and not clause.word_in(place, "no_modifier")
    return word and not _verb(clause, place)


def _verb(clause: Clause, place: int) -> bool:
    campaign = clause.known.campaign
    verbs: tuple[Phrases[object], ...] = (
        campaign.promotes,
        campaign.campaign,
        campaign.budget,
        campaign.objectives,
    )
    return any(clause.at(phrases, place) for phrases in verbs)
