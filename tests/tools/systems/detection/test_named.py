"""The provider's document and the audience platform's tools are mapped as a person reviewed them, unasked."""

from collections.abc import Iterator

import pytest

from examples.audience_mcp_server import server
from examples.email_provider import Provider, provider_app
from tests.servers.asgi import serving
from tests.tools.systems.detection.named import Compared, at, compared, reviewed, share

ENOUGH = 0.9


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with serving(provider_app(Provider(client_secret="unused"))) as url:
        yield url


@pytest.fixture(scope="module")
def people() -> Iterator[str]:
    with serving(server().streamable_http_app()) as url:
        yield f"{url}/mcp"


async def test_nine_of_ten_capabilities_of_a_described_provider_are_mapped_right(provider: str) -> None:
    truth = reviewed("email_provider")
    made = [*compared(await at(provider), truth)]
    assert {one.capability for one in made} == set(truth)
    assert all(one.operation for one in made)
    assert share(made) >= ENOUGH, [one for one in made if not one.right]


async def test_nine_of_ten_capabilities_of_an_mcp_server_are_mapped_right(people: str) -> None:
    truth = reviewed("audience_mcp_server")
    made = [*compared(await at(people), truth)]
    assert {one.capability for one in made} == set(truth)
    assert share(made) >= ENOUGH, [one for one in made if not one.right]


async def test_what_is_led_elsewhere_or_left_out_counts_against_it(people: str) -> None:
    truth = {name: dict(mapping) for name, mapping in reviewed("audience_mcp_server").items()}
    truth["audience.create"]["send"] = {"label": "$arguments.name", "request_id": "$key"}
    truth["audience.size"]["tool"] = "get_audience"
    made = {one.capability: one for one in compared(await at(people), truth)}
    assert [name for name, one in made.items() if not one.right] == ["audience.create", "audience.size"]
    assert "name: title" in made["audience.create"].astray
    del truth["audience.delete"]
    beyond = {one.capability: one for one in compared(await at(people), truth)}["audience.delete"]
    assert beyond == Compared("audience.delete", False, ("there is none",), (), False, True)
