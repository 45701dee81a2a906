"""Which messages, in which languages and how many of each."""

import pytest

from batuta.reading import ChannelSaid
from tests.tools.language.builtin.reading.clauses import analysed
from tools.language.builtin.reading.content.channels import read_channels
from tools.language.builtin.reading.content.needs import read_needs


def needs(text: str) -> set[tuple[str, str | None, str, int]]:
    analysis = analysed(text)
    channels: tuple[ChannelSaid, ...] = read_channels(analysis)[0]
    found, _ = read_needs(analysis, channels, "promote")
    return {(one.channel, one.locale, one.purpose, one.variants) for one in found}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Email y SMS", {("email", None, "promote", 1), ("sms", None, "promote", 1)}),
        ("Dos versiones de email y un SMS", {("email", None, "promote", 2), ("sms", None, "promote", 1)}),
        ("Three e-mails and a text message", {("email", None, "promote", 3), ("sms", None, "promote", 1)}),
        ("Canales: email, push. 2 versiones por canal", {("email", None, "promote", 2), ("push", None, "promote", 2)}),
        ("Channels: email, SMS. 3 versions per channel", {("email", None, "promote", 3), ("sms", None, "promote", 3)}),
        ("Channels: email, SMS. 3 versions of each", {("email", None, "promote", 3), ("sms", None, "promote", 3)}),
        ("Email, con recordatorio por SMS",
         {("email", None, "promote", 1), ("sms", None, "promote", 1), ("sms", None, "remind", 1)}),
    ],
)  # fmt: skip
def test_one_need_a_channel_and_purpose(text: str, wanted: set[tuple[str, str | None, str, int]]) -> None:
    assert needs(text) == wanted


@pytest.mark.parametrize(
    ("text", "locales"),
    [
        ("Email in English and Spanish", {"en", "es"}),
        ("Email para clientes que hablan inglés", {None}),
        ("Email to English speakers", {None}),
        ("Email a clientes de Madrid", {None}),
    ],
)
def test_languages_are_those_of_the_content_and_not_of_the_people(text: str, locales: set[str | None]) -> None:
    assert {(locale or "")[:2] or None for _, locale, _, _ in needs(text)} == locales
