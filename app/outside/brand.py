"""`batuta content check --jsonl`: how much of a brand's rules a text keeps."""

from pydantic import Field

from app.outside.write import Voice, rules_of
from batuta.brand_review import BrandCheck, brand_check
from batuta.brief import Channel
from batuta.content import Part, part_named
from batuta.errors import BadInput
from batuta.noun import Received
from batuta.ports import Library
from batuta.text import Text


class CheckLine(Received):
    copy_: dict[str, str] = Field(alias="copy")
    channel: Channel
    locale: str
    brand_voice: Voice | None = None
    """Without it the company's own brand book is asked."""
    limits: dict[str, int | None] = Field(default_factory=dict)


async def check(line: dict[str, object], book: Library | None, reader: str | None) -> BrandCheck:
    """Raises: BadInput, for parts that the channel has not."""
    asked = CheckLine.model_validate(line)
    parts: dict[Part, str] = {}
    for name, text in asked.copy_.items():
        part = part_named(asked.channel, name)
        if part is None:
            raise BadInput(
                Text(en=f"{asked.channel} has no part “{name}”.", es=f"{asked.channel} no tiene la parte «{name}»."),
                subject=name,
            )
        parts[part] = text
    if asked.brand_voice or book is None:
        rules = rules_of(asked.brand_voice or Voice(), asked.channel, asked.locale, asked.limits)
        rules = rules.model_copy(update={"required_parts": ()})
    else:
        rules = book.rules(asked.channel, asked.locale)
    return brand_check(parts, asked.channel, asked.locale, rules, reader)
