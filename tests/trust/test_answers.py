"""Answer by answer: what a liar writes and suspects is refused, or says nothing that is not so.

Each answer meets the checks of its task alone, without a campaign round it: 500 in every run, 20,000 on demand.
"""

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.content.retrieve import gather
from batuta.brief import Brief, Window
from batuta.content import Need
from batuta.material import Material
from batuta.suspicion import SUSPECT_COPY, CopyToRead
from batuta.writing import WRITE_MESSAGE
from tests.agents.content.conftest import world
from tests.servers.lying import lies
from tests.trust.adversary import Lie, Question
from tests.trust.poisons import REVIEWING, WRITING, right_denied
from tools.language.asking import Answer
from tools.language.builtin.implementations import implementations
from tools.language.provider import accepted
from tools.language.schema import output_schema

KEY = "sk-canary-0123456789abcdef"
COPY = CopyToRead(
    channel="email",
    locale="es-ES",
    product="Abrigo Norte",
    parts={"subject": "Abrigo Norte, 129 €", "body": "Abrigo Norte cuesta 129 €, IVA incluido. Tienes 60 días."},
)
WANTED = [("north_coat", "email", "es-ES"), ("north_coat", "sms", "es-ES"), ("mar_sofa", "email", "es-ES"),
          ("trail_shoes", "email", "en"), ("linen_set", "sms", "es-ES"), ("gold_club", "push", "es-ES")]  # fmt: skip


@pytest.fixture
async def materials(lince_folder: Path) -> list[tuple[Material, str]]:
    """What a writer is given, and an honest answer to it."""
    deps = world(lince_folder)
    found: list[tuple[Material, str]] = []
    for product, channel, locale in WANTED:
        window = Window(start=date(2026, 12, 1), end=date(2026, 12, 20))
        brief = Brief(id="b", locale=locale, product_id=product, channels=(channel,), window=window)  # type: ignore[arg-type]
        need = Need(
            key=f"{channel}.{locale}", channel=channel, locale=locale, purpose="promote", variants=2, product_id=product
        )  # type: ignore[arg-type]
        material = (await gather(need, brief, deps)).material
        made = await implementations()["write_message"](material)
        found.append((material, made.model_dump_json()))
    return found


def said(lie: Lie) -> Answer:
    return Answer(lie.says if isinstance(lie.says, str) else json.dumps(lie.says, ensure_ascii=False), cut=False)


@pytest.mark.parametrize("count", [400, pytest.param(16_000, marks=pytest.mark.long)], ids=["short", "long"])
async def test_no_poisoned_message_is_accepted(materials: list[tuple[Material, str]], count: int) -> None:
    told = 0
    for number in range(count):
        chance = Random(number)
        material, honest = materials[number % len(materials)]
        question = Question("write_message", material, json.loads(honest), KEY, "127.0.0.1:9")
        for poison in chance.sample(WRITING, chance.choice([1, 1, 2])):
            lie = poison(question, chance)
            if lie is None:
                continue
            told += 1
            output, _ = accepted(WRITE_MESSAGE, material, said(lie))
            if output is None:
                break
            words = "\n".join(text for variant in output.variants for text in variant.parts.values())
            assert not any(marker in words for marker in lie.markers), (poison.__name__, number, words)
            assert all(sentence.citations for variant in output.variants for sentence in variant.sentences)
            assert all(
                material.said_by(citation.source) is not None
                for variant in output.variants
                for sentence in variant.sentences
                for citation in sentence.citations
            )
    assert told >= count * 0.8


async def test_no_entitlement_is_denied(materials: list[tuple[Material, str]]) -> None:
    told = 0
    for number in range(60):
        material, honest = materials[number % len(materials)]
        lie = right_denied(Question("write_message", material, json.loads(honest), KEY, ""), Random(number))
        if lie is not None:
            told += 1
            output, _ = accepted(WRITE_MESSAGE, material, said(lie))
            assert output is None, lie.markers
    assert told > 10


@pytest.mark.parametrize("count", [100, pytest.param(4_000, marks=pytest.mark.long)], ids=["short", "long"])
def test_no_suspicion_speaks_of_words_that_are_not_there(count: int) -> None:
    for number in range(count):
        chance = Random(number)
        question = Question("suspect_copy", COPY, {"found": []}, KEY, "127.0.0.1:9")
        lie = chance.choice(REVIEWING)(question, chance)
        assert lie is not None
        output, _ = accepted(SUSPECT_COPY, COPY, said(lie))
        for suspicion in output.found if output else ():
            assert suspicion.quote in COPY.parts[suspicion.part]
            assert suspicion.topic in COPY.topics


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_answers_that_fit_the_form_and_lie_at_random(data: st.DataObject) -> None:
    words = [*COPY.topics, *COPY.parts, *COPY.parts.values(), "129 €", "clear", ""]
    written = data.draw(lies(output_schema("suspect_copy", SUSPECT_COPY.output).schema, words))
    output, complaints = accepted(SUSPECT_COPY, COPY, Answer(json.dumps(written), cut=False))
    assert (output is None) is bool(complaints)
    for suspicion in output.found if output else ():
        assert suspicion.quote in COPY.parts[suspicion.part]
