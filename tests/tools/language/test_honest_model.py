"""Answers as a good model writes them – every field spelt out, null for what is absent, no offsets – are taken.

A check that turns honest answers away is as bad as one that lets lies through.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from batuta.brief import Budget, Window
from batuta.content import Need
from batuta.material import FactWords, Line, Material, ProductWords
from batuta.reading import CLARIFY_INTENT, EXTRACT_ELIGIBILITY, IDENTIFY_CONTENT, BriefText, vocabulary_of
from batuta.settings import Settings
from batuta.task import Performed, Task
from batuta.workspace import Merge, Sender
from batuta.writing import WRITE_MESSAGE
from tests.servers.openai_server import OpenAIServer, answer
from tools.language.budget import Budget as Limits
from tools.language.chat_model import chat_model
from tools.language.prompts import Prompts
from tools.language.provider import Chat
from tools.workspaces.folder import read_workspace

LINCE = Path(__file__).resolve().parents[2] / "companies" / "lince"
TEXT = """Hola, equipo:

Para la campaña del Sofa Mar queremos a socios plata u oro de Madrid y Valencia, de 30 a 60 años,
que lleven más de un año comprando en casa, sin reclamaciones en los últimos 90 días.
Diez plazos sin intereses con la tarjeta. Email y push, nada de SMS. Del 3 al 17 de junio, 8.000 € en total;
objetivo: 300 ventas (el año pasado, 210). Tono alegre, sin tutear.

Un abrazo, Marta"""


@pytest.fixture(scope="module")
def brief() -> BriefText:
    vocabulary = vocabulary_of(read_workspace(LINCE))
    return BriefText(text=TEXT, today=date(2027, 3, 1), vocabulary=vocabulary, product_id="mar_sofa")


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer(answer("{}")) as running:
        yield running


@pytest.fixture
def chat(server: OpenAIServer, settings: Settings) -> Chat:
    configured = settings.model_copy(update={"openai_base_url": server.url})
    return Chat(chat_model(configured, Limits()), Prompts(), Limits())


def said(quote: str) -> dict[str, object]:
    return {"quote": quote, "start": 0, "end": 0, "source": "brief"}


def criterion(attribute: str, operator: str, value: object, quote: str) -> dict[str, object]:
    return {"attribute": attribute, "operator": operator, "value": value, "evidence": said(quote)}


async def taken(chat: Chat, server: OpenAIServer, task: Task[Any, Any], inputs: Any, written: object) -> Any:
    server.will(answer(written))
    made = await chat.perform(task, inputs)
    assert isinstance(made, Performed), made.problem
    assert len(server.requests) == 1, server.requests[-1].body["messages"][-1]["content"]
    return made.output


async def test_an_intent(chat: Chat, server: OpenAIServer, brief: BriefText) -> None:
    written = {
        "language": "es",
        "locale": None,
        "is_brief": True,
        "objective": {"kind": "cross_sell", "text": "campaña del Sofa Mar", "evidence": said("campaña del Sofa Mar")},
        "product": {"id": "mar_sofa", "evidence": said("Sofa Mar")},
        "window": {"start": "2027-06-03", "end": "2027-06-17", "evidence": said("Del 3 al 17 de junio")},
        "budget": {"amount": 8000, "currency": "EUR", "evidence": said("8.000 € en total")},
        "kpis": [
            {
                "metric": "sales",
                "target": 300,
                "unit": None,
                "baseline": 210,
                "evidence": said("300 ventas (el año pasado, 210)"),
            }
        ],
        "doubts": [],
    }
    made = await taken(chat, server, CLARIFY_INTENT, brief, written)
    assert made.product.id == "mar_sofa"
    assert made.window == Window(start=date(2027, 6, 3), end=date(2027, 6, 17), evidence=made.window.evidence)
    assert made.budget == Budget(amount=8000, currency="EUR", evidence=made.budget.evidence)
    for evidence in (made.objective.evidence, made.product.evidence, made.window.evidence, made.kpis[0].evidence):
        assert TEXT[evidence.start : evidence.end] == evidence.quote


async def test_an_audience(chat: Chat, server: OpenAIServer, brief: BriefText) -> None:
    written = {
        "audience": {
            "all": [
                criterion("club_tier", "in", ["silver", "gold"], "socios plata u oro"),
                criterion("city", "in", ["Madrid", "Valencia"], "de Madrid y Valencia"),
                criterion("age", "between", [30, 60], "de 30 a 60 años"),
                criterion("favourite_department", "==", "home", "comprando en casa"),
            ],
            "any": [],
            "exclude": [criterion("days_since_last_complaint", "<=", 90, "sin reclamaciones en los últimos 90 días")],
        },
        "doubts": [
            {
                "kind": "attribute_ambiguous",
                "field": "audience",
                "evidence": said("que lleven más de un año comprando en casa"),
                "contrary": None,
                "about": "antigüedad",
                "options": ["joined_on", "days_since_last_purchase"],
                "proposal": criterion("joined_on", "<", "2026-03-01", "más de un año"),
                "blocking": True,
            }
        ],
    }
    made = await taken(chat, server, EXTRACT_ELIGIBILITY, brief, written)
    assert [one.attribute for one in made.audience.all] == ["club_tier", "city", "age", "favourite_department"]
    assert made.audience.exclude[0].value == 90
    assert made.doubts[0].proposal.attribute == "joined_on"


async def test_the_content(chat: Chat, server: OpenAIServer, brief: BriefText) -> None:
    written = {
        "offer": [
            {
                "text": "Diez plazos sin intereses con la tarjeta",
                "key": "instalments",
                "value": 10,
                "unit": "months",
                "evidence": said("Diez plazos sin intereses con la tarjeta"),
            }
        ],
        "channels": [
            {"channel": "email", "evidence": said("Email")},
            {"channel": "push", "evidence": said("push")},
        ],
        "content_needs": [],
        "tone": [
            {"text": "alegre", "evidence": said("Tono alegre")},
            {"text": "sin tutear", "evidence": said("sin tutear")},
        ],
        "must_say": [],
        "must_not_say": [],
        "doubts": [],
    }
    made = await taken(chat, server, IDENTIFY_CONTENT, brief, written)
    assert [one.channel for one in made.channels] == ["email", "push"]
    assert made.offer[0].key == "instalments"


async def test_a_message(chat: Chat, server: OpenAIServer) -> None:
    material = Material(
        need=Need(key="sms.es-ES", channel="sms", locale="es-ES", purpose="promote", variants=1, product_id="mar_sofa"),
        about="Vender el Sofá Mar",
        product=ProductWords(source="product:mar_sofa", name="Sofá Mar", url="https://www.lince.example/sofa-mar"),
        sender=Sender(name="Tienda Lince, S.L.", brand="Tienda Lince"),
        facts=(FactWords(source="fact:mar_sofa/assembly", key="assembly", text="entrega y montaje sin coste"),),
        lines=(Line(source="block:l-1", part="text", strategy="any", text="Te lo llevamos a casa."),),
        merge_fields={"first_name": Merge(attribute="first_name", fallback={"es": "cliente", "en": "customer"})},
        strategies=("benefit",),
    )
    sentences = [
        ("Tienda Lince: el Sofá Mar, con entrega y montaje sin coste.", "fact:mar_sofa/assembly", "sin coste"),
        ("Te lo llevamos a casa.", "block:l-1", "Te lo llevamos a casa."),
        ("Más en https://www.lince.example/sofa-mar.", "product:mar_sofa", "Sofá Mar"),
        ("Baja: {{unsubscribe_url}}", "rule:opt_out", "{{unsubscribe_url}}"),
    ]
    parts: dict[str, str | None] = dict.fromkeys(
        ["subject", "preheader", "headline", "title", "body", "cta", "legal", "footer", "alt"]
    )
    written = {
        "variants": [
            {
                "label": "benefit",
                "parts": parts | {"text": " ".join(text for text, *_ in sentences)},
                "sentences": [
                    {"text": text, "part": "text", "citations": [{"source": source, "quote": quote}]}
                    for text, source, quote in sentences
                ],
            }
        ]
    }
    made = await taken(chat, server, WRITE_MESSAGE, material, written)
    assert list(made.variants[0].parts) == ["text"]
