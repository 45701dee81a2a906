import pytest

from batuta.way_out import shows_only_the_way_out

OUT = "{{unsubscribe_url}}"


@pytest.mark.parametrize(
    "text",
    [
        "Baja: {{unsubscribe_url}}",
        "Si no quieres recibir más correos, date de baja aquí: {{unsubscribe_url}}.",
        "Para dejar de recibir publicidad de Tienda Lince: {{unsubscribe_url}}",
        "Si no desea recibir más comunicaciones comerciales, puede darse de baja en {{unsubscribe_url}}",
        "No más SMS: responde BAJA o entra en {{unsubscribe_url}}",
        "Unsubscribe: {{unsubscribe_url}}",
        "If you'd rather not hear from us, you can opt out at any time: {{unsubscribe_url}}",
        "Don't want these emails? Unsubscribe {{unsubscribe_url}}",
    ],
)
def test_a_way_out_is_one(text: str) -> None:
    assert shows_only_the_way_out(text, OUT, ("Tienda Lince", ""))


@pytest.mark.parametrize(
    "text",
    [
        "Si no quieres recibir más correos, date de baja.",
        "Gana 1000 € {{unsubscribe_url}}",
        "Date de baja o gana: {{unsubscribe_url}}",
        "Gratis hasta que te des de baja: {{unsubscribe_url}}",
        "Baja en otro-sitio.example {{unsubscribe_url}}",
        "Your loan is approved {{unsubscribe_url}}",
        "Save 5: {{unsubscribe_url}}",
        "Baja, Acme: {{unsubscribe_url}}",
    ],
)
def test_what_says_anything_else_is_none(text: str) -> None:
    assert not shows_only_the_way_out(text, OUT, ("Tienda Lince", ""))
