"""Pages as they are sent: what they show, what they escape, and forms that do what they say."""

import re
from html import unescape

import pytest

from tests.app.web.test_api import BRIEF, at_gate, begun, settle
from tests.scenes.website import Person, Website
from tools.systems.browser.evidence import Evidence, JobRecord, StepTaken


def page_of(person: Person, campaign: str) -> str:
    landed = person.get(f"/at/lince/campaigns/{campaign}")
    assert landed.status_code == 303
    return person.client.get(landed.headers["location"]).text


def words(html: str) -> str:
    """What is read on a page."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def test_the_brief_is_shown_with_every_value_s_own_words_marked(site: Website) -> None:
    person = site.signed_in("marketer")
    campaign = begun(site.program(name=person.name))["campaign_id"]
    html = page_of(person, campaign)
    facts = dict(re.findall(r'class="value"[^>]*data-fact="([^"]+)" title="«([^»]+)»"', html))
    marks = re.findall(r'<mark data-facts="([^"]+)">([^<]+)</mark>', html)
    told = {fact: "".join(text for names, text in marks if fact in names.split()) for fact in facts}
    assert len(facts) >= 6
    assert all(told[fact] == unescape(quote) for fact, quote in facts.items() if " … " not in quote)
    original = re.search(r'<div class="original"[^>]*>(.*?)</div>', html, re.DOTALL)
    assert original is not None
    assert unescape(re.sub(r"<[^>]+>", "", original.group(1))) == BRIEF


def test_the_page_of_an_approval_shows_everything_it_covers(site: Website) -> None:
    _, waiting = at_gate(site, "approve")
    html = page_of(site.signed_in("compliance"), waiting["campaign_id"])
    shown = words(html)
    assert waiting["gate"]["digest"][:12] in html
    for part in ("brief", "audience", "content", "review", "plan"):
        assert f'id="{part}"' in html
    for line in waiting["gate"]["shown"]["summary"]:
        assert line in shown
    assert re.search(r'<button class="primary" name="decision" value="approve">', html)
    author = page_of(site.signed_in("marketer"), waiting["campaign_id"])
    assert 'value="approve"' not in author


def test_a_reader_of_another_language_is_asked_in_their_own(site: Website) -> None:
    _, waiting = at_gate(site, "approve")
    assert waiting["gate"]["title"] == "Lista para aprobar"
    reader = site.signed_in("compliance")
    landed = reader.get(f"/at/lince/campaigns/{waiting['campaign_id']}")
    shown = words(reader.client.get(landed.headers["location"], headers={"Accept-Language": "en"}).text)
    assert shown.count("Ready for approval") == 2, "on the card and in the conversation"
    assert "Lista para aprobar" not in shown
    for line in waiting["gate"]["shown"]["summary"]:
        assert line not in shown, "the plan is told in the reader's language too"
    assert "Create the audience of " in shown


def test_what_will_be_done_is_told_without_names_of_the_machine(site: Website) -> None:
    _, waiting = at_gate(site, "approve")
    actions = [line for line in waiting["gate"]["shown"]["summary"] if "pieza:" in line or "por " in line]
    assert actions
    for line in actions:
        assert not re.search(r"\b(email|sms|benefit|price|reused)\b|\b1 (direcciones|mensajes)", line), line
        assert not re.search(r"\b[a-z]{2}(-[A-Z]{2})?(,|$)", line), f"a language is named by its code: {line}"


def test_every_form_of_the_approval_does_only_what_it_says(site: Website) -> None:
    """Enter in a field presses the first button of its form: it must never be another decision's."""
    _, waiting = at_gate(site, "approve")
    html = page_of(site.signed_in("compliance"), waiting["campaign_id"])
    forms = re.findall(r"<form[^>]*/gates/[^>]*>(.*?)</form>", html, re.DOTALL)
    decisions = [set(re.findall(r'name="decision" value="(\w+)"', form)) for form in forms]
    assert {"approve"} in decisions
    assert all(len(found) == 1 for found in decisions)


def test_an_edit_before_approval_is_reviewed_again(site: Website) -> None:
    _, waiting = at_gate(site, "approve")
    campaign = waiting["campaign_id"]
    editor = site.signed_in("compliance")
    html = page_of(editor, campaign)
    form = re.search(r'<form id="edit-[^>]*>(.*?)</form>', html, re.DOTALL)
    assert form is not None
    path = re.findall(r'name="edit:([^"]+)"', form.group(1))[0]
    was = re.findall(rf'name="was:{re.escape(path)}" hidden>([^<]*)<', form.group(1))[0]
    data = {"digest": waiting["gate"]["digest"], "decision": "change", f"edit:{path}": "Tu abrigo te espera"}
    data[f"was:{path}"] = unescape(was)
    answer = editor.post(
        f"/at/lince/campaigns/{campaign}/gates/{waiting['gate']['id']}", data=data, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200, words(answer.text)
    program = site.program(name=editor.name)
    settle(program, campaign)
    after = program.get(f"/api/campaigns/{campaign}").json()
    item = next(item for item in after["content"] if f"content.{item['id']}." in path)
    assert item["origin"] == "edited"
    assert "Tu abrigo te espera" in item["parts"].values()
    gate = program.get(f"/api/campaigns/{campaign}/gate").json()
    assert gate["gate"]["digest"] != waiting["gate"]["digest"]


def test_help_with_a_text_looks_at_what_stands_in_the_form_and_writes_nothing_down(site: Website) -> None:
    program, waiting = at_gate(site, "approve")
    person = site.signed_in("compliance")
    campaign = waiting["campaign_id"]
    html = page_of(person, campaign)
    address = re.findall(r'hx-post="[^"]*(/at/lince/campaigns/[^"]+/messages/\w+)/brand"', html)[0]
    for article in html.split("<article")[1:]:
        names = re.findall(r'/alternatives"[^>]*aria-label="([^"]+)"', article)
        assert len(set(names)) == len(names), "heard one after the other, each says which text it is for"
    path = re.findall(r'name="edit:(content\.[^"]+\.parts\.\w+)"', html)[0]
    poison = "<b>Usted</b> decide!!"
    looked = person.post(f"{address}/brand", data={f"edit:{path}": poison})
    assert looked.status_code == 200
    assert "«!!»" in words(looked.text)
    mended = dict(re.findall(r'data-mends="([^"]+)" data-text="([^"]*)"', looked.text))
    assert "!!" not in mended[path], "one click puts right whatever code can"
    assert "<b>" not in looked.text

    part = path.rpartition(".")[2]
    asked = {"part": part, "how": "rephrase", f"edit:{path}": "Regalamos coches a todos nuestros clientes."}
    offered = person.post(f"{address}/alternatives", data=asked)
    assert offered.status_code == 200
    assert "coches" not in re.sub(r"<del>.*?</del>", "", offered.text)
    pieces = re.findall(r'data-fill="([^"]+)" data-text="[^"]+" aria-label="Usar la propuesta \d"', offered.text)
    assert set(pieces) <= {path}
    assert pieces == [] or re.search(r"\d+ caracteres", words(offered.text))
    strange = person.post(f"{address}/alternatives", data={"part": "hat", "how": "rephrase"})
    assert "no tiene la parte «hat»" in words(strange.text)
    nowhere = address.rpartition("/")[0] + "/" + "0" * 64
    assert person.post(f"{nowhere}/brand", data={}).status_code == 404
    assert program.get(f"/api/gates/{waiting['gate']['id']}").json() == waiting


def test_a_refused_answer_is_told_on_the_page_and_nothing_changes(site: Website) -> None:
    program, waiting = at_gate(site, "approve")
    person = site.signed_in("brand")
    data = {"digest": waiting["gate"]["digest"], "decision": "approve"}
    path = f"/at/lince/campaigns/{waiting['campaign_id']}/gates/{waiting['gate']['id']}"
    answer = person.post(path, data=data, headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert program.get(f"/api/gates/{waiting['gate']['id']}").json() == waiting


def test_a_stop_on_the_page_is_told_in_the_conversation(site: Website) -> None:
    _, waiting = at_gate(site, "approve")
    person = site.signed_in("compliance")
    campaign = waiting["campaign_id"]
    page_of(person, campaign)
    answer = person.post(f"/at/lince/campaigns/{campaign}/hold", data={"how": "stop", "reason": "El precio está mal"})
    assert answer.status_code == 303
    told = words(person.client.get(answer.headers["location"]).text)
    assert f"a petición de {person.name} (El precio está mal)" in told
    assert "Detenida" in told


@pytest.mark.parametrize(
    "poison",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7919 * 6841 }} {% raw %}",
        "</textarea><svg onload=alert(1)>",
        "javascript:alert(1)",
    ],
)
def test_what_people_write_is_text(site: Website, poison: str) -> None:
    person = site.signed_in("marketer")
    program = site.program(name=person.name)
    campaign = begun(program, f"{poison}\n{BRIEF}")["campaign_id"]
    person.post("/chat", json={"text": f"hola {poison}", "company": "lince"})
    home = person.get("/at/lince/", params={"text": poison}).text
    for html in (page_of(person, campaign), home, person.get("/at/lince/campaigns").text):
        assert poison not in html or "<" not in poison
        assert str(7919 * 6841) not in html
    scripts = re.findall(r"<script[^>]*>", page_of(person, campaign))
    assert all(" src=" in script for script in scripts)


def test_a_message_preview_runs_and_fetches_nothing(site: Website) -> None:
    _, waiting = at_gate(site, "approve")
    person = site.signed_in("compliance")
    html = page_of(person, waiting["campaign_id"])
    frames = re.findall(r'<iframe sandbox="([^"]*)"[^>]*src="([^"]+)"', html)
    assert frames
    for sandbox, address in frames:
        assert sandbox == "allow-popups"
        answer = person.client.get(address)
        policy = answer.headers["content-security-policy"]
        assert answer.status_code == 200
        assert policy.startswith("sandbox")
        assert "script-src 'none'" in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "<script" not in answer.text
    foreign = frames[0][1].rpartition("/")[0] + "/" + "0" * 64
    assert person.client.get(foreign).status_code == 404


def test_what_the_browser_saw_is_shown_beside_its_step_and_of_no_other(site: Website) -> None:
    program, waiting = at_gate(site, "approve")
    campaign, company = waiting["campaign_id"], site.company()
    answer = {"decision": "approve", "digest": waiting["gate"]["digest"]}
    reviewer = site.program("compliance")
    assert reviewer.post(f"/api/gates/{waiting['gate']['id']}", json=answer).status_code == 200
    settle(program, campaign)
    receipts = site.run(company.outbox.receipts_of(campaign))
    first, second = receipts[0], receipts[1]
    evidence = Evidence(company.surroundings.evidence / "trastienda")
    before, after = evidence.picture(b"before"), evidence.picture(b"after")
    taken = (StepTaken(name="Guardar <b>", before=before, after=after, seconds=0.4),)
    evidence.keep(JobRecord(capability="audience.create", key=first.key, arguments={}, state="done", steps=taken))

    person = site.signed_in("compliance")
    shown = page_of(person, campaign)
    assert re.findall(r"/steps/([^/]+)/pictures", shown) == [first.step_id]
    home = f"/at/lince/campaigns/{campaign}/steps"
    page = person.get(f"{home}/{first.step_id}/pictures")
    assert "Guardar &lt;b&gt;" in page.text
    assert page.text.count('.png" alt=') == 2
    picture = person.get(f"{home}/{first.step_id}/pictures/{before}.png")
    assert (picture.headers["content-type"], picture.content) == ("image/png", b"before")
    for address in (
        f"{first.step_id}/pictures/{'0' * 64}.png",
        f"{second.step_id}/pictures/{before}.png",
        f"{second.step_id}/pictures",
    ):
        assert person.get(f"{home}/{address}").status_code == 404


def test_someone_else_s_conversation_is_not_there(site: Website) -> None:
    first, second = site.signed_in("marketer"), site.signed_in("marketer")
    campaign = begun(site.program(name=first.name))["campaign_id"]
    theirs = first.get(f"/at/lince/campaigns/{campaign}").headers["location"].rpartition("/")[2]
    assert second.get(f"/at/lince/c/{theirs}").status_code == 404
    assert second.get(f"/at/lince/c/{theirs}/news").status_code == 404
    assert second.get(f"/api/chat/{theirs}/events").status_code == 404


@pytest.mark.parametrize(("language", "heading"), [("es", "Aprobaciones"), ("en", "Approvals")])
def test_lists_and_records_speak_both_languages(site: Website, language: str, heading: str) -> None:
    person = site.signed_in("compliance")
    headers = {"Accept-Language": language}
    inbox = person.get("/at/lince/inbox", headers=headers)
    assert f"<h1>{heading}</h1>" in inbox.text
    assert f'<html lang="{language}">' in inbox.text
    for path in ("/at/lince/campaigns", "/at/lince/results", "/at/lince/audit?check=true", "/at/lince/"):
        assert person.get(path, headers=headers).status_code == 200


def test_results_of_past_campaigns_are_listed_and_explained(site: Website) -> None:
    person = site.signed_in("marketer")
    listed = person.get("/at/lince/results").text
    addresses = re.findall(r'href="(/s/[^"]+/results/[^"]+)"', listed)
    assert len(addresses) >= 15
    shown = words(person.client.get(addresses[-1]).text)
    assert "La próxima vez:" in shown
    assert person.get("/at/lince/results/none", headers={"Accept": "text/html"}).status_code == 404


def test_the_audit_page_tells_the_latest_first_and_whether_it_is_whole(site: Website) -> None:
    person = site.signed_in("compliance")
    begun(site.program("marketer"))
    html = person.get("/at/lince/audit", params={"check": True}).text
    numbers = [int(number) for number in re.findall(r'<tr><td class="num">(\d+)</td>', html)]
    assert numbers == sorted(numbers, reverse=True)
    assert "Íntegro" in html


def test_what_was_only_said_leaves_the_campaign_beside_it_alone(site: Website) -> None:
    """Nothing of it is built again for a question; what happens to the campaign itself is told by the same look."""
    person = site.signed_in("marketer")
    program = site.program(name=person.name)
    campaign = begun(program)["campaign_id"]
    address = person.get(f"/at/lince/campaigns/{campaign}").headers["location"]
    talk = address.rpartition("/")[2]
    opened = re.search(r'data-last="(\d+)" data-stands="([^"]+)"', person.client.get(address).text)
    assert opened is not None

    def looked(after: str) -> str:
        return re.findall(r"<ol [^>]*>", person.get(f"/at/lince/c/{talk}/news", params={"after": after}).text)[0]

    program.post("/chat", json={"text": "¿cómo va?", "conversation": talk})
    said = looked(opened[1])
    assert "data-moved" not in said
    assert f'data-stands="{opened[2]}"' in said
    program.post(f"/api/campaigns/{campaign}/stop", json={"reason": "ya no"})
    moved = looked(re.findall(r'data-last="(\d+)"', said)[0])
    assert "data-moved" in moved
    assert f'data-stands="{opened[2]}"' not in moved
