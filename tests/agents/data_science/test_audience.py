"""The audience workflow: what is asked, what is added, what it comes to, and what is said about it."""

from collections.abc import Callable
from typing import Any

import pytest

from batuta.audience import Audience, Criterion
from batuta.brief import Brief, Channel, Omission, Precedents
from batuta.deps import Deps
from batuta.errors import BadAnswer, UnknownAttribute, UnknownProduct
from tests.contracts.customers import ORACLE, ROWS

Run = Callable[..., Any]

ADULT = Criterion(attribute="age", operator=">=", value=18)
OWNERS = Criterion(attribute="owns", operator="==", value="sofa")


def c(attribute: str, operator: str, value: object) -> Criterion:
    return Criterion.model_validate({"attribute": attribute, "operator": operator, "value": value})


def brief(
    *criteria: Criterion, product: str | None = None, locale: str = "es-ES", channels: tuple[Channel, ...] = ("email",)
) -> Brief:
    return Brief(id="b", locale=locale, product_id=product, channels=channels, audience=Audience(all=criteria))


async def test_counts_the_briefs_audience_with_the_products_own_conditions(targeted: Run) -> None:
    found = await targeted(brief(c("city", "==", "Madrid"), product="sofa"))
    meant = Audience(all=(c("city", "==", "Madrid"), ADULT), exclude=(OWNERS,))
    assert found.audience == meant
    assert [(a.criterion, a.reason) for a in found.additions] == [
        (ADULT, "product_requires"),
        (OWNERS, "product_excludes"),
    ]
    assert (found.reach.count, found.reach.total) == (len(ORACLE.matching(meant)), len(ROWS))
    assert [channel.channel for channel in found.channels] == ["email"]
    assert 0 < found.contactable < found.reach.count


async def test_adds_no_condition_that_the_brief_already_has(targeted: Run) -> None:
    found = await targeted(brief(c("age", ">=", 18), product="sofa"))
    assert [addition.reason for addition in found.additions] == ["product_excludes"]


async def test_adds_what_was_confirmed_and_only_then(targeted: Run, deps: Deps) -> None:
    usual = Precedents(
        compared=15,
        omissions=(
            Omission(criterion=c("score", ">=", 750), support=15, of=15, share=1, lower_bound=0.8),
            Omission(criterion=c("has_card", "==", True), support=14, of=15, share=0.93, lower_bound=0.7),
        ),
    )
    precedents = await deps.artefacts.put(usual)
    asked = brief(c("city", "==", "Madrid"))

    async def with_answer(**answer: object) -> list[tuple[str, str, object]]:
        found = await targeted(asked, precedents=precedents, **({"confirmation": answer} if answer else {}))
        return [criterion.meaning for criterion in found.audience.all[1:]]

    assert await with_answer() == []
    assert await with_answer(decision="leave_out", by="ana", changes={}) == []
    assert await with_answer(decision="add", by="ana", changes={}) == [("score", ">=", 750), ("has_card", "==", True)]
    changed = await with_answer(decision="add", by="ana", changes={"audience.score": 700, "has_card": None})
    assert changed == [("score", ">=", 700)]


async def test_names_the_one_filter_that_strangles(targeted: Run) -> None:
    found = await targeted(brief(c("age", ">=", 20), c("score", ">=", 845)))
    assert found.concern == "too_narrow"
    left = len(ORACLE.matching(Audience(all=(c("age", ">=", 20),))))
    lines = found.explanation.split("\n")
    assert lines[0].startswith("Cumple")
    assert lines[1].startswith(f"Lo que más lo reduce es «score: al menos 845 puntos»: sin ese filtro serían {left} (")
    assert "– «Edad: al menos 20 años»: " in found.explanation
    assert found.proposals[0].count == left
    assert lines[-2].startswith("Impactables: ")
    assert lines[-1].startswith("Coste de envío: unos 0,0")
    assert found.proposals[0].contactable > found.contactable
    assert found.proposals[0].cost == pytest.approx(0.02 * round(found.proposals[0].contactable * 0.8))


async def test_says_that_a_value_nobody_has_may_be_wrong(targeted: Run) -> None:
    found = await targeted(brief(c("score", ">", 900), c("age", ">=", 20)))
    assert found.explanation.startswith("Ninguno de los 300 clientes cumple todos los criterios.")
    assert "Ningún cliente cumple «score: más de 900 puntos»: comprueba si el valor es correcto." in found.explanation


async def test_says_so_in_the_briefs_language(targeted: Run) -> None:
    found = await targeted(brief(c("age", ">=", 20), c("score", ">=", 845), locale="en-GB", product="sofa"))
    assert "of 300 customers meet" in found.explanation
    assert "What narrows it most is “score: at least 845 points”" in found.explanation
    assert "Added, because the product requires it: “Age: at least 18 years”." in found.explanation


async def test_everybody_is_too_broad(targeted: Run) -> None:
    found = await targeted(brief())
    assert (found.concern, found.proposals) == ("too_broad", ())
    assert found.explanation.startswith("No hay ningún filtro: el público son los 300 clientes.")


async def test_an_audience_that_no_channel_may_address_is_too_narrow(targeted: Run) -> None:
    found = await targeted(brief(c("age", ">=", 30), channels=("push",)))
    assert (found.concern, found.contactable) == ("too_narrow", 0)
    assert "A ninguno se le puede contactar por estos canales: push 0 (no consta consentimiento)." in found.explanation


async def test_without_channels_nobody_is_lost_to_consent(targeted: Run) -> None:
    found = await targeted(brief(c("age", ">=", 30), channels=()))
    assert (found.concern, found.contactable, found.channels) == ("none", found.reach.count, ())


async def test_a_protected_trait_is_unlawful_and_the_way_out_is_offered(targeted: Run) -> None:
    found = await targeted(brief(c("sex", "==", "female"), c("city", "==", "Madrid"), product="sofa"))
    assert found.concern == "unlawful"
    (way_out,) = found.proposals
    assert way_out.words == "Quitar «sex: female»"
    assert "sex" not in {criterion.attribute for criterion in way_out.audience.criteria}
    assert way_out.count == len(ORACLE.matching(way_out.audience))
    assert "«sex: female» no se puede usar: una oferta financiera no puede depender del sexo" in found.explanation


async def test_a_choice_is_applied_to_what_was_shown(targeted: Run, deps: Deps) -> None:
    asked = brief(c("city", "==", "Madrid"), c("score", ">=", 845), product="sofa")
    shown = await targeted(asked)
    proposal = shown.proposals[0]
    choice = {"decision": "apply", "by": "ana", "changes": {"proposal": proposal.id}}
    chosen = await targeted(asked, targeting=await deps.artefacts.put(shown), audience_choice=choice)
    assert (chosen.audience, chosen.reach.count, chosen.concern) == (proposal.audience, proposal.count, "none")
    assert len(chosen.choices) == 1

    again = await targeted(asked, targeting=await deps.artefacts.put(chosen), audience_choice=choice)
    assert again.audience == chosen.audience, "one answer is applied once, however often the campaign comes by"

    further = {"decision": "apply", "by": "ana", "changes": {"audience.city": None}}
    second = await targeted(asked, targeting=await deps.artefacts.put(chosen), audience_choice=further)
    assert (len(second.choices), second.audience.all) == (2, (ADULT,))

    kept = {"decision": "keep", "by": "ana", "changes": {}}
    after = await targeted(asked, targeting=await deps.artefacts.put(second), audience_choice=kept)
    assert (after.audience, len(after.choices)) == (second.audience, 3)


async def test_a_choice_made_for_another_brief_is_void(targeted: Run, deps: Deps) -> None:
    shown = await targeted(brief(c("city", "==", "Madrid"), c("score", ">=", 845)))
    choice = {"decision": "apply", "by": "ana", "changes": {"proposal": shown.proposals[0].id}}
    rewritten = brief(c("city", "==", "Bilbao"), c("age", ">=", 30))
    found = await targeted(rewritten, targeting=await deps.artefacts.put(shown), audience_choice=choice)
    assert (found.audience, found.choices) == (rewritten.audience, ())


async def test_a_change_of_budget_keeps_the_choice(targeted: Run, deps: Deps) -> None:
    asked = brief(c("city", "==", "Madrid"), c("score", ">=", 845))
    shown = await targeted(asked)
    choice = {"decision": "apply", "by": "ana", "changes": {"proposal": shown.proposals[0].id}}
    chosen = await targeted(asked, targeting=await deps.artefacts.put(shown), audience_choice=choice)
    dearer = asked.model_copy(update={"must_say": ("Solo en abril",)})
    found = await targeted(dearer, targeting=await deps.artefacts.put(chosen), audience_choice=choice)
    assert found.audience == chosen.audience


async def test_no_choice_takes_the_products_conditions_away(targeted: Run, deps: Deps) -> None:
    asked = brief(c("score", ">=", 845), product="sofa")
    shown = await targeted(asked)
    assert all(ADULT in proposal.audience.all for proposal in shown.proposals)
    everybody = {"decision": "apply", "by": "ana", "changes": {"audience": []}}
    found = await targeted(asked, targeting=await deps.artefacts.put(shown), audience_choice=everybody)
    assert found.audience == Audience(all=(ADULT,), exclude=(OWNERS,))


async def test_alone_a_proposal_is_looked_up_among_todays(targeted: Run) -> None:
    asked = brief(c("city", "==", "Madrid"), c("score", ">=", 845))
    choice = {"decision": "apply", "by": "ana", "changes": {"proposal": "drop-1"}}
    assert (await targeted(asked, audience_choice=choice)).audience == Audience(all=(c("city", "==", "Madrid"),))


@pytest.mark.parametrize(
    "changes", [{"proposal": "drop-9"}, {"audience.income": 3}, {"audience.city": {"operator": "~"}}]
)
async def test_refuses_a_choice_that_was_not_offered(targeted: Run, deps: Deps, changes: dict[str, object]) -> None:
    asked = brief(c("city", "==", "Madrid"), c("score", ">=", 845))
    shown = await deps.artefacts.put(await targeted(asked))
    with pytest.raises(BadAnswer):
        await targeted(asked, targeting=shown, audience_choice={"decision": "apply", "by": "a", "changes": changes})


async def test_names_what_the_catalogue_or_the_shop_lacks(targeted: Run) -> None:
    with pytest.raises(UnknownAttribute):
        await targeted(brief(c("income", ">", 3)))
    with pytest.raises(UnknownProduct):
        await targeted(brief(product="boat"))


async def test_the_same_question_is_the_same_artefact(targeted: Run, deps: Deps) -> None:
    asked = brief(c("age", ">=", 20), c("score", ">=", 845), product="sofa")
    first, second = await targeted(asked), await targeted(asked)
    assert await deps.artefacts.put(first) == await deps.artefacts.put(second)
