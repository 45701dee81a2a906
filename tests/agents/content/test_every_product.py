"""Every product, on every channel and in every language of a company: there is a message, and it passes every check."""

import pytest

from agents.content.retrieve import gather
from batuta.deps import Deps
from batuta.material import Written
from batuta.placeholders import broken_placeholder
from batuta.writing_checks import check_written
from tests.agents.content.conftest import brief, need
from tools.language.builtin.writing.message import write_message

CHANNELS = ("email", "sms", "push", "web", "in_app", "call", "letter", "social", "display")


@pytest.mark.parametrize("locale", ["es-ES", "en"])
@pytest.mark.parametrize("book", [True, False], ids=["approved lines", "facts alone"])
async def test_there_is_a_message_for_it(deps: Deps, locale: str, book: bool) -> None:
    for product in deps.workspace.products.products:
        for channel in CHANNELS:
            wanted = need(channel, locale, product_id=product.id)
            material = (await gather(wanted, brief(product_id=product.id, locale=locale), deps)).material
            if not book:
                material = material.model_copy(update={"lines": ()})
            made = await write_message(material)
            assert isinstance(made, Written), (product.id, channel, made)
            assert check_written(material, made) == ()
            for variant in made.variants:
                assert broken_placeholder("\n".join(variant.parts.values())) is None
