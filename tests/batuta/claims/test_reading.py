"""A message as policies see it: its languages, its claims, its small print, its addresses."""

from datetime import date

import pytest

from batuta.claims.lexicon import ClaimKind, Lexicon, Vocabulary
from batuta.claims.reading import Message, read
from batuta.claims.tongues import tongues
from batuta.content import ContentItem, Part
from batuta.text import Text
from tools.policies import PolicyBook

WORDS = Vocabulary(
    claims=(
        ClaimKind(
            id="free",
            means=Text(en="free", es="gratis"),
            es=("gratis", "sin coste"),
            en=("free",),
            except_en=("free time",),
        ),
        ClaimKind(id="fee", means=Text(en="a fee", es="una comisión"), es=("comisión .. <money>",), above_zero=True),
        ClaimKind(id="must", means=Text(en="a condition", es="una condición"), es=("domicilia*",), denied=True),
    )
)
LEXICON = Lexicon((WORDS,))


def message(parts: dict[Part, str] | str, locale: str = "es-ES", names: tuple[str, ...] = ()) -> Message:
    given: dict[Part, str] = {"body": parts} if isinstance(parts, str) else parts
    item = ContentItem(id="i", channel="email", locale=locale, status="draft", parts=given, origin="edited")
    return read(item, LEXICON, date(2027, 3, 1), names=names)


def test_a_claim_is_quoted_from_the_original() -> None:
    read_ = message({"subject": "Hola", "body": "Es GR4TIS para ti"})
    (claim,) = read_.made("free")
    assert (read_.parts[claim.part].name, read_.words(claim)) == ("body", "GR4TIS")


def test_a_claim_that_is_denied_is_not_made() -> None:
    assert not message("No es gratis").makes("free")
    assert [claim.denied for claim in message("No es gratis").claims] == [True]


def test_denial_counts_only_where_the_claim_says_so() -> None:
    assert message("no hace falta domiciliar la nómina").makes("must")


def test_a_charge_of_nothing_is_no_charge() -> None:
    assert message("comisión de 3 €").makes("fee")
    assert not message("comisión de 0 €").makes("fee")


def test_sayings_that_mean_something_else_are_spared() -> None:
    assert message("It is free for you and your friends", "en").makes("free")
    assert not message("Enjoy your free time with all of your friends", "en").makes("free")


def test_what_stands_in_the_legal_text_or_after_a_star_is_small_print() -> None:
    told = message({"body": "Gratis*\n\n* Sin coste hasta mayo.", "legal": "Es gratis."})
    assert [claim.small for claim in told.made("free")] == [False, True, True]


def test_the_name_of_a_product_claims_nothing() -> None:
    assert not message("Llévate la Cuenta Sin Coste", names=("cuenta sin coste",)).makes("free")


def test_words_of_an_address_claim_nothing() -> None:
    assert not message("Entra en https://tienda.example/gratis").makes("free")


def test_merge_fields_and_mail_addresses_are_links() -> None:
    (part,) = message("Baja: {{unsubscribe_url}} o baja@nogal.example").parts
    assert sorted(link.target for link in part.links) == ["baja@nogal.example", "{{unsubscribe_url}}"]


@pytest.mark.parametrize(
    ("text", "declared", "languages", "unread"),
    [
        ("Con la tarjeta que tú quieras y sin pagar nada por ella", "es-ES", ("es",), ""),
        ("With the card that you want and for as long as you like", "es-ES", ("en",), ""),
        ("Hola", "en-GB", ("en", "es"), ""),
        ("Com o seu cartão você não paga anuidade e tem mais vantagens para toda a sua família", "pt-BR", None, "pt"),
        ("Avec votre carte vous ne payez pas de frais et nous vous offrons plus", "es-ES", None, "fr"),
        ("Angebot", "de-DE", None, "de"),
    ],
)
def test_the_language_is_read_from_the_words(
    text: str, declared: str, languages: tuple[str, ...] | None, unread: str
) -> None:
    found = tongues(text.lower().replace("ã", "a").replace("ê", "e").replace("í", "i").split(), declared)
    assert found.unread == unread
    assert languages is None or found.languages == languages


def test_a_bilingual_message_is_read_in_both() -> None:
    both = message("Es para ti y para los tuyos, sin coste. It is free for you and for all of your friends.")
    assert set(both.languages) == {"es", "en"}
    assert len(both.made("free")) == 2


def test_what_is_said_in_another_language_is_said(legal: PolicyBook) -> None:
    """Words in a second language cannot silence the first, nor be silent themselves."""
    english = "Loans without a credit check."
    spanish = "Este mensaje es una prueba interna y no cuenta como comunicación comercial para nadie."
    for text in (f"{english}\n\n{spanish}", f"{spanish}\n\n{english}"):
        for locale in ("en-GB", "es-ES", ""):
            item = ContentItem(
                id="x", channel="letter", locale=locale, status="draft", parts={"body": text}, origin="edited"
            )
            assert read(item, legal.lexicon, date(2026, 12, 15)).makes("no_credit_checks"), (locale, text)


def test_a_word_of_the_other_language_is_not_taken_out_of_its_sentence(legal: PolicyBook) -> None:
    item = ContentItem(
        id="x", channel="social", locale="en-GB", status="draft", parts={"body": "Link in bio."}, origin="edited"
    )
    assert not read(item, legal.lexicon, date(2026, 12, 15)).makes("green_vague")
