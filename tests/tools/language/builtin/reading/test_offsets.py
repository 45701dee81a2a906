"""Every quote stands in the text exactly where it says, whatever the text is made of."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from batuta.audience import Evidence
from batuta.reading.checks import check_content, check_eligibility, check_intent
from tests.tools.language.builtin.reading.companies import brief, compiled
from tools.language.builtin.reading.proven import proven_content, proven_eligibility, proven_intent
from tools.language.builtin.reading.whole import read_whole

_PIECES = (
    "Campaña del Abrigo Norte", "para clientes de Madrid", "con más de 3 compras", "que no tengan la app",
    "email y SMS",
    "del 1 al 15 de abril", "presupuesto 12.000 €", "objetivo 300 altas", "salvo empleados", "gente joven",
    "North Coat",
    "customers aged 30 to 45", "without the store card", "who haven't bought in the last 60 days", "20% off",
    "goal: 500 sales", "🎉",
    "| Público | socios oro |", "# Fechas", "**Canales:** push", "> De: a@b.es", "Un saludo,", "<!-- oculto -->",
    "\u200b",
    "e\u0301", "ﬁ", "İstanbul", "ß", "\u00a0", "«no decir gratis»", "a 5 €/mes", "½", "١٢", "\ufffd", "\r",
)  # fmt: skip
_TEXTS = st.lists(
    st.one_of(st.sampled_from(_PIECES), st.text(max_size=12)), min_size=1, max_size=12
).flatmap(lambda parts: st.sampled_from([" ", "\n", ", ", ". ", ""]).map(lambda joint: joint.join(parts)))  # fmt: skip


def quotes(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from quotes(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from quotes(item)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
@pytest.mark.parametrize("company", ["lince", "term_bank"])
def test_every_quote_is_verbatim_at_its_offsets_and_passes_the_checks(company: str, text: str) -> None:
    said = brief(text, company)
    whole = read_whole(said, compiled(company))
    for read in (whole.intent, whole.eligibility, whole.content):
        for quote in quotes(read):
            assert text[quote.start : quote.end] == quote.quote
    intent, eligibility = proven_intent(said, whole.intent), proven_eligibility(said, whole.eligibility)
    content = proven_content(said, whole.content)
    assert not check_intent(said, intent)
    assert not check_eligibility(said, eligibility)
    assert not check_content(said, content)


@settings(max_examples=40, deadline=None)
@given(_TEXTS)
def test_the_same_text_is_read_the_same(text: str) -> None:
    assert read_whole(brief(text), compiled("lince")) == read_whole(brief(text), compiled("lince"))
