"""A filed verdict: whole, standing alone, and unmoved by what is written in the copy."""

import io
from datetime import UTC, datetime

import pypdf
import pytest

from app.filing import verdict_of_text
from app.outside.comply import review_of
from batuta.compliance import Waiver
from batuta.filing import VerdictFile
from tests.scenes.compliance import TODAY
from tools.policies import PolicyBook
from tools.rendering.verdict_html import verdict_html
from tools.rendering.verdict_pdf import verdict_pdf
from tools.rendering.verdict_words import visible

NOW = datetime(2026, 12, 15, 9, 30, tzinfo=UTC)
COPY = "Préstamo al 5,95 % TIN, dinero al inst\u200bante 🎉 <script>alert(1)</script> <img src=https://evil.example/x>"


def verdict(book: PolicyBook, copy: str, **context: object) -> VerdictFile:
    line: dict[str, object] = {"copy": copy, "channel": "web", "locale": "es-ES", "jurisdiction": "ES", **context}
    subject, review = review_of(line, book, TODAY, "es-ES")
    return verdict_of_text(subject, review, book, NOW, "Banco Nogal, S.A.", "anuncio.txt")


@pytest.fixture(scope="module")
def blocked(legal: PolicyBook) -> VerdictFile:
    return verdict(legal, COPY, product_kind="préstamo", sector="bank")


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_every_rule_in_force_is_listed_with_its_version_law_and_result(blocked: VerdictFile, legal: PolicyBook) -> None:
    listed = {rule.rule_id: rule for rule in blocked.rules}
    assert {rule.id for pack in legal.packs for rule in pack.rules} == set(listed)
    assert listed["nominal-without-annual"].result == "block"
    assert listed["nominal-without-annual"].pack.startswith("credit@20")
    assert "Circular 4/2020" in listed["nominal-without-annual"].law
    assert listed["green-absolute"].result == "none"
    assert blocked.rules[0].result == "block"


def test_the_page_shows_findings_law_remedy_and_versions(blocked: VerdictFile) -> None:
    page = verdict_html(blocked, "es-ES")
    assert "Dictamen de cumplimiento: Bloqueado" in page
    assert "Circular 4/2020" in page
    assert blocked.policies_version in page
    assert blocked.pieces[0].digest in page


def test_copy_is_shown_and_never_obeyed(blocked: VerdictFile) -> None:
    page = verdict_html(blocked, "es-ES")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "inst⟨U+200B⟩ante" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_the_pdf_says_the_same_and_is_the_same_every_time(blocked: VerdictFile) -> None:
    pdf = verdict_pdf(blocked, "es-ES")
    words = text_of(pdf)
    assert "Dictamen de cumplimiento: Bloqueado" in words
    assert "inst<U+200B>ante" in words
    assert "<U+1F389>" in words
    assert "alert(1)" in words
    assert "nominal-without-annual" in words
    assert verdict_pdf(blocked, "es-ES") == pdf


def test_a_clear_verdict_says_that_nothing_was_found(legal: PolicyBook) -> None:
    clear = verdict(legal, "Abrimos el lunes.", sector="retail")
    assert clear.verdict == "clear"
    assert "Ninguna regla en vigor ha encontrado nada." in verdict_html(clear, "es")
    assert "No rule in force found anything." in text_of(verdict_pdf(clear, "en"))


def test_what_was_let_pass_is_filed_with_its_reason_and_last_day(blocked: VerdictFile) -> None:
    waiver = Waiver(rule_id="x", item="copy", by="carlos", reason="=Visto <b>", until=TODAY)
    filed = blocked.model_copy(update={"waived": (waiver,)})
    assert "carlos: =Visto &lt;b&gt;" in verdict_html(filed, "es")
    assert "hasta 2026-12-15" in text_of(verdict_pdf(filed, "es"))


def test_a_pack_that_is_no_longer_kept_in_that_version_is_told(blocked: VerdictFile) -> None:
    filed = blocked.model_copy(update={"unknown_packs": ("credit@2019-01",)})
    assert "credit@2019-01" in verdict_html(filed, "es")
    assert "credit@2019-01" in text_of(verdict_pdf(filed, "es"))


def test_a_long_text_takes_as_many_pages_as_it_needs(legal: PolicyBook) -> None:
    pdf = verdict_pdf(verdict(legal, "Préstamos. " * 4000, sector="bank"), "es")
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) > 10


def test_signs_that_nobody_sees_are_shown_by_number() -> None:
    assert visible("a\u202eb\u00adc\n") == "a⟨U+202E⟩b⟨U+00AD⟩c\n"
