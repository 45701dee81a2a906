"""A back office without an API, driven by playbooks: what it does is really there, once, or it says so."""

import asyncio
from pathlib import Path

import pytest

from tests.tools.systems.browser.conftest import BackOffice, Connect
from tools.systems.browser.stopped import LeftInDoubt, PageNotAsExpected
from tools.systems.browser.variables import mark_of

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

DIGEST = "ab" * 32


def audience(name: str, members: int = 12345) -> dict[str, object]:
    return {"name": name, "audience": DIGEST, "members": members}


async def test_an_audience_is_made_once_read_and_deleted(
    backoffice: BackOffice, connect: Connect, tmp_path: Path
) -> None:
    system = connect(backoffice.url)
    call = audience("Clientas de Cádiz «Ñ»")
    backoffice.misbehaves(plain=False)
    made, again = await asyncio.gather(*(system.perform("audience.create", call, "a1") for _ in range(2)))
    backoffice.misbehaves()
    elsewhere = connect(backoffice.url, state=tmp_path / "another machine")
    third = await elsewhere.perform("audience.create", call, "a1")
    (row,) = backoffice.rows_marked("publico", mark_of("a1"))
    assert made.reference == again.reference == third.reference == str(row["id"])
    assert (row["nombre"], row["miembros"], row["huella"]) == ("Clientas de Cádiz «Ñ»", 12345, DIGEST)
    assert await system.read("audience.get", {"id": made.reference}) == {
        "id": made.reference,
        "state": "active",
        "members": 12345,
        "audience": DIGEST,
    }
    await system.perform("audience.delete", {"undoes": "a1"}, "a1-undo")
    assert backoffice.rows_marked("publico", mark_of("a1")) == []


async def test_a_campaign_is_set_up_scheduled_and_stopped(backoffice: BackOffice, connect: Connect) -> None:
    system = connect(backoffice.url)
    described = {"name": "Abrigos", "audience": "7", "channels": ["email", "sms"], "start": "2026-12-01"}
    made = await system.perform("campaign.create", described, "c1")
    assert made.result == {"id": made.reference, "state": "draft", "start": None, "end": None}
    dates = {"id": made.reference, "start": "2026-12-02", "end": "2026-12-15"}
    scheduled = await system.perform("campaign.schedule", dates, "c1-schedule")
    assert scheduled.result["state"] == "scheduled"
    await system.perform("campaign.stop", {"undoes": "c1-schedule"}, "c1-stop")
    assert await system.read("campaign.get", {"id": made.reference}) == {
        "id": made.reference,
        "state": "stopped",
        "start": "2026-12-02",
        "end": "2026-12-15",
    }
    (row,) = backoffice.rows_marked("campana", mark_of("c1"))
    assert row["canales"] == "Correo, SMS"


async def test_what_was_saved_after_the_time_was_over_is_found_and_not_repeated(
    backoffice: BackOffice, connect: Connect
) -> None:
    system = connect(backoffice.url, takes_key=False, settings={"step_seconds": "6"})
    backoffice.misbehaves(hold_posts=True)
    with pytest.raises(LeftInDoubt, match=r"did not answer within 6 s.*nothing more was clicked") as stopped:
        await system.perform("audience.create", audience("Tardía"), "late")
    assert system.evidence.path_of(stopped.value.picture).exists()
    assert backoffice.rows_marked("publico", mark_of("late")) == []
    backoffice.misbehaves()
    for _ in range(200):
        if backoffice.rows_marked("publico", mark_of("late")):
            break
        await asyncio.sleep(0.1)
    found = await system.find("audience.create", "late")
    assert found is not None
    assert await system.perform("audience.create", audience("Tardía"), "late") == found
    assert [str(row["id"]) for row in backoffice.rows_marked("publico", mark_of("late"))] == [found.reference]


async def test_a_page_that_changed_stops_it_with_a_picture_and_nothing_done(
    backoffice: BackOffice, connect: Connect
) -> None:
    system = connect(backoffice.url)
    before = backoffice.rows("publico")
    backoffice.misbehaves(replace=[["Guardar y continuar editando", "Conservar"]])
    with pytest.raises(PageNotAsExpected, match="does not show button “Guardar y continuar editando”") as stopped:
        await system.perform("audience.create", audience("Otra página"), "changed")
    assert system.evidence.path_of(stopped.value.picture).read_bytes().startswith(b"\x89PNG")
    assert stopped.value.picture[:12] in stopped.value.in_("es")
    assert backoffice.rows("publico") == before
