"""The last look: each check can fail, and passes on a good message."""

import dataclasses

import pytest
from langgraph.runtime import Runtime

from agents.content.quality import check_quality, quality_of
from batuta.content import Asset, Citation, ContentItem, QualityReport, Rendered, Sentence
from batuta.deps import Deps
from batuta.errors import BadInput
from batuta.text import Text
from tests.agents.content.conftest import brief

GOOD = {
    "subject": "Abrigo Norte, 129 €",
    "body": "Hola, {{first_name}}:\n\nEl abrigo cuesta 129 €, IVA incluido, y tienes 60 días para devolverlo.",
    "cta": "Ver el abrigo",
    "footer": "Publicidad de Tienda Lince, S.L. Baja: {{unsubscribe_url}}",
}


def item(parts: dict[str, str] | None = None, channel: str = "email", **other: object) -> ContentItem:
    cited = (Sentence(text="x", part="body", citations=(Citation(source="edit:ana", quote=""),)),)
    given: dict[str, object] = {
        "id": "i",
        "channel": channel,
        "locale": "es-ES",
        "status": "draft",
        "origin": "edited",
        "parts": parts or GOOD,
        "product_id": "north_coat",
        "sentences": cited if channel == "email" else (),
    }
    return ContentItem.model_validate(given | other)


def failed(deps: Deps, one: ContentItem) -> set[str]:
    return {check.check for check in quality_of(one, deps, "es-ES") if not check.passed}


def test_a_good_message_passes_every_check(deps: Deps) -> None:
    checks = list(quality_of(item(), deps, "es-ES"))
    assert all(check.passed for check in checks), [c.message for c in checks if not c.passed]
    assert {"links", "tokens", "rendering", "contrast", "alternative_text", "locale", "size", "sources"} <= {
        check.check for check in checks
    }


@pytest.mark.parametrize(
    ("part", "text", "check"),
    [
        ("body", "", "whole"),
        ("body", "Míralo en https://evil.example/x", "links"),
        ("body", "Míralo en https://www.lince.example@evil.example/x", "links"),
        ("body", "Míralo en www.lince.example.evil.example", "links"),
        ("body", "Hola, {{second_name}}:", "tokens"),
        ("footer", "Tienda Lince. Baja: {{unsubscribe_url}} {{date de baja_url}}", "placeholders"),
        ("footer", "Tienda Lince. Baja: {{date de baja_url}}", "way_out"),
        ("body", "Hola, {{first_name}: todo bien.", "placeholders"),
        ("body", "Hola, first_name}}: todo bien.", "placeholders"),
        ("body", "Hola, {nombre}:", "placeholders"),
        ("body", "Hola, [nombre]:", "placeholders"),
        ("body", "Hola, %%FIRSTNAME%%", "placeholders"),
        ("footer", "Tienda Lince, S.L.", "way_out"),
        ("body", "This text is in the other language for all of you.", "locale"),
        ("subject", "x" * 56, "size"),
    ],
)
def test_each_check_catches_what_it_is_for(deps: Deps, part: str, text: str, check: str) -> None:
    assert check in failed(deps, item({**GOOD, part: text}))


def test_a_sentence_without_a_source_and_an_image_without_words_are_caught(deps: Deps) -> None:
    assert "sources" in failed(deps, item(sentences=(Sentence(text="x", part="body"),)))
    assert "alternative_text" in failed(deps, item(assets=(Asset(id="a", alt="foto1.jpg"),)))
    assert "alternative_text" in failed(deps, item(assets=(Asset(id="a"),)))


def test_an_sms_that_takes_too_many_messages_is_caught(deps: Deps) -> None:
    assert "size" in failed(deps, item({"text": "á" * 299 + " BAJA"}, channel="sms"))
    assert "size" not in failed(deps, item({"text": "a" * 280 + " responde BAJA"}, channel="sms"))


def test_a_merge_field_without_fall_back_in_the_language_is_caught(deps: Deps) -> None:
    fields = {
        "first_name": deps.workspace.merge_fields["first_name"].model_copy(update={"fallback": {"en": "customer"}})
    }
    poorer = dataclasses.replace(deps, workspace=deps.workspace.model_copy(update={"merge_fields": fields}))
    assert "tokens" in failed(poorer, item())


class Broken:
    def render(self, one: ContentItem, fields: object = None) -> Rendered:
        raise BadInput(Text(en="cannot be drawn", es="no se puede componer"))


class Faint:
    def render(self, one: ContentItem, fields: object = None) -> Rendered:
        return Rendered(text="x", html='<p style="color:#ccc;background:#fff">x</p><img src="https://x.example/p.gif">')


def test_what_cannot_be_drawn_is_faint_or_fetches_is_caught(deps: Deps) -> None:
    assert failed(dataclasses.replace(deps, rendering=Broken()), item()) == {"rendering"}
    assert failed(dataclasses.replace(deps, rendering=Faint()), item()) == {"rendering", "contrast"}


async def test_the_node_reports_on_every_message(runtime: Runtime[Deps]) -> None:
    artefacts = runtime.context.artefacts
    bad = item({**GOOD, "body": "Hola, {nombre}:"}).model_copy(update={"id": "bad"})
    content = {"email.es-ES": [await artefacts.put(item()), await artefacts.put(bad)]}
    out = await check_quality({"content": content, "brief": await artefacts.put(brief())}, runtime)
    report = await artefacts.get(out["quality"], QualityReport)
    assert {check.item for check in report.failed} == {"bad"}
    assert "{nombre}" in report.failed[0].message
