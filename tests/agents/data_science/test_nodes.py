"""Freezing, measuring, forecasting and imagining, each on its own."""

from datetime import date

import pytest
from langgraph.runtime import Runtime

from agents.data_science.freeze import freeze_audience
from agents.data_science.measure import measure
from agents.data_science.relax import effective, relax
from agents.data_science.respond import expected, scenario, sending_cost, what_if
from batuta.audience import Audience, ChannelReach, Criterion, FrozenAudience, Targeting
from batuta.brief import Brief, Kpi, Window
from batuta.campaign import PastCampaign
from batuta.content import InventoryItem
from batuta.deps import Deps
from batuta.errors import BadAnswer
from batuta.publishing import Forecast, Plan, SystemDescription
from batuta.report import Report
from tests.agents.data_science.conftest import Channels, Past, world
from tests.contracts.customers import ORACLE
from tools.rendering.renderer import Renderer

AUDIENCE = Audience.model_validate(
    [
        {"attribute": "score", "operator": ">=", "value": 600},
        {"attribute": "city", "operator": "in", "value": ["Madrid", "Bilbao"]},
    ]
)
BRIEF = Brief(
    id="b",
    locale="es-ES",
    product_id="sofa",
    audience=AUDIENCE,
    channels=("email", "letter"),
    window=Window(start=date(2027, 4, 1), end=date(2027, 4, 30)),
    kpis=(Kpi(metric="sales", target=40),),
)
HISTORY = Past(
    tuple(
        PastCampaign.model_validate(
            {
                "id": f"s{n}",
                "product_id": "sofa",
                "family": "home",
                "launched": f"202{n % 3 + 3}-05-01",
                "audience": [],
                "channels": ["email", "letter"],
                "results": {
                    "sent": 5_000,
                    "converted": 95 + n,
                    "value": 9_000,
                    "control": {"people": 500, "converted": 4},
                },
            }
        )
        for n in range(10)
    )
)


async def test_freezes_by_policy_and_repeats_itself(deps: Deps, runtime: Runtime[Deps]) -> None:
    targeting = Targeting(audience=AUDIENCE, reach=await deps.customers.size(AUDIENCE), contactable=1)
    state = {"brief": await deps.artefacts.put(BRIEF), "targeting": await deps.artefacts.put(targeting)}
    first = await freeze_audience(state, runtime)  # type: ignore[arg-type]
    assert await freeze_audience(state, runtime) == first  # type: ignore[arg-type]
    frozen = await deps.artefacts.get(first["frozen"], FrozenAudience)
    assert (frozen.control_share, frozen.seed[:10]) == (0.2, "shop-shop:")
    assert frozen.members + sum(frozen.removed.values()) == targeting.reach.count
    other = BRIEF.model_copy(update={"id": "another"})
    again = await freeze_audience({**state, "brief": await deps.artefacts.put(other)}, runtime)  # type: ignore[typeddict-item]
    assert (await deps.artefacts.get(again["frozen"], FrozenAudience)).seed != frozen.seed


async def test_opens_the_report_of_a_running_campaign() -> None:
    deps = world(history=HISTORY)
    frozen = FrozenAudience(
        digest="d",
        members=100,
        treated=90,
        control=10,
        by_channel={"email": 90},
        removed={},
        control_share=0.1,
        seed="s",
    )
    plan = Plan(steps=(), forecast=Forecast(reach=90, messages=90, cost=1, currency="EUR"))
    state = {
        "brief": await deps.artefacts.put(BRIEF),
        "frozen": await deps.artefacts.put(frozen),
        "plan": await deps.artefacts.put(plan),
    }
    written = await measure(state, Runtime(context=deps))  # type: ignore[arg-type]
    report = await deps.artefacts.get(written["report"], Report)
    assert (report.state, report.verdict, report.control) == ("running", "not_yet_known", 10)
    assert [measure.metric for measure in report.measures] == ["sales", "uplift"]
    assert report.suggestion.es.startswith("No esperes una respuesta clara")


async def test_forecasts_from_the_history() -> None:
    found = await expected(world(history=HISTORY), BRIEF, 10_000, cost=200)
    assert found is not None
    assert found.low < 200 < found.high
    assert found.responses == pytest.approx(199, rel=0.05)
    assert found.extra == pytest.approx(119, rel=0.1)
    assert found.basis.startswith("Se apoya en 10 campañas de Sofá a plazos (2023–2025), 10 de ellas")


async def test_forecasts_nothing_without_a_history(deps: Deps) -> None:
    assert await expected(deps, BRIEF, 10_000) is None
    assert (await scenario(deps, BRIEF, AUDIENCE, "es")).outlook is None


async def test_imagines_without_changing_anything() -> None:
    deps = world(history=HISTORY)
    changes = {"audience.city.-": "Madrid", "audience.score": 500}
    told = await what_if(deps, BRIEF, effective(deps, BRIEF), changes, "es")
    for side in (told.before, told.after):
        assert side.reach.count == len(ORACLE.matching(side.audience))
    assert Criterion(attribute="age", operator=">=", value=18) in told.after.audience.all
    lines = told.words.split("\n")
    assert lines[0] == (
        "Con «score: al menos 500 puntos» y «city: Bilbao» en lugar de "
        "«score: al menos 600 puntos» y «city: Madrid o Bilbao»:"
    )
    assert lines[1].startswith(f"– elegibles: {told.before.reach.count} → {told.after.reach.count} (")
    assert any(line.startswith("– respuestas esperadas: ") for line in lines)
    assert lines[-1] == "Es solo un borrador: no se ha cambiado nada."
    assert told.before.outlook is not None
    email = next(
        n for n in (await deps.customers.contactable(told.before.audience, ("email",), deps.policies.contact))[1]
    )
    assert told.before.outlook.cost == pytest.approx(round(email.contactable * 0.8) * 0.02)


class Shelf:
    """An `Inventory` of text messages."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts

    async def items(self, product_id: str | None, channel: str | None) -> tuple[InventoryItem, ...]:
        return tuple(
            InventoryItem(id=str(n), status="approved", channel=channel, parts={"text": text})
            for n, text in enumerate(self._texts)
        )


class Texting(Channels):
    """`Systems` that send text messages at five cents each."""

    def offering(self, capability: str, channel: str | None = None) -> tuple[SystemDescription, ...]:
        mail = super().offering(capability, "email")
        return tuple(one.model_copy(update={"channels": ("sms",), "cost": {"sms": 0.05}}) for one in mail)


@pytest.mark.parametrize(
    ("texts", "messages"), [((), 1), (("Hola",), 1), (("a" * 161, "a" * 170, "Hola"), 2), (("ñandú ☺" * 30,), 4)]
)
async def test_a_text_message_costs_as_many_as_the_company_is_usually_billed(
    texts: tuple[str, ...], messages: int
) -> None:
    workspace = world().workspace
    deps = world(systems=Texting(), inventory=Shelf(*texts), rendering=Renderer(workspace))
    reached = (ChannelReach(channel="sms", contactable=100),)
    assert await sending_cost(deps, None, reached) == pytest.approx(0.05 * messages * 80)


async def test_refuses_to_imagine_what_the_audience_lacks(deps: Deps) -> None:
    with pytest.raises(BadAnswer):
        await what_if(deps, BRIEF, AUDIENCE, {"audience.income": 700}, "es")


async def test_relaxations_keep_the_products_conditions(deps: Deps) -> None:
    wanted = effective(deps, BRIEF)
    relaxation = await relax(deps, wanted, "sofa", "es")
    dropped = {index for proposal in relaxation.proposals for index in proposal.drops}
    assert dropped == {0, 1}
