"""Both reviewers, and one outcome: nothing is lost, nothing is waived that may not be."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from langgraph.runtime import Runtime

from agents.compliance.external import consult_external
from agents.compliance.review import merge, review_internal, standing
from agents.compliance.subject import subject_of
from batuta.audience import Audience, Criterion, Reach, Targeting
from batuta.compliance import Finding, Review, Waiver, Waivers, verdict_of
from batuta.deps import Deps
from batuta.digest import Digest
from tests.agents.content.conftest import brief, world
from tests.scenes.review import Tool, finding, state
from tools.policies import open_policies


def waiver(rule: str = "r", item: str = "a", **other: Any) -> Waiver:
    return Waiver(**({"rule_id": rule, "item": item, "by": "carlos", "reason": "Ya se comprobó."} | other))


@pytest.fixture(scope="module")
def shop(lince_folder: Path) -> Deps:
    return world(lince_folder, policies=open_policies(lince_folder / "policies"), compliance_tool=Tool())


async def internal(deps: Deps, given: Any) -> Review:
    written = await review_internal(given, Runtime(context=deps))
    return await deps.artefacts.get(written["internal"], Review)


async def merged(deps: Deps, ours: tuple[Finding, ...], theirs: tuple[Finding, ...], *waivers: Waiver) -> Review:
    reviews = [await deps.artefacts.put(Review(verdict=verdict_of(found), findings=found)) for found in (ours, theirs)]
    given: dict[str, Digest] = {"internal": reviews[0], "external": reviews[1]}
    if waivers:
        given["waivers"] = await deps.artefacts.put(Waivers(granted=waivers))
    out = await merge(given, Runtime(context=deps))  # type: ignore[arg-type]
    return await deps.artefacts.get(out["review"], Review)


async def test_every_variant_is_reviewed_with_the_product_the_audience_and_the_sender(shop: Deps) -> None:
    given = await state(shop, "El abrigo cuesta 129 €, IVA incluido.", "Un abrigo para el frío.")
    wanted = Targeting(
        audience=Audience(all=(Criterion(attribute="age", operator=">=", value=18),)),
        reach=Reach(count=10, total=20, share=0.5),
        contactable=8,
    )
    given["targeting"] = await shop.artefacts.put(wanted)
    subject, locale = await subject_of(given, shop)  # type: ignore[arg-type]
    assert [one.id for one in subject.items] == ["email.0", "email.1"]
    assert subject.product is not None
    assert subject.product.id == "north_coat"
    assert subject.audience == wanted.audience
    assert "Lince" in subject.sender
    assert locale == "es-ES"


async def test_copy_in_order_is_clear(shop: Deps) -> None:
    review = await internal(shop, await state(shop, "El abrigo cuesta 129 €, IVA incluido."))
    assert (review.verdict, review.findings) == ("clear", ())
    assert review.packs


async def test_a_breach_in_one_variant_blocks_and_is_placed(shop: Deps) -> None:
    review = await internal(shop, await state(shop, "Un abrigo para el frío.", "Cura el resfriado en dos días."))
    assert review.verdict == "blocked"
    assert {(found.topic, found.item) for found in review.findings} == {("health_claim", "email.1")}


async def test_what_the_brief_forbids_is_a_warning(shop: Deps) -> None:
    review = await internal(shop, await state(shop, "Un abrigo barato.", must_not_say=("barato",)))
    assert {found.severity for found in review.findings} == {"warn"}


async def test_without_anything_written_it_is_not_clear(shop: Deps) -> None:
    review = await internal(shop, {"brief": await shop.artefacts.put(brief())})
    assert review.verdict == "blocked"


async def test_the_companys_tool_sees_the_same_subject(lince_folder: Path) -> None:
    tool = Tool(finding("house", "warn"))
    deps = world(lince_folder, policies=open_policies(None), compliance_tool=tool)
    given = await state(deps, "Un abrigo para el frío.")
    written = await consult_external(given, Runtime(context=deps))  # type: ignore[arg-type]
    review = await deps.artefacts.get(written["external"], Review)
    assert (review.verdict, [found.rule_id for found in review.findings]) == ("needs_review", ["house"])
    assert tool.asked == [await subject_of(given, deps)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        ((), (), "clear"),
        ((finding(severity="info"),), (), "clear"),
        ((), (finding(severity="warn"),), "needs_review"),
        ((finding(severity="warn"),), (finding("x"),), "blocked"),
        ((finding(),), (), "blocked"),
    ],
)
async def test_the_severest_of_both_reviewers_decides(
    shop: Deps, ours: tuple[Finding, ...], theirs: tuple[Finding, ...], verdict: str
) -> None:
    review = await merged(shop, ours, theirs)
    assert review.verdict == verdict
    assert review.findings == (*ours, *theirs)


async def test_a_waiver_lets_its_finding_pass_and_no_other(shop: Deps) -> None:
    review = await merged(shop, (finding(), finding("q", "warn")), (), waiver())
    assert review.verdict == "needs_review"
    assert review.waived == (waiver(),)
    assert len(review.findings) == 2
    assert (await merged(shop, (finding(), finding(item="b")), (), waiver())).verdict == "blocked"


@pytest.mark.parametrize(
    ("granted", "found"),
    [
        (waiver(reason="  "), (finding(),)),
        (waiver(until=date(2026, 11, 21)), (finding(),)),
        (waiver(), (finding(waivable_by=()),)),
        (waiver(), (finding(), finding(waivable_by=()))),
        (waiver("other"), (finding(),)),
        (waiver(item=""), (finding(),)),
    ],
)
def test_what_may_not_be_waived_is_not(granted: Waiver, found: tuple[Finding, ...]) -> None:
    assert standing((granted,), found, date(2026, 11, 22)) == ()


@pytest.mark.parametrize("until", [None, date(2026, 11, 22), date(2027, 1, 1)])
def test_a_waiver_holds_to_its_last_day(until: date | None) -> None:
    granted = waiver(until=until)
    assert standing((granted,), (finding(),), date(2026, 11, 22)) == (granted,)


async def test_consent_is_asked_for_only_where_the_data_cannot_tell_it(shop: Deps, lince_folder: Path) -> None:
    subject, _ = await subject_of(await state(shop, "Un abrigo."), shop)  # type: ignore[arg-type]
    assert set(subject.consent_assured) >= {"email"}
    bare = shop.workspace.catalogue.model_copy(
        update={
            "attributes": tuple(
                attribute.model_copy(update={"consent": None, "opt_out": None})
                for attribute in shop.workspace.catalogue.attributes
            )
        }
    )
    deps = world(
        lince_folder,
        policies=shop.policies,
        compliance_tool=Tool(),
        workspace=shop.workspace.model_copy(update={"catalogue": bare}),
    )
    subject, _ = await subject_of(await state(deps, "Un abrigo."), deps)  # type: ignore[arg-type]
    assert "email" not in subject.consent_assured


async def test_a_waiver_covers_the_words_that_were_let_pass_and_no_others(shop: Deps) -> None:
    let_pass = waiver(item="email.0", rule="r").model_copy(update={"quotes": ("el mejor",)})
    same = finding("r", "block", "email.0", quote="el mejor")
    other = finding("r", "block", "email.0", quote="el único")
    assert (await merged(shop, (same,), (), let_pass)).verdict == "clear"
    assert (await merged(shop, (other,), (), let_pass)).verdict == "blocked"
    assert (await merged(shop, (same, other), (), let_pass)).verdict == "blocked"
