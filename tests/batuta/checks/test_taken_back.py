"""What one part of a message says and another, or the facts, take back; and lawful texts that only look like it."""

from datetime import date

import pytest

from app.outside.comply import reviewed
from tools.policies import PolicyBook

TODAY = date(2026, 11, 23)
LEAVING = {
    "en": "Instalments left fall due if the customer cancels",
    "es": "Al darse de baja se pagan las cuotas pendientes",
}
NOBODY = {"en": "No customers yet; quotes written by the agency", "es": "Aún no tiene ningún cliente"}


def topics(legal: PolicyBook, copy: dict[str, str], **context: object) -> set[str]:
    line: dict[str, object] = {"copy": copy, "channel": "web", "jurisdiction": "ES", "sector": "retail", **context}
    return {finding.topic for finding in reviewed(line, legal, TODAY, "en").findings if finding.severity != "info"}


@pytest.mark.parametrize(
    ("locale", "top", "below"),
    [
        ("en", "25% off everything", "Excludes appliances, gift cards and clearance."),
        ("en", "Ten percent back on every purchase", "Not valid on food, drink or sale items."),
        ("es", "Un 15 % en toda la web", "No aplica en calzado, bolsos ni novedades."),
        ("es", "Un 10 % de vuelta en todas las compras", "Excluidos alimentación, bebidas y libros."),
    ],
)
def test_all_of_it_leaves_nothing_out_below(legal: PolicyBook, locale: str, top: str, below: str) -> None:
    told: dict[str, object] = {"channel": "email", "locale": locale}
    assert "small_print_contradiction" in topics(legal, {"headline": top, "legal": below}, **told)
    assert "small_print_contradiction" not in topics(legal, {"headline": top, "body": below, "legal": below}, **told)
    assert "small_print_contradiction" not in topics(legal, {"headline": top}, **told)


@pytest.mark.parametrize(
    ("locale", "top", "below"),
    [
        ("en", "Ten percent off, no exceptions", "Does not apply to books."),
        ("es", "El diez por ciento, sin excepciones", "No válido en ofertas."),
    ],
)
@pytest.mark.parametrize("part", ["body", "legal"])
def test_no_exceptions_has_none_anywhere(legal: PolicyBook, locale: str, top: str, below: str, part: str) -> None:
    assert "small_print_contradiction" in topics(legal, {"headline": top, part: below}, locale=locale, channel="email")


@pytest.mark.parametrize(
    ("locale", "bare", "scoped"),
    [
        ("en", "Two for one this weekend", "Two for one on frames this weekend"),
        ("en", "3 for 2 until December 6", "3 for 2 on selected lines until December 6"),
        ("es", "2x1 hasta el 6 de diciembre", "2x1 en monturas hasta el 6 de diciembre"),
        ("es", "Esta semana pagas una y te llevas dos", "Esta semana pagas una y te llevas dos. Condiciones en tienda"),
        ("es", "¡3x2 todo el fin!", "¡3x2 en vitaminas todo el fin!"),
    ],
)
def test_several_for_one_says_on_what(legal: PolicyBook, locale: str, bare: str, scoped: str) -> None:
    assert "promo_conditions_missing" in topics(legal, {"body": bare}, locale=locale)
    assert "promo_conditions_missing" not in topics(legal, {"body": scoped}, locale=locale)


@pytest.mark.parametrize(
    ("locale", "copy"),
    [("en", "No contract, walk away any time. $20 a month."), ("es", "Sin permanencia. 20 € al mes, IVA incluido.")],
)
def test_what_falls_due_on_leaving_is_a_tie(legal: PolicyBook, locale: str, copy: str) -> None:
    told: dict[str, object] = {"locale": locale, "product_kind": "device", "sector": "telco"}
    assert "hidden_commitment" in topics(legal, {"body": copy}, product_facts=[LEAVING[locale]], **told)
    assert "hidden_commitment" not in topics(
        legal, {"body": f"{copy} {LEAVING[locale]}."}, product_facts=[LEAVING[locale]], **told
    )
    assert "hidden_commitment" not in topics(legal, {"body": copy}, **told)


@pytest.mark.parametrize(
    ("locale", "copy", "kept"),
    [
        ("en", "A year of films for £3 a month. When the year is up it just rolls on.", "at the same price"),
        ("es", "Un año de cine por 3 € al mes. Al terminar, tu plan sigue solito.", "al mismo precio"),
    ],
)
def test_what_goes_on_by_itself_says_at_what_price(legal: PolicyBook, locale: str, copy: str, kept: str) -> None:
    assert "promo_price_reversion" in topics(legal, {"body": copy}, locale=locale)
    assert "promo_price_reversion" not in topics(legal, {"body": f"{copy[:-1]} {kept}."}, locale=locale)


@pytest.mark.parametrize(
    ("locale", "copy"),
    [
        ("en", "“Best nap of my life,” says Dana from Tulsa."),
        ("en", "In 40,000 homes already."),
        ("es", "«Duermo a pierna suelta», lo dice Encarni, vecina de Jaén."),
        ("es", "Ya está en 40.000 hogares."),
    ],
)
def test_what_nobody_has_has_no_owners(legal: PolicyBook, locale: str, copy: str) -> None:
    assert "fabricated_social_proof" in topics(legal, {"body": copy}, locale=locale, product_facts=[NOBODY[locale]])


@pytest.mark.parametrize(
    ("locale", "subject", "body", "deceives"),
    [
        ("en", "Your parcel is waiting", "Not really, but it could be: order today.", True),
        ("en", "You've received a transfer of $40", "From Ana P. See it in the app.", False),
        ("en", "20% off lamps", "No, you're not dreaming: 20% off all lamps.", False),
        ("es", "Ha recibido una transferencia de 350 €", "Bueno, todavía no. Contrate el ahorro programado.", True),
        ("es", "Su vecino le dejó un recado", "Caíste. El recado es nuestro: muebles a plazos.", True),
        ("es", "Has recibido un bizum de 20 €", "De Ana P. Míralo en la app.", False),
    ],
)
def test_an_opening_is_not_taken_back(legal: PolicyBook, locale: str, subject: str, body: str, deceives: bool) -> None:
    found = topics(legal, {"subject": subject, "body": body}, locale=locale, channel="email")
    assert ("deceptive_subject" in found) is deceives


@pytest.mark.parametrize(
    ("locale", "copy"),
    [
        ("en", "This band doesn't diagnose, treat or prevent any disease."),
        ("en", "It is not intended to cure, relieve or reverse diabetes."),
        ("es", "No diagnostica, trata ni previene enfermedades."),
        ("en", "You have $18.40 left on your gift card."),
        ("en", "You have 3GB left this month."),
        ("es", "Te quedan 320 puntos."),
        ("es", "Te quedan 12 días de tu recarga."),
        ("en", "Our parcels now weigh 18% less."),
        ("es", "La botella lleva un 25 % menos de plástico que en 2024."),
        ("en", "Survey £100 plus VAT (£120 including VAT)."),
        ("es", "Revisión: 80 € + IVA (96,80 €, IVA incluido)."),
        ("en", "Coming from EE? Text PAC to 65075 and keep your number."),
        ("es", "¿Vienes de Telcel? Pide tu NIP de portabilidad enviando NIP al 051."),
    ],
)
def test_what_only_looks_unlawful_passes(legal: PolicyBook, locale: str, copy: str) -> None:
    found = topics(legal, {"body": copy}, locale=locale)
    assert not found & {"health_claim", "false_urgency", "promo_conditions_missing", "price_without_taxes"}
    assert not found & {"competitor_marks", "phishing_like"}


@pytest.mark.parametrize(
    ("locale", "top", "below", "own_limit"),
    [
        ("es", "Envíos a todo el país", "Envíos solo a la capital.", "Envíos a la capital"),
        ("en", "One cover for any sofa", "Covers are not available for corner sofas.", "Covers for most sofas"),
        ("es", "Montaje gratis", "Montaje: 29 € por mueble.", "Montaje por 29 €"),
        ("en", "Free assembly", "Assembly: £29 per item.", "Assembly for £29"),
        ("es", "Sin sorpresas en tu factura", "Se añade un 5 % por servicio.", "Tu factura, explicada"),
        ("en", "The price you see is the price you pay", "A 5% service charge is added.", "Prices from £20"),
        ("es", "Envío gratis sin mínimo", "En pedidos superiores a 60 €.", "Envío gratis desde 60 €"),
        ("en", "Free delivery, no minimum spend", "On orders over £40.", "Free delivery over £40"),
        ("es", "Devuélvelo cuando quieras", "Devoluciones dentro de los 15 días siguientes.", "Devuélvelo en 15 días"),
        ("en", "Lifetime guarantee", "Coverage limited to 2 years from purchase.", "Two-year guarantee"),
    ],
)
@pytest.mark.parametrize("channel", ["email", "web"])
def test_what_is_given_on_top_is_not_taken_below(
    legal: PolicyBook, channel: str, locale: str, top: str, below: str, own_limit: str
) -> None:
    told: dict[str, object] = {"channel": channel, "locale": locale, "jurisdiction": "ES" if locale == "es" else "UK"}
    assert "small_print_contradiction" in topics(legal, {"headline": top, "legal": below}, **told)
    assert "small_print_contradiction" not in topics(legal, {"headline": own_limit, "legal": below}, **told)
    assert "small_print_contradiction" not in topics(legal, {"headline": top}, **told)


@pytest.mark.parametrize(
    ("locale", "copy"),
    [
        (
            "es",
            {"headline": "Sin comisiones si traes tu nómina", "legal": "Si no la traes, mantenimiento de 4 € al mes."},
        ),
        (
            "en",
            {
                "headline": "Free fitting in town",
                "body": "Elsewhere, £89.",
                "legal": "Fitting billed at £89 elsewhere.",
            },
        ),
        ("es", {"headline": "Todos nuestros sofás son de Yecla", "legal": "Medidas solo en la ficha de cada sofá."}),
        ("es", {"headline": "Todo el hotel es nuevo", "legal": "Piscina disponible solo de mayo a septiembre."}),
    ],
)
def test_a_limit_told_above_takes_nothing_back(legal: PolicyBook, locale: str, copy: dict[str, str]) -> None:
    assert "small_print_contradiction" not in topics(legal, copy, locale=locale, channel="email")


@pytest.mark.parametrize(
    ("locale", "words", "kind"),
    [
        ("es", "¿Llega rota? Te la cambiamos. Así cuidamos de los nuestros.", True),
        ("es", "Solo en Trenes Norte: si tu tren se cancela, recuperas lo que pagaste.", True),
        ("en", "Another reason to love Birch: send it back within 14 days.", True),
        ("es", "La garantía es de tres años, como marca la ley. Así cuidamos de los nuestros: café en tienda.", False),
        ("en", "Our repair desk replaces broken zips from £8 including VAT.", False),
    ],
)
def test_the_law_is_no_kindness(legal: PolicyBook, locale: str, words: str, kind: bool) -> None:
    place = "ES" if locale == "es" else "UK"
    assert ("legal_right_as_feature" in topics(legal, {"body": words}, locale=locale, jurisdiction=place)) is kind


@pytest.mark.parametrize(
    ("locale", "copy", "fact", "told"),
    [
        ("en", "Your first box is $0. Pick your recipes.", "Boxes ship and bill weekly at $69 until cancelled", "$69"),
        ("es", "Tu primera caja a mitad de precio.", "La suscripción se renueva cada mes a 60 €", "60 €"),
    ],
)
def test_what_is_renewed_by_itself_is_told(legal: PolicyBook, locale: str, copy: str, fact: str, told: str) -> None:
    said: dict[str, object] = {"locale": locale, "product_facts": [fact], "sector": "other"}
    assert "hidden_commitment" in topics(legal, {"body": copy}, **said)
    assert "hidden_commitment" not in topics(legal, {"body": f"{copy} {fact}: {told}."}, **said)
