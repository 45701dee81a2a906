"""`batuta content find --jsonl`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError, field_validator

from batuta.brief import Window
from batuta.content import InventoryItem, Rights
from batuta.discovery import Decision, Wanted, discover
from batuta.errors import BadInput
from batuta.explain import with_unit
from batuta.grounding.support import Evidence
from batuta.misfit import misfits
from batuta.noun import Noun, Received
from batuta.product import Fact
from batuta.text import Text, language_of


class OutsideItem(Received):
    """An inventory item as other systems describe it."""

    id: str
    type: str = "copy"
    status: str
    version: int = 1
    channel: str | None = None
    locale: str | None = None
    product_id: str | None = None
    audience: str | None = None
    purpose: str | None = None
    title: str | None = None
    body: str | None = None
    updated: date | None = None
    valid_until: date | None = None
    rights: Rights | None = None

    @field_validator("valid_until", "updated", mode="before")
    @classmethod
    def _nothing_is_no_date(cls, given: object) -> object:
        return given or None

    @field_validator("rights", mode="before")
    @classmethod
    def _known_rights(cls, given: object) -> object:
        if not isinstance(given, Mapping):
            return None
        known = {
            name: value for name, value in given.items() if name in Rights.model_fields and value not in (None, "")
        }
        return {**known, "territories": tuple(known.get("territories") or ())}


class OutsideCampaign(Received):
    product_id: str | None = None
    window: Window | None = None

    @field_validator("window", mode="before")
    @classmethod
    def _dates_only(cls, given: object) -> object:
        if isinstance(given, Mapping):
            return {name: given.get(name) or None for name in ("start", "end")}
        return given


class FindLine(Received):
    today: date
    campaign: OutsideCampaign = OutsideCampaign()
    product_facts: Any = ()
    needs: tuple[Wanted, ...]
    inventory: tuple[OutsideItem, ...] = ()


class Missed(Noun):
    id: str
    why: str


class FoundNeed(Noun):
    need_id: str
    decision: Decision
    item_id: str | None = None
    rejected: tuple[Missed, ...] = ()


class FoundNeeds(Noun):
    needs: tuple[FoundNeed, ...]


async def find(line: dict[str, object], reader: str | None) -> FoundNeeds:
    """What of the line's inventory fills each of its needs."""
    asked = FindLine.model_validate(line)
    inventory = [_item(item) for item in asked.inventory]
    window = asked.campaign.window
    last_day = (window.end or window.start if window else None) or asked.today
    needs: list[FoundNeed] = []
    for need in asked.needs:
        wanted = need if need.product_id else need.model_copy(update={"product_id": asked.campaign.product_id})
        facts = evidence_of(asked.product_facts, wanted.product_id, wanted.locale)
        result = discover(wanted, inventory, facts, last_day=last_day)
        needs.append(
            FoundNeed(
                need_id=need.need_id,
                decision=result.decision,
                item_id=result.items[0].id if result.items else None,
                rejected=tuple(Missed(id=miss.id, why=miss.why.in_(reader)) for miss in result.rejected),
            )
        )
    return FoundNeeds(needs=tuple(needs))


def evidence_of(given: object, product_id: str | None, locale: str | None) -> list[Evidence]:
    """Facts as in products.yaml, as `{locale, text}` or plain words; by product where they are keyed."""
    if isinstance(given, Mapping):
        listed = given.get(product_id) if product_id in given else given.get("facts", ())
        return evidence_of(listed, product_id, locale) if isinstance(listed, (list, tuple)) else []
    found: list[Evidence] = []
    for number, fact in enumerate(given if isinstance(given, (list, tuple)) else ()):
        if isinstance(fact, str):
            found.append(Evidence(f"fact:{number}", fact))
        elif isinstance(fact, Mapping):
            owner = fact.get("product_id")
            if owner is None or owner == product_id:
                found += _fact_evidence(fact, number, locale)
    return found


def _fact_evidence(fact: Mapping[str, object], number: int, locale: str | None) -> list[Evidence]:
    name = str(fact.get("id") or fact.get("key") or f"fact:{number}")
    if isinstance(fact.get("text"), str) and "key" not in fact:
        own = fact.get("locale")
        same_language = not own or not locale or language_of(str(own)) == language_of(locale)
        return [Evidence(name, str(fact["text"]))] if same_language else []
    known = {key: value for key, value in fact.items() if key in Fact.model_fields}
    try:
        read = Fact.model_validate(known)
    except ValidationError as broken:
        place, why = f"product_facts.{number}", misfits(broken)
        raise BadInput(
            Text(en=f"{place} is no fact: {why.en}.", es=f"{place} no es un dato: {why.es}."),
            remedy=Text(
                en="A fact has key, text and value as in products.yaml, or locale and text.",
                es="Un dato lleva key, text y value como en products.yaml, o bien locale y text.",
            ),
        ) from None
    figure = with_unit(read.value, read.unit, locale) if isinstance(read.value, (int, float)) else ""
    pieces = [read.text.in_(locale), read.conditions.in_(locale) if read.conditions else "", figure]
    return [Evidence(name, ". ".join(piece for piece in pieces if piece))]


def _item(item: OutsideItem) -> InventoryItem:
    return InventoryItem(
        **{
            **item.model_dump(exclude={"title", "body", "rights"}),
            "title": item.title or "",
            "body": item.body or "",
            "rights": item.rights,
        }
    )
