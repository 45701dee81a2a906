"""By which channels, and by which not."""

import pytest

from tests.tools.language.builtin.reading.clauses import analysed
from tools.language.builtin.reading.content.channels import read_channels


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("Email y SMS", ["email", "sms"]),
        ("Email y app", ["email", "in_app"]),
        ("Phone call first, then letter", ["call", "letter"]),
        ("Letter only", ["letter"]),
        ("Carta en septiembre", ["letter"]),
        ("Solo email; nada de SMS", ["email"]),
        ("Sin llamadas ni cartas, por push", ["push"]),
        ("no phone calls, just e-mail", ["email"]),
        ("Por correo electrónico, redes sociales y web", ["email", "web", "social"]),
        ("| Canales | Email, carta |", ["email", "letter"]),
        ("A Gold Club push for families in Madrid, by text message", ["sms"]),
        ("Clientes con consentimiento de email", []),
        ("Llámanos si tienes dudas", []),
        ("Solo email (SMS no, que cansa)", ["email"]),
        ("Canales: push. Por SMS no mandéis nada", ["push"]),
        ("Canales: push y SMS. Por carta tampoco enviemos", ["push", "sms"]),
        ("Email only; SMS never", ["email"]),
        ("Email, no SMS", ["email"]),
        ("Email no más tarde del 3 de mayo", ["email"]),
        ("We use email and push. Calls are out of the question", ["email", "push"]),
        ("Email and social. Web banners are sold out, so they're off the table", ["email", "social"]),
        ("Por push. Las llamadas quedan descartadas", ["push"]),
        ("Como te comenté por teléfono, lo haremos por email", ["email"]),
        ("As we discussed by phone: e-mail it is", ["email"]),
        ("Llamados y mail, del 20 al 31 de julio", ["call", "email"]),
    ],
)
def test_channels_are_those_that_are_meant(text: str, channels: list[str]) -> None:
    said, _ = read_channels(analysed(text))
    assert sorted(one.channel for one in said) == sorted(channels)


def test_a_channel_that_is_wanted_and_refused_is_a_contradiction() -> None:
    said, doubts = read_channels(analysed("Canales: email y SMS.\nNada de SMS."))
    assert [one.channel for one in said] == ["email"]
    assert [(doubt.kind, doubt.about) for doubt in doubts] == [("contradiction", "sms")]


def test_a_channel_we_do_not_serve_is_said() -> None:
    _, doubts = read_channels(analysed("Canales: email y radio"))
    assert [doubt.kind for doubt in doubts] == ["channel_unknown"]


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("Email and phone calls. Nothing by SMS, please.", ["email", "call"]),
        ("One SMS and a follow-up call.", ["sms", "call"]),
        ("Letter to those without email, email to the rest.", ["email", "letter"]),
        ("Carta a quienes no tengan email y email al resto.", ["email", "letter"]),
        ("Solo app.", ["in_app"]),
        ("Send it by mail.", ["letter"]),
        ("Give them a ring and an e-shot.", ["email", "call"]),
        ("SMS and social; they've got their own mailer that week.", ["sms", "social"]),
        ("Que les llamen.", ["call"]),
        ("Mensajito al móvil y correo.", ["email", "sms"]),
        ("We will send it by email n letter", ["email", "letter"]),
    ],
)
def test_channels_are_heard_in_everyday_words(text: str, channels: list[str]) -> None:
    said, doubts = read_channels(analysed(text))
    assert ([one.channel for one in said], doubts) == (channels, ())
