"""A real WordPress whose API is switched off, through the pages that people use: from a draft to live and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from batuta.content import ContentItem
from batuta.errors import NotFound
from tests.servers import wordpress as servers
from tests.tools.systems.browser.conftest import Connect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PARTS = {
    "subject": "Tu fibra, al doble & sin «letra pequeña»",
    "body": "Hola, {{first_name}}:\n\nte sube a 1 Gb/s por 5 € más <al mes>.",
    "cta": "La quiero",
}
ITEM = ContentItem(
    id="email-1",
    channel="email",
    locale="es-ES",
    status="approved",
    parts=PARTS,  # type: ignore[arg-type]
    origin="generated",
)


@pytest.fixture(scope="module")
def without_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.WordPress]:
    with servers.wordpress(tmp_path_factory.mktemp("pages")) as running:
        running.turn_api(on=False)
        yield running


async def test_a_message_goes_from_draft_to_live_and_is_withdrawn(
    without_api: servers.WordPress, connect: Connect, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "secrets" / "user").write_text(without_api.user, encoding="utf-8")
    (tmp_path / "secrets" / "password").write_text(without_api.login_password, encoding="utf-8")
    system = connect(without_api.url, root / "examples" / "wordpress_pages", settings={"step_seconds": "15"})
    made = await system.perform(
        "content.create", {"item": ITEM.model_dump(mode="json"), "digest": "a" * 64}, "wordpress pages"
    )
    await system.perform("content.publish", {"id": made.reference}, "publish")
    live = await system.read("content.get", {"id": made.reference})
    assert (live["status"], live["parts"]) == ("published", PARTS)
    await system.perform("content.unpublish", {"undoes": "wordpress pages"}, "withdraw")
    with pytest.raises(NotFound, match="No posts found"):
        await system.read("content.get", {"id": made.reference})
