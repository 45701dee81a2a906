"""`batuta content suggest --jsonl`: another way to say one part, from facts and voice rules alone."""

from app.outside.write import WriteLine, material_of
from batuta.content import part_named
from batuta.errors import BadInput
from batuta.ports import Language
from batuta.suggesting import SUGGEST_PART, Alternatives, How, PartAsked
from batuta.task import Refusal
from batuta.text import Text


class SuggestLine(WriteLine):
    part: str
    text: str
    how: How


async def suggest(line: dict[str, object], writer: Language) -> Alternatives:
    """Raises: BadInput, for a part that the channel has not, or where nothing else may be said."""
    asked = SuggestLine.model_validate(line)
    part = part_named(asked.channel, asked.part)
    if part is None:
        raise BadInput(
            Text(
                en=f"{asked.channel} has no part “{asked.part}”.",
                es=f"{asked.channel} no tiene la parte «{asked.part}».",
            )
        )
    done = await writer.perform(
        SUGGEST_PART, PartAsked(material=material_of(asked), part=part, text=asked.text, how=asked.how)
    )
    if isinstance(done, Refusal):
        raise BadInput(
            Text(
                en=f"There is no other way to say it: {done.reason}.",
                es=f"No hay otra forma de decirlo: {done.reason}.",
            )
        )
    return done
