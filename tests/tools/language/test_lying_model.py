"""A model may answer anything that fits the schema: nothing it says breaks a task's checks or gets past them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batuta.reading import (
    CLARIFY_INTENT,
    EXTRACT_ELIGIBILITY,
    IDENTIFY_CONTENT,
    BriefText,
    ContentWanted,
    Eligibility,
    Intent,
    vocabulary_of,
)
from batuta.reading.quotes import quotes_within
from batuta.task import Task
from tests.servers.lying import lies
from tools.language.asking import Answer
from tools.language.provider import accepted
from tools.language.schema import output_schema
from tools.workspaces.folder import read_workspace

TEXT = (
    "Campaña del Abrigo Norte para socios de Madrid de 30 a 60 años, sin devoluciones. "
    "Email, del 1 al 15 de junio, 8.000 €."
)
LINCE = Path(__file__).resolve().parents[2] / "companies" / "lince"
READING: tuple[Task[BriefText, Intent] | Task[BriefText, Eligibility] | Task[BriefText, ContentWanted], ...] = (
    CLARIFY_INTENT,
    EXTRACT_ELIGIBILITY,
    IDENTIFY_CONTENT,
)


@pytest.fixture(scope="module")
def brief() -> BriefText:
    return BriefText(text=TEXT, today=date(2027, 3, 1), vocabulary=vocabulary_of(read_workspace(LINCE)))


def lies_about(task: Task[BriefText, Intent], brief: BriefText) -> st.SearchStrategy[Any]:
    """Answers with real names and real quotes in wrong places, among others without either."""
    catalogue, products = brief.vocabulary.catalogue, brief.vocabulary.products
    words = TEXT.split()
    quotes = [" ".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, first + 6)]
    names = [attribute.name for attribute in catalogue.attributes]
    ids = [product.id for product in products.products]
    values = [value for attribute in catalogue.attributes for value in (*attribute.allowed, True, False, 30, 60, 0)]
    evidence = st.fixed_dictionaries(
        {
            "quote": st.sampled_from(quotes) | st.text(max_size=5),
            "start": st.just(0) | st.integers(0, 200),
            "end": st.just(0) | st.integers(0, 200),
            "source": st.just("brief") | st.sampled_from(["brief", "product-sheets/coat.md"]),
        }
    )
    value = st.sampled_from(values)
    one = st.tuples(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), value)
    many = st.tuples(st.sampled_from(["in", "not in", "between"]), st.lists(value, min_size=2, max_size=2))
    none = st.tuples(st.sampled_from(["is_set", "is_not_set"]), st.none())
    criterion = st.builds(
        lambda attribute, meant, quoted: {
            "attribute": attribute, "operator": meant[0], "value": meant[1], "evidence": quoted
        },
        st.sampled_from(names), one | many | none, evidence,
    )  # fmt: skip
    strings = [*quotes, *names, *ids, *map(str, values), "brief", "es", "en", "EUR", "", "audience.city"]
    schema = output_schema(task.name, task.output).schema
    return lies(schema, strings, {"Evidence": evidence, "Criterion": criterion})


@pytest.mark.parametrize("task", READING, ids=[task.name for task in READING])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_what_is_accepted_quotes_the_text_at_its_place(
    task: Task[BriefText, Intent], brief: BriefText, data: st.DataObject
) -> None:
    written = data.draw(lies_about(task, brief))
    output, complaints = accepted(task, brief, Answer(json.dumps(written), cut=False))
    assert (output is None) is bool(complaints)
    if output is not None:
        for evidence in quotes_within(output):
            assert evidence.source == "brief"
            assert TEXT[evidence.start : evidence.end] == evidence.quote
