"""Which model the settings name, and what happens with models that are not OpenAI's."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk
from langchain_openai import ChatOpenAI

from batuta.errors import Misconfigured
from batuta.settings import Settings
from batuta.task import CallRecord, Performed
from tests.tools.language.find_city import FIND_CITY, City, Sentence
from tools.language.budget import Budget
from tools.language.chat_model import OPENAI, ChatModel, chat_model
from tools.language.prompts import Prompts
from tools.language.provider import Chat

CUENCA = Sentence(text="Este verano vamos a Cuenca")


def named(tmp_path: Path, **given: object) -> ChatModel:
    return chat_model(Settings.model_validate({"state_dir": tmp_path, **given}), Budget())


def test_a_key_alone_means_openai_itself(tmp_path: Path) -> None:
    model = named(tmp_path, openai_api_key="sk-0123456789abcdef")
    assert isinstance(model.model, ChatOpenAI)
    assert model.name == "gpt-4.1-mini"
    assert model.model.openai_api_base == OPENAI
    assert model.secret == "sk-0123456789abcdef"


def test_an_address_of_ones_own_needs_no_key_and_shows_in_the_name(tmp_path: Path) -> None:
    model = named(tmp_path, openai_base_url="http://user:pw@models.bank.example:8000/v1", openai_model="qwen")
    assert model.name == "qwen @ models.bank.example:8000"
    assert model.secret == ""


def test_batuta_model_may_name_openai_or_the_model_of_ones_own_server(tmp_path: Path) -> None:
    assert named(tmp_path, model="openai:o9", openai_api_key="sk-x").name == "o9"
    own = named(tmp_path, model="qwen", openai_base_url="http://127.0.0.1:9/v1")
    assert own.name == "qwen @ 127.0.0.1:9"


def test_surroundings_do_not_lead_it_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_BASE", "https://elsewhere.example/v1")
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    monkeypatch.setenv("LANGSMITH_GATEWAY_API_KEY", "lsv2_key")
    model = named(tmp_path, openai_api_key="sk-x").model
    assert isinstance(model, ChatOpenAI)
    assert model.openai_api_base == OPENAI
    assert str(model.root_async_client.base_url) == f"{OPENAI}/"


@pytest.mark.parametrize(
    ("given", "variable"),
    [
        ({"model": "openai:gpt-4.1"}, "OPENAI_API_KEY"),
        ({"openai_base_url": "localhost:8000"}, "OPENAI_BASE_URL"),
        ({"openai_base_url": "ftp://host/v1"}, "OPENAI_BASE_URL"),
        ({"model": "nobody:model-1"}, "BATUTA_MODEL"),
        ({"model": "anthropic:claude-sonnet-4-5"}, "BATUTA_MODEL"),
        ({"model": "mystery"}, "BATUTA_MODEL"),
    ],
)
def test_a_model_that_cannot_be_used_names_its_variable(
    tmp_path: Path, given: dict[str, str], variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    with pytest.raises(Misconfigured, match=variable) as refused:
        named(tmp_path, **given)
    assert refused.value.subject == variable
    assert variable in refused.value.in_("es")


def test_costs_what_the_price_list_says_and_nothing_where_it_is_silent(tmp_path: Path) -> None:
    known = named(tmp_path, openai_api_key="sk-x", openai_model="gpt-4.1-mini")
    local = named(tmp_path, openai_base_url="http://127.0.0.1:9/v1", openai_model="gpt-4.1-mini")
    unknown = named(tmp_path, openai_api_key="sk-x", openai_model="no-such-model")
    assert known.cost(1_000_000, 0) == pytest.approx(0.4)
    assert known.cost(0, 1_000_000) == pytest.approx(1.6)
    assert local.cost(1_000_000, 1_000_000) == unknown.cost(1_000_000, 1_000_000) == 0.0


def by(model: BaseChatModel, prompts: Path, *, structured: bool = False) -> Chat:
    chat = ChatModel(model, "other:model", {}, structured=structured)
    return Chat(chat, Prompts(prompts), Budget(seconds=5, attempts=1))


async def test_any_langchain_model_will_do(prompts: Path) -> None:
    answers = iter([AIMessage("The city is Teruel."), AIMessage('{"city": "Cuenca"}')])
    made = await by(GenericFakeChatModel(messages=answers), prompts).perform(FIND_CITY, CUENCA)
    assert isinstance(made, Performed)
    assert made.output == City(city="Cuenca")
    assert (made.record.model, made.record.cost) == ("other:model", 0.0)


class Provider(BaseChatModel):
    """A provider with its own way to count and to end."""

    pieces: tuple[AIMessageChunk, ...]
    refuses: str = ""

    @property
    def _llm_type(self) -> str:
        return "provider"

    def _generate(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError

    async def _astream(
        self, messages: Sequence[BaseMessage], *_: Any, **extras: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        if self.refuses and self.refuses in extras:
            raise TypeError(f"create() got an unexpected keyword argument '{self.refuses}'")
        for piece in self.pieces:
            yield ChatGenerationChunk(message=piece)


def chunk(text: str = "", **facts: Any) -> AIMessageChunk:
    return AIMessageChunk(content=text, **facts)


GOOD = (
    chunk('{"city": ', usage_metadata={"input_tokens": 40, "output_tokens": 1, "total_tokens": 41}),
    chunk('"Cuenca"}', usage_metadata={"input_tokens": 0, "output_tokens": 9, "total_tokens": 9}),
    chunk(response_metadata={"stop_reason": "end_turn"}),
)


async def test_tokens_that_come_in_pieces_are_added_up(prompts: Path) -> None:
    made = await by(Provider(pieces=GOOD), prompts).perform(FIND_CITY, CUENCA)
    assert isinstance(made, Performed)
    assert (made.record.input_tokens, made.record.output_tokens) == (40, 10)


async def test_reasoning_is_no_part_of_the_answer(prompts: Path) -> None:
    thought = AIMessageChunk(content=[{"type": "reasoning", "reasoning": '{"city": "Teruel"}'}])
    made = await by(Provider(pieces=(thought, *GOOD)), prompts).perform(FIND_CITY, CUENCA)
    assert isinstance(made, Performed)
    assert made.output == City(city="Cuenca")


async def test_a_provider_without_schemas_is_asked_without(prompts: Path) -> None:
    engine = by(Provider(pieces=GOOD, refuses="response_format"), prompts, structured=True)
    assert isinstance(await engine.perform(FIND_CITY, CUENCA), Performed)


@pytest.mark.parametrize(
    ("piece", "problem"),
    [
        (chunk("", response_metadata={"stop_reason": "refusal"}), "refused"),
        (chunk("", response_metadata={"finish_reason": "SAFETY"}), "refused"),
        (AIMessageChunk(content=[{"type": "refusal", "refusal": "No."}]), "refused: No."),
        (chunk('{"city": "Cu', response_metadata={"stop_reason": "max_tokens"}), "invalid: .: The answer was cut off"),
    ],
)
async def test_other_words_for_the_same_trouble(prompts: Path, piece: AIMessageChunk, problem: str) -> None:
    made = await by(Provider(pieces=(piece,)), prompts).perform(FIND_CITY, CUENCA)
    assert isinstance(made, CallRecord)
    assert made.problem.startswith(problem)
