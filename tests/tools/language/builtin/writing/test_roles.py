"""What the facts of a sheet that sell nothing are there for."""

import pytest

from batuta.material import FactWords
from batuta.text import Language
from tools.language.builtin.writing.roles import Roles, named_thing, roles_of


def facts(*texts: str) -> tuple[FactWords, ...]:
    return tuple(FactWords(source=f"f{n}", key=f"f{n}", text=text) for n, text in enumerate(texts))


def test_each_has_its_place() -> None:
    sheet = facts(
        "Harbour Two-Year Bond from Calder Bank.",
        "4.15% AER a year.",
        "Dear {{title}} {{last_name}}",
        "Calder Bank plc, 4 Quay Street, Leeds LS1 4DX.",
        "Account number: {{account_number}}.",
        "Phone 0808 157 0199, Monday to Friday.",
        "Signed: Asha Menon, Director.",
    )
    roles = roles_of(sheet, "en")
    assert (roles.product, roles.brand) == ("Harbour Two-Year Bond", "Calder Bank")
    assert (roles.greeting, roles.reader) == ("Dear {{title}} {{last_name}}", "{{title}} {{last_name}}")
    assert (roles.address_key, roles.below) == ("f3", ("f4",))
    assert roles.reached.startswith("0808 157 0199")
    assert roles.signed == "Asha Menon, Director"
    assert roles.taken == {"f0", "f2", "f3", "f4", "f5", "f6"}


@pytest.mark.parametrize(
    ("text", "greeting", "caller"),
    [
        ("¡Hola {{nombre}}!", "Hola {{nombre}}", ""),
        ("Hey {{first_name}},", "Hey {{first_name}}", ""),
        ("Hola, te habla {{asesor}} de Red Pampa.", "", "{{asesor}}"),
        ("Hi, this is {{agent_name}} with Ridgeline Pest Control, calling about your quote.", "", "{{agent_name}}"),
    ],
)
def test_a_greeting_is_none_of_who_speaks(text: str, greeting: str, caller: str) -> None:
    roles = roles_of(facts(text, "Plan de 300 megas a $18.900 por mes."), "es" if "ola" in text else "en")
    assert (roles.greeting, roles.caller) == (greeting, caller)


@pytest.mark.parametrize("company", ["Tallybird Inc., 400 Larimer St, Denver", "Tallybird Ltd., 9 Tanner Row, York"])
def test_a_company_is_named_without_its_legal_form(company: str) -> None:
    assert roles_of(facts(company, "Payroll at $49 a month."), "en").brand == "Tallybird"


def test_who_calls_whom_and_how_to_be_called_no_more() -> None:
    roles = roles_of(
        facts(
            "Llama {{nombre_asesor}}, de Banco Ocotal.",
            "La llamada es para {{nombre_cliente}}.",
            "Tarjeta Oro: anualidad de $0.",
            "Si no desea más llamadas, puede decirlo ahora.",
        ),
        "es",
    )
    assert (roles.caller, roles.reader, roles.brand) == ("{{nombre_asesor}}", "{{nombre_cliente}}", "Banco Ocotal")
    assert roles.no_more_key == "f3"


@pytest.mark.parametrize(
    ("text", "language", "name", "brand"),
    [
        ("Cuenta Nómina Albor, de Banco Mirasol", "es", "Cuenta Nómina Albor", "Banco Mirasol"),
        ("Póliza Auto Amplia de Seguros Tezontle.", "es", "Póliza Auto Amplia", "Seguros Tezontle"),
        ("Full Fibre 500 from Loom Broadband", "en", "Full Fibre 500", "Loom Broadband"),
        ("Brightline Wireless", "en", "", "Brightline Wireless"),
        ("Tarjeta Oro", "es", "Tarjeta Oro", ""),
        ("Tarjeta de Crédito Oro", "es", "Tarjeta de Crédito Oro", ""),
    ],
)
def test_a_label_names_the_thing_and_whose_it_is(text: str, language: Language, name: str, brand: str) -> None:
    roles = roles_of(facts(text, "9 € al mes" if language == "es" else "£9 a month"), language)
    assert (roles.product, roles.brand) == (name, brand)


def test_a_sheet_of_nothing_else_keeps_its_facts() -> None:
    assert roles_of(facts("Northmoor Energy."), "en") == Roles()


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Velo Leeds annual pass: £49 (was £79), 60-min rides.", "en", "Velo Leeds annual pass"),
        ("Lir Gigabit + TV €45 a month for 12 months", "en", "Lir Gigabit + TV"),
        ("Seguro Sierra Auto, cobertura amplia desde $680 al mes.", "es", "Seguro Sierra Auto"),
    ],
)
def test_a_sheet_is_about_what_it_begins_with(text: str, language: Language, name: str) -> None:
    found = named_thing(facts(text, "Code BACK49 by 31 March 2027."), Roles(), "Bring people back", language)
    assert found is not None
    assert found.name == name


def test_a_notice_or_a_stage_direction_sells_nothing() -> None:
    sheet = facts(
        "Plan Libre: $9 a month.",
        "Estimado cliente:",
        "Banco Marisma, adherido al Fondo de Garantía de Depósitos.",
        "Si el cliente no desea seguir, se agradece y se cuelga.",
        "200 Main St, Houston, TX.",
        "18 and over, subject to status. Hollin Finance Ltd.",
    )
    roles = roles_of(sheet, "es")
    assert roles.taken == {"f1", "f2", "f3", "f4"}
    assert (roles.greeting, roles.below, roles.brand) == ("Estimado cliente", ("f2",), "")


def test_an_order_or_a_place_names_no_thing() -> None:
    for text in ("Renew at the desk or at the website.", "In Tansy stores, not at petrol stations."):
        assert named_thing(facts(text), Roles(), "Bring members back", "en") is None
