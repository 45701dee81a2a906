"""How people come in, and what a seat is."""

from html.parser import HTMLParser

import httpx

from tests.scenes.website import Website


def test_looking_at_a_link_does_not_use_it_up(site: Website) -> None:
    link = site.link(site.known("marketer"))
    browser = site.browser()
    for _ in range(3):
        assert browser.get(link).status_code == 200
    assert browser.post(link).status_code == 303


def test_a_link_signs_in_once(site: Website) -> None:
    link = site.link(site.known("marketer"))
    assert site.browser().post(link).status_code == 303
    again = site.browser().post(link)
    assert again.status_code == 403
    assert "ya se usó" in again.text
    assert "set-cookie" not in again.headers


def test_the_cookie_is_for_one_seat_and_no_script(site: Website) -> None:
    answer = site.browser().post(site.link(site.known("marketer")))
    seat = answer.headers["location"].split("/")[2]
    cookie = answer.headers["set-cookie"]
    assert f"Path=/s/{seat}/" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_two_people_share_one_browser_and_stay_themselves(site: Website) -> None:
    browser = site.browser()
    first = site.signed_in("marketer", browser=browser)
    second = site.signed_in("compliance", browser=browser)
    names = [person.get("/api/me").json()["name"] for person in (first, second, first)]
    assert names == [first.name, second.name, first.name]


def test_a_seat_cannot_be_entered_with_the_cookie_of_another(site: Website) -> None:
    first, second = site.signed_in("marketer"), site.signed_in("compliance")
    stolen = dict(first.client.cookies)
    answer = httpx.get(f"{site.url}/s/{second.seat}/api/me", cookies=stolen)
    assert answer.status_code == 401


def test_signing_in_ignores_a_session_that_was_planted(site: Website) -> None:
    name = site.known("marketer")
    planted = site.browser()
    planted.cookies.set("batuta-0123456789", "planted")
    answer = planted.post(site.link(name))
    seat = answer.headers["location"].split("/")[2]
    assert seat != "0123456789"
    assert "planted" not in answer.headers["set-cookie"]
    assert planted.get("/s/0123456789/api/me").status_code == 401


def test_a_password_lets_in_and_a_wrong_one_says_no_more_than_that(site: Website) -> None:
    person = site.signed_in("marketer")
    secret = "cuatro palabras al azar"
    assert person.post("/password", data={"password": secret, "again": secret}).status_code == 303
    right = site.browser().post("/sign-in", data={"name": person.name, "password": secret})
    assert right.status_code == 303
    for name in (person.name, "nobody-at-all"):
        wrong = site.browser().post("/sign-in", data={"name": name, "password": "otra cosa distinta"})
        assert wrong.status_code == 403
        assert "El nombre o la contraseña no son correctos." in wrong.text


def test_a_short_password_and_two_different_ones_are_refused(site: Website) -> None:
    person = site.signed_in("marketer")
    assert person.post("/password", data={"password": "corta", "again": "corta"}).status_code == 422
    differing = person.post("/password", data={"password": "larga y suficiente", "again": "larga y distinta"})
    assert "no coinciden" in differing.text


def test_signing_out_ends_the_session_wherever_its_cookie_is(site: Website) -> None:
    person = site.signed_in("marketer")
    copied = dict(person.client.cookies)
    assert person.post("/sign-out").status_code == 303
    assert httpx.get(f"{site.url}/s/{person.seat}/api/me", cookies=copied).status_code == 401


def test_who_is_signed_out_is_led_to_the_door(site: Website) -> None:
    answer = site.browser().get("/s/abcdef/at/lince/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_the_language_is_the_browser_s_until_it_is_chosen(site: Website) -> None:
    person = site.signed_in("marketer")
    assert "¿Qué lanzamos?" in person.get("/at/lince/").text
    english = person.get("/at/lince/", headers={"Accept-Language": "en-GB"})
    assert "What shall we launch?" in english.text
    chosen = person.post("/language", data={"language": "en", "back": f"/s/{person.seat}/at/lince/"})
    assert chosen.headers["location"] == f"/s/{person.seat}/at/lince/"
    assert "What shall we launch?" in person.get("/at/lince/").text


def test_choosing_a_language_leads_nowhere_else(site: Website) -> None:
    person = site.signed_in("marketer")
    for elsewhere in ("https://evil.example/", "//evil.example", f"/s/{person.seat}//evil.example", "/sign-in"):
        answer = person.post("/language", data={"language": "en", "back": elsewhere})
        assert answer.headers["location"] == f"/s/{person.seat}/"


def test_pages_hold_no_script_or_style_of_their_own(site: Website) -> None:
    """The policy forbids them; one that slipped in would silently not work."""
    person = site.signed_in("marketer")
    for path in ("/at/lince/", "/at/lince/campaigns", "/at/lince/inbox", "/at/lince/results", "/at/lince/audit"):
        assert inline_code(person.get(path).text) == [], path


def test_what_counts_as_script_or_style() -> None:
    html = """<p style="a">onload=1 &lt;svg onload=1&gt;<b\nonclick=x><script src="a.js"></script><script>1</script>
    <style>p {}</style><a href=" javascript:x">"""
    assert inline_code(html) == ["p style", "b onclick", "script", "style", "a href"]


def inline_code(html: str) -> list[str]:
    """Elements and attributes that run or style something on the spot; text that only speaks of them is none."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "style" or (tag == "script" and "src" not in dict(attrs)):
                found.append(tag)
            for name, value in attrs:
                if name == "style" or name.startswith("on") or (value or "").strip().startswith("javascript:"):
                    found.append(f"{tag} {name}")

    Reader().feed(html)
    return found
