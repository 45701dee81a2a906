"""What is live against what was approved – text, links, audience, dates – and the calls that put each right."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import pytest

from agents.content.find import as_item
from agents.publishing.live import compared_with_live, let_stand
from agents.publishing.repair import Repair, Repairing
from app.web.pages.plan_view import differences
from app.web.words import Words
from batuta.audience import FrozenAudience
from batuta.compared import GONE, OUT_OF_REACH
from batuta.content import AsFound, ContentItem, InventoryItem, Need
from batuta.deps import Deps
from batuta.digest import digest
from batuta.errors import NotFound, Unavailable
from batuta.publishing import Capability, Forecast, Plan, Receipt, Step, SystemDescription, Verification
from batuta.text import Text
from graphs.outcome import differences_in_words

FROZEN = FrozenAudience(
    digest="f" * 64,
    members=130,
    treated=120,
    control=10,
    by_channel={"email": 120},
    removed={},
    control_share=0.1,
    seed="s",
)
ITEM = ContentItem(
    id="mail",
    channel="email",
    locale="es-ES",
    status="approved",
    origin="generated",
    parts={"subject": "Tu fibra", "body": "Mira https://onda.example/fibra.", "cta": "La quiero"},
)
BEFORE = ContentItem(
    id="web:9", channel="sms", locale="es-ES", status="published", origin="reused", parts={"text": "Hola"}
)
ITEMS = {digest(item): item for item in (ITEM, BEFORE)}
EVERYTHING: tuple[Capability, ...] = (
    "content.get",
    "content.update",
    "content.publish",
    "audience.get",
    "audience.update",
    "campaign.get",
    "campaign.schedule",
)
PLAN = Plan(
    steps=(
        Step(
            id="audience",
            system="web",
            capability="audience.create",
            arguments={"name": "c1", "audience": "f" * 64, "members": 120, "control": 10},
            effect="",
            target="c1",
            artefact="f" * 64,
        ),
        Step(id="publish-mail", system="web", capability="content.publish", effect="", artefact=digest(ITEM)),
        Step(
            id="schedule",
            system="web",
            capability="campaign.schedule",
            arguments={"id": {"$from": "campaign", "field": "id"}, "start": "2027-06-01", "end": None},
            effect="",
            target="c1",
            artefact="f" * 64,
        ),
    ),
    forecast=Forecast(reach=120, messages=120, cost=0.0, currency="EUR"),
)
RECEIPTS = tuple(
    Receipt(step_id=step.id, key=step.id, state="done", reference=reference)
    for step, reference in zip(PLAN.steps, ("a-1", "web:1", "k-1"), strict=True)
)
AS_APPROVED: Mapping[str, Mapping[str, object]] = {
    "a-1": {"members": 120, "audience": "f" * 64, "state": "active"},
    "web:1": {"status": "published", "locale": "es-ES", "parts": dict(ITEM.parts), "links": []},
    "k-1": {"start": "2027-06-01", "end": None, "state": "scheduled"},
    "web:9": {"status": "published", "parts": {"text": "Hola"}},
}


class Shown:
    """One system that shows what it is told to; a thing it does not show is not there."""

    def __init__(self, capabilities: tuple[Capability, ...] = EVERYTHING, **otherwise: Mapping[str, object]) -> None:
        self.shows = {name: {**live, **otherwise.get(name.replace(":", "_"), {})} for name, live in AS_APPROVED.items()}
        self.system = SystemDescription(
            id="web", name=Text(en="Website", es="Web"), kind="x", capabilities=capabilities
        )

    def described(self) -> tuple[SystemDescription, ...]:
        return (self.system,)

    def offering(self, *_: object, **__: object) -> tuple[SystemDescription, ...]:
        return (self.system,)

    async def ask(self, system: str, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        if str(arguments["id"]) not in self.shows:
            raise NotFound(Text(en="gone", es="no está"))
        return self.shows[str(arguments["id"])]


async def looked(shown: Shown, accepted: Verification | None = None) -> Verification:
    deps = cast("Deps", SimpleNamespace(systems=shown))
    return await compared_with_live(deps, PLAN, FROZEN, ITEMS, RECEIPTS, let_stand(accepted))


async def repaired(shown: Shown, accepted: Verification | None = None, number: int = 1) -> Repair:
    found = await looked(shown, accepted)
    stands = let_stand(accepted)
    return Repairing(PLAN, FROZEN, ITEMS, RECEIPTS, stands, cast("Any", shown), "es-ES", number).repair(found)


async def test_what_is_as_approved_differs_in_nothing() -> None:
    found = await looked(Shown())
    assert (found.ok, found.checked) == (True, 4)
    assert (await repaired(Shown())).steps == ()


@pytest.mark.parametrize(
    ("live", "field", "capability"),
    [
        ({"web_1": {"parts": {**ITEM.parts, "subject": "Gratis"}}}, "parts.subject", "content.update"),
        ({"web_1": {"parts": {k: v for k, v in ITEM.parts.items() if k != "cta"}}}, "parts.cta", "content.update"),
        ({"web_1": {"parts": {**ITEM.parts, "legal": "Sin límites"}}}, "parts.legal", "content.update"),
        ({"web_1": {"beside": "Y además, un coche"}}, "beside", "content.update"),
        ({"web_1": {"links": ["https://malo.example/"]}}, "links", "content.update"),
        ({"web_1": {"locale": "es-MX"}}, "locale", "content.update"),
        ({"web_1": {"status": "draft"}}, "status", "content.publish"),
        ({"web_9": {"parts": {"text": "Adiós"}}}, "parts.text", "content.update"),
        ({"a-1": {"members": 121}}, "members", "audience.update"),
        ({"k-1": {"start": "2027-07-01"}}, "start", "campaign.schedule"),
        ({"k-1": {"end": "2027-07-01"}}, "end", "campaign.schedule"),
        ({"k-1": {"state": "paused"}}, "state", "campaign.schedule"),
    ],
)
async def test_each_difference_is_found_and_has_its_call(
    live: Mapping[str, Mapping[str, object]], field: str, capability: Capability
) -> None:
    shown = Shown(**live)
    (difference,) = (await looked(shown)).differences
    assert difference.field == field
    repair = await repaired(shown)
    ((step, writes),) = repair.steps
    assert step.capability == capability
    assert repair.left == ()
    (written,) = [one for one in writes if one.field == field]
    assert written.live == difference.live
    assert written.written == ("" if field == "links" else difference.approved)


async def test_a_link_that_the_approved_words_name_is_no_difference() -> None:
    linked = {"links": ["https://onda.example/fibra"]}
    assert (await looked(Shown(web_1=linked))).ok
    assert not (await looked(Shown(web_1={"links": ["https://onda.example/fibra?x=1"]}))).ok


async def test_a_text_that_was_changed_and_taken_down_is_written_before_it_is_published() -> None:
    repair = await repaired(Shown(web_1={"status": "draft", "parts": {**ITEM.parts, "cta": "Ya"}}))
    update, publish = (one.step for one in repair.steps)
    assert (update.capability, publish.capability) == ("content.update", "content.publish")
    assert publish.depends_on == (update.id,)
    assert update.arguments == {"item": {"$artefact": digest(ITEM)}, "digest": digest(ITEM), "id": "web:1"}
    assert {(one.field, one.written) for one in repair.steps[0].writes} >= {
        (f"parts.{part}", words) for part, words in ITEM.parts.items()
    }


async def test_the_same_repair_needed_again_is_another_effect() -> None:
    shown = Shown(web_9={"parts": {"text": "Adiós"}})
    first, second = [(await repaired(shown, number=number)).steps[0].step for number in (1, 2)]
    assert first.target != second.target
    assert first.id != second.id


FOUND = BEFORE.model_copy(update={"as_found": AsFound(title="Aviso de mayo", links=("https://onda.example/mayo",))})
WITHOUT_LINKS = BEFORE.model_copy(update={"as_found": AsFound(title="Aviso de mayo", links=())})
NAMED_ONLY = BEFORE.model_copy(update={"as_found": AsFound(title="Aviso de mayo")})
MAIL = ContentItem(
    id="web:9",
    channel="email",
    locale="es-ES",
    status="published",
    origin="reused",
    parts={"subject": "Aviso de mayo", "body": "Hola"},
    as_found=AsFound(title="Aviso de mayo", links=()),
)
AS_WRITTEN = {"title": "Aviso de mayo", "links": ["https://onda.example/mayo"]}


async def of_theirs(item: ContentItem, accepted: Verification | None = None, **live: object) -> Verification:
    """What a message that people wrote themselves differs in."""
    shown = Shown(web_9=live)
    deps = cast("Deps", SimpleNamespace(systems=shown))
    return await compared_with_live(
        deps, PLAN, FROZEN, {digest(one): one for one in (ITEM, item)}, RECEIPTS, let_stand(accepted)
    )


@pytest.mark.parametrize(
    ("item", "live", "differs"),
    [
        (FOUND, AS_WRITTEN, []),
        (FOUND, {**AS_WRITTEN, "title": "Aviso de junio"}, [("title", "Aviso de mayo", "Aviso de junio")]),
        (
            FOUND,
            {**AS_WRITTEN, "links": ["https://malo.example/"]},
            [("links", "https://onda.example/mayo", "https://malo.example/")],
        ),
        (
            FOUND,
            {**AS_WRITTEN, "links": ["https://malo.example/", "https://onda.example/mayo"]},
            [("links", "https://onda.example/mayo", "https://malo.example/\nhttps://onda.example/mayo")],
        ),
        (FOUND, {**AS_WRITTEN, "links": []}, [("links", "https://onda.example/mayo", "")]),
        (WITHOUT_LINKS, {**AS_WRITTEN}, [("links", "", "https://onda.example/mayo")]),
        (FOUND, {}, []),
        (NAMED_ONLY, {**AS_WRITTEN, "links": ["https://malo.example/"]}, []),
        (BEFORE, {**AS_WRITTEN, "title": "Otro"}, []),
        (MAIL, {"title": "Aviso de mayo", "parts": {"body": "Hola"}, "links": []}, []),
        (
            MAIL,
            {"title": "Gratis", "parts": {"body": "Hola"}, "links": []},
            [("parts.subject", "Aviso de mayo", "Gratis")],
        ),
    ],
    ids=[
        "as it was found",
        "another title",
        "a link that leads elsewhere",
        "a link beside the one that was there",
        "a link that is gone",
        "a link where there was none",
        "a system that does not say",
        "links that were not known",
        "nothing known of it",
        "an e-mail that goes by its title",
        "an e-mail that goes by another title",
    ],
)
async def test_a_message_that_people_wrote_is_compared_in_title_and_links_as_it_was_found(
    item: ContentItem, live: dict[str, object], differs: list[tuple[str, str, str]]
) -> None:
    found = await of_theirs(item, **live)
    assert [(one.field, one.approved, one.live) for one in found.differences] == differs
    assert (await of_theirs(item, found, **live)).ok


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("published", AsFound(title="Aviso", links=())),
        ("approved", AsFound(title="Aviso", links=())),
        ("pending", None),
    ],
)
def test_what_is_written_anew_in_our_words_is_not_held_against_what_it_was_called(
    status: str, found: AsFound | None
) -> None:
    theirs = InventoryItem(id="web:9", status=status, title="Aviso", parts={"text": "Hola"}, links=())
    need = Need(key="sms.es-ES", channel="sms", locale="es-ES", purpose="promote", variants=1, product_id=None)
    assert as_item(theirs, need).as_found == found


async def test_a_message_of_theirs_with_links_is_left_to_them_and_one_without_is_named_as_it_was() -> None:
    for item, live in (
        (FOUND, {**AS_WRITTEN, "title": "Aviso de junio"}),
        (WITHOUT_LINKS, {"title": "Aviso de junio", "links": []}),
    ):
        shown = Shown(web_9=live)
        items = {digest(one): one for one in (ITEM, item)}
        found = await of_theirs(item, **live)
        repair = Repairing(PLAN, FROZEN, items, RECEIPTS, {}, cast("Any", shown), "es-ES", 1).repair(found)
        if item is FOUND:
            assert repair.steps == ()
            assert ["enlaces" in left.why.in_("es") for left in repair.left] == [True]
            assert ["links" in left.why.in_("en") for left in repair.left] == [True]
        else:
            ((step, writes),) = repair.steps
            assert step.artefact == digest(item)
            assert [(one.live, one.written) for one in writes if one.field == "title"] == [
                ("Aviso de junio", "Aviso de mayo")
            ]


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        (Shown(("content.get",), web_1={"parts": {}}), "content.update"),
        (Shown(("content.get",), web_1={"status": "draft"}), "content.submit"),
        (Shown(("audience.get",), **{"a-1": {"members": 1}}), "audience.update"),
        (Shown(**{"a-1": {"state": "deleted"}}), "repón"),
        (Shown(**{"k-1": {"state": "stopped", "start": "2027-07-01"}}), "repón"),
    ],
)
async def test_what_cannot_be_put_right_from_here_says_why(shown: Shown, why: str) -> None:
    repair = await repaired(shown)
    assert repair.steps == ()
    assert repair.left
    assert all(why in left.why.in_("es") for left in repair.left)


async def test_what_is_gone_is_left_to_people() -> None:
    shown = Shown()
    del shown.shows["web:1"]
    repair = await repaired(shown)
    assert repair.steps == ()
    assert [left.difference.field for left in repair.left] == ["state"]


async def test_what_was_let_stand_is_compared_and_written_from_then_on() -> None:
    changed = Shown(web_1={"parts": {**ITEM.parts, "cta": "Ya", "subject": "Fibra"}}, **{"k-1": {"end": "2027-07-01"}})
    accepted = await looked(changed)
    assert len(accepted.differences) == 3
    assert (await looked(changed, accepted)).ok
    back = await looked(Shown(), accepted)
    assert {(one.field, one.approved) for one in back.differences} == {
        ("parts.cta", "Ya"),
        ("parts.subject", "Fibra"),
        ("end", "2027-07-01"),
    }
    repair = await repaired(Shown(), accepted)
    (item,) = repair.items
    assert item.parts == {**ITEM.parts, "cta": "Ya", "subject": "Fibra"}
    assert repair.steps[0].step.artefact == digest(item)
    assert repair.steps[1].step.arguments["end"] == "2027-07-01"


async def test_links_that_were_let_stand_are_kept_apart_from_new_ones() -> None:
    accepted = await looked(Shown(web_1={"links": ["https://socio.example/"]}))
    assert (await looked(Shown(web_1={"links": ["https://socio.example/"]}), accepted)).ok
    both = Shown(web_1={"links": ["https://socio.example/", "https://malo.example/"]})
    assert [one.field for one in (await looked(both, accepted)).differences] == ["links"]


@pytest.mark.parametrize(
    ("added", "field"),
    [
        ({"links": ["https://socio.example/"]}, "links"),
        ({"beside": "Y además, un bono"}, "beside"),
        ({"parts": {**ITEM.parts, "legal": "Hasta fin de mes"}}, "parts.legal"),
    ],
)
async def test_what_was_let_stand_and_goes_as_the_text_is_written_is_shown_and_no_difference_afterwards(
    added: Mapping[str, object], field: str
) -> None:
    accepted = await looked(Shown(web_1=added))
    assert [one.field for one in accepted.differences] == [field]
    changed = (
        {"parts": {**ITEM.parts, "cta": "Ya"}, **added}
        if field != "parts.legal"
        else {"parts": {**ITEM.parts, "cta": "Ya", "legal": "Hasta fin de mes"}}
    )
    ((step, writes),) = (await repaired(Shown(web_1=changed), accepted)).steps
    assert step.capability == "content.update"
    (gone,) = [one for one in writes if one.field == field]
    assert (gone.live, gone.written) == (accepted.differences[0].live, "")
    assert (await looked(Shown(), accepted)).ok


async def test_what_was_let_stand_is_not_shown_as_going_where_no_text_is_written() -> None:
    accepted = await looked(Shown(web_1={"links": ["https://socio.example/"]}))
    taken_down = Shown(web_1={"links": ["https://socio.example/"], "status": "draft"})
    ((step, writes),) = (await repaired(taken_down, accepted)).steps
    assert step.capability == "content.publish"
    assert [one.field for one in writes] == ["status"]


TEXT_MESSAGE = ContentItem(
    id="sms.es-ES.1",
    channel="sms",
    locale="es-ES",
    status="approved",
    origin="generated",
    label="price",
    parts={"text": "Tu fibra & tú, por 20 €"},
)


async def of_ours(accepted: Verification | None = None, **live: object) -> tuple[Verification, Repair]:
    """What a text message of ours differs in, published by the plan, and what would put it right."""
    plan = Plan(
        steps=(PLAN.steps[1].model_copy(update={"artefact": digest(TEXT_MESSAGE)}),),
        forecast=PLAN.forecast,
    )
    items = {digest(TEXT_MESSAGE): TEXT_MESSAGE}
    shown = Shown(web_1={"parts": dict(TEXT_MESSAGE.parts), **live})
    stands = let_stand(accepted)
    found = await compared_with_live(
        cast("Deps", SimpleNamespace(systems=shown)), plan, FROZEN, items, RECEIPTS[1:2], stands
    )
    return found, Repairing(plan, FROZEN, items, RECEIPTS, stands, cast("Any", shown), "es-ES", 1).repair(found)


@pytest.mark.parametrize(
    ("live", "differs"),
    [
        ({"title": "sms.es-ES.1"}, []),
        ({"title": "price"}, []),
        ({"title": "Tu fibra &amp; tú, por 20 €"}, []),
        ({"title": ""}, []),
        ({}, []),
        ({"title": "GRATIS para siempre"}, [("title", "sms.es-ES.1", "GRATIS para siempre")]),
        (
            {"title": "GRATIS para siempre", "beside": "GRATIS para siempre y más"},
            [("beside", "", "GRATIS para siempre y más")],
        ),
    ],
    ids=["its id", "its label", "its words", "no title", "not said", "another title", "told as added text"],
)
async def test_a_text_message_is_called_as_it_was_named(
    live: dict[str, object], differs: list[tuple[str, str, str]]
) -> None:
    found, repair = await of_ours(**live)
    assert [(one.field, one.approved, one.live) for one in found.differences] == differs
    assert (await of_ours(found, **live))[0].ok
    if differs:
        ((_, writes),) = repair.steps
        field, approved, shown = differs[0]
        assert (field, shown, approved) in [(one.field, one.live, one.written) for one in writes]


async def test_what_is_away_is_told_from_what_is_gone_whatever_the_language() -> None:
    class Away(Shown):
        async def ask(self, system: str, capability: Capability, *_: object) -> Mapping[str, object]:
            if capability == "campaign.get":
                raise Unavailable(Text(en="The system is down.", es="El sistema no responde."))
            raise NotFound(Text(en="gone", es="no está"))

    found = await looked(Away())
    assert {one.live for one in found.differences if one.step_id == "schedule"} == {OUT_OF_REACH}
    assert {one.live for one in found.differences if one.step_id == "publish-mail"} == {GONE}
    english = {words for one in found.differences for words in (one.approved, one.live)}
    told = differences(found, {}, Words("es"))
    assert {view.field for view in told} == {"Estado"}
    assert not english & {words for view in told for words in (view.approved, view.live)}
    assert "parts." not in differences_in_words(await looked(Shown(web_1={"parts": {}})), "es-ES")
    assert differences_in_words(found, "es-ES").endswith("aprobado publicado, publicado no está")
