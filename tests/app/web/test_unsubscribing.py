"""The way out of a message, as customers and mail programs use it."""

import httpx
import pytest

from app.unsubscribing import Leaving, unsubscribe_token
from tests.scenes.website import Website


def link(site: Website, person: str, channel: str = "email", company: str = "lince") -> str:
    secret = site.run(site.installation.identity.secret("unsubscribe"))
    return f"/u/{unsubscribe_token(secret, Leaving(company, channel, person))}"  # type: ignore[arg-type]


def objects(site: Website, person: str, channel: str, company: str = "lince") -> bool:
    return person in site.run(site.company(company).deliveries.suppressed(channel, [person]))


def test_looking_at_the_link_changes_nothing(site: Website) -> None:
    shown = site.browser().get(link(site, "looking"))
    assert shown.status_code == 200
    assert "No quiero más por correo electrónico" in shown.text
    assert not objects(site, "looking", "email")


def test_the_button_takes_somebody_off_that_channel_of_that_company(site: Website) -> None:
    done = site.browser().post(link(site, "button"), data={"scope": "channel"})
    assert done.status_code == 200
    assert "Ya no recibirás publicidad" in done.text
    found = {
        (channel, company): objects(site, "button", channel, company)
        for channel in ("email", "sms")
        for company in ("lince", "norte")
    }
    assert [where for where, stopped in found.items() if stopped] == [("email", "lince")]


def test_the_other_button_takes_somebody_off_all_of_them(site: Website) -> None:
    assert site.browser().post(link(site, "all"), data={"scope": "everything"}).status_code == 200
    assert all(objects(site, "all", channel) for channel in ("email", "sms", "push"))


def test_a_mail_program_does_it_in_one_click_and_again(site: Website) -> None:
    """Without cookies, without a page of ours, more than once. Source: RFC 8058 section 3.2."""
    for _ in range(2):
        done = httpx.post(site.url + link(site, "click"), data={"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
    assert objects(site, "click", "email")


def test_a_link_that_was_changed_takes_nobody_off(site: Website) -> None:
    good = link(site, "victim").removeprefix("/u/")
    said, _, signature = good.partition(".")
    other = link(site, "other").removeprefix("/u/").partition(".")[0]
    broken = (
        said,
        f"{said}.",
        f"{other}.{signature}",
        f"{said}.{signature[:-1]}",
        "zz.zz",
        "é.é",
        f"{said}.ñ",
        good[2:],
    )
    for token in broken:
        for answer in (site.browser().get(f"/u/{token}"), site.browser().post(f"/u/{token}")):
            assert (answer.status_code, "no está completo" in answer.text) == (404, True), token
    assert not objects(site, "victim", "email")
    assert not objects(site, "other", "email")


def test_a_link_of_a_company_that_is_not_here_says_so(site: Website) -> None:
    assert site.browser().post(link(site, "x", company="gone")).status_code == 404


def test_another_site_cannot_press_the_button(site: Website) -> None:
    answer = site.browser().post(link(site, "lured"), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert not objects(site, "lured", "email")


@pytest.mark.parametrize(
    ("accepts", "said"),
    [
        ("en-GB", "Stop receiving messages?"),
        ("es-MX", "¿Quieres dejar"),
        ("", "¿Quieres dejar"),
        ("de", "¿Quieres dejar"),
    ],
)
def test_the_page_speaks_the_customer_s_language_else_the_company_s(site: Website, accepts: str, said: str) -> None:
    assert said in httpx.get(site.url + link(site, "reader"), headers={"Accept-Language": accepts}).text


def test_names_with_any_letters_go_through(site: Website) -> None:
    for person in ("a/b", "Ñandú 7", "../x", "1.2"):
        assert site.browser().post(link(site, person)).status_code == 200
        assert objects(site, person, "email")
