"""The brand's words and the market's, put in everywhere but in fields, addresses and figures."""

from batuta.brand import Term, WritingRules
from tools.language.builtin.writing.wording import worded

RULES = WritingRules(
    formality="usted",
    exclamation=0,
    banned_punctuation=("...",),
    terms=(
        Term(locale="es-MX", preferred="date de baja", avoid=("unsubscribe",)),
        Term(locale="es-MX", preferred="tarjeta", avoid=("card",)),
        Term(locale="es-MX", preferred="cuarta generación", avoid=("4G",)),
    ),
)


def test_terms_and_market_words_stay_out_of_fields_and_addresses() -> None:
    text = "Usa tu móvil: https://www.lince.example/tu-card/móvil!x {{unsubscribe_url}} card@lince.example"
    told = worded(text, "es-MX", RULES)
    assert told.startswith("Use su celular: ")
    for piece in ("https://www.lince.example/tu-card/móvil!x", "{{unsubscribe_url}}", "card@lince.example"):
        assert piece in told


def test_no_term_changes_a_figure() -> None:
    assert worded("Velocidad 4G", "es-MX", RULES) == "Velocidad 4G"
