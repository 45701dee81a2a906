"""The `Language` port: which engine answers, what is recorded, and what is answered from the record."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from batuta.errors import LanguageUnavailable, Misconfigured
from batuta.settings import Settings
from batuta.task import Performed, Refusal
from tests.servers.openai_server import OpenAIServer, answer, status
from tests.tools.language.find_city import FIND_CITY, City, Sentence, last_word
from tools.language.engine import BUILTIN_ONLY, Engines, language, uses_a_model
from tools.language.records import CallsInMemory

CUENCA = Sentence(text="Este verano vamos a Cuenca")
BY_MODEL = City(city="Cuenca", note="by model")
BY_RULES = City(city="Cuenca", note="by rules")


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer(answer(BY_MODEL.model_dump())) as running:
        yield running


@pytest.fixture
def records() -> CallsInMemory:
    return CallsInMemory()


@pytest.fixture
def engines(prompts: Path, settings: Settings, records: CallsInMemory) -> Callable[..., Engines]:
    def make(server: OpenAIServer | None = None, *, cache: bool = True, by_rules: object = last_word) -> Engines:
        configured = settings.model_copy(update={"openai_base_url": server.url if server else None})
        return language(
            configured,
            records,
            cache=cache,
            tasks=[FIND_CITY],
            by_rules={"find_city": by_rules},  # type: ignore[dict-item]
            prompts=prompts,
        )

    return make


async def test_without_a_model_the_rules_do_it(engines: Callable[..., Engines]) -> None:
    made = await engines().performed(FIND_CITY, CUENCA)
    assert isinstance(made, Performed)
    assert made.output == BY_RULES
    assert (made.record.engine, made.record.degraded, made.record.problem) == ("builtin", False, "")


async def test_with_a_model_the_model_does_it(engines: Callable[..., Engines], server: OpenAIServer) -> None:
    assert await engines(server).perform(FIND_CITY, CUENCA) == BY_MODEL


async def test_when_the_model_fails_the_rules_do_it_and_say_so(
    engines: Callable[..., Engines], server: OpenAIServer, records: CallsInMemory
) -> None:
    server.will(answer({"city": "Teruel"}))
    made = await engines(server).performed(FIND_CITY, CUENCA)
    assert isinstance(made, Performed)
    assert made.output == BY_RULES
    assert made.record.degraded
    assert made.record.problem.startswith("invalid: city: Teruel")
    by_rules, asked = await records.latest()
    assert by_rules == made.record
    assert (asked.engine, asked.output_digest, asked.output_tokens) == ("chat", "", 60)


async def test_a_model_that_failed_is_kept_also_where_the_rules_refuse(
    engines: Callable[..., Engines], server: OpenAIServer, records: CallsInMemory
) -> None:
    async def unwilling(_given: Sentence) -> Refusal:
        return Refusal(reason="no words")

    server.will(answer({"city": "Teruel"}))
    assert await engines(server, by_rules=unwilling).perform(FIND_CITY, CUENCA) == Refusal(reason="no words")
    by_rules, asked = await records.latest()
    assert (by_rules.engine, by_rules.degraded, asked.engine) == ("builtin", True, "chat")
    assert by_rules.problem.startswith("invalid: city: Teruel")


async def test_an_identical_call_is_answered_from_the_record(
    engines: Callable[..., Engines], server: OpenAIServer, records: CallsInMemory
) -> None:
    first = await engines(server).performed(FIND_CITY, CUENCA)
    again = await engines(server).performed(FIND_CITY, CUENCA)
    assert isinstance(first, Performed)
    assert isinstance(again, Performed)
    assert again.output == first.output
    assert len(server.requests) == 1
    assert again.record.replayed
    assert again.record.key == first.record.key
    assert (again.record.input_tokens, again.record.output_tokens, again.record.cost) == (0, 0, 0.0)
    assert [record.replayed for record in await records.latest()] == [True, False]


async def test_the_record_can_be_passed_over(engines: Callable[..., Engines], server: OpenAIServer) -> None:
    await engines(server).perform(FIND_CITY, CUENCA)
    await engines(server, cache=False).perform(FIND_CITY, CUENCA)
    assert len(server.requests) == 2


async def test_another_text_or_another_wording_is_another_call(
    engines: Callable[..., Engines], server: OpenAIServer, prompts: Path
) -> None:
    await engines(server).perform(FIND_CITY, CUENCA)
    await engines(server).perform(FIND_CITY, Sentence(text="En otoño a Cuenca"))
    assert len(server.requests) == 2
    file = prompts / "find_city.md"
    file.write_text(file.read_text().replace("You find the city.", "Find the city."))
    await engines(server).perform(FIND_CITY, CUENCA)
    assert len(server.requests) == 3


async def test_a_failure_is_never_answered_from_the_record(
    engines: Callable[..., Engines], server: OpenAIServer
) -> None:
    server.will(answer({"city": "Teruel"}))
    await engines(server).perform(FIND_CITY, CUENCA)
    server.will(answer(BY_MODEL.model_dump()))
    assert await engines(server).perform(FIND_CITY, CUENCA) == BY_MODEL


async def test_a_recorded_output_that_no_longer_holds_is_asked_for_again(
    engines: Callable[..., Engines], server: OpenAIServer, records: CallsInMemory
) -> None:
    made = await engines(server).performed(FIND_CITY, CUENCA)
    assert isinstance(made, Performed)
    for spoilt in (City(city="Teruel"), Refusal(reason="another type")):
        await records.keep(made.record, spoilt)
        assert await engines(server).perform(FIND_CITY, CUENCA) == BY_MODEL
    assert len(server.requests) == 3


async def test_both_engines_read_what_decides(engines: Callable[..., Engines], server: OpenAIServer) -> None:
    readings = await engines(server).readings(FIND_CITY, CUENCA)
    assert [(one.record.engine, one.output) for one in readings] == [("builtin", BY_RULES), ("chat", BY_MODEL)]
    assert not readings[0].record.degraded


async def test_one_reading_remains_when_the_model_is_down_and_says_so(
    engines: Callable[..., Engines], server: OpenAIServer
) -> None:
    server.will(status(401))
    (only,) = await engines(server).readings(FIND_CITY, CUENCA)
    assert only.output == BY_RULES
    assert only.record.degraded


async def test_one_reading_remains_when_the_rules_give_none(
    engines: Callable[..., Engines], server: OpenAIServer
) -> None:
    async def wrong(_given: Sentence) -> City:
        return City(city="Teruel")

    async def unwilling(_given: Sentence) -> Refusal:
        return Refusal(reason="no words")

    for rules in (wrong, unwilling):
        (only,) = await engines(server, by_rules=rules).readings(FIND_CITY, CUENCA)
        assert only.output == BY_MODEL


async def test_a_refusal_of_the_rules_is_an_answer_and_no_reading(engines: Callable[..., Engines]) -> None:
    nothing = Sentence(text=" ")
    assert await engines().perform(FIND_CITY, nothing) == Refusal(reason="no words")
    with pytest.raises(LanguageUnavailable, match="find_city"):
        await engines().readings(FIND_CITY, nothing)


async def test_the_rules_are_checked_like_a_model(engines: Callable[..., Engines]) -> None:
    async def wrong(_given: Sentence) -> City:
        return City(city="Teruel")

    async def strange(given: Sentence) -> Sentence:
        return given

    with pytest.raises(LanguageUnavailable, match="Teruel is not in the sentence"):
        await engines(by_rules=wrong).perform(FIND_CITY, CUENCA)
    with pytest.raises(LanguageUnavailable, match="Sentence instead of City"):
        await engines(by_rules=strange).perform(FIND_CITY, CUENCA)


def test_a_task_nobody_implements_is_refused_at_start(settings: Settings, records: CallsInMemory) -> None:
    with pytest.raises(Misconfigured, match="find_city") as refused:
        language(settings, records, tasks=[FIND_CITY], by_rules={})
    assert "implementations.py" in refused.value.in_("es")


def test_a_task_without_prompt_is_refused_at_start_where_a_model_is_configured(
    settings: Settings, records: CallsInMemory, tmp_path: Path
) -> None:
    rules = {"find_city": last_word}
    language(settings, records, tasks=[FIND_CITY], by_rules=rules, prompts=tmp_path)
    configured = settings.model_copy(update={"openai_base_url": "http://127.0.0.1:9/v1"})
    with pytest.raises(Misconfigured, match=r"find_city\.md"):
        language(configured, records, tasks=[FIND_CITY], by_rules=rules, prompts=tmp_path)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ({}, False),
        ({"openai_model": "gpt-4.1"}, False),
        ({"openai_api_key": "sk-x"}, True),
        ({"openai_base_url": "http://127.0.0.1:9/v1"}, True),
        ({"model": "anthropic:claude"}, True),
        ({"model": BUILTIN_ONLY, "openai_api_key": "sk-x"}, False),
    ],
)
def test_a_model_is_used_only_where_one_is_configured(tmp_path: Path, given: dict[str, str], used: bool) -> None:
    assert uses_a_model(Settings.model_validate({"state_dir": tmp_path, **given})) is used


async def test_the_same_engines_serve_one_event_loop_after_another(
    engines: Callable[..., Engines], server: OpenAIServer
) -> None:
    shared = engines(server, cache=False)
    found = [await asyncio.to_thread(asyncio.run, shared.perform(FIND_CITY, CUENCA)) for _ in range(3)]
    assert found == [BY_MODEL] * 3


async def test_records_hold_no_words_of_the_input(
    engines: Callable[..., Engines], server: OpenAIServer, records: CallsInMemory
) -> None:
    await engines(server).perform(FIND_CITY, CUENCA)
    (record,) = await records.latest()
    assert "verano" not in json.dumps(record.model_dump())
