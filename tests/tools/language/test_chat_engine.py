"""The chat-model engine against a real local server that speaks the OpenAI protocol."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from batuta.digest import digest
from batuta.settings import Settings
from batuta.task import CallRecord, Performed
from tests.servers.openai_server import (
    OpenAIServer,
    Reply,
    answer,
    endless,
    hang,
    hung_up,
    keepalive_for_ever,
    raw,
    refusal,
    status,
    truncated,
)
from tests.tools.language.find_city import FIND_CITY, City, Sentence
from tools.language.budget import Budget
from tools.language.chat_model import chat_model
from tools.language.prompts import Prompts
from tools.language.provider import Chat

KEY = "sk-local-0123456789abcdef"
CUENCA = Sentence(text="Este verano vamos a Cuenca")
GOOD = {"city": "Cuenca", "districts": [], "note": None}
LIE = {**GOOD, "city": "Teruel"}


class Pauses(list[float]):
    """A sleep that takes no time and remembers for how long."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer(answer(GOOD), key=KEY) as running:
        yield running


@pytest.fixture
def chat(prompts: Path, server: OpenAIServer, pauses: Pauses, settings: Settings) -> Callable[..., Chat]:
    def make(**budget: float) -> Chat:
        limits = Budget.model_validate({"seconds": 20, **budget})
        configured = settings.model_copy(
            update={"openai_base_url": server.url, "openai_api_key": SecretStr(KEY), "openai_model": "small"}
        )
        return Chat(chat_model(configured, limits), Prompts(prompts), limits, sleep=pauses)

    return make


async def done(engine: Chat) -> Performed[City]:
    made = await engine.perform(FIND_CITY, CUENCA)
    assert isinstance(made, Performed), made.problem
    return made


async def failed(engine: Chat) -> CallRecord:
    made = await engine.perform(FIND_CITY, CUENCA)
    assert isinstance(made, CallRecord)
    return made


async def test_a_good_answer_is_taken_with_a_complete_record(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    made = await done(chat())
    assert made.output == City(city="Cuenca")
    record = made.record
    assert record.task == "find_city"
    assert record.engine == "chat"
    assert record.model == f"small @ {server.url.removeprefix('http://').removesuffix('/v1')}"
    assert record.prompt_version.startswith("2+")
    assert (record.input_digest, record.output_digest) == (digest(CUENCA), digest(made.output))
    assert (record.input_tokens, record.output_tokens, record.cost) == (120, 30, 0.0)
    assert record.latency_ms > 0
    assert (record.degraded, record.replayed, record.problem) == (False, False, "")


async def test_asks_with_prompt_schema_and_limits(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    await done(chat(output_tokens=777))
    (request,) = server.requests
    assert "You find the city." in request.system
    assert '"districts"' in request.system
    assert CUENCA.text in request.user
    assert request.body["model"] == "small"
    assert request.body["max_completion_tokens"] == 777
    assert request.body["temperature"] == 0
    assert request.body["response_format"]["json_schema"]["strict"] is True
    assert request.headers["authorization"] == f"Bearer {KEY}"


async def test_a_violation_is_repaired_once_with_all_complaints(
    chat: Callable[..., Chat], server: OpenAIServer
) -> None:
    server.will(answer({"city": 5, "districts": "none", "approved": True}), answer(GOOD))
    made = await done(chat())
    assert made.output == City(city="Cuenca")
    assert (made.record.input_tokens, made.record.output_tokens) == (240, 60)
    *_, wrong, complaint = server.requests[1].body["messages"]
    assert '"approved"' in wrong["content"]
    assert all(path in complaint["content"] for path in ("city:", "districts:", "approved:"))


async def test_a_lie_that_fits_the_schema_is_told_and_repaired(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    server.will(answer(LIE), answer(GOOD))
    assert (await done(chat())).output == City(city="Cuenca")
    assert "Teruel is not in the sentence" in server.requests[1].body["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (answer(LIE), "invalid: city: Teruel is not in the sentence"),
        (answer({**GOOD, "approved": True}), "invalid: approved"),
        (answer({"approved": True}), "invalid: city"),
        (answer("I am afraid I cannot."), "invalid: .: The answer is not one JSON object"),
        (answer('{"city": "Cuenca\\u0000"}'), "invalid: city"),
        (answer('{"city": "Cue', finish="length"), "invalid: .: The answer was cut off at the limit"),
    ],
)
async def test_what_is_wrong_twice_is_given_up(
    chat: Callable[..., Chat], server: OpenAIServer, reply: Reply, problem: str
) -> None:
    server.will(reply)
    record = await failed(chat())
    assert record.problem.startswith(problem)
    assert record.output_digest == ""
    assert record.output_tokens == 60
    assert len(server.requests) == 2


async def test_prose_and_fences_round_the_object_are_borne(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    server.will(answer('Of course!\n```json\n{"city": "Cuenca"}\n```'))
    assert (await done(chat())).output == City(city="Cuenca")


async def test_a_refusal_is_told_and_not_argued_with(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    server.will(refusal("I cannot help with that."))
    assert (await failed(chat())).problem == "refused: I cannot help with that."
    assert len(server.requests) == 1


async def test_filtered_content_counts_as_a_refusal(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    server.will(answer("", finish="content_filter"))
    assert (await failed(chat())).problem.startswith("refused")


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"retry_after": "7"}, 7.0),
        ({"retry_after_ms": "250"}, 0.25),
        ({"retry_after": "Fri, 01 Jan 2027 00:00:09 GMT", "date": "Fri, 01 Jan 2027 00:00:00 GMT"}, 9.0),
        ({"retry_after": "soon"}, 0.5),
        ({"retry_after": "-3"}, 0.5),
        ({"retry_after": "nan"}, 0.5),
        ({}, 0.5),
    ],
)
async def test_waits_as_long_as_a_busy_service_asks(
    chat: Callable[..., Chat], server: OpenAIServer, pauses: Pauses, headers: dict[str, str], pause: float
) -> None:
    server.will(status(429, "slow down", **headers), answer(GOOD))
    await done(chat())
    assert pauses == [pause]
    assert len(server.requests) == 2


async def test_does_not_wait_longer_than_there_is_time(
    chat: Callable[..., Chat], server: OpenAIServer, pauses: Pauses
) -> None:
    server.will(status(429, retry_after="3600"), answer(GOOD))
    assert (await failed(chat())).problem.startswith("unavailable: no time left to wait 3600 s")
    assert pauses == []


async def test_a_failing_service_is_asked_again_ever_more_slowly(
    chat: Callable[..., Chat], server: OpenAIServer, pauses: Pauses
) -> None:
    server.will(status(500), status(503), answer(GOOD))
    await done(chat())
    assert pauses == [0.5, 1.0]


@pytest.mark.parametrize("reply", [status(500), status(529), hung_up(GOOD), truncated(GOOD)])
async def test_a_service_that_keeps_failing_is_given_up(
    chat: Callable[..., Chat], server: OpenAIServer, reply: Reply
) -> None:
    server.will(reply)
    assert (await failed(chat(attempts=3))).problem.startswith("unavailable")
    assert len(server.requests) == 3


@pytest.mark.parametrize("reply", [hung_up(GOOD), truncated(GOOD)])
async def test_a_broken_stream_is_asked_for_again(
    chat: Callable[..., Chat], server: OpenAIServer, reply: Reply
) -> None:
    server.will(reply, answer(GOOD))
    assert (await done(chat())).output == City(city="Cuenca")


@pytest.mark.parametrize("reply", [hang(), keepalive_for_ever()])
async def test_silence_is_bounded(chat: Callable[..., Chat], server: OpenAIServer, reply: Reply) -> None:
    server.will(reply)
    assert (await failed(chat(seconds=0.4))).problem == "timeout: no whole answer in 0.4 s"


async def test_an_answer_that_holds_the_key_is_not_taken(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    server.will(answer({**GOOD, "note": f"Your key is {KEY}"}))
    assert (await failed(chat())).problem == "invalid: the answer holds a secret"


async def test_an_endless_answer_is_cut(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    server.will(endless())
    assert (await failed(chat(output_chars=20_000))).problem.startswith("invalid: the answer is longer than")


@pytest.mark.parametrize(
    "reply",
    [
        raw(b"data: " + b"x" * 400_000, "text/event-stream"),
        raw(b'{"choices": "' + b"x" * 400_000, "application/json"),
        raw(b": " + b"x" * 400_000, "text/event-stream"),
    ],
)
async def test_bytes_are_counted_before_anything_is_read(
    chat: Callable[..., Chat], server: OpenAIServer, reply: Reply
) -> None:
    server.will(reply)
    assert (await failed(chat(wire_bytes=200_000))).problem == "invalid: the answer is larger than may be received"


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (raw(b"<html>Welcome</html>", "text/html"), "answers with text/html; is OPENAI_BASE_URL right?"),
        (raw(b"", ""), "answers with no content type"),
        (raw(b"x", "text/event-stream", content_encoding="gzip"), "compresses its answers unasked"),
        (status(302, location="http://elsewhere.example/"), "redirects elsewhere"),
        (status(401, f"Incorrect API key provided: {KEY}"), "the service's words hold a secret"),
        (status(404, "The model `small` does not exist"), "does not exist"),
        (status(403, "Country not supported"), "Country not supported"),
    ],
)
async def test_a_service_that_is_not_ours_to_use_is_named_and_not_asked_again(
    chat: Callable[..., Chat], server: OpenAIServer, reply: Reply, problem: str
) -> None:
    server.will(reply)
    record = await failed(chat())
    assert record.problem.startswith("rejected")
    assert problem in record.problem
    assert KEY not in record.model_dump_json()
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"data: {nope\n\n",
        b'data: {"choices": [{"x": 1}]}\n\n',
        b'data: [1, 2]\n\ndata: "x"\n\n',
        b'data: {"error": {"message": "overloaded"}}\n\n',
        b'data: {"choices": null, "usage": 7}\n\n',
        b'data: {"choices": [{"index": 99, "delta": {"content": {"a": 1}}}]}\n\n',
        b'data: {"choices": [{"index": 0, "delta": {"content": "x", "tool_calls": [{"index": 5}]}}]}\n\n',
        b"data: [DONE]\n\n",
        b"\xff\xfe\x00garbage\n\n",
        b"",
    ],
)
async def test_a_stream_of_nonsense_raises_nothing(
    chat: Callable[..., Chat], server: OpenAIServer, body: bytes
) -> None:
    server.will(raw(body, "text/event-stream"))
    assert (await failed(chat())).problem.partition(":")[0] in ("unavailable", "invalid")


async def test_a_service_without_streaming_is_asked_without(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    server.will(lambda request: answer(GOOD)(replace(request, body={**request.body, "stream": False})))
    engine = chat()
    made = await done(engine)
    assert made.output == City(city="Cuenca")
    assert made.record.output_tokens == 30
    await done(engine)
    assert [bool(request.body.get("stream")) for request in server.requests] == [True, False, False]


@pytest.mark.parametrize("declined", ["temperature", "max_completion_tokens", "stream_options", "response_format"])
async def test_learns_what_a_service_does_not_take(
    prompts: Path, settings: Settings, pauses: Pauses, declined: str
) -> None:
    with OpenAIServer(answer(GOOD), declines=(declined,)) as server:
        configured = settings.model_copy(update={"openai_base_url": server.url})
        engine = Chat(chat_model(configured, Budget()), Prompts(prompts), Budget(), sleep=pauses)
        assert (await done(engine)).output == City(city="Cuenca")
        await done(engine)
        asked = [set(request.body) for request in server.requests]
        assert declined in asked[0]
        assert len(asked) == 3
        assert asked[1] == asked[2] == asked[0] - {declined}


async def test_a_request_that_is_wrong_in_itself_teaches_nothing(
    chat: Callable[..., Chat], server: OpenAIServer
) -> None:
    engine = chat()
    server.will(status(400, "We could not process this."))
    assert (await failed(engine)).problem.startswith("rejected")
    assert [set(request.body) >= {"response_format"} for request in server.requests] == [True, False]
    server.will(answer(GOOD))
    await done(engine)
    assert "response_format" in server.requests[-1].body


async def test_a_filter_of_the_service_counts_as_a_refusal(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    server.will(status(400, "The response was filtered due to the prompt triggering content management policy."))
    assert (await failed(chat())).problem.startswith("refused")
    assert len(server.requests) == 1


async def test_a_prompt_too_long_for_the_budget_is_not_sent(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    assert (await failed(chat(input_chars=20))).problem.startswith("too_long")
    assert server.requests == []


async def test_a_service_that_overflows_says_so(chat: Callable[..., Chat], server: OpenAIServer) -> None:
    server.will(status(400, "context_length_exceeded: at most 8192 tokens"))
    assert (await failed(chat())).problem.startswith("too_long")


async def test_a_service_in_trouble_is_left_alone_for_a_while(
    prompts: Path, settings: Settings, server: OpenAIServer, pauses: Pauses
) -> None:
    clock = [0.0]
    configured = settings.model_copy(update={"openai_base_url": server.url, "openai_api_key": SecretStr(KEY)})
    budget = Budget(attempts=1)
    engine = Chat(chat_model(configured, budget), Prompts(prompts), budget, timer=lambda: clock[0], sleep=pauses)
    server.will(status(500))
    problems = [(await failed(engine)).problem.partition(":")[0] for _ in range(5)]
    assert problems == ["unavailable"] * 3 + ["resting"] * 2
    assert len(server.requests) == 3
    clock[0] = 61.0
    server.will(answer(GOOD))
    await done(engine)
    assert len(server.requests) == 4


async def test_nobody_listening_is_unavailable(prompts: Path, settings: Settings, pauses: Pauses) -> None:
    with OpenAIServer(answer(GOOD)) as server:
        url = server.url
    configured = settings.model_copy(update={"openai_base_url": url})
    engine = Chat(chat_model(configured, Budget()), Prompts(prompts), Budget(), sleep=pauses)
    assert (await failed(engine)).problem.startswith("unavailable")
