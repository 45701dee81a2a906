"""A proposed derivation comes with how the customers would spread over it, or says that nobody was counted."""

import dataclasses
from pathlib import Path
from typing import Any

from agents.brief.previewing import with_previews
from batuta.audience import Evidence
from batuta.brief import Brief, Question
from batuta.catalogue import Attribute, Catalogue
from batuta.distribution import Bucket, Distribution
from batuta.errors import Misconfigured
from batuta.reading import Doubt
from batuta.text import Text
from tests.agents.brief.conftest import world

EXPRESSION = "DATE_DIFF('year', birth_date, CURRENT_DATE)"
QUOTE = Evidence(quote="over 30", start=0, end=7)
DOUBT = Doubt(kind="group_unknown", field="audience", evidence=QUOTE, about="age")


class Counted:
    """Customers who know one distribution, and what was asked of them."""

    def __init__(self) -> None:
        self.asked: list[Attribute] = []

    async def distribution(self, attribute: Attribute) -> Distribution:
        self.asked.append(attribute)
        buckets = (Bucket(people=120, high=20), Bucket(people=1380, low=20))
        return Distribution(total=1600, known=1500, buckets=buckets)


class Absent:
    async def distribution(self, attribute: Attribute) -> Distribution:
        raise Misconfigured(Text(en="no customers here", es="aquí no hay clientes"), subject=attribute.name)


async def previewed(lince: Path, customers: object, doubt: Doubt = DOUBT) -> Question:
    born = Attribute(name="birth_date", type="date", description=Text(en="Date of birth", es="Fecha de nacimiento"))
    deps = world(lince)
    workspace = deps.workspace.model_copy(update={"catalogue": Catalogue(attributes=(born,))})
    there: Any = customers
    deps = dataclasses.replace(deps, workspace=workspace, customers=there)
    question = Question(field="audience", text="Who?", why=f"It can be derived: {EXPRESSION}.", evidence=doubt.evidence)
    brief = Brief(id="b", is_brief=True, locale="en", questions=(question,))
    (asked,) = (await with_previews(brief, [doubt], deps)).questions
    return asked


async def test_the_people_of_each_range_are_told(lince_folder: Path) -> None:
    customers = Counted()
    question = await previewed(lince_folder, customers)
    assert question.why.endswith("Of 1,600 people, under 20: 120; 20 or more: 1,380; unknown: 100.")
    assert [one.expression for one in customers.asked] == [EXPRESSION]


async def test_without_customers_it_says_that_nobody_was_counted(lince_folder: Path) -> None:
    question = await previewed(lince_folder, Absent())
    assert "was not counted" in question.why


async def test_what_proposes_nothing_is_left_as_it_is(lince_folder: Path) -> None:
    customers = Counted()
    question = await previewed(lince_folder, customers, DOUBT.model_copy(update={"about": ""}))
    assert question.why.endswith(f"{EXPRESSION}.")
    assert customers.asked == []
