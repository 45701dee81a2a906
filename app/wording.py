"""Help with the texts of a campaign while a person edits them: what of the brand they keep, other ways to say a part.

Nothing is written down here. A text counts once it is saved by an answer to the campaign's open step.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from agents.content.suggest import Suggested, suggested
from app.company import Company
from batuta.brand import WritingRules
from batuta.brand_review import BrandCheck, brand_check, fixed
from batuta.brief import Brief, Channel
from batuta.content import PARTS, ContentItem, Part
from batuta.deps import Deps
from batuta.errors import BadInput, NotFound
from batuta.grounding.carried import said_in
from batuta.suggesting import How
from batuta.text import Language, Text
from batuta.words.sentences import sentences


async def message_of(company: Company, campaign_id: str, version: str) -> ContentItem:
    """Raises: NotFound, where the campaign as it stands has no such version."""
    known = dict(await company.messages(await company.campaigns.state(campaign_id)))
    if version not in known:
        raise NotFound(
            Text(en="This campaign has no such message.", es="Esta campaña no tiene esa pieza."), subject=version[:12]
        )
    return known[version]


def brand_kept(item: ContentItem, deps: Deps, reader: Language) -> BrandCheck:
    """How much of the brand's rules a message keeps, told in the reader's language."""
    rules = deps.library.rules(item.channel, item.locale)
    return _kept(rules.model_dump_json(), item.channel, item.locale, tuple(item.parts.items()), reader)


@lru_cache(maxsize=2000)
def _kept(
    rules: str, channel: Channel, locale: str, parts: tuple[tuple[Part, str], ...], reader: Language
) -> BrandCheck:
    """By what the rules say: a page shows the same texts many times before a text or a rule changes."""
    return brand_check(dict(parts), channel, locale, WritingRules.model_validate_json(rules), reader)


def mended_parts(item: ContentItem, check: BrandCheck, deps: Deps) -> dict[Part, str]:
    """Parts with every broken rule put right that code can put right, one after the other."""
    rules = deps.library.rules(item.channel, item.locale)
    mended: dict[Part, str] = {}
    for broken in check.failed:
        text = mended.get(broken.part, item.parts.get(broken.part, ""))
        right = fixed(broken.rule, text, rules) if broken.fix is not None else None
        if right is not None:
            mended[broken.part] = right
    return mended


class LostWords(NamedTuple):
    """What a person had written into a message and a remedy of the review has taken out again."""

    by: str
    part: Part
    text: str


def words_lost(item: ContentItem) -> tuple[LostWords, ...]:
    """Sentences of the last edit of each part that stand in it no more, as long as nobody wrote it anew."""
    last = {edit.part: edit for edit in item.edits}
    return tuple(
        LostWords(edit.by, part, span.text)
        for part, edit in last.items()
        for span in sentences(edit.after)
        if not said_in(span.text, item.parts.get(part, ""))
    )


def with_texts(item: ContentItem, texts: Mapping[Part, str]) -> ContentItem:
    """The message as it would be with these parts, for looking at."""
    return item.model_copy(update={"parts": {**item.parts, **texts}})


async def alternatives(
    company: Company, campaign_id: str, item: ContentItem, part: str, how: How, *, locale: str | None = None
) -> Suggested:
    """Other ways to say one part as it stands, each within the brand's rules and carried by its sources.

    Raises: BadInput, for a part that the channel has not, for a language the company does not write in, and where
    there is nothing else to say.
    """
    named = next((one for one in PARTS[item.channel] if one == part), None)
    if named is None:
        raise BadInput(
            Text(en=f"{item.channel} has no part “{part}”.", es=f"{item.channel} no tiene la parte «{part}».")
        )
    if locale is not None and locale not in company.workspace.locales:
        raise BadInput(
            Text(en=f"The company does not write in “{locale}”.", es=f"La empresa no escribe en «{locale}»."),
            remedy=Text(
                en=f"Languages: {', '.join(company.workspace.locales)}.",
                es=f"Idiomas: {', '.join(company.workspace.locales)}.",
            ),
        )
    state = await company.campaigns.state(campaign_id)
    brief = await company.artefacts.get(str(state["brief"]), Brief)
    return await suggested(item, named, how, brief, company.deps, locale=locale)
