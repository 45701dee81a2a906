"""Writing one message: from approved lines, from facts, and against a model that lies."""

import pytest
from langgraph.runtime import Runtime

from agents.content.ground import grounded
from agents.content.repair import repair, without
from agents.content.retrieve import gather
from batuta.content import Citation, ContentItem, Provenance, Sentence
from batuta.deps import Deps
from batuta.grounding.support import Evidence, support
from batuta.material import Draft, Gathered, Grounding, Material, Variant, Written
from batuta.task import CallRecord, Performed, Refusal
from batuta.unwritten import is_unwritten
from batuta.writing_checks import check_variant
from graphs.content import writing
from tests.agents.content.conftest import brief, need, promised, world

CHANNELS = ("email", "sms", "push", "web", "in_app", "call", "letter", "social", "display")


async def written(deps: Deps, **other: object) -> list[ContentItem]:
    wanted = other.pop("need", need())
    state = {
        "need": wanted.model_dump(mode="json"),  # type: ignore[attr-defined]
        "brief": await deps.artefacts.put(brief(**other)),
    }
    out = await writing().compile().ainvoke(state, context=deps)  # type: ignore[call-overload]
    assert set(out) == {"content"}
    ((key, names),) = out["content"].items()
    assert key == wanted.key  # type: ignore[attr-defined]
    return [await deps.artefacts.get(name, ContentItem) for name in names]


async def test_variants_come_from_approved_lines_and_differ_in_strategy(deps: Deps) -> None:
    items = await written(deps, need=need(variants=3))
    assert sorted(item.label for item in items) == ["benefit", "price", "question"]
    assert len({item.parts["body"] for item in items}) == 3
    for item in items:
        cited = {citation.source for s in item.sentences if s.part == "body" for citation in s.citations}
        assert any(source.startswith("block:coat-body") for source in cited)
        assert "Publicidad de Tienda Lince, S.L." in item.parts["footer"]
        assert item.notes == ()
        assert item.provenance == Provenance(engine="builtin")


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("locale", ["es-ES", "es-MX", "en"])
async def test_every_channel_and_language_gets_messages_that_pass_every_check(
    deps: Deps, channel: str, locale: str
) -> None:
    wanted = need(channel, locale)
    material = (await gather(wanted, brief(), deps)).material
    items = await written(deps, need=wanted)
    assert items
    for item in items:
        variant = Variant(label=item.label, parts=item.parts, sentences=item.sentences)
        assert list(check_variant(material, variant)) == []


async def test_every_sentence_cites_something_that_exists_and_says_it(deps: Deps) -> None:
    material = (await gather(need(), brief(), deps)).material
    for item in await written(deps):
        for sentence in item.sentences:
            assert sentence.citations, sentence.text
            for citation in sentence.citations:
                assert material.said_by(citation.source) is not None, citation.source


async def test_what_the_brief_promises_is_printed_when_facts_carry_it_and_told_when_not(deps: Deps) -> None:
    items = await written(deps, offer=promised("60 días para devolverlo", "20 % de descuento"))
    for item in items:
        whole = item.words
        assert "60 días para devolverlo" in whole
        assert "20 %" not in whole
        assert any("20 % de descuento" in note for note in item.notes)


async def test_what_contradicts_the_facts_is_told_with_both_figures(deps: Deps) -> None:
    items = await written(deps, offer=promised("90 días para devolverlo"))
    assert all("90" not in item.words for item in items)
    assert "60 días" in items[0].notes[0]
    assert "90 días" in items[0].notes[0]


async def test_must_say_is_said_and_must_not_say_is_not(deps: Deps) -> None:
    items = await written(deps, must_say=("Hecho para el frío",), must_not_say=("sin letra pequeña",))
    assert all("Hecho para el frío" in item.words for item in items)
    assert all("letra pequeña" not in item.words for item in items)
    assert all(any("lo pide el brief" in note for note in item.notes) for item in items)


async def test_conditions_stay_with_their_figures(deps: Deps) -> None:
    for channel in ("email", "sms", "push"):
        for item in await written(deps, need=need(channel, product_id="trail_shoes"), product_id="trail_shoes"):
            if "20 %" in item.words:
                assert "menor precio" in item.words, item.words


async def test_a_fact_that_ends_before_the_campaign_does_is_not_said(deps: Deps) -> None:
    from datetime import date

    from batuta.brief import Window

    late = Window(start=date(2028, 12, 1), end=date(2029, 1, 31))
    for item in await written(deps, window=late):
        assert "129" not in item.words


async def test_with_nothing_to_say_the_writer_leaves_an_open_point(deps: Deps) -> None:
    (item,) = await written(deps, need=need(product_id=None), product_id=None)
    assert is_unwritten(item)
    assert item.sentences == ()
    assert "No se puede escribir ningún mensaje" in item.notes[0]
    assert "brief" in item.notes[1]


async def test_the_same_brief_gives_the_same_bytes(deps: Deps) -> None:
    first = [item.model_dump_json() for item in await written(deps)]
    assert [item.model_dump_json() for item in await written(deps)] == first


class Liar:
    """A `Language` that answers with what a hostile model would, as if it had been validated."""

    def __init__(self, *variants: Variant) -> None:
        self.written = Written(variants=variants)
        self.asked: list[Material] = []

    async def performed(self, task: object, inputs: Material) -> Performed[Written] | Refusal:
        self.asked.append(inputs)
        record = CallRecord(task="write_message", engine="chat", model="liar", input_digest="0" * 64)
        return Performed(self.written, record)


def said(text: str, part: str = "body", source: str = "fact:north_coat/price", quote: str = "") -> Sentence:
    return Sentence(text=text, part=part, citations=(Citation(source=source, quote=quote),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "lie",
    [
        said("El abrigo cuesta 99 €."),
        said("El abrigo es el mejor del mercado."),
        said("Devolución gratis para siempre."),
        said("El abrigo cuesta 129 €, IVA incluido.", source="fact:north_coat/nothing"),
        said("El abrigo cuesta 129 €, IVA incluido.", source="passage:other-brand.md#precio"),
        said("El abrigo cuesta 129 €, IVA incluido.", quote="regalo seguro"),
        Sentence(text="El abrigo cuesta 129 €, IVA incluido.", part="body"),
        said("Cinco años de garantía.", source="block:coat-body-price"),
    ],
)
async def test_no_sentence_leaves_that_its_citation_does_not_carry(lince_folder: object, lie: Sentence) -> None:
    true = said("El abrigo cuesta 129 €, IVA incluido.", quote="129 €, IVA incluido")
    variant = Variant(
        label="price", parts={"subject": "Abrigo Norte", "body": f"{true.text} {lie.text}"},
        sentences=(said("Abrigo Norte", "subject", "product:north_coat"), true, lie),
    )  # fmt: skip
    liar = Liar(variant)
    deps = world(lince_folder, language=liar)  # type: ignore[arg-type]
    (item,) = await written(deps)
    assert [s.text for s in item.sentences if s.part == "body"] == [true.text]
    assert item.parts["body"] == true.text
    assert item.notes
    assert item.provenance is not None
    assert item.provenance.ai_generated
    assert len(liar.asked) == 2, "a model is told what was wrong, once"
    assert liar.asked[1].complaints


async def test_a_variant_that_is_all_lies_does_not_leave(lince_folder: object) -> None:
    lie = said("El mejor abrigo del mundo por 1 €.")
    deps = world(lince_folder, language=Liar(Variant(label="price", parts={"body": lie.text}, sentences=(lie,))))  # type: ignore[arg-type]
    (item,) = await written(deps)
    assert is_unwritten(item)
    assert "1 €" in " ".join(item.notes)


async def test_taking_a_sentence_out_keeps_the_paragraphs(deps: Deps) -> None:
    variant = Variant(
        label="price",
        parts={"body": "Uno.\n\nDos. Tres.\n\nCuatro."},
        sentences=tuple(said(text) for text in ("Uno.", "Dos.", "Tres.", "Cuatro.")),
    )
    assert without(variant, {1}).parts["body"] == "Uno.\n\nTres.\n\nCuatro."


async def test_grounding_names_variant_and_sentence(deps: Deps) -> None:
    material = (await gather(need(), brief(), deps)).material
    variant = Variant(label="price", parts={"body": "Cuesta 99 €."}, sentences=(said("Cuesta 99 €."),))
    report = grounded(material, Written(variants=(variant,)))
    assert report.checked == 1
    assert [(f.variant, f.sentence) for f in report.failed] == [(0, 0)]
    assert "129 €" in report.failed[0].why


async def test_repair_without_anything_wrong_changes_nothing(runtime: Runtime[Deps]) -> None:
    deps = runtime.context
    gathered = await gather(need(), brief(), deps)
    sentence = said("129 €, IVA incluido.", quote="129 €, IVA incluido")
    draft = Draft(
        written=Written(variants=(Variant(label="price", parts={"body": sentence.text}, sentences=(sentence,)),)),
        provenance=Provenance(engine="builtin"),
    )
    state = {
        "brief": await deps.artefacts.put(brief()),
        "material": await deps.artefacts.put(Gathered(material=gathered.material)),
        "draft": await deps.artefacts.put(draft),
        "grounding": await deps.artefacts.put(grounded(gathered.material, draft.written)),
    }
    out = await repair(state, runtime)  # type: ignore[arg-type]
    (name,) = out["content"]["email.es-ES"]
    item = await deps.artefacts.get(name, ContentItem)
    assert item.parts == {"body": "129 €, IVA incluido."}
    assert support(item.parts["body"], [Evidence("f", "129 €, IVA incluido")]).label == "supported"


async def test_an_sms_says_what_its_accents_cost(deps: Deps, runtime: Runtime[Deps]) -> None:
    gathered = await gather(need("sms"), brief(), deps)
    text = "Información: el Abrigo Norte tiene dos años de garantía en las costuras. Baja: {{unsubscribe_url}}"
    sentence = said(text, part="text", source="inventory:a", quote="")
    draft = Draft(
        written=Written(variants=(Variant(label="benefit", parts={"text": text}, sentences=(sentence,)),)),
        provenance=Provenance(engine="builtin"),
    )
    state = {
        "brief": await deps.artefacts.put(brief()),
        "material": await deps.artefacts.put(gathered),
        "draft": await deps.artefacts.put(draft),
        "grounding": await deps.artefacts.put(Grounding(checked=1)),
    }
    out = await repair(state, runtime)  # type: ignore[arg-type]
    item = await deps.artefacts.get(out["content"]["sms.es-ES"][0], ContentItem)
    assert "Se factura como 2 mensajes por «ó, í»; sin esas letras serían 1." in item.notes
