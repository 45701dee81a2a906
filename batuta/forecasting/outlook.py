"""What a campaign is expected to bring, in people, money and words."""

from batuta.explain import number_in_words, with_unit
from batuta.forecasting.response import Response
from batuta.noun import Noun
from batuta.product import Product, Products
from batuta.text import say


class Outlook(Noun):
    """Expected results, each with the range it will probably fall into."""

    people: int
    """Addressed."""
    responses: float
    low: float
    """95 % prediction interval."""
    high: float
    extra: float | None = None
    """Responses that would not have come anyway."""
    value: float | None = None
    """Of all responses, in the company's currency."""
    cost: float | None = None
    basis: str = ""
    """Which past campaigns it rests on, in words."""


def outlook(response: Response, people: int, *, cost: float | None = None, basis: str = "") -> Outlook:
    """The response of this many people."""
    value_each = response.value_each
    return Outlook(
        people=people,
        responses=people * response.rate,
        low=people * response.low,
        high=people * response.high,
        extra=None if response.anyway is None else max(0.0, people * (response.rate - response.anyway)),
        value=None if value_each is None else people * response.rate * value_each,
        cost=cost,
        basis=basis,
    )


def basis_in_words(response: Response, product_id: str | None, products: Products, locale: str | None) -> str:
    """What a forecast rests on: `It rests on 15 Gold Card campaigns (2024–2026), 6 of them on the same channels.`"""
    first, last = response.years
    years = f"{first}" if first == last else f"{first}–{last}"
    same = response.alike
    alike = say(locale, en=f", {same} of them on the same channels", es=f", {same} de ellas por los mismos canales")
    product = products[product_id] if product_id and product_id in products else None
    if product is not None and response.product_campaigns:
        name, count = product.name.in_(locale), response.product_campaigns
        told = say(
            locale,
            en=f"It rests on {count} {name} campaign{'s' if count > 1 else ''} ({years}){alike if same else ''}.",
            es=f"Se apoya en {count} campaña{'s' if count > 1 else ''} de {name} ({years}){alike if same else ''}.",
        )
        return told if count > 2 else f"{told} {_thin(response, product, products, locale)}"
    if product is not None and response.family_campaigns:
        family, count = _family(product, products, locale), response.family_campaigns
        return say(
            locale,
            en=f"There is no past {product.name.in_(locale)} campaign: it rests on {count} of its family, {family} "
            f"({years}).",
            es=f"No hay campañas anteriores de {product.name.in_(locale)}: se apoya en {count} de su familia, {family} "
            f"({years}).",
        )
    count = response.company_campaigns
    return say(
        locale,
        en=f"Only a rough guide: it rests on all {count} campaigns of the company ({years}).",
        es=f"Es solo orientativo: se apoya en las {count} campañas de la empresa ({years}).",
    )


def outlook_in_words(expected: Outlook, currency: str, locale: str | None) -> str:
    """`Expected responses: about 130 (70 to 210) from 8,000 people addressed …`"""
    people, responses = number_in_words(expected.people, locale), _about(expected.responses, locale)
    low, high = _about(expected.low, locale), _about(expected.high, locale)
    told = say(
        locale,
        en=f"Expected responses: about {responses} ({low} to {high}) from {people} people addressed",
        es=f"Respuestas esperadas: unas {responses} (entre {low} y {high}) de {people} personas contactadas",
    )
    if expected.extra is not None and expected.responses >= 1:
        extra = _about(expected.extra, locale)
        would = "habría" if extra == "1" else "habrían"
        told += say(
            locale,
            en=f"; about {extra} of them would not have come anyway",
            es=f"; {extra} de ellas no {would} llegado sin la campaña",
        )
    return f"{told}. {cost_in_words(expected.cost, currency, locale)}" if expected.cost else f"{told}."


def cost_in_words(cost: float, currency: str, locale: str | None) -> str:
    """`Coste de envío: unos 412 €.`"""
    about = with_unit(round(cost) if cost >= 1 else round(cost, 2), currency, locale)
    return say(locale, en=f"Cost of sending: about {about}.", es=f"Coste de envío: unos {about}.")


def _thin(response: Response, product: Product, products: Products, locale: str | None) -> str:
    family = _family(product, products, locale)
    return say(
        locale,
        en=f"Few, so it also leans on the {response.family_campaigns} of its family, {family}.",
        es=f"Son pocas, así que también pesa lo visto en las {response.family_campaigns} de su familia, {family}.",
    )


def _family(product: Product, products: Products, locale: str | None) -> str:
    return next((f.name.in_(locale) for f in products.families if f.id == product.family), product.family)


def _about(number: float, locale: str | None) -> str:
    """Two significant digits: more would pretend."""
    if number < 10:
        return number_in_words(round(number), locale)
    places = len(str(int(number))) - 2
    return number_in_words(round(number, -places), locale)
