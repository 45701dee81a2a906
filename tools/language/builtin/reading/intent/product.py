"""Which product the campaign is for. Products that people have or lack are another matter."""

from collections.abc import Iterator
from dataclasses import dataclass

from batuta.reading import Doubt, ProductSaid
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.eligibility.scopes import is_of_people
from tools.language.builtin.reading.mentions import Mention
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.tokens import stem, tokenise

_WEIGHT = {"product": 6, "title": 3, "subject": 3, "offer": 2, "objective": 2}
_NAMED_BY = (",", ":", "–", "—", "-")
_BROUGHT_REACH = 7
"""Words between what we do and what we do it with."""
_ARROWS = ("→", "➜", "⇒", ">")
_SILENT = ("exclusion", "background", "ignore", "must_not_say", "channels", "budget", "baseline")


@dataclass(frozen=True, slots=True)
class _Candidate:
    clause: Clause
    mention: Mention
    products: tuple[str, ...]
    weight: float
    by_family: bool


def read_product(analysis: Analysis) -> tuple[ProductSaid | None, tuple[Doubt, ...]]:
    """The promoted product, or a doubt with the products it could be."""
    found = [one for clause in analysis.clauses for one in _candidates(analysis, clause)]
    found = found or [one for clause in analysis.clauses for one in _at_the_end(clause)]
    found = found or [one for clause in analysis.clauses for one in by_what_people_have(clause)]
    found = found or [one for clause in analysis.clauses for one in _apposed(clause)]
    found = found or [one for clause in analysis.clauses for one in _named_apart(clause)]
    found = found or list(_the_only_one(analysis))
    if not found:
        return None, ()
    named = [one for one in found if not one.by_family and len(one.products) == 1]
    best = _best(named)
    if best is not None:
        for one in found:
            same = one.products == best.products or (one.by_family and best.products[0] in one.products)
            if same and not _only_a_measure(one) and not _counted(one):
                one.clause.taken.update(range(one.mention.start, one.mention.end))
        rivals = {one.products[0]: one for one in named if one.weight >= best.weight and one.products != best.products}
        if rivals:
            return None, (_ambiguous(best, (best.products[0], *rivals)),)
        evidence = best.clause.quote(best.mention.start, best.mention.end)
        return ProductSaid(id=best.products[0], evidence=evidence), ()
    unclear = max(found, key=lambda one: one.weight)
    unclear.clause.taken.update(range(unclear.mention.start, unclear.mention.end))
    if len(unclear.products) == 1:
        evidence = unclear.clause.quote(unclear.mention.start, unclear.mention.end)
        return ProductSaid(id=unclear.products[0], evidence=evidence), ()
    return None, (_ambiguous(unclear, unclear.products),)


def _counted(one: _Candidate) -> bool:
    """`800 contracts`: how many are to be sold, though the family is called so."""
    metric = one.clause.at(one.clause.known.campaign.metrics, one.mention.start)
    return metric is not None and one.mention.start - 1 in one.clause.quantity_at


def _only_a_measure(one: _Candidate) -> bool:
    """`600 Mb` may name the product; it is what is offered all the same."""
    amount = one.clause.quantity_at.get(one.mention.start)
    return amount is not None and amount.end >= one.mention.end


def _best(named: list[_Candidate]) -> _Candidate | None:
    """The product with the most weight of all its mentions."""
    total: dict[str, float] = {}
    for one in named:
        total[one.products[0]] = max(total.get(one.products[0], 0.0), one.weight)
    if not total:
        return None
    most = max(total.values())
    return next(one for one in named if one.weight == most)


def _ambiguous(one: _Candidate, products: tuple[str, ...]) -> Doubt:
    evidence = one.clause.quote(one.mention.start, one.mention.end)
    return Doubt(kind="product_ambiguous", field="product_id", evidence=evidence, options=products)


def _candidates(analysis: Analysis, clause: Clause) -> Iterator[_Candidate]:
    section = "title" if _names_the_campaign(clause) else clause.sentence.section
    if section in _SILENT:
        return
    for mention in clause.mentions:
        senses = mention.of("product", "family")
        if not senses or mention.start in clause.taken:
            continue
        if all(sense.weak for sense in senses) and not _by_its_short_name(clause, mention):
            continue
        if _of_people(clause, mention) or _refused(clause, mention):
            continue
        promoted = _cued(clause, clause.known.campaign.promotes, mention.start, 6) or _moved_to(clause, mention)
        promoted = promoted or _brought(clause, mention) or _for_new_takers(clause, mention)
        promoted = promoted or _heads_the_rest(clause, mention) or _led_to(clause, mention)
        promoted = promoted or _pointed_at(clause, mention)
        owned = _cued(clause, clause.known.campaign.owns, mention.start, 3) and not promoted
        described = is_of_people(clause, mention.start)
        if section == "audience" or owned or (described and not promoted):
            continue
        if mention.of("attribute", "value") and not promoted and section not in _WEIGHT and _denied(clause, mention):
            continue
        products = tuple(dict.fromkeys(sense.name for sense in mention.of("product")))
        families = [sense.name for sense in mention.of("family")]
        by_family = not products
        if by_family:
            products = tuple(p.id for p in analysis.given.vocabulary.products.products if p.family in families)
        weight = _WEIGHT.get(section or "", 1) + (4 if promoted else 0) - 0.01 * clause.sentence.depth
        if products:
            yield _Candidate(clause, mention, products, weight, by_family)


def _at_the_end(clause: Clause) -> Iterator[_Candidate]:
    """`Win back users who have not ordered for 45 days with the Fuel Saver`: what it is done with."""
    for mention in clause.mentions:
        products = tuple(dict.fromkeys(sense.name for sense in mention.of("product") if not sense.weak))
        last = all(clause.tokens[at].kind == "sign" for at in range(mention.end, len(clause.tokens)))
        led = any(clause.word_in(at, "with") for at in range(max(0, mention.start - 2), mention.start))
        related = any(clause.word_in(at, "relatives") or clause.word_in(at, "whose") for at in range(mention.start))
        wanted = clause.has(clause.known.campaign.objectives) or clause.at(clause.known.people.openers, 0) is not None
        if len(products) == 1 and last and led and related and wanted and not mention.of("attribute", "value"):
            yield _Candidate(clause, mention, products, 1, by_family=False)


def _apposed(clause: Clause) -> Iterator[_Candidate]:
    """`Para clientes de Murcia, el Audífono Lucero`: behind those whom it is for, alone between its commas."""
    for mention in clause.mentions:
        products = tuple(dict.fromkeys(sense.name for sense in mention.of("product") if not sense.weak))
        first, last = next(((a, b) for a, b in clause.stretches if a <= mention.start < b), (0, 0))
        rest = [at for at in range(first, last) if not mention.start <= at < mention.end]
        alone = all(clause.word_in(at, "name_articles") or clause.tokens[at].kind == "sign" for at in rest)
        if len(products) == 1 and alone and first and clause.word_in(0, "towards"):
            yield _Candidate(clause, mention, products, 1, by_family=False)


def _named_apart(clause: Clause) -> Iterator[_Candidate]:
    """`After the meeting with the sales people, here is what we agreed for Life Cover`: nobody is told of beside it."""
    people, logic = clause.known.people.heads, clause.known.logic
    if clause.sentence.section in (*_SILENT, "audience", "must_say", "tone", "kpi") or clause.of_the_past:
        return
    for mention in clause.mentions:
        products = tuple(dict.fromkeys(sense.name for sense in mention.of("product") if not sense.weak))
        first, _ = next(((a, b) for a, b in clause.stretches if a <= mention.start < b), (0, 0))
        before = range(first, mention.start)
        kinds: tuple[Phrases[object], ...] = (people, logic.negators, logic.exclusions, logic.relatives, logic.holding)
        told = any(clause.at(phrases, at) for phrases in kinds for at in before if not _neutral(clause, at))
        told = told or any(clause.word_in(at, "whose") for at in before)
        named = clause.tokens[mention.start].text[:1].isupper() or _fills_its_stretch(clause, mention)
        if len(products) == 1 and named and not told and not mention.of("attribute", "value"):
            yield _Candidate(clause, mention, products, 1, by_family=False)


def _the_only_one(analysis: Analysis) -> Iterator[_Candidate]:
    """`Freelancers without a payroll → Online Account`: of all products one is called by its whole name.

    What people have or lack, and what is meant to be left out, names no other.
    """
    named: list[_Candidate] = []
    for clause in analysis.clauses:
        if clause.sentence.section in (*_SILENT, "audience", "must_say", "tone", "kpi") or clause.of_the_past:
            continue
        for mention in clause.mentions:
            products = tuple(dict.fromkeys(sense.name for sense in mention.of("product") if not sense.weak))
            words = mention.end - mention.start
            if len(products) != 1 or words == 1 or _denied(clause, mention) or _refused(clause, mention):
                continue
            if is_of_people(clause, mention.start) or _cued(clause, clause.known.campaign.owns, mention.start, 3):
                continue
            if any(clause.word_in(at, "whose") for at in range(mention.start)):
                continue
            named.append(_Candidate(clause, mention, products, 1, by_family=False))
    if len({one.products for one in named}) == 1:
        yield named[0]


def _fills_its_stretch(clause: Clause, mention: Mention) -> bool:
    """`…, the roadside rescue cover, …`: a name of several words, with an article before and a kind behind at most."""
    first, last = next(((a, b) for a, b in clause.stretches if a <= mention.start < b), (0, 0))
    before = all(
        clause.word_in(at, "name_articles") or clause.word_in(at, "articles") or clause.tokens[at].kind == "sign"
        for at in range(first, mention.start)
    )
    behind = [at for at in range(mention.end, last) if clause.tokens[at].kind != "sign"]
    return mention.end - mention.start > 1 and before and len(behind) <= 1 and bool(first)


def _neutral(clause: Clause, place: int) -> bool:
    """`here is what …`: words that elsewhere tell of people."""
    return clause.word_in(place, "for_it") or clause.word_in(place, "copulas")


def by_what_people_have(clause: Clause) -> Iterator[_Candidate]:
    """`push the credit card`: what is promoted is called as what customers have; products with all of its words."""
    company, code = clause.company, clause.known.code
    if clause.sentence.section not in (None, "title", "subject", "product", "objective"):
        return
    for mention in clause.mentions:
        flags = [sense for sense in mention.of("attribute") if company[sense.name].kind == "yes_no"]
        if not flags or mention.start in clause.taken or not _wanted(clause, mention):
            continue
        keys = {stem(clause.tokens[at].norm, code) for at in range(mention.start, mention.end)}
        keys -= {stem(word, code) for word in clause.known.logic.skippable}
        entries = [one for key in keys for one in company.by_stem[code].get(key, ())]
        called = (one.sense.name for one in entries if one.sense.kind == "product" and keys <= set(one.keys))
        products = tuple(dict.fromkeys(called))
        if products:
            yield _Candidate(clause, mention, products, 1, by_family=len(products) > 1)


def _wanted(clause: Clause, mention: Mention) -> bool:
    """Something is done with it, and nobody has it: `push the …`, `algo para el …`, `lo del …`."""
    owned = _cued(clause, clause.known.campaign.owns, mention.start, 3)
    before = range(max(0, mention.start - 3), mention.start)
    heads = any(clause.at(clause.known.people.heads, at) for at in range(mention.start))
    pushed = _cued(clause, clause.known.campaign.promotes, mention.start, 6)
    pushed = pushed or any(clause.word_in(at, "promoting") for at in before)
    return pushed and not heads and not (owned and not pushed)


def _moved_to(clause: Clause, mention: Mention) -> bool:
    """`upgrade Classic cardholders to Gold`."""
    before = [token.norm for token in clause.tokens[max(0, mention.start - 2) : mention.start]]
    # `Move month-to-month customers … to the One Year Plan`: the verb may stand far in front.
    moving = any(match.meaning == "upsell" for match in clause.find(clause.known.campaign.objectives))
    moving = moving or any(clause.word_in(at, "moving") for at in range(mention.start))
    return moving and bool(clause.known.words["to"] & set(before))


def _heads_the_rest(clause: Clause, mention: Mention) -> bool:
    """`Something for Easter with the Spa Pass: guests who …`: the colon opens who it is for."""
    if _opens_with_its_aim(clause, mention):
        return True
    colon = mention.end < len(clause.tokens) and clause.tokens[mention.end].norm == ":"
    people = clause.known.people.heads
    named = any(clause.at(people, at) for at in range(mention.start))
    return colon and not named and any(clause.at(people, at) for at in range(mention.end, len(clause.tokens)))


def _opens_with_its_aim(clause: Clause, mention: Mention) -> bool:
    """`Supper Box winback – anyone who …`: product and aim, and then who it is for."""
    aim = clause.at(clause.known.campaign.objectives, mention.end)
    opens = all(clause.tokens[at].kind == "sign" for at in range(mention.start))
    return bool(aim and opens and aim.end < len(clause.tokens) and clause.tokens[aim.end].kind == "sign")


def _names_the_campaign(clause: Clause) -> bool:
    """`Campaign: Spa Pass for families`: what stands under the campaign's own name."""
    label = clause.sentence.label
    if clause.sentence.section != "ignore" or label is None:
        return False
    words = tokenise(clause.text[label[0] : label[1]])
    return any(token.norm in clause.known.words["campaign_names"] for token in words)


def _brought(clause: Clause, mention: Mention) -> bool:
    """`recuperarlos con el Bono Spa`, `we'll lead with the Spa Pass`: what we come with, and nobody has."""
    at = mention.start - 1
    at -= at > 0 and (clause.word_in(at, "articles") or clause.word_in(at, "name_articles"))
    if at < 1 or not clause.word_in(at, "with"):
        return False
    people: tuple[Phrases[object], ...] = (clause.known.people.heads, clause.known.logic.relatives)
    first = next((a for a, b in clause.stretches if a <= at < b), 0)
    before = range(max(first, at - _BROUGHT_REACH), at)
    if clause.ending(clause.known.people.heads, at) or _ends_a_description(clause, at):
        return False
    named = [place for place in before if any(clause.at(phrases, place) for phrases in people)]
    aims = [place for place in before if clause.at(clause.known.campaign.objectives, place)]
    aims += [at - 1] if clause.word_in(at - 1, "coming_back") or clause.word_in(at - 1, "going_out") else []
    ours = [place for place in before if _of_us(clause, place)]
    return bool(aims) or bool(ours and not named)


def _ends_a_description(clause: Clause, place: int) -> bool:
    """What stands just before is a value or attribute of people, so that `with` goes on about them."""
    mention = clause.mention_at.get(place - 1)
    return mention is not None and bool(mention.of("attribute", "value")) and not mention.of("product", "family")


def _of_us(clause: Clause, place: int) -> bool:
    token, endings = clause.tokens[place], tuple(clause.known.words["we_endings"])
    verb = bool(endings) and token.norm.endswith(endings) and place not in clause.mention_at
    return verb or clause.word_in(place, "of_us")


def _for_new_takers(clause: Clause, mention: Mention) -> bool:
    """`new Spa Pass customers`, `nuevos titulares de la Tarjeta Oro`: who is to take it."""
    heads, words = clause.known.people.heads, clause.known.words
    if clause.word_in(mention.start - 1, "new") and clause.at(heads, mention.end):
        return True
    at = mention.start - 1
    at -= clause.word_in(at, "articles")
    led = clause.word_in(at, "of") and (clause.ending(heads, at) or clause.word_in(at - 1, "possessors"))
    return bool(led) and any(clause.tokens[place].norm in words["new"] for place in range(max(0, at - 2), at))


def _pointed_at(clause: Clause, mention: Mention) -> bool:
    """`Freelancers without a payroll → Online Account`: what an arrow leads to."""
    return mention.start > 0 and clause.tokens[mention.start - 1].text in _ARROWS


def _led_to(clause: Clause, mention: Mention) -> bool:
    """`get more people into the Spa Pass`, `back on the Spa Pass`: where people are to be led."""
    at = mention.start - 1
    at -= clause.word_in(at, "name_articles")
    into = clause.word_in(at, "into")
    back = clause.word_in(at, "led_to") and clause.word_in(at - 1, "coming_back")
    return at > 0 and (into or back)


def _of_people(clause: Clause, mention: Mention) -> bool:
    """`los jóvenes` is no Youth Card, whatever else that is called."""
    people = clause.known.people
    kinds: tuple[Phrases[object], ...] = (people.vague, people.groups, people.minors)
    single = mention.end - mention.start == 1 and clause.tokens[mention.start].text[:1].islower()
    return single and any(clause.at(phrases, mention.start) for phrases in kinds)


def _by_its_short_name(clause: Clause, mention: Mention) -> bool:
    """`la Oro`, `Gold`: one word of a name counts where it is written or used as a name."""
    first = clause.tokens[mention.start]
    article = clause.word_in(mention.start - 1, "name_articles") and not clause.word_in(mention.end, "of")
    named = mention.end < len(clause.tokens) and clause.tokens[mention.end].norm in _NAMED_BY
    return article or (first.text[:1].isupper() and (mention.start > 0 or named))


def _refused(clause: Clause, mention: Mention) -> bool:
    """`it's not Green Fix, it's Boiler Care`, `la Fija Verde no`: said of it that it is not meant."""
    at, end = mention.start - 1, mention.end
    small = ("articles", "name_articles", "states")
    while any(clause.word_in(at, part) for part in small) or _same_product(clause, mention, at):
        at -= 1
    while _same_product(clause, mention, end):
        end += 1
    alone = end + 1 >= len(clause.tokens) or clause.tokens[end + 1].kind == "sign"
    negator = clause.ending(clause.known.logic.negators, at + 1)
    before = negator is not None and not clause.at(clause.known.logic.not_only, negator.start)
    return before or (alone and clause.word_in(end, "refusing"))


def _same_product(clause: Clause, mention: Mention, place: int) -> bool:
    """Another word of its name: `la Fija Verde`, for `Fija Verde 24`."""
    other = clause.mention_at.get(place)
    return other is not None and bool({*other.of("product")} & {*mention.of("product")})


def _denied(clause: Clause, mention: Mention) -> bool:
    """`sin fibra`, `no mortgage`, `with TV`: a condition on people, though none are named."""
    logic = clause.known.logic
    near = range(max(0, mention.start - 3), mention.start)
    return any(clause.at(logic.negators, at) or clause.at(logic.holding, at) for at in near)


def _cued(clause: Clause, phrases: Phrases[bool], place: int, reach: int) -> bool:
    """A cue stands shortly before, with nothing but small words in between."""
    for start in range(max(0, place - reach), place):
        match = clause.at(phrases, start)
        if match and match.end <= place and _small_between(clause, match.end, place):
            return True
    return False


def _small_between(clause: Clause, start: int, end: int) -> bool:
    words = clause.known.words
    small = words["pronouns"] | words["small_promoted"] | clause.known.logic.skippable | clause.known.campaign.common
    return all(clause.tokens[at].norm in small for at in range(start, end))
