"""When a message arrives: in the recipient's zone, not in ours."""

import pytest

from tests.scenes.compliance import only, topics
from tools.policies import PolicyBook


def quiet(legal: PolicyBook, send_at: str, **context: object) -> str | None:
    line: dict[str, object] = {"channel": "sms", "jurisdiction": "US", "locale": "en-US", **context}
    return topics(legal, {"text": "Trailhead: new boots. Reply STOP to opt out."}, send_at=send_at, **line).get(
        "quiet_hours"
    )


@pytest.mark.parametrize(
    ("send_at", "severity"),
    [
        ("2027-06-03T20:30:00-04:00", None),
        ("2027-06-03T21:30:00-04:00", "block"),
        ("2027-06-03T07:59:00-07:00", "block"),
        ("2027-06-03T08:00:00", None),
        ("2027-06-03T03:00:00+00:00", "block"),
    ],
)
def test_american_hours(legal: PolicyBook, send_at: str, severity: str | None) -> None:
    assert quiet(legal, send_at) == severity


def test_the_audience_tells_its_zone(legal: PolicyBook) -> None:
    at_noon_in_new_york = "2027-06-03T09:30:00-04:00"
    assert quiet(legal, at_noon_in_new_york) is None
    assert quiet(legal, at_noon_in_new_york, audience_note="Customers in California") == "block"


def test_night_in_spain_and_britain_is_a_warning(legal: PolicyBook) -> None:
    assert quiet(legal, "2027-06-03T23:30:00+02:00", jurisdiction="ES", locale="es-ES") == "warn"
    assert quiet(legal, "2027-06-03T23:30:00+01:00", jurisdiction="UK", locale="en-GB") == "warn"
    assert quiet(legal, "2027-06-03T12:00:00+02:00", jurisdiction="ES", locale="es-ES") is None


def test_nobody_is_called_on_a_sunday_in_spain(legal: PolicyBook) -> None:
    call = {"body": "Le llamo de Banco Nogal."}
    line: dict[str, object] = {"channel": "call", "jurisdiction": "ES"}
    sunday, monday = "2027-06-06T12:00:00+02:00", "2027-06-07T12:00:00+02:00"
    assert topics(legal, call, send_at=sunday, **line).get("quiet_hours") == "block"
    assert "quiet_hours" not in topics(legal, call, send_at=monday, **line)


def test_the_message_says_the_local_time(legal: PolicyBook) -> None:
    said = only(
        legal,
        "quiet_hours",
        {"text": "Trailhead: new boots. Reply STOP to opt out."},
        channel="sms",
        jurisdiction="US",
        locale="en-US",
        send_at="2027-06-03T09:30:00-04:00",
        audience_note="Customers in California",
    )
    assert "06:30" in said.message
    assert "Los Angeles" in said.message


JAEN: dict[str, object] = {"attribute": "province", "operator": "==", "value": "Jaén"}


@pytest.mark.parametrize(
    ("day", "context", "feast"),
    [
        ("2028-02-28", {"audience_note": "Clientes de Andalucía"}, True),
        ("2028-02-28", {"audience_note": "Clientes de Galicia"}, False),
        ("2028-02-28", {"audience": [JAEN]}, True),
        ("2028-02-28", {"audience": [JAEN | {"operator": "in", "value": ["Toledo", "Jaén"]}]}, True),
        (
            "2028-02-28",
            {"audience": {"exclude": [{"attribute": "province", "operator": "==", "value": "Jaén"}]}},
            False,
        ),
        ("2027-09-13", {"audience_note": "Hogares de Barcelona"}, False),
        ("2028-09-11", {"audience_note": "Hogares de Barcelona"}, True),
        ("2028-04-24", {"audience_note": "Clientes de León"}, False),
        ("2029-04-23", {"audience_note": "Clientes de Castilla y León"}, True),
        ("2027-03-25", {"audience_note": "Clientes de Madrid"}, True),
        ("2027-03-25", {"audience_note": "Clientes de Valencia"}, False),
        ("2027-03-29", {"audience_note": "Clientes de Valencia"}, True),
        ("2027-03-29", {"audience_note": "Clientes de Madrid"}, False),
        ("2027-03-29", {}, False),
    ],
)
def test_a_person_looks_at_calls_on_the_feast_of_a_region(
    legal: PolicyBook, day: str, context: dict[str, object], feast: bool
) -> None:
    call = {"body": "Le llamo de Banco Nogal."}
    found = topics(legal, call, send_at=f"{day}T12:00:00+02:00", channel="call", jurisdiction="ES", **context)
    assert found.get("quiet_hours") == ("warn" if feast else None)


def test_an_offset_of_the_zone_that_the_audience_has_is_its_own_time(legal: PolicyBook) -> None:
    note = "Pacific-time customers; our office is in New York"
    assert quiet(legal, "2026-11-24T20:40:00-08:00", audience_note=note) is None
    assert quiet(legal, "2026-11-24T21:40:00-08:00", audience_note=note) == "block"
