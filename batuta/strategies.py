"""What people call the idea behind a message version."""

from batuta.text import Text

_NAMES: dict[str, Text] = {
    "benefit": Text(en="Benefit", es="Beneficio"),
    "price": Text(en="Price", es="Precio"),
    "reassurance": Text(en="Reassurance", es="Tranquilidad"),
    "question": Text(en="Question", es="Pregunta"),
    "novelty": Text(en="Novelty", es="Novedad"),
    "service": Text(en="Service", es="Servicio"),
    "urgency": Text(en="Urgency", es="Urgencia"),
}


def strategy_in_words(label: str, locale: str | None) -> str:
    """Empty for a version that was found, not written after an idea; a name of the company's own stays.

    >>> strategy_in_words("price", "es-ES"), strategy_in_words("reused", "es"), strategy_in_words("Friday", "en")
    ('Precio', '', 'Friday')
    """
    return _NAMES[label].in_(locale) if label in _NAMES else "" if label in ("reused", "pending") else label
