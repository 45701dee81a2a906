"""What people's edits teach reaches the brand book as a proposal, and never what its terminology says already."""

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.company import Company
from app.libraries import learned, propose
from batuta.content import ContentItem
from tests.agents.content.conftest import world
from tests.batuta.test_learning import BUY, message

EDITED = [
    message(1, BUY),
    message(2, ("Hoy adquiere tu bolso rojo en tienda.", "Hoy compra tu bolso rojo en tienda.")),
    message(3, ("Entra y adquiere las botas por 90 €.", "Entra y compra las botas por 80 €.")),
]


def company_of(folder: Path, *campaigns: list[ContentItem]) -> Company:
    """A company whose campaigns hold these messages; its brand book is the folder's."""
    shop = world(folder)

    async def listed(limit: int) -> list[SimpleNamespace]:
        return [SimpleNamespace(id=str(number)) for number in range(min(limit, len(campaigns)))]

    async def state(campaign: str) -> dict[str, Any]:
        return {"content": {"sms": [await shop.artefacts.put(item) for item in campaigns[int(campaign)]]}}

    company = SimpleNamespace(campaigns=SimpleNamespace(list=listed, state=state), artefacts=shop.artefacts, deps=shop)
    company.messages = lambda told: Company.messages(cast("Company", company), told)
    return cast("Company", company)


@pytest.fixture
def own(lince_folder: Path, tmp_path: Path) -> Path:
    """The demonstration company's folder, to write in."""
    return Path(shutil.copytree(lince_folder, tmp_path / "own"))


async def test_edits_of_several_campaigns_become_one_proposal(own: Path) -> None:
    found = await learned(company_of(own, EDITED[:2], EDITED[2:]))
    assert [(one.kind, one.avoid, one.prefer) for one in found if one.kind != "line"] == [
        ("word", "adquiere", "compra")
    ]
    written = propose(found, own)
    assert written
    assert all("approved: true" not in path.read_text("utf-8") for path in written)
    assert any("adquiere" in path.read_text("utf-8") for path in written)


async def test_nothing_is_learned_from_campaigns_that_nobody_edited(own: Path) -> None:
    assert await learned(company_of(own)) == ()
