"""Putting right: remedies, a person's edits, dropped items; what cannot be put right stays."""

from pathlib import Path
from typing import Any

import pytest
from langgraph.runtime import Runtime

from agents.compliance.rework import rework
from batuta.compliance import Finding, Fix, Review, Source
from batuta.content import Citation, ContentItem, Sentence
from batuta.deps import Deps
from tests.agents.content.conftest import brief, world

BODY = "El abrigo cuesta 129 €, IVA incluido. Es el mejor del mercado."


@pytest.fixture
def shop(lince_folder: Path) -> Runtime[Deps]:
    return Runtime(context=world(lince_folder))


def item(identity: str = "email.es-ES.price") -> ContentItem:
    cited = (Citation(source="fact:north_coat/price", quote="129 €, IVA incluido"),)
    return ContentItem(
        id=identity,
        channel="email",
        locale="es-ES",
        status="draft",
        parts={"subject": "Abrigo Norte", "body": BODY, "footer": "Baja: {{unsubscribe_url}}"},
        sentences=(
            Sentence(text="Abrigo Norte", part="subject", citations=cited),
            Sentence(text="El abrigo cuesta 129 €, IVA incluido.", part="body", citations=cited),
            Sentence(text="Es el mejor del mercado.", part="body", citations=cited),
            Sentence(text="Baja: {{unsubscribe_url}}", part="footer", citations=cited),
        ),
        origin="generated",
        product_id="north_coat",
        need="email.es-ES",
        label="price",
    )


def finding(**other: Any) -> Finding:
    quote = "Es el mejor del mercado."
    parts: dict[str, Any] = {
        "rule_id": "superlative",
        "topic": "unfounded_superlative",
        "severity": "block",
        "message": "m",
        "quote": quote,
        "start": BODY.index(quote),
        "end": BODY.index(quote) + len(quote),
        "part": "body",
        "source": Source(title="LGP"),
        "item": "email.es-ES.price",
    }
    return Finding(**(parts | other))


async def reworked(
    shop: Runtime[Deps], *findings: Finding, items: tuple[ContentItem, ...] = (item(),), **state: Any
) -> dict[str, list[ContentItem]]:
    artefacts = shop.context.artefacts
    given = {
        "content": {"email.es-ES": [await artefacts.put(one) for one in items]},
        "brief": await artefacts.put(brief()),
        "review": await artefacts.put(Review(verdict="blocked", findings=findings)),
        **state,
    }
    out = await rework(given, shop)  # type: ignore[arg-type]
    assert out["rework_rounds"] == state.get("rework_rounds", 0) + 1
    return {key: [await artefacts.get(n, ContentItem) for n in names] for key, names in out["content"].items()}


@pytest.mark.parametrize(
    ("fix", "body"),
    [
        (Fix(kind="replace", part="body", text="Abriga."), "El abrigo cuesta 129 €, IVA incluido. Abriga."),
        (Fix(kind="remove", part="body"), "El abrigo cuesta 129 €, IVA incluido."),
        (Fix(kind="append", part="body", text="Precio de enero."), f"{BODY} Precio de enero."),
        (None, "El abrigo cuesta 129 €, IVA incluido."),
    ],
)  # fmt: skip
async def test_applies_the_remedy_of_a_finding(shop: Runtime[Deps], fix: Fix | None, body: str) -> None:
    (one,) = (await reworked(shop, finding(fix=fix)))["email.es-ES"]
    assert one.parts["body"] == body
    assert one.origin == "generated"
    assert " ".join(s.text for s in one.sentences if s.part == "body") == body
    assert all(s.citations for s in one.sentences)


@pytest.mark.parametrize("fix", [Fix(kind="remove", part="body"), None])
async def test_what_is_taken_out_is_said_with_the_reason(shop: Runtime[Deps], fix: Fix | None) -> None:
    why = finding(fix=fix)
    (one,) = (await reworked(shop, why))["email.es-ES"]
    gone = BODY.removeprefix(one.parts["body"]).strip()
    assert one.notes == (f"Se ha quitado «{gone}». {why.message}",)


async def test_a_remedy_may_add_a_part_and_cites_its_rule(shop: Runtime[Deps]) -> None:
    fix = Fix(kind="append", part="legal", text="Precio válido en enero.")
    (one,) = (await reworked(shop, finding(quote="", start=0, end=0, part="", fix=fix)))["email.es-ES"]
    assert one.parts["legal"] == "Precio válido en enero."
    legal = next(s for s in one.sentences if s.part == "legal")
    assert legal.citations == (Citation(source="rule:superlative", quote="Precio válido en enero."),)


async def test_what_cannot_be_put_right_stays_as_it_is(shop: Runtime[Deps]) -> None:
    alone = finding(part="subject", quote="Abrigo Norte", start=0, end=12)
    other = finding(item="another")
    info = finding(severity="info", fix=Fix(kind="remove", part="body"))
    (one,) = (await reworked(shop, alone, other, info))["email.es-ES"]
    assert one == item()


async def test_a_waived_finding_is_not_reworked(shop: Runtime[Deps]) -> None:
    from batuta.compliance import Waiver

    artefacts = shop.context.artefacts
    waiver = Waiver(rule_id="superlative", item="email.es-ES.price", by="ana", reason="r")
    review = await artefacts.put(Review(verdict="clear", findings=(finding(),), waived=(waiver,)))
    (one,) = (await reworked(shop, finding(), review=review))["email.es-ES"]
    assert one == item()


async def test_an_edit_becomes_the_text_and_is_grounded_again(shop: Runtime[Deps]) -> None:
    text = "Tienes 60 días para devolverlo.\n\nTe esperamos en la tienda."
    answer = {"decision": "edit", "by": "ana", "digest": "d", "changes": {"content.email.es-ES.price.parts.body": text}}
    (one,) = (await reworked(shop, finding(), resolution=answer))["email.es-ES"]
    assert (one.parts["body"], one.origin, one.version) == (text, "edited", 2)
    sources = {s.text: [c.source for c in s.citations] for s in one.sentences}
    assert sources["Tienes 60 días para devolverlo."] == ["fact:north_coat/returns"]
    assert sources["Te esperamos en la tienda."] == ["edit:ana"]
    assert sources["Abrigo Norte"] == ["fact:north_coat/price"]


async def test_an_edit_that_claims_what_no_fact_carries_has_no_source_and_is_told(shop: Runtime[Deps]) -> None:
    answer = {"decision": "edit", "by": "ana", "changes": {"content.email.es-ES.price.parts.body": "Ahora, 99 €."}}
    (one,) = (await reworked(shop, resolution=answer))["email.es-ES"]
    assert next(s for s in one.sentences if s.part == "body").citations == ()
    assert any("99 €" in note for note in one.notes)


async def test_an_answer_is_worked_in_once(shop: Runtime[Deps]) -> None:
    answer = {"decision": "edit", "by": "ana", "changes": {"content.email.es-ES.price.parts.subject": "Abrigo"}}
    (first,) = (await reworked(shop, resolution=answer))["email.es-ES"]
    fix = Fix(kind="replace", part="subject", text="Abrigo Norte, 129 €")
    later = finding(part="subject", quote="Abrigo", start=0, end=6, fix=fix)
    (second,) = (await reworked(shop, later, items=(first,), resolution=answer, rework_rounds=1))["email.es-ES"]
    assert (first.parts["subject"], second.parts["subject"]) == ("Abrigo", "Abrigo Norte, 129 €")


async def test_a_change_at_the_approval_is_an_edit_too_and_outside_names_are_known(shop: Runtime[Deps]) -> None:
    answer = {"decision": "change", "by": "ana", "changes": {"content.email.es-ES.price.parts.button": "Ver el abrigo"}}
    (one,) = (await reworked(shop, approval=answer))["email.es-ES"]
    assert one.parts["cta"] == "Ver el abrigo"


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({}, ["b"]),
        ({"items": ["b"]}, ["email.es-ES.price"]),
        ({"content.b": None}, ["email.es-ES.price"]),
        ({"items": ["email.es-ES.price", "b"]}, []),
    ],
)
async def test_drops_what_is_named_or_else_what_stands_in_the_way(
    shop: Runtime[Deps],
    changes: dict[str, object],
    left: list[str],
) -> None:
    answer = {"decision": "drop", "by": "ana", "changes": changes}
    kept = await reworked(shop, finding(), items=(item(), item("b")), resolution=answer)
    assert [one.id for one in kept["email.es-ES"]] == left


async def test_an_old_drop_does_not_drop_again_what_is_found_later(shop: Runtime[Deps]) -> None:
    answer = {"decision": "drop", "by": "ana", "changes": {}}
    kept = (await reworked(shop, finding(), items=(item(), item("b")), resolution=answer))["email.es-ES"]
    again = await reworked(shop, finding(item="b"), items=tuple(kept), resolution=answer, rework_rounds=1)
    assert [one.id for one in again["email.es-ES"]] == ["b"]


@pytest.mark.parametrize(
    ("quote", "text"),
    [("unsubscribe", "date de baja"), ("url}}", "dirección"), ("{{unsubscribe_url}}", "nuestra web")],
)
async def test_a_remedy_that_would_break_a_merge_field_or_take_the_way_out_is_not_applied(
    shop: Runtime[Deps], quote: str, text: str
) -> None:
    start = "Baja: {{unsubscribe_url}}".index(quote)
    wrong = finding(
        quote=quote, start=start, end=start + len(quote), part="footer", severity="warn",
        fix=Fix(kind="replace", part="footer", text=text),
    )  # fmt: skip
    (made,) = (await reworked(shop, wrong))["email.es-ES"]
    assert made.parts["footer"] == "Baja: {{unsubscribe_url}}"
