"""What a hostile page, a foreign name or an oversized body meets."""

import re

import httpx
import pytest

from tests.scenes.website import Website


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "[::2]"])
def test_a_foreign_name_for_this_server_gets_nothing(site: Website, host: str) -> None:
    answer = site.browser().get("/sign-in", headers={"Host": host})
    assert answer.status_code == 421
    assert "<form" not in answer.text


def test_names_that_are_ours_are_answered(site: Website) -> None:
    port = site.url.rpartition(":")[2]
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", "batuta.example", "BATUTA.example:443"):
        assert site.browser().get("/sign-in", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_comes_from_another_site_changes_nothing(site: Website, headers: dict[str, str]) -> None:
    person = site.signed_in("marketer")
    answer = person.post("/api/campaigns", json={"text": "Vende abrigos"}, headers=headers)
    assert answer.status_code == 403
    assert person.get("/api/campaigns").json() == [] or all(
        row["author"] != person.name for row in person.get("/api/campaigns").json()
    )


def test_a_form_without_the_page_s_own_token_changes_nothing(site: Website) -> None:
    person = site.signed_in("marketer")
    bare = person.client.post(f"/s/{person.seat}/api/campaigns", json={"text": "Vende abrigos"})
    wrong = person.post("/api/campaigns", json={"text": "Vende abrigos"}, headers={"X-CSRF-Token": "guessed"})
    form = person.client.post(f"/s/{person.seat}/sign-out", data={"csrf": "ñ"})
    assert (bare.status_code, wrong.status_code, form.status_code) == (403, 403, 403)
    assert person.get("/api/me").status_code == 200


def test_the_token_of_one_seat_does_not_serve_another(site: Website) -> None:
    browser = site.browser()
    first = site.signed_in("marketer", browser=browser)
    second = site.signed_in("compliance", browser=browser)
    answer = second.post("/sign-out", headers={"X-CSRF-Token": first.csrf})
    assert answer.status_code == 403


def test_a_cookie_is_no_token_and_a_token_no_cookie(site: Website) -> None:
    person = site.signed_in("marketer")
    assert person.client.get("/api/me").status_code == 401
    program = site.program("marketer")
    assert program.get(f"/s/{person.seat}/api/me").status_code == 401


@pytest.mark.parametrize("scheme", ["Basic abc", "Bearer", "Bearer batuta_guessed", "token"])
def test_without_a_valid_token_programs_get_a_401_that_says_what_to_do(site: Website, scheme: str) -> None:
    answer = site.browser().get("/api/me", headers={"Authorization": scheme})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"
    assert "batuta user token" in answer.json()["detail"]


def test_a_revoked_token_opens_nothing(site: Website) -> None:
    program = site.program("marketer")
    assert program.get("/api/me").status_code == 200

    async def revoke(name: str) -> None:
        pool = site.installation.identity._pool
        async with pool.connection() as connection:
            await connection.execute("UPDATE api_tokens SET revoked_at = now() WHERE user_name = %s", [name])

    site.run(revoke(program.get("/api/me").json()["name"]))
    assert program.get("/api/me").status_code == 401


def test_every_answer_says_that_nothing_foreign_may_run_frame_or_be_kept(site: Website) -> None:
    person = site.signed_in("marketer")
    for answer in (
        site.browser().get("/sign-in"),
        person.get("/at/lince/"),
        person.get("/api/me"),
        site.browser().get("/nowhere"),
        site.browser().get("/sign-in", headers={"Host": "evil.example"}),
    ):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http:" not in policy and "https:" not in policy  # noqa: PT018
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_body_beyond_its_limit_is_refused_said_or_unsaid(site: Website) -> None:
    person = site.signed_in("marketer")
    large = b'{"decision": "' + b"x" * 1_100_000 + b'"}'
    headers = {"Content-Type": "application/json"}
    said = person.post("/api/gates/none", content=large, headers=headers)
    unsaid = person.post("/api/gates/none", content=iter([large]), headers=headers)
    for answer in (said, unsaid):
        assert answer.status_code == 413
        assert answer.json()["title"].startswith("Es demasiado grande")
    assert person.get("/api/me").status_code == 200


def test_five_megabytes_of_text_are_told_to_be_no_brief(site: Website) -> None:
    program = site.program("marketer")
    for path in ("/api/campaigns", "/chat"):
        answer = program.post(path, json={"text": "campaña " * 650_000})
        assert answer.status_code in (200, 422)
        assert "1.000.000" in answer.text or "un brief puede tener" in answer.text
    assert program.get("/api/campaigns").status_code == 200


def test_the_description_of_the_api_needs_nothing_from_elsewhere(site: Website) -> None:
    browser = site.browser()
    page = browser.get("/docs")
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert addresses
    assert all(address.startswith("/static/") for address in addresses)
    assert all(browser.get(address).status_code == 200 for address in addresses)
    assert '"validatorUrl": null' in page.text
    assert "unsafe-inline' " not in page.headers["content-security-policy"].partition("script-src")[2].partition(";")[0]


def test_the_description_of_the_api_says_how_to_sign_in_everywhere_it_is_needed(site: Website) -> None:
    described = site.browser().get("/openapi.json").json()
    assert described["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"
    open_to_all = [
        f"{method} {path}"
        for path, methods in described["paths"].items()
        for method, told in methods.items()
        if told.get("security") != [{"HTTPBearer": []}]
    ]
    assert open_to_all == []


@pytest.mark.parametrize("path", ["/static/../server.py", "/static/%2e%2e/server.py", "/static/..%2fserver.py"])
def test_only_files_of_the_page_are_served(site: Website, path: str) -> None:
    answer = httpx.get(site.url + path)
    assert answer.status_code == 404


def test_who_belongs_to_one_company_sees_nothing_of_another(site: Website) -> None:
    theirs = site.program("marketer", company="norte")
    started = theirs.post("/api/campaigns", json={"text": "Vende abrigos"}).json()["campaign_id"]
    ours = site.program("marketer", "administrator", company="lince")
    for path in (f"/api/campaigns/{started}", "/api/campaigns", "/api/gates", "/api/audit", "/api/past-campaigns"):
        assert ours.get(path, params={"company": "norte"}).status_code == 403, path
    assert ours.get(f"/api/campaigns/{started}").status_code == 404
    assert ours.post("/chat", json={"text": "hola", "company": "norte"}).status_code == 403
    person = site.signed_in("marketer", company="lince")
    assert person.get("/at/norte/").status_code == 403
    assert person.get("/at/norte/audit", headers={"Accept": "text/html"}).status_code == 403


def test_who_belongs_nowhere_is_told_so(site: Website) -> None:
    person = site.known("marketer")
    program = site.program(name=person)

    async def leave() -> None:
        pool = site.installation.identity._pool
        async with pool.connection() as connection:
            await connection.execute("DELETE FROM memberships WHERE user_name = %s", [person])

    site.run(leave())
    assert program.get("/api/campaigns").status_code == 403
    assert program.get("/api/workspaces").json() == []


@pytest.mark.parametrize("path", ["/api/campaigns/%00", "/api/chat/a%00b/events", "/sign-in/%00"])
def test_a_name_that_no_table_holds_is_a_bad_request(site: Website, path: str) -> None:
    assert site.browser().get(path).status_code == 400


def test_signing_in_with_what_no_table_holds_is_a_wrong_name(site: Website) -> None:
    assert site.browser().post("/sign-in", data={"name": "a\0", "password": "x"}).status_code == 403
