"""The review as a whole: what it covers, what it says, and that it never stays silent."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batuta.brief import OfferFact
from batuta.compliance import Review, Subject
from batuta.content import ContentItem, Part
from tests.scenes.compliance import outcome, topics
from tools.policies import PolicyBook

TODAY = date(2026, 12, 15)


def item(words: str, identity: str = "a", part: Part = "body", locale: str = "es-ES") -> ContentItem:
    return ContentItem(
        id=identity, channel="web", locale=locale, status="draft", parts={part: words}, origin="generated"
    )


def review(legal: PolicyBook, *items: ContentItem, locale: str = "en", **other: object) -> Review:
    given: dict[str, object] = {"items": items, "jurisdictions": ("ES",), "today": TODAY, **other}
    return legal.review(Subject.model_validate(given), locale)


def test_nothing_given_is_a_finding(legal: PolicyBook) -> None:
    assert review(legal).verdict == "blocked"
    assert [f.topic for f in review(legal, item("  ")).findings] == ["nothing_to_review"]


@pytest.mark.parametrize("place", ["FR", "", "Mars"])
def test_a_jurisdiction_nobody_covers_is_a_finding(legal: PolicyBook, place: str) -> None:
    said = review(legal, item("Hola"), jurisdictions=(place,) if place else ())
    assert [f.topic for f in said.findings] == ["jurisdiction_not_covered"]
    assert said.verdict == "blocked"


@pytest.mark.parametrize("name", ["es", "Spain", "España", "ESP"])
def test_a_jurisdiction_may_go_by_other_names(legal: PolicyBook, name: str) -> None:
    assert review(legal, item("Ya está el catálogo."), jurisdictions=(name,)).verdict == "clear"


def test_a_language_nobody_here_reads_is_a_finding(legal: PolicyBook) -> None:
    words = "Com o seu cartão você não paga anuidade e tem mais vantagens para toda a sua família"
    assert topics(legal, words, locale="pt-PT", jurisdiction="EU").get("language_not_covered") == "block"


def test_what_is_too_long_to_be_a_message_is_a_finding(legal: PolicyBook) -> None:
    assert "too-long-to-review" in {f.rule_id for f in review(legal, item("gratis " * 10_000)).findings}


def test_every_item_is_reviewed_and_named(legal: PolicyBook) -> None:
    said = review(legal, item("Ya está el catálogo.", "one"), item("El mejor banco de España.", "two"), sector="bank")
    assert {finding.item for finding in said.findings} == {"two"}


def test_spain_is_under_the_law_of_the_union_as_well_and_once(legal: PolicyBook) -> None:
    words = item("Detergente 100 % ecológico, salva el planeta.")
    both = review(legal, words, jurisdictions=("ES", "EU"))
    assert both.findings == review(legal, words).findings
    assert len({(f.rule_id, f.start) for f in both.findings}) == len(both.findings) > 0


def test_the_law_cited_is_that_of_the_place(legal: PolicyBook) -> None:
    def cited(place: str) -> str:
        (finding,) = outcome(legal, "Aprobado en 5 minutos: dinero al instante.", product_kind="préstamo",
                             jurisdiction=place).findings[:1]  # fmt: skip
        return finding.source.title

    assert "España" in cited("ES") or "Ley" in cited("ES")
    assert cited("UK") != cited("ES") != cited("US")


def test_findings_speak_the_language_of_their_reader(legal: PolicyBook) -> None:
    words = item("El mejor banco de España.")
    (spanish,) = review(legal, words, sector="bank", locale="es-ES").findings
    (english,) = review(legal, words, sector="bank", locale="en").findings
    assert (spanish.quote, spanish.rule_id) == (english.quote, english.rule_id)
    assert spanish.message != english.message
    assert "«" in spanish.message


def test_the_same_review_gives_the_same_findings(legal: PolicyBook) -> None:
    words = item("Solo hoy: el mejor préstamo, dinero ya, gratis y sin papeleo.")
    assert review(legal, words) == review(legal, words)


def test_the_packs_that_were_applied_are_named(legal: PolicyBook) -> None:
    assert "credit@" in " ".join(review(legal, item("Hola, buenas tardes.")).packs)


@pytest.mark.parametrize(
    ("given", "topic"),
    [
        ({"must_say": ("Banco Nogal cumple 50 años",)}, "must_say_missing"),
        ({"must_not_say": ("catálogo",)}, "must_not_say_used"),
    ],
)
def test_what_the_brief_demands_is_looked_for(legal: PolicyBook, given: dict[str, Any], topic: str) -> None:
    said = review(legal, item("Ya está el catálogo."), **given)
    assert [(f.severity, f.topic) for f in said.findings] == [("warn", said.findings[0].topic)]
    kept = review(legal, item("Banco Nogal cumple 50 años."), **given)
    assert kept.findings == ()


def test_an_offer_is_held_against_the_facts(legal: PolicyBook) -> None:
    said = review(
        legal,
        item("Fibra para tu casa."),
        offer=(OfferFact(text="Fibra a 20 € al mes"),),
        product_facts=("El precio es de 35 € al mes",),
        product_kind="fibre",
    )
    assert [(f.topic, f.part) for f in said.findings] == [("product_fact_contradiction", "offer")]


def test_a_safe_remedy_comes_as_a_change_in_the_language_of_the_message(legal: PolicyBook) -> None:
    words = item("Nuestro fondo ganó un 12 % el año pasado. Invierte ya.")
    (finding,) = review(legal, words, product_kind="investment").findings
    assert finding.fix is not None
    assert finding.fix.kind == "append"
    assert "El valor de la inversión puede bajar" in finding.fix.text
    mended = item(f"{words.parts['body']} {finding.fix.text}")
    assert review(legal, mended, product_kind="investment").verdict == "clear"


@settings(max_examples=60, deadline=None)
@given(
    words=st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            ["gratis", "sin", "TAE 5 %", "30 € al mes", "(", "<", "&", "*", "préstamo", "no", ".\n", "<b>", "{{x}}"]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_any_text_is_reviewed_and_quoted_where_it_stands(legal: PolicyBook, words: str) -> None:
    said = review(legal, item(words), sector="bank")
    for finding in said.findings:
        if finding.end > finding.start and finding.part == "body":
            assert words[finding.start : finding.end] == finding.quote


@pytest.mark.parametrize(
    "active",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x>",
        "<iframe src='https://evil.example'></iframe>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>Ver</a>",
    ],
)
def test_what_would_run_in_place_of_being_read_blocks(legal: PolicyBook, active: str) -> None:
    assert topics(legal, f"Abrimos el lunes. {active}")["hidden_text"] == "block"
    assert topics(legal, "Abrimos el lunes. <b>Te esperamos</b> en <a href='https://x.example'>la tienda</a>.") == {}
