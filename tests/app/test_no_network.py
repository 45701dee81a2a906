"""Nothing here speaks to the network unless a model is configured: proved by listening at the interpreter.

A fresh process, in surroundings that ask for tracing and telemetry, imports the whole product and works;
an audit hook hears of every connection and every name that is looked up.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Heard = Callable[..., list[list[str]]]

PRELUDE = """
import json, sys

heard = []

def listen(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        heard.append([event, str(arguments[0])])
    elif event == "socket.connect" and not isinstance(arguments[1], (str, bytes)):
        heard.append([event, str(arguments[1])])

sys.addaudithook(listen)
"""

EPILOGUE = """
print(json.dumps(heard))
"""

IMPORT_EVERYTHING = """
from app.precautions import take_precautions

take_precautions()

import importlib, pkgutil

count = 0
for root in ("batuta", "agents", "tools", "graphs", "app"):
    package = importlib.import_module(root)
    for module in pkgutil.walk_packages(package.__path__, root + "."):
        if not module.name.endswith((".__main__", ".env")) and ".versions." not in module.name:
            importlib.import_module(module.name)
            count += 1
assert count > 100, count
"""

DO_A_TASK = """
import asyncio
from pathlib import Path
from batuta.settings import Settings
from tools.language.engine import language
from tools.language.records import CallsInMemory
from tests.tools.language.find_city import FIND_CITY, Sentence, last_word

async def work(**model):
    engines = language(
        Settings(state_dir=Path("."), **model), CallsInMemory(), tasks=[FIND_CITY],
        by_rules={"find_city": last_word}, prompts=Path(sys.argv[1]),
    )
    return await engines.performed(FIND_CITY, Sentence(text="Este verano vamos a Cuenca"))
"""

READ_A_BRIEF = """
from datetime import date
from batuta.reading import CLARIFY_INTENT, EXTRACT_ELIGIBILITY, IDENTIFY_CONTENT, BriefText, vocabulary_of
from tools.workspaces.folder import read_workspace

async def read():
    company = vocabulary_of(read_workspace(Path("tests/companies/lince")))
    text = "Campaña del Sofá Mar para socios de Madrid de 30 a 60 años. Email, del 3 al 17 de junio, 8.000 €."
    brief = BriefText(text=text, today=date(2027, 3, 1), vocabulary=company)
    engines = language(Settings(state_dir=Path(".")), CallsInMemory())
    return [await engines.perform(task, brief) for task in (CLARIFY_INTENT, EXTRACT_ELIGIBILITY, IDENTIFY_CONTENT)]

intent, eligibility, content = asyncio.run(read())
assert intent.product.id == "mar_sofa"
assert len(eligibility.audience.all) == 2
assert [said.channel for said in content.channels] == ["email"]
"""

RUN_A_GRAPH = """
from typing import TypedDict
from langgraph.graph import END, START, StateGraph

class State(TypedDict):
    text: str

graph = StateGraph(State)
graph.add_node("read", lambda state: {"text": state["text"].upper()})
graph.add_edge(START, "read")
graph.add_edge("read", END)
assert asyncio.run(graph.compile().ainvoke({"text": "hola"})) == {"text": "HOLA"}
"""

CURIOUS = {
    "LANGSMITH_TRACING": "true",
    "LANGCHAIN_TRACING_V2": "true",
    "LANGSMITH_API_KEY": "lsv2_key",
    "LANGSMITH_ENDPOINT": "http://127.0.0.1:19",
    "ANONYMIZED_TELEMETRY": "True",
    "OPENAI_MODEL": "gpt-4.1",
}


@pytest.fixture
def heard(root: Path, tmp_path: Path) -> Heard:
    def run(*script: str, prompts: Path = tmp_path) -> list[list[str]]:
        surroundings = {
            name: value for name, value in os.environ.items() if not name.startswith(("BATUTA_", "OPENAI_"))
        }
        done = subprocess.run(
            [sys.executable, "-c", "\n".join((PRELUDE, *script, EPILOGUE)), str(prompts)],
            cwd=root,
            env={**surroundings, **CURIOUS, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return list(json.loads(done.stdout.splitlines()[-1]))

    return run


def test_without_a_model_nothing_is_looked_up_and_nothing_connected(heard: Heard) -> None:
    by_rules = 'assert asyncio.run(work()).record.engine == "builtin"'
    assert heard(IMPORT_EVERYTHING, DO_A_TASK, by_rules, READ_A_BRIEF, RUN_A_GRAPH) == []


def test_a_command_tells_no_tracer_of_the_brief(heard: Heard) -> None:
    """Run as people run it: the surroundings ask LangGraph to report every step with all that it read."""
    command = """
import os

os.environ["BATUTA_STATE_DIR"] = sys.argv[1]
sys.argv = ["batuta", "brief", "read", "workspaces/banco-faro/briefs/first-home.md", "--json"]

from app.cli.main import main

try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
"""
    assert heard(command) == []


def test_with_a_model_it_alone_is_spoken_to(heard: Heard, prompts: Path) -> None:
    """The tracer of the surroundings stays silent even where nobody told it to; and the ear does hear."""
    with_model = """
import time
from tests.servers.openai_server import OpenAIServer, answer

made = asyncio.run(work(openai_base_url="http://127.0.0.1:9/v1", model_timeout_seconds=30))
assert made.record.degraded
assert ["socket.connect", "('127.0.0.1', 9)"] in heard, heard
heard.clear()
with OpenAIServer(answer({"city": "Cuenca", "districts": [], "note": None})) as server:
    made = asyncio.run(work(openai_base_url=server.url))
    assert made.record.engine == "chat", made.record
    own = server.url.rpartition(":")[2].partition("/")[0]
time.sleep(0.5)
heard[:] = [call for call in heard if own not in call[1] and call[1] != "127.0.0.1"]
"""
    assert heard(DO_A_TASK, with_model, prompts=prompts) == []
