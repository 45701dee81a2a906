"""One spelling for every way to write the same words, and the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batuta.claims.normal import fold, normal

KNOWN = frozenset({"gratis", "prestamo", "garantizado", "sin", "intereses", "cancer"})


@pytest.mark.parametrize(
    "raw",
    [
        "GRATIS",
        "Grátis",
        "ｇｒａｔｉｓ",
        "g\u200bra\u200btis",
        "gra\u00adtis",
        "grаtis",  # Cyrillic а
        "gr4t1s",
        "GR@TI$",
        "g.r.a.t.i.s",
        "g r a t i s",
        "gra-tis",
        "𝗴𝗿𝗮𝘁𝗶𝘀",
        "🅶🆁🅰🆃🅸🆂",
    ],
)
def test_every_disguise_of_a_word_is_that_word(raw: str) -> None:
    folded = normal(f"Es {raw} hoy", KNOWN)
    assert "gratis" in folded.text
    start = folded.text.index("gratis")
    assert folded.quote(start, start + 6) == raw


@pytest.mark.parametrize("raw", ["5G", "CO2", "B2B", "3D", "4x4", "A.B.C.", "x-y"])
def test_what_is_no_disguise_stays(raw: str) -> None:
    assert normal(raw, KNOWN).text.strip("\n") == raw.lower().strip("\n")


def test_a_word_that_is_only_broken_by_a_space_is_mended_when_policies_know_it() -> None:
    assert "garantizado" in normal("rendimiento garan tizado", KNOWN).text


@pytest.mark.parametrize(
    ("raw", "sentences"),
    [
        ("Hola. Adiós.", 2),
        ("El art. 9 de la ley. Otro.", 2),
        ("Banco Nogal, S.A. Calle Mayor 1", 1),
        ("Sube a 3.5 puntos", 1),
        ("¿Qué? ¡Sí! Vale…", 3),
        ("Uno; dos • tres", 3),
        ("Aprox. 30 días. Fin.", 2),
    ],
)
def test_a_line_break_in_folded_text_is_the_end_of_a_sentence(raw: str, sentences: int) -> None:
    assert len([line for line in normal(raw).text.split("\n") if line.strip()]) == sentences


def test_lines_that_a_mail_program_broke_are_one_sentence() -> None:
    raw = "Con esta oferta de bienvenida que te hacemos llegar hoy por correo\nno pagas comisión alguna."
    assert len(normal(raw).text.strip().split("\n")) == 1
    assert len(normal("Sin comisiones\nSin permanencia").text.split("\n")) == 2


def test_foreign_letters_inside_a_latin_word_are_remembered() -> None:
    raw = "préstamo grаtis"
    (place,) = normal(raw, KNOWN).smuggled
    assert raw[slice(*place)] == "а"
    assert normal("Привет, мир, как дела", KNOWN).smuggled == ()


@given(st.text(max_size=300))
def test_every_folded_letter_comes_from_a_place_in_the_original(raw: str) -> None:
    folded = normal(raw, KNOWN)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(raw) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


@given(st.text(alphabet="áÉñ ü¡aB1.,", max_size=60))
def test_folding_twice_changes_nothing(words: str) -> None:
    assert fold(fold(words)) == fold(words)


def test_a_soft_hyphen_is_typesetting_and_hides_nothing() -> None:
    folded = normal("présta\u00admo sin interés")
    assert folded.text == "prestamo sin interes"
    assert folded.smuggled == ()
    assert normal("présta\u200bmo").smuggled != ()


@pytest.mark.parametrize(
    ("raw", "sentences"),
    [
        ("Fibra a 15,90 €/mes IVA incl. durante 6 meses. Alta hoy.", 2),
        ("Alta online. durante 6 meses.", 2),
        ("Sin papeleos 💸 Sujeto a estudio", 2),
        ("Sin papeleos 💸 y a disfrutar", 1),
    ],
)
def test_shortened_words_end_no_sentence_and_pictures_before_capitals_do(raw: str, sentences: int) -> None:
    assert len(normal(raw).text.splitlines()) == sentences
