"""An account told in four facts, for whoever writes about it."""

from typing import Any

from batuta.content import Need
from batuta.material import FactWords, Material, ProductWords, Written
from batuta.text import language_of
from batuta.workspace import Sender
from batuta.writing_checks import check_written
from tools.language.builtin.writing.message import write_message

FACTS = {
    "es": (
        ("fee", "La Cuenta Clara no tiene comisiones si domicilias una nómina de al menos 800 € al mes."),
        ("card", "Tarjeta de débito gratis el primer año; después, 18 € al año."),
        ("open", "Puedes abrirla online en 10 minutos."),
        ("fgd", "El dinero está cubierto por el Fondo de Garantía de Depósitos hasta 100.000 €."),
    ),
    "en": (
        ("fee", "Clear Account has no fees if you pay in a salary of at least €800 a month."),
        ("card", "Free debit card in the first year; then €18 a year."),
        ("open", "You can open it online in 10 minutes."),
        ("fgd", "Money is covered by the Deposit Guarantee Fund up to €100,000."),
    ),
}


def material(channel: str = "email", locale: str = "es-ES", **other: Any) -> Material:
    language = language_of(locale)
    need = Need.model_validate(
        {"key": "n", "channel": channel, "locale": locale, "purpose": "promote", "variants": 3, "product_id": None}
    )
    parts: dict[str, Any] = {
        "need": need,
        "about": "promote the account",
        "product": ProductWords(source="fee", name="Cuenta Clara" if language == "es" else "Clear Account"),
        "sender": Sender(name="Banco Sur, S.A.", brand="Banco Sur"),
        "facts": tuple(FactWords(source=key, key=key, text=text) for key, text in FACTS[language]),
        "strategies": ("benefit", "price", "question"),
    }
    return Material(**(parts | other))


async def written(given: Material) -> Written:
    made = await write_message(given)
    assert isinstance(made, Written), made
    assert check_written(given, made) == ()
    return made
