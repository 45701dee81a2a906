"""Messages as they arrive: safe, readable, and fetching nothing."""

import re
from pathlib import Path

import pytest

from batuta.accessibility import contrast, faint, fetches
from batuta.content import Asset, ContentItem, Provenance
from tools.rendering import Renderer
from tools.rendering.sms import length
from tools.workspaces.folder import read_workspace

PARTS = {
    "subject": "Abrigo Norte & más",
    "preheader": "129 €",
    "headline": "Abrigo Norte",
    "body": "Hola, {{first_name}}:\n\nCuesta 129 €.\nCon IVA.",
    "cta": "Ver el abrigo",
    "footer": "Baja: {{unsubscribe_url}}",
}


@pytest.fixture
def renderer(lince_folder: Path) -> Renderer:
    return Renderer(read_workspace(lince_folder))


def item(channel: str = "email", parts: dict[str, str] | None = None, **other: object) -> ContentItem:
    return ContentItem.model_validate(
        {
            "id": "i", "channel": channel, "locale": "es-ES", "status": "draft", "origin": "generated",
            "product_id": "north_coat", "parts": parts or PARTS, **other,
        }
    )  # fmt: skip


def test_an_email_has_its_words_its_button_and_a_text_of_its_own(renderer: Renderer) -> None:
    drawn = renderer.render(item())
    assert re.search(r"<p>Cuesta 129 €\.<br\s*/?>Con IVA\.</p>", drawn.html)
    assert 'href="https://www.lince.example/abrigo-norte"' in drawn.html
    assert "<title>Abrigo Norte &amp; más</title>" in drawn.html
    assert drawn.text.startswith("Abrigo Norte\n\nHola, {{first_name}}:")
    assert "Ver el abrigo: https://www.lince.example/abrigo-norte" in drawn.text


def test_merge_fields_are_filled_with_words_never_with_markup(renderer: Renderer) -> None:
    drawn = renderer.render(
        item(), {"first_name": '<img src=x onerror="a">Ana', "unsubscribe_url": "https://x.example"}
    )
    assert "<img" not in drawn.html
    assert "&lt;img src=x onerror=&quot;a&quot;&gt;Ana" in drawn.html
    assert '<img src=x onerror="a">Ana' in drawn.text
    assert "{{" not in drawn.text


@pytest.mark.parametrize("channel", ["email", "web", "push", "sms", "in_app", "letter", "call", "social", "display"])
@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<p>hola</p><img src='https://evil.example/p.gif'>",
        "<p><a href='javascript:alert(1)'>clic</a></p>",
        '<p style="background:url(https://evil.example)">x</p>',
        "<mj-include path='/etc/passwd' /><mj-raw><script>1</script></mj-raw>",
        "https://evil.example/?a=1 y http://user@www.lince.example/x",
    ],
)
def test_nothing_that_is_drawn_fetches_or_leads_elsewhere(renderer: Renderer, channel: str, hostile: str) -> None:
    main = {"sms": "text"}.get(channel, "body")
    drawn = renderer.render(item(channel, {main: hostile}))
    assert fetches(drawn.html) == ()
    assert "<script" not in drawn.html
    assert 'href="https://evil' not in drawn.html
    assert 'href="javascript' not in drawn.html
    assert "href='javascript" not in drawn.html
    assert 'href="http://user@' not in drawn.html
    assert "root:" not in drawn.html


def test_simple_markup_of_a_content_system_is_kept(renderer: Renderer) -> None:
    drawn = renderer.render(item(parts={"subject": "a", "body": "<p>Muy <b>abrigado</b><br>y ligero</p>"}))
    assert "<b>abrigado</b>" in drawn.html
    assert "Muy abrigado\ny ligero" in drawn.text


def test_text_is_readable_on_what_lies_behind_it(renderer: Renderer) -> None:
    for channel, parts in (("email", PARTS), ("web", {"headline": "a", "body": "b", "cta": "c"})):
        assert faint(renderer.render(item(channel, parts, assets=(Asset(id="x", alt="Un abrigo"),))).html) == ()


def test_faint_text_is_found() -> None:
    found = faint('<body style="background:#ffffff"><p style="color:#aaaaaa">gris</p><p>negro</p></body>')
    assert [(text.text, text.ratio < 4.5) for text in found] == [("gris", True)]
    assert contrast("#000", "#ffffff") == pytest.approx(21)


def test_what_a_model_wrote_says_so_to_people_and_machines(renderer: Renderer) -> None:
    by_model = item(provenance=Provenance(engine="m", ai_generated=True))
    assert "ai-generated" in renderer.render(by_model).html
    assert "inteligencia artificial" in renderer.render(by_model).text
    assert "ai-generated" not in renderer.render(item()).html


@pytest.mark.parametrize(
    ("text", "encoding", "segments"),
    [
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("€" * 80, "GSM-7", 1),
        ("€" * 81, "GSM-7", 2),
        ("á" * 70, "UCS-2", 1),
        ("á" * 71, "UCS-2", 2),
        ("😀" * 35, "UCS-2", 1),
        ("😀" * 36, "UCS-2", 2),
        ("ñ¿¡Ñüé", "GSM-7", 1),
    ],
)
def test_an_sms_costs_what_its_letters_cost(text: str, encoding: str, segments: int) -> None:
    measured = length(text)
    assert (measured.encoding, measured.segments) == (encoding, segments)


def test_an_sms_is_measured_with_its_fields_filled(renderer: Renderer) -> None:
    text = "a" * 150 + "{{first_name}}"
    assert renderer.render(item("sms", {"text": text})).segments == 1
    assert renderer.render(item("sms", {"text": text}), {"first_name": "b" * 11}).segments == 2


def test_a_message_is_drawn_once_and_filled_for_each_person(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(message: ContentItem, **_: object) -> str:
        drawn.append(message.id)
        return "<p>{{first_name}}</p>"

    monkeypatch.setattr("tools.rendering.renderer.email_html", draw)
    told = [renderer.render(item(), {"first_name": name}).html for name in ("Ana", "<b>Luis</b>")]
    assert told == ["<p>Ana</p>", "<p>&lt;b&gt;Luis&lt;/b&gt;</p>"]
    assert drawn == ["i"]
