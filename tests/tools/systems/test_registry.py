"""Which of several systems is taken: the first that can, and that is for it."""

import pytest

from batuta.errors import Misconfigured
from batuta.publishing import Serves, SystemDescription
from batuta.text import Text
from tools.systems.registry import Described, require_apart


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


def at(id_: str, url: str, *capabilities: str, **more: object) -> SystemDescription:
    return SystemDescription(id=id_, name=Text(en=id_, es=id_), kind="x", url=url, capabilities=capabilities, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (at("esp", "https://a.example"), at("esp", "https://b.example"), ("esp", "otro id")),
        (
            at("esp", "https://a.example/", "campaign.create", "campaign.get"),
            at("old", "https://A.example", "campaign.create", "campaign.get"),
            ("esp", "old", "campaign.create", "only_for"),
        ),
        (
            at("esp", "", "audience.create", settings={"command": "crm-mcp"}),
            at("crm", "", "audience.create", settings={"command": "crm-mcp"}),
            ("esp", "crm", "crm-mcp"),
        ),
    ],
)
def test_two_systems_that_claim_the_same_campaign_are_named_with_the_remedy(
    one: SystemDescription, other: SystemDescription, told: tuple[str, ...]
) -> None:
    with pytest.raises(Misconfigured) as refused:
        require_apart([one, other])
    said = f"{refused.value.in_('es')}"
    assert all(words in said for words in told), said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at("a", "https://a.example", "campaign.create"), at("b", "https://b.example", "campaign.create")),
        (at("a", "https://a.example", "campaign.create"), at("b", "https://a.example", "content.create")),
        (at("a", "https://a.example", "content.get"), at("b", "https://a.example", "content.get")),
        (at("a", "", "campaign.create"), at("b", "", "campaign.create")),
        (
            at("a", "https://a.example", "message.send", channels=("email",)),
            at("b", "https://a.example", "message.send", channels=("push",)),
        ),
        (
            at("a", "https://a.example", "content.create", only_for=Serves(locales=("es-ES",))),
            at("b", "https://a.example", "content.create", only_for=Serves(locales=("en",))),
        ),
    ],
)
def test_systems_that_do_not_get_in_each_other_s_way_may_stand_side_by_side(
    one: SystemDescription, other: SystemDescription
) -> None:
    require_apart([one, other])
