"""The verdict and the register, as a compliance officer takes them from the pages."""

import json
import re

from tests.app.web.test_api import at_gate
from tests.app.web.test_pages import page_of
from tests.scenes.website import Website


def test_the_verdict_can_be_filed_from_the_page_of_its_campaign(site: Website) -> None:
    _, waiting = at_gate(site, "approve")
    person = site.signed_in("compliance")
    html = page_of(person, waiting["campaign_id"])
    page, file = re.findall(r'href="([^"]+/verdict\.(?:html|pdf))"', html)
    shown = person.client.get(page)
    assert waiting["campaign_id"] in shown.text
    assert "script-src 'none'" in shown.headers["content-security-policy"]
    assert shown.headers["content-security-policy"].startswith("sandbox")
    saved = person.client.get(file)
    assert saved.content.startswith(b"%PDF")
    assert saved.headers["content-disposition"].startswith("attachment")
    other = page.replace(waiting["campaign_id"], "nobody")
    assert person.client.get(other).status_code == 404


def test_the_register_can_be_taken_in_both_forms(site: Website) -> None:
    at_gate(site, "approve")
    person = site.signed_in("compliance")
    listed = person.get("/at/lince/campaigns").text
    table, records = re.findall(r'href="([^"]+/register\.(?:csv|json))"', listed)
    assert person.client.get(table).text.splitlines()[0].count(",") >= 5
    assert isinstance(json.loads(person.client.get(records).text), list)
    assert person.client.get(f"{records}?year=1").status_code == 422
    assert person.client.get(table.replace(".csv", ".xls")).status_code in (404, 422)
