"""Which of several systems is taken: the first that can, and that is for it."""

import pytest

from batuta.publishing import Serves, SystemDescription
from batuta.text import Text
from tools.systems.registry import Described


def system(id_: str, *, channels: tuple[str, ...] = (), only_for: Serves | None = None) -> SystemDescription:
    return SystemDescription(
        id=id_,
        name=Text(en=id_, es=id_),
        kind="any",
        capabilities=("content.publish", "message.send"),
        channels=channels,
        only_for=only_for or Serves(),
    )


SYSTEMS = Described(
    [
        system("mexico", only_for=Serves(locales=("es-MX",))),
        system("cards", channels=("email",), only_for=Serves(products=("cards", "gold_loan"))),
        system("rest"),
    ]
)


@pytest.mark.parametrize(
    ("locale", "product", "channel", "first"),
    [
        ("es-MX", ("gold", "cards"), None, "mexico"),
        ("es-ES", ("gold", "cards"), "email", "cards"),
        ("es-ES", ("gold", "cards"), "sms", "rest"),
        ("es-ES", ("gold_loan", "loans"), "email", "cards"),
        ("es-ES", ("deposit", "savings"), "email", "rest"),
    ],
)
def test_the_first_that_is_for_it_is_preferred(
    locale: str, product: tuple[str, ...], channel: str | None, first: str
) -> None:
    assert SYSTEMS.offering("content.publish", channel, locale=locale, product=product)[0].id == first


def test_a_capability_that_nobody_has_is_offered_by_nobody() -> None:
    assert SYSTEMS.offering("audience.create") == ()
