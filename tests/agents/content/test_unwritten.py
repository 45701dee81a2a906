"""A message with nothing to rest on: an open point for a person, while everything else goes on."""

from pathlib import Path
from typing import Any

import pytest
from langgraph.runtime import Runtime

from agents.approvals import shown
from agents.compliance.review import review_internal
from agents.compliance.rework import rework
from batuta.compliance import Review
from batuta.content import ContentItem, QualityReport
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.unwritten import is_unwritten, unwritten
from graphs.state import joined
from tests.agents.content.conftest import brief, need, world
from tools.policies import open_policies

NOTHING = unwritten(need("sms"), ("No se puede escribir ningún mensaje.", "Añade datos."))
REAL = ContentItem(
    id="email.es-ES.price",
    channel="email",
    locale="es-ES",
    status="draft",
    parts={"subject": "Abrigo Norte", "body": "El abrigo cuesta 129 €, IVA incluido.", "footer": "{{unsubscribe_url}}"},
    origin="generated",
    product_id="north_coat",
    need="email.es-ES",
)


@pytest.fixture
def shop(lince_folder: Path) -> Deps:
    return world(lince_folder, policies=open_policies(lince_folder / "policies"))


async def campaign(shop: Deps) -> dict[str, Any]:
    content = {item.need: [await shop.artefacts.put(item)] for item in (REAL, NOTHING)}
    return {"brief": await shop.artefacts.put(brief()), "content": content}


async def reviewed(shop: Deps, state: dict[str, Any]) -> Review:
    written = await review_internal(state, Runtime(context=shop))  # type: ignore[arg-type]
    return await shop.artefacts.get(written["internal"], Review)


async def answered(shop: Deps, state: dict[str, Any], **answer: Any) -> dict[str, list[Digest]]:
    review = await shop.artefacts.put(await reviewed(shop, state))
    resolution = {"by": "compliance", "digest": "d", "reason": "", "until": None, "changes": {}, **answer}
    done = await rework({**state, "review": review, "resolution": resolution}, Runtime(context=shop))  # type: ignore[arg-type]
    return joined(state["content"], done["content"])


async def test_the_review_names_it_once_and_reviews_the_rest(shop: Deps) -> None:
    review = await reviewed(shop, await campaign(shop))
    about = [finding for finding in review.findings if finding.item == NOTHING.id]
    assert [(finding.topic, finding.severity, finding.waivable_by) for finding in about] == [("unwritten", "block", ())]
    assert about[0].message == "No se puede escribir ningún mensaje."
    assert "Añade datos." in about[0].suggestion
    assert "Deja fuera" in about[0].suggestion


async def test_the_gate_asks_to_leave_it_out_or_write_it_and_never_to_let_it_pass(shop: Deps) -> None:
    review = await reviewed(shop, await campaign(shop))
    gate = shown.resolve(brief(), review, "r" * 64, QualityReport(), shop.policies.approval)
    assert gate.allowed == ("edit", "drop", "cancel")


async def test_left_out_the_other_messages_stay(shop: Deps) -> None:
    state = await campaign(shop)
    left = await answered(shop, state, decision="drop", changes={"items": [NOTHING.id]})
    assert list(left) == ["email.es-ES"]


async def test_written_by_a_person_it_is_a_message_like_any_other(shop: Deps) -> None:
    text = "Abrigo Norte: 129 €, IVA incluido. Baja: {{unsubscribe_url}}"
    state = await campaign(shop)
    changes = {f"content.{NOTHING.id}.parts.text": text}
    left = await answered(shop, state, decision="edit", changes=changes)
    item = await shop.artefacts.get(left["sms.es-ES"][0], ContentItem)
    assert item.parts == {"text": text}
    assert not is_unwritten(item)
    assert all("No se puede escribir" not in note for note in item.notes)
    after = await reviewed(shop, {**state, "content": left})
    assert "unwritten" not in {finding.topic for finding in after.findings}
