"""`batuta comply`: one text, one audience, or both, with a context of their own."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field, field_validator

from batuta.audience import Audience
from batuta.brief import CHANNELS, Channel
from batuta.compliance import Finding, Review, Subject, Verdict
from batuta.content import PARTS, ContentItem, Part, part_named
from batuta.errors import BadInput
from batuta.noun import Noun, Received
from batuta.ports import Policies
from batuta.product import Product
from batuta.text import Text
from batuta.workspace import Workspace

if TYPE_CHECKING:
    from tools.policies import PolicyBook

_REGIONS = {"ES": "ES", "MX": "MX", "US": "US", "GB": "UK", "UK": "UK", "IE": "EU", "FR": "EU", "DE": "EU"}
"""The law of a locale's region, where a line names no jurisdiction."""
_JOINT = "\n\n"
"""Between fields that make up one part."""
SMALL_PRINT = frozenset(
    {"legal", "footer", "disclaimer", "disclaimers", "terms", "small_print", "fine_print", "legal_text", "conditions"}
)
"""Fields that hold small print, on every channel."""
_NOTE = "* "
"""Before small print that has no part of its own: it is read as a note at the end."""
ONE_LINE: frozenset[Part] = frozenset({"subject", "preheader", "headline", "title", "cta"})
"""Parts that end with their line in a file."""
_CHANNEL_NAMES: dict[str, Channel] = {
    "e-mail": "email",
    "mail": "email",
    "correo": "email",
    "text": "sms",
    "push_notification": "push",
    "notification": "push",
    "inapp": "in_app",
    "landing": "web",
    "banner": "display",
    "phone": "call",
    "telemarketing": "call",
    "whatsapp": "sms",
    "post": "letter",
}


class ComplyLine(Received):
    """What is reviewed. Either the copy or the audience may be absent, not both."""

    text: dict[str, str] | None = Field(default=None, alias="copy")
    channel: str | None = None
    locale: str = ""
    jurisdiction: tuple[str, ...] = ()
    product_id: str | None = None
    product_kind: str | None = None
    sector: str = ""
    product_facts: Any = ()
    today: date | None = None
    send_at: datetime | None = None
    audience_note: str = ""
    audience: Audience | None = None
    channels: tuple[str, ...] = ()
    sensitive: dict[str, str] = Field(default_factory=dict)
    sender: str = ""

    @field_validator("text", mode="before")
    @classmethod
    def _plain_copy_is_a_body(cls, given: object) -> object:
        if isinstance(given, str):
            return {"body": given}
        if isinstance(given, Mapping):
            return {str(name): _words(value) for name, value in given.items() if value is not None}
        return given

    @field_validator("jurisdiction", "channels", mode="before")
    @classmethod
    def _one_or_many(cls, given: object) -> object:
        if isinstance(given, str):
            return tuple(name.strip() for name in given.replace("/", ",").split(",") if name.strip())
        return () if given is None else given

    @field_validator("locale", "sector", "audience_note", "sender", mode="before")
    @classmethod
    def _nothing_is_empty(cls, given: object) -> object:
        return "" if given is None else given

    @field_validator("sensitive", mode="before")
    @classmethod
    def _names_of_traits(cls, given: object) -> object:
        return {str(k): str(v) for k, v in given.items() if v} if isinstance(given, Mapping) else {}


class Outcome(Noun):
    """What a review of one line comes to."""

    verdict: Verdict
    findings: tuple[Finding, ...]


def reviewed(line: dict[str, object], policies: Policies, today: date, reader: str | None) -> Outcome:
    """Review one line in its own context: its jurisdiction, any company as sender, its facts.

    Raises: BadInput, where nothing is given to review or a channel is unknown; ValidationError.
    """
    asked, review = _review(line, policies, today, reader)
    return Outcome(verdict=review.verdict, findings=tuple(_as_given(finding, asked) for finding in review.findings))


def review_of(line: dict[str, object], policies: Policies, today: date, reader: str | None) -> tuple[Subject, Review]:
    """What was reviewed, and the whole review. Raises: as `reviewed`."""
    asked, review = _review(line, policies, today, reader)
    return _subject(asked, today), review


def _review(line: dict[str, object], policies: Policies, today: date, reader: str | None) -> tuple[ComplyLine, Review]:
    asked = ComplyLine.model_validate(line)
    if asked.text is None and asked.audience is None:
        raise BadInput(
            Text(
                en="There is neither “copy” nor “audience”: nothing to review.",
                es="No hay ni «copy» ni «audience»: nada que revisar.",
            )
        )
    return asked, policies.review(_subject(asked, today), reader)


def in_company(
    copy: str, channel: Channel, company: Workspace, product: Product | None, locale: str, places: tuple[str, ...]
) -> dict[str, object]:
    """A line that has a company's own context, for a text on its own."""
    return {
        "copy": parts_of(copy, channel),
        "channel": channel,
        "locale": locale,
        "jurisdiction": list(places or company.jurisdictions),
        "product_kind": product.kind if product else None,
        "product_facts": [fact.model_dump(mode="json") for fact in product.facts] if product else [],
        "sector": company.sector,
        "sender": "|".join(filter(None, (company.sender.name, company.sender.brand, company.name))),
    }


def parts_of(text: str, channel: Channel) -> dict[str, str]:
    """Named parts of a file: lines `subject: …`; what has no name is the main text."""
    parts: dict[str, list[str]] = {}
    current = main_part(channel)
    for line in text.splitlines():
        name, colon, rest = line.partition(":")
        part = part_named(channel, name.strip().lower()) if colon else None
        parts.setdefault(part or current, []).append(rest.strip() if part else line)
        if part:
            current = main_part(channel) if part in ONE_LINE else part
    return {part: "\n".join(lines).strip() for part, lines in parts.items() if "\n".join(lines).strip()}


def main_part(channel: Channel) -> Part:
    return "text" if channel == "sms" else "body"


def facts_of(given: object) -> tuple[str, ...]:
    """Facts in words: plain, as `{locale, text}`, as in products.yaml, or a map of names to values."""
    if isinstance(given, str):
        return (given,)
    if isinstance(given, Mapping):
        if "text" in given or ("key" in given and "value" in given):
            return _fact_words(given)
        if isinstance(given.get("facts"), (list, tuple)):
            return facts_of(given["facts"])
        return tuple(words for name, value in given.items() for words in _named_fact(str(name), value))
    if isinstance(given, (list, tuple)):
        return tuple(words for item in given for words in facts_of(item))
    return ()


def read_file(path: str) -> str:
    """Raises: UnreadableFile."""
    from tools.documents import read_brief_file

    return read_brief_file(path).text


def rules_of(folder: Path | None, state: Path) -> "PolicyBook":
    """The legal packs; with a company's folder also its own. Raises: WorkspaceInvalid.

    state: where what was read before is kept.
    """
    from tools.policies.book import PREPARED, open_policies

    return open_policies(folder, kept=state / PREPARED)


def _subject(asked: ComplyLine, today: date) -> Subject:
    channel = channel_named(asked.channel) if asked.channel else None
    items = (_item(asked.text, channel or "email", asked.locale),) if asked.text is not None else ()
    channels = tuple(dict.fromkeys(channel_named(name) for name in asked.channels))
    if not channels and channel and asked.audience is not None:
        channels = (channel,)
    return Subject(
        items=items,
        audience=asked.audience,
        channels=channels,
        product_kind=asked.product_kind or (asked.product_id or "").replace("_", " ") or None,
        product_facts=facts_of(asked.product_facts),
        sender=asked.sender,
        sector=asked.sector,
        jurisdictions=asked.jurisdiction or _jurisdiction_of(asked.locale),
        today=asked.today or today,
        send_at=asked.send_at,
        audience_note=asked.audience_note,
        sensitive=asked.sensitive,
    )


def _item(text: dict[str, str], channel: Channel, locale: str) -> ContentItem:
    joined = {
        part: _JOINT.join(_opening(name, part) + text[name] for name in names)
        for part, names in _names_of(text, channel).items()
    }
    ordered = {part: joined[part] for part in PARTS[channel] if part in joined}
    return ContentItem(id="copy", channel=channel, locale=locale, status="draft", parts=ordered, origin="edited")


def _names_of(text: Mapping[str, str], channel: Channel) -> dict[Part, list[str]]:
    """The fields as given that make up each part, in order; small print last."""
    parts: dict[Part, list[str]] = {}
    for name in sorted(text, key=lambda name: name.lower() in SMALL_PRINT):
        parts.setdefault(_part_of(name.lower(), channel), []).append(name)
    return parts


def _part_of(name: str, channel: Channel) -> Part:
    known = part_named(channel, name)
    if known is None and name in SMALL_PRINT and "legal" in PARTS[channel]:
        return "legal"
    # A part nobody knows is still read by people: it is reviewed as main text, never left out.
    return known or main_part(channel)


def _opening(name: str, part: Part) -> str:
    """What is put before a field that has no part of its own."""
    return _NOTE if name.lower() in SMALL_PRINT and part not in SMALL_PRINT else ""


def _as_given(finding: Finding, asked: ComplyLine) -> Finding:
    """The finding with the field that was given, and places in that field."""
    if not asked.text:
        return finding
    channel = channel_named(asked.channel) if asked.channel else "email"
    names: list[str] = next((n for part, n in _names_of(asked.text, channel).items() if part == finding.part), [])
    first = 0
    for name in names:
        length = len(asked.text[name])
        first += len(_opening(name, _part_of(name.lower(), channel)))
        if finding.start < first + length or name == names[-1]:
            start, end = (min(max(place - first, 0), length) for place in (finding.start, finding.end))
            return finding.model_copy(update={"part": name, "start": start, "end": end})
        first += length + len(_JOINT)
    return finding


def channel_named(name: str) -> Channel:
    """Raises: BadInput."""
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    for channel in CHANNELS:
        if channel == wanted:
            return channel
    known = _CHANNEL_NAMES.get(wanted) or _CHANNEL_NAMES.get(name.strip().lower())
    if known:
        return known
    raise BadInput(
        Text(en=f"There is no channel “{name}”.", es=f"No hay ningún canal «{name}»."),
        remedy=Text(en=f"Channels: {', '.join(CHANNELS)}.", es=f"Canales: {', '.join(CHANNELS)}."),
        subject=name,
    )


def _jurisdiction_of(locale: str) -> tuple[str, ...]:
    language, _, region = locale.replace("_", "-").partition("-")
    if region:
        return (_REGIONS.get(region.upper(), region.upper()),)
    return ("ES",) if language.lower() == "es" else ("EU",)


def _fact_words(fact: Mapping[str, object]) -> tuple[str, ...]:
    words = [*_texts(fact.get("text")), *_texts(fact.get("conditions"))]
    if words:
        return tuple(words)
    return tuple(_named_fact(str(fact.get("key", "")), fact.get("value"), str(fact.get("unit") or "")))


def _named_fact(name: str, value: object, unit: str = "") -> list[str]:
    if isinstance(value, (Mapping, list, tuple)):
        return list(facts_of(value))
    if value is None or value == "":
        return []
    sign = {"percent": " %", "EUR": " €", "USD": " USD", "GBP": " GBP", "MXN": " MXN"}.get(
        unit, f" {unit}" if unit else ""
    )
    return [f"{name.replace('_', ' ')}: {value}{sign}"]


def _texts(given: object) -> list[str]:
    if isinstance(given, str):
        return [given]
    if isinstance(given, Mapping):
        return [str(words) for words in given.values() if words]
    return []


def _words(value: object) -> str:
    return "\n".join(str(item) for item in value) if isinstance(value, (list, tuple)) else str(value)
