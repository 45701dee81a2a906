"""Audiences: protected traits and their proxies, age, minors, consent per channel."""

from typing import Any

import pytest

from tests.scenes.compliance import only, topics
from tools.policies import PolicyBook


def one(attribute: str, operator: str, value: object = None) -> dict[str, Any]:
    return {"attribute": attribute, "operator": operator} | ({} if value is None else {"value": value})


def found(legal: PolicyBook, audience: dict[str, Any], **context: Any) -> dict[str, str]:
    channels = context.pop("channels", ["display"])
    return topics(legal, channel=None, audience=audience, channels=channels, **context)


@pytest.mark.parametrize(
    ("criterion", "kind", "topic", "severity"),
    [
        (one("religion", "==", "catolica"), "préstamo", "sensitive_direct", "block"),
        (one("has_chronic_illness", "==", True), "seguro", "sensitive_direct", "block"),
        (one("nacionalidad", "in", ["ES"]), "préstamo", "sensitive_direct", "block"),
        (one("nacionalidad", "in", ["ES"]), "zapatillas", "sensitive_direct", "warn"),
        (one("sexo", "==", "mujer"), "préstamo", "sensitive_direct", "block"),
        (one("sexo", "==", "mujer"), "zapatillas", "sensitive_direct", "warn"),
        (one("apellido", "in", ["Haddad"]), "préstamo", "proxy", "block"),
        (one("codigo_postal", "in", ["28053"]), "préstamo", "proxy", "warn"),
        (one("edad", "between", [14, 17]), "préstamo", "minors", "block"),
        (one("in_arrears", "==", True), "préstamo", "vulnerable", "block"),
    ],
)
def test_who_may_not_be_picked(
    legal: PolicyBook, criterion: dict[str, Any], kind: str, topic: str, severity: str
) -> None:
    assert found(legal, {"all": [criterion]}, product_kind=kind).get(topic) == severity


@pytest.mark.parametrize(
    "audience",
    [
        {"all": [one("antiguedad_meses", ">", 12), one("provincia", "==", "Madrid")]},
        {"all": [one("edad", ">=", 25), one("edad", "<", 65)]},
        {"exclude": [one("es_menor", "==", True)]},
        {"exclude": [one("en_mora", "==", True)]},
        {"all": [one("edad_del_movil", ">", 2)]},
        {"all": [one("health_score_account", ">", 3)]},
    ],
)
def test_who_may_be_picked(legal: PolicyBook, audience: dict[str, Any]) -> None:
    assert found(legal, audience, product_kind="préstamo") == {}


def test_the_catalogue_tells_what_a_name_hides(legal: PolicyBook) -> None:
    audience = {"all": [one("segment_7", "==", True)]}
    assert found(legal, audience) == {}
    assert found(legal, audience, sensitive={"segment_7": "health"}) == {"sensitive_direct": "block"}
    assert found(legal, {"all": [one("nombre", "is_set")]}, sensitive={"nombre": "proxy for sex"}) == {"proxy": "block"}


def test_a_trait_inside_a_group_or_an_exclusion_is_found_as_well(legal: PolicyBook) -> None:
    group = {"any": [[one("city", "==", "Leeds"), one("ethnicity", "==", "x")]]}
    assert "sensitive_direct" in found(legal, group)
    assert "sensitive_direct" in found(legal, {"exclude": [one("religion", "==", "x")]})


@pytest.mark.parametrize(
    ("audience", "proof"),
    [
        ({"all": [one("consent_email", "==", True)]}, True),
        ({"all": [one("opted_out_email", "==", False)]}, True),
        ({"exclude": [one("opted_out_email", "==", True)]}, True),
        ({"all": [one("acepta_correo", "==", True)]}, True),
        ({"all": [one("consent_email", "is_set")]}, False),
        ({"all": [one("consent_email", "==", False)]}, False),
        ({"all": [one("consent_sms", "==", True)]}, False),
        ({"any": [[one("consent_email", "==", True), one("consent_sms", "==", True)]]}, False),
        ({"exclude": [[one("opted_out_email", "==", True), one("city", "==", "Leeds")]]}, False),
        ({"all": [one("city", "==", "Leeds")]}, False),
    ],
)
def test_proof_of_consent(legal: PolicyBook, audience: dict[str, Any], proof: bool) -> None:
    assert ("consent_missing" not in found(legal, audience, channels=["email"])) is proof


def test_each_channel_needs_its_own_consent(legal: PolicyBook) -> None:
    said = only(
        legal,
        "consent_missing",
        channel=None,
        audience={"all": [one("consent_email", "==", True)]},
        channels=["email", "sms", "web"],
    )
    assert "sms" in said.message
    assert "email" not in said.message
    assert "web" not in said.message


def test_what_only_adults_may_buy_asks_for_adults(legal: PolicyBook) -> None:
    grown = {"all": [one("age", ">=", 18)]}
    assert found(legal, grown, product_kind="apuestas deportivas") == {}
    assert "age_limit" in found(legal, {"all": [one("city", "==", "Leeds")]}, product_kind="apuestas deportivas")
    assert "age_limit" in found(legal, grown, product_kind="whisky", jurisdiction="US")


def test_american_credit_may_not_leave_out_the_old(legal: PolicyBook) -> None:
    us = {"jurisdiction": "US", "product_kind": "credit card"}
    assert found(legal, {"all": [one("age", "<", 40), one("age", ">=", 21)]}, **us).get("age_limit") == "block"
    assert found(legal, {"all": [one("age", ">=", 18)]}, **us) == {}


@pytest.mark.parametrize(
    ("note", "topic"),
    [
        ("Clientes que profesan la religión católica", "sensitive_direct"),
        ("Customers in arrears", "vulnerable"),
        ("Chavales de 13 a 16 años", "minors"),
    ],
)
def test_what_is_said_of_the_audience_counts_too(legal: PolicyBook, note: str, topic: str) -> None:
    said = topics(legal, "Descubre la novedad.", audience_note=note, product_kind="préstamo", sector="bank")
    assert topic in said


@pytest.mark.parametrize(
    ("criterion", "topic"),
    [
        (one("compras_farmacia_diabetes", ">=", 1), "proxy"),
        (one("donations_parish_12m", ">=", 1), "proxy"),
        (one("zip_share_black", ">=", 0.5), "proxy"),
        (one("segmento", "==", "diabéticos"), "sensitive_direct"),
        (one("segment", "in", ["pregnant", "other"]), "sensitive_direct"),
    ],
)
def test_what_people_do_and_which_values_are_asked_for_tell_as_much(
    legal: PolicyBook, criterion: dict[str, Any], topic: str
) -> None:
    assert topic in found(legal, {"all": [criterion]}, product_kind="préstamo")


@pytest.mark.parametrize(
    "criterion",
    [
        one("roof_age_years", "<=", 15),
        one("edad_mascota", "<=", 8),
        one("race_distance_km", "in", [10, 21]),
        one("minor_claims", "<=", 2),
        one("white_goods_purchases", ">=", 1),
        one("party_size", ">=", 3),
    ],
)
def test_a_word_with_another_meaning_is_no_trait(legal: PolicyBook, criterion: dict[str, Any]) -> None:
    assert found(legal, {"all": [criterion]}, product_kind="préstamo") == {}


CREDIT = {"product_kind": "préstamo", "jurisdiction": "US"}
GAMES = {"product_kind": "videojuegos", "jurisdiction": "US"}


@pytest.mark.parametrize(
    ("criterion", "context", "topic", "severity"),
    [
        (one("colectivo", "in", ["inmigrantes", "otros"]), CREDIT, "sensitive_direct", "block"),
        (one("customer_age_band", "in", ["25-34", "35-44"]), CREDIT, "age_limit", "block"),
        (one("date_of_birth", ">", "1990-01-01"), CREDIT, "age_limit", "block"),
        (one("zip5", "in", ["60620", "60636"]), CREDIT, "proxy", "block"),
        (one("tipo_documento", "==", "NIE"), CREDIT, "proxy", "block"),
        (one("salutation", "==", "Mrs"), CREDIT, "proxy", "block"),
        (one("income_source", "==", "public assistance"), CREDIT, "sensitive_direct", "block"),
        (one("missed_payments_6m", ">=", 2), CREDIT, "vulnerable", "block"),
        (one("days_since_last_missed_payment", "<", 30), CREDIT, "vulnerable", "block"),
        (one("employment_status", "==", "unemployed"), CREDIT, "vulnerable", "block"),
        (one("player_age", "<", 16), GAMES, "minors", "block"),
        (one("tramo_edad", "==", "14-17"), GAMES, "minors", "block"),
        (one("segment", "==", "under 16s"), GAMES, "minors", "block"),
        (one("account_type", "==", "teen"), GAMES, "minors", "block"),
        (one("is_minor", "==", True), GAMES, "minors", "block"),
        (one("embarazo_probable", "==", True), {"jurisdiction": "MX"}, "sensitive_direct", "block"),
        (one("calls_spanish_line", "==", True), CREDIT, "proxy", "warn"),
        (one("union_dues_paid", "==", True), {"product_kind": "overdraft"}, "sensitive_direct", "block"),
        (one("colonia", "in", ["Tepito"]), {"product_kind": "préstamo", "jurisdiction": "MX"}, "proxy", "warn"),
        (one("self_excluded_until", "is_set"), {"product_kind": "casino"}, "vulnerable", "block"),
    ],
)
def test_a_trait_is_seen_in_bands_dates_values_and_areas(
    legal: PolicyBook, criterion: dict[str, Any], context: dict[str, Any], topic: str, severity: str
) -> None:
    # Other topics may be named beside it: minors need an age limit, too.
    assert found(legal, {"all": [criterion]}, **context).get(topic) == severity


@pytest.mark.parametrize(
    "criterion",
    [
        one("postcode_region", "==", "North West"),
        one("codigo_postal_prefijo", "==", "28"),
        one("zip_code_zone", "==", "north"),
        one("birthday_month", "==", 11),
        one("tramo_edad", "in", ["25-34", "65+"]),
        one("subscription_age", ">=", 3),
        one("missed_payments_12m", "==", 0),
        one("debt_ratio", "<=", 0.35),
        one("teen_clothing_orders", ">=", 1),
        one("hijos_menores_en_casa", "==", True),
        one("tipo_documento", "==", "DNI"),
        one("race_to_finish_game", "==", True),
        one("default_payment_method", "==", "card"),
        one("grupo_tratamiento", "==", "A"),
    ],
)
def test_a_region_a_birthday_and_a_clean_record_are_no_trait(legal: PolicyBook, criterion: dict[str, Any]) -> None:
    assert found(legal, {"all": [criterion]}, product_kind="préstamo") == {}


def test_whoever_is_left_out_for_being_old_is_noticed_and_an_upper_end_is_not(legal: PolicyBook) -> None:
    spain = {"jurisdiction": "ES", "product_kind": "préstamo"}
    assert found(legal, {"exclude": [one("edad", ">", 64)]}, **spain) == {"age_limit": "warn"}
    assert found(legal, {"exclude": [one("edad", "<", 18)]}, **spain) == {}
    assert found(legal, {"all": [one("edad", "between", [25, 64])]}, **spain) == {}
    us = spain | {"jurisdiction": "US"}
    assert found(legal, {"exclude": [one("age", ">=", 65)]}, **us) == {"age_limit": "block"}


@pytest.mark.parametrize(
    ("audience", "proof"),
    [
        ({"all": [one("consent_email", "==", "granted")]}, True),
        ({"all": [one("consent_email", "in", [True])]}, True),
        ({"all": [one("consent_email", "in", [True, False])]}, False),
        ({"all": [one("consent_email", "==", "pending")]}, False),
        ({"all": [one("consent_email_servicio", "==", True)]}, False),
        ({"any": [[one("consent_email", "==", True), one("opted_out_email", "==", False)]]}, True),
        ({"all": [one("consent_email", "==", True), one("opted_out_email", "==", True)]}, False),
        ({"all": [one("consent_email", "==", True), one("lista_robinson", "==", True)]}, False),
        ({"all": [one("consent_email", "==", True), one("opted_out_sms", "==", True)]}, True),
        ({"all": [one("consent_email", "==", True), one("baja_laboral", "==", False)]}, True),
    ],
)
def test_consent_is_a_yes_for_advertising_and_nobody_who_objected_is_sought(
    legal: PolicyBook, audience: dict[str, Any], proof: bool
) -> None:
    assert ("consent_missing" not in found(legal, audience, channels=["email"])) is proof


def test_a_name_that_says_of_age_is_enough_for_what_only_adults_may_buy(legal: PolicyBook) -> None:
    assert found(legal, {"all": [one("age_verified", "==", True)]}, product_kind="wine club") == {}
    assert found(legal, {"exclude": [one("es_menor", "==", True)]}, product_kind="vino") == {}
    assert found(legal, {"all": [one("city", "==", "Leeds")]}, product_kind="cerveza sin alcohol") == {}
    assert "age_limit" in found(legal, {"all": [one("age_verified", "==", False)]}, product_kind="wine club")
