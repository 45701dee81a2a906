"""Help with one part of a message while a person edits it."""

from typing import NamedTuple

from agents.content.retrieve import gather
from batuta.brief import Brief
from batuta.content import Citation, ContentItem, Need, Part
from batuta.deps import Deps
from batuta.errors import BadInput
from batuta.suggesting import SUGGEST_PART, How, PartAsked, carriers
from batuta.task import Refusal
from batuta.text import Text


class Suggested(NamedTuple):
    alternatives: tuple[str, ...]
    """The best first."""
    sources: tuple[tuple[Citation, ...], ...]
    """What each of them rests on beside the text that stands there now."""


async def suggested(
    item: ContentItem, part: Part, how: How, brief: Brief, deps: Deps, *, locale: str | None = None
) -> Suggested:
    """Alternatives to a part as it stands, each grounded and within the brand's rules.

    locale: where it is to be said, for `translate`. Raises: BadInput, where there is no alternative to offer.
    """
    where = locale or item.locale
    need = Need(
        key=item.need or item.id,
        channel=item.channel,
        locale=where,
        purpose="promote",
        variants=3,
        product_id=item.product_id,
    )
    gathered = await gather(need, brief, deps)
    asked = PartAsked(material=gathered.material, part=part, text=item.parts.get(part, ""), how=how)
    done = await deps.language.perform(SUGGEST_PART, asked)
    if isinstance(done, Refusal):
        raise BadInput(
            _NOTHING[how],
            remedy=Text(
                en="Write it yourself; it is checked when you save it.",
                es="Escríbelo tú; se comprueba al guardarlo.",
            ),
            subject=item.id,
        )
    return Suggested(done.alternatives, tuple(carriers(asked, text) for text in done.alternatives))


_NOTHING: dict[How, Text] = {
    "shorten": Text(
        en="There is no shorter way to say this that its sources carry.",
        es="No hay una forma más corta de decirlo que respalden sus fuentes.",
    ),
    "rephrase": Text(
        en="There is no other way to say this that its sources carry.",
        es="No hay otra forma de decirlo que respalden sus fuentes.",
    ),
    "warmer": Text(
        en="There is no warmer way to say this that its sources carry.",
        es="No hay una forma más cercana de decirlo que respalden sus fuentes.",
    ),
    "translate": Text(
        en="Nothing in that language says this with a source.",
        es="No hay nada en ese idioma que lo diga con una fuente.",
    ),
}
