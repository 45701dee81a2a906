"""Help with one part: every alternative is another, carried by its sources, and keeps the brand's rules."""

import pytest

from agents.content.suggest import suggested
from batuta.content import ContentItem
from batuta.deps import Deps
from batuta.errors import BadInput
from batuta.material import FactWords
from batuta.suggesting import Alternatives, PartAsked, carriers, check_alternatives
from batuta.words.untouchable import held
from tests.agents.content.conftest import brief
from tests.agents.content.test_writing import written
from tests.tools.language.builtin.writing.conftest import material
from tools.language.builtin.writing.suggesting import suggest_part

FACTS = (
    FactWords(source="f:fee", key="fee", text="sin cuota el primer año", conditions="después, 36 € al año"),
    FactWords(source="f:app", key="app", text="la apagas desde la app"),
)


async def some(deps: Deps, channel: str = "email") -> ContentItem:
    from tests.agents.content.conftest import need

    return (await written(deps, need=need(channel)))[0]


@pytest.mark.parametrize("how", ["shorten", "rephrase", "warmer"])
@pytest.mark.parametrize("channel", ["email", "sms"])
async def test_each_help_gives_other_wordings_of_the_part(deps: Deps, how: str, channel: str) -> None:
    item = await some(deps, channel)
    part = "text" if channel == "sms" else "body"
    try:
        made = await suggested(item, part, how, brief(), deps)  # type: ignore[arg-type]
    except BadInput as nothing:
        assert channel == "sms", nothing  # noqa: PT017 - a full SMS may leave nothing to say otherwise
        return
    for text in made.alternatives:
        assert text != item.parts[part]  # type: ignore[index]
        assert how != "shorten" or len(text) < len(item.parts[part])  # type: ignore[index]
        assert channel != "sms" or "{{unsubscribe_url}}" in held(text)


async def test_a_translation_is_the_same_part_as_the_other_market_says_it(deps: Deps) -> None:
    item = await some(deps)
    made = await suggested(item, "body", "translate", brief(), deps, locale="en")
    assert all("abrigo" not in text.lower() for text in made.alternatives)
    assert any("€129" in text for text in made.alternatives)


def asked(text: str, how: str = "rephrase", part: str = "body") -> PartAsked:
    return PartAsked.model_validate({"material": material("web", facts=FACTS), "part": part, "text": text, "how": how})


@pytest.mark.parametrize(
    ("how", "text", "says"),
    [
        ("rephrase", "Sin cuota para siempre.", "siempre"),
        ("rephrase", "Sin cuota el primer año.", "condition"),
        ("rephrase", "Sin cuota el primer año; después, 30 € al año.", "30"),
        ("rephrase", "Sin cuota el primer año; después, 36 € al año. {{otro}}", "merge field"),
        ("rephrase", "Sin cuota el primer año; después, 36 € al año. https://evil.example/x", "not given"),
        ("shorten", "Sin cuota el primer año; después, 36 € al año. La apagas desde la app. Así de claro.", "shorter"),
        ("rephrase", "No fee in the first year; €36 a year after that, you know.", "language"),
    ],
)
def test_what_sources_do_not_carry_is_never_offered(how: str, text: str, says: str) -> None:
    original = "Sin cuota el primer año; después, 36 € al año. La apagas desde la app."
    complaints = check_alternatives(asked(original, how), Alternatives(alternatives=(text,)))
    assert any(says in complaint.message for complaint in complaints), complaints


def test_nothing_at_all_the_same_words_and_repetitions_are_complained_of() -> None:
    original = "La apagas desde la app."
    assert check_alternatives(asked(original), Alternatives(alternatives=()))
    assert check_alternatives(asked(original), Alternatives(alternatives=(original.upper(),)))
    twice = ("Desde la app la apagas.", "Desde la app la apagas.")
    assert [one.message for one in check_alternatives(asked(original), Alternatives(alternatives=twice))] == [
        "is given twice"
    ]


async def test_shortening_keeps_small_print_and_what_the_next_sentence_speaks_of() -> None:
    text = (
        "Hola. Tienes un seguro de viaje. Lo tienes si pagas el viaje con ella. La apagas desde la app. "
        "Sujeta a estudio y aprobación del banco."
    )
    facts = (*FACTS, FactWords(source="f:ok", key="approval", text="sujeta a estudio y aprobación del banco"))
    given = PartAsked.model_validate(
        {"material": material("web", facts=facts), "part": "body", "text": text, "how": "shorten"}
    )
    made = await suggest_part(given)
    assert isinstance(made, Alternatives)
    for other in made.alternatives:
        assert "Sujeta a estudio" in other
        assert ("Lo tienes" in other) <= ("Tienes un seguro" in other)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Sin cuota el primer año; después, 36 € al año.", ["f:fee"]),
        ("Apágala desde la app. Sin cuota el primer año; después, 36 € al año.", ["f:app", "f:fee"]),
        ("¿Te apetece?", []),
        ("Así de claro.", []),
    ],
)
def test_an_alternative_names_what_it_rests_on(text: str, sources: list[str]) -> None:
    assert sorted(one.source for one in carriers(asked("Así de claro."), text)) == sources


async def test_every_figure_that_is_offered_stands_in_a_source_that_is_named(deps: Deps) -> None:
    item = await some(deps)
    made = await suggested(item, "body", "translate", brief(), deps, locale="en")
    for text, citations in zip(made.alternatives, made.sources, strict=True):
        cited = " ".join(one.quote for one in citations)
        assert ("€129" in text) <= ("€129" in cited), (text, cited)
