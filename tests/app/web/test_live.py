"""What is live and not as approved, by page and by program: shown, let stand with a reason, put right by approval."""

from typing import Any

import httpx

from tests.app.web.test_api import at_gate, settle
from tests.app.web.test_pages import page_of, words
from tests.scenes.website import Website


def published(site: Website) -> tuple[httpx.Client, httpx.Client, str, dict[str, Any]]:
    """A marketer's and a reviewer's program, the campaign and one of its messages."""
    program, waiting = at_gate(site, "approve")
    reviewer, campaign = site.program("compliance"), waiting["campaign_id"]
    body = {"decision": "approve", "digest": waiting["gate"]["digest"]}
    assert reviewer.post(f"/api/gates/{waiting['gate']['id']}", json=body).status_code == 200
    settle(program, campaign)
    items = program.get(f"/api/campaigns/{campaign}").json()["content"]
    return program, reviewer, campaign, next(item for item in items if item["channel"] == "sms")


def rewrite(site: Website, item: dict[str, Any], text: str) -> None:
    async def change() -> None:
        async with site.company().pool.connection() as connection:
            await connection.execute(
                "UPDATE cms_items SET body = jsonb_set(body, '{parts,text}', to_jsonb(%s::text)) WHERE id = %s",
                [text, item["id"].partition("@")[0]],
            )

    site.run(change())


def test_a_difference_is_put_right_by_approval(site: Website) -> None:
    program, reviewer, campaign, item = published(site)
    address = f"/api/campaigns/{campaign}/live"
    assert program.get(address).json()["at"] is None
    assert program.post(address, json={"how": "repair"}).status_code == 409
    rewrite(site, item, "Compra <b>ya</b>")
    told = program.post(address, json={"how": "repair"}).json()
    assert (told["ok"], [one["live"] for one in told["differences"]]) == (False, ["Compra <b>ya</b>"])
    gate = told["gate"]["gate"]
    assert (gate["kind"], gate["allowed"], "repair" in gate["shown"]) == ("approve", ["approve", "reject"], True)
    reader = site.signed_in("compliance")
    html = page_of(reader, campaign)
    assert "<b>ya</b>" not in html
    spanish = words(html)
    for expected in (
        "¿Corregir lo que está publicado?",
        "Compra <b>ya</b>",
        item["parts"]["text"],
        "Aprobar y escribirlo",
    ):
        assert " ".join(expected.split()) in spanish
    landed = reader.get(f"/at/lince/campaigns/{campaign}")
    english = words(reader.client.get(landed.headers["location"], headers={"Accept-Language": "en"}).text)
    assert "Put right what is live?" in english
    assert "Approve and write it" in english
    body = {"decision": "approve", "digest": gate["digest"]}
    assert program.post(f"/api/gates/{gate['id']}", json=body).status_code == 403
    assert program.post(f"/api/gates/{gate['id']}", json={**body, "decision": "reject"}).status_code == 403
    changing = {**body, "decision": "change", "changes": {"budget.amount": 1}}
    assert reviewer.post(f"/api/gates/{gate['id']}", json=changing).status_code == 422
    assert "Se pide una decisión: la corrección de lo publicado" in words(reader.get("/at/lince/audit").text)
    assert reviewer.post(f"/api/gates/{gate['id']}", json={**body, "changes": {"x": 1}}).status_code == 422
    assert reader.post(f"/at/lince/campaigns/{campaign}/gates/{gate['id']}", data=body).status_code == 303
    settle(program, campaign)
    told = program.get(address).json()
    assert (told["ok"], told["gate"]) == (True, None)
    outcome = program.get(f"/api/campaigns/{campaign}").json()
    assert outcome["status"] == "published"
    assert [one["repair"] for one in outcome["gates"] if one["kind"] == "approve"] == [False, True]
    assert [one["state"] for one in outcome["receipts"] if one["step_id"].startswith("repair-")] == ["done"]
    assert "Última corrección" in words(page_of(reader, campaign))


def test_a_difference_stands_with_a_reason_only_and_is_compared_from_then_on(site: Website) -> None:
    program, reviewer, campaign, item = published(site)
    address = f"/api/campaigns/{campaign}/live"
    rewrite(site, item, "Compra ya")
    assert program.post(address, json={}).json()["ok"] is False
    assert program.post(address, json={"how": "accept", "reason": "vale"}).status_code == 403
    assert reviewer.post(address, json={"how": "accept"}).status_code == 409
    reader = site.signed_in("compliance")
    refused = reader.post(
        f"/at/lince/campaigns/{campaign}/live", data={"how": "accept", "reason": " "}, headers={"HX-Request": "true"}
    )
    assert "hace falta un motivo" in words(refused.text)
    reader.post(f"/at/lince/campaigns/{campaign}/live", data={"how": "accept", "reason": "errata"})
    told = program.get(address).json()
    assert (told["ok"], [one["live"] for one in told["let_stand"]]) == (True, ["Compra ya"])
    assert told["let_stand_by"] == reader.name
    assert "Desde entonces se compara con esto." in words(page_of(reader, campaign))
    assert program.get(f"/api/campaigns/{campaign}").json()["status"] == "published"
