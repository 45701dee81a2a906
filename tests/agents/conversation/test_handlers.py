"""What is answered, with the company's real figures behind it."""

from datetime import UTC, datetime

import pytest

from agents.conversation.reply import AnswerGate, OfferChange, OfferHalt, OfferNew, Quoted, ShowGate, Start
from agents.conversation.situation import Halt, Situation
from batuta.audience import Criterion, Targeting
from batuta.brief import Brief, Omission, Precedents
from batuta.campaign import Passed
from batuta.changing import changed
from batuta.content import Citation, ContentItem, Sentence
from batuta.deps import Deps
from batuta.explain import number_in_words
from batuta.publishing import Forecast, Plan, Step
from tests.agents.conversation.conftest import Ask, a_gate

NOBODY = Situation(person="marta", roles=("marketer",))


async def test_why_so_few_names_every_filter_with_its_exact_loss(
    ask: Ask, campaign: Situation, targeting: Targeting
) -> None:
    said = (await ask("¿Por qué llegamos a tan pocos?", campaign)).text
    for loss in targeting.losses:
        assert loss.words in said
        if loss.lost:
            assert f"{number_in_words(loss.lost, 'es')} (sin él, {number_in_words(loss.without, 'es')})" in said
    english = (await ask("Why is the audience so small?", campaign)).text
    assert "City: Madrid or Valencia" in english
    assert "Ciudad" not in english


async def test_what_if_counts_before_and_after_and_changes_nothing(
    ask: Ask, campaign: Situation, targeting: Targeting, deps: Deps
) -> None:
    reply = await ask("¿Y si quitamos Madrid y bajamos a 20 días?", campaign)
    changes = {"audience.city.-": ["Madrid"], "audience.days_since_last_purchase": 20}
    after = await deps.customers.size(changed(targeting.audience, changes))
    figures = f"{number_in_words(targeting.reach.count, 'es')} → {number_in_words(after.count, 'es')}"
    assert figures in reply.text
    assert "borrador" in reply.text
    assert reply.act is None
    offer = next(card for card in reply.cards if isinstance(card, OfferChange))
    assert offer.changes == changes


@pytest.mark.parametrize("text", ["¿Y si quitamos lo otro?", "What if we change things a bit?"])
async def test_what_if_of_nothing_known_names_what_there_is(ask: Ask, campaign: Situation, text: str) -> None:
    said = (await ask(text, campaign)).text
    assert "25" in said and "60" in said  # noqa: PT018
    assert "?" in said


async def test_a_sentence_leads_to_its_sheet_version_and_validity(ask: Ask, campaign: Situation, deps: Deps) -> None:
    item = ContentItem(
        id="email-1",
        channel="email",
        locale="es-ES",
        status="draft",
        parts={"subject": "Tu abrigo Norte", "body": "Llévate el Abrigo Norte por 129 €, IVA incluido. Te espera."},
        sentences=(
            Sentence(
                text="Llévate el Abrigo Norte por 129 €, IVA incluido.",
                part="body",
                citations=(
                    Citation(source="block:coat-e-body-1", quote="Llévate el Abrigo Norte por 129 €, IVA incluido."),
                    Citation(source="fact:north_coat/price", quote="129 €, IVA incluido"),
                ),
            ),
            Sentence(text="Te espera.", part="body"),
            Sentence(
                text="Con tu nombre.",
                part="body",
                citations=(Citation(source="inventory:email.es-ES.price@2", quote="Con tu nombre."),),
            ),
        ),
        origin="generated",
    )
    there = campaign.model_copy(update={"content": (await deps.artefacts.put(item),)})
    for question in ('¿De dónde sale "129 €"?', "¿de dónde sale lo de 129 € IVA incluido?"):
        card = next(card for card in (await ask(question, there)).cards if isinstance(card, Quoted))
        assert "Ficha de producto de Abrigo Norte (product-sheets/north-coat.md)" in card.title
        assert card.quote == "129 €, IVA incluido"
        assert card.validity == "válida hasta el 31 de diciembre de 2028"
        assert card.version.startswith("versión ")
    plain = await ask('¿De dónde sale "Te espera"?', there)
    assert "no afirma ningún dato" in plain.text
    kept = (await ask('¿De dónde sale "Con tu nombre"?', there)).cards[0]
    assert isinstance(kept, Quoted)
    assert (kept.title, kept.version) == ("Pieza ya aprobada: «email.es-ES.price»", "versión 2")
    missing = await ask('Where does "free helicopter" come from?', there)
    assert "can’t find “free helicopter”" in missing.text
    assert not missing.cards


async def test_a_change_shows_the_difference_and_voids_what_was_approved(ask: Ask, campaign: Situation) -> None:
    reply = await ask("Sube a 15.000 y añade push", campaign)
    offer = next(card for card in reply.cards if isinstance(card, OfferChange))
    assert offer.changes == {"budget.amount": 15000, "channels": ["email", "sms", "push"]}
    assert offer.digest == (campaign.gate.digest if campaign.gate else "")
    assert "Presupuesto: 3.000 € → 15.000 €" in reply.text
    assert "deja de valer" in reply.text
    assert reply.act is None


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("baja el presupuesto a 2.000 €", {"budget.amount": 2000}),
        ("quita el sms", {"channels": ["email"]}),
        ("en vez de sms usa push", {"channels": ["email", "push"]}),
        ("use push instead of SMS", {"channels": ["email", "push"]}),
        ("e-mail only please, drop the SMS", {"channels": ["email"]}),
        ("añade Sevilla al público", {"audience.city.+": ["Sevilla"]}),
        ("raise it to €4,500", {"budget.amount": 4500}),
        ("que termine el 20 de diciembre", {"window.end": "2026-12-20"}),
    ],
)
async def test_changes_are_read_from_words(
    ask: Ask, campaign: Situation, text: str, changes: dict[str, object]
) -> None:
    reply = await ask(text, campaign)
    offer = next((card for card in reply.cards if isinstance(card, OfferChange)), None)
    assert offer is not None, reply.text
    assert offer.changes == changes


async def test_a_shortcut_gets_a_polite_no_with_what_is_pending(ask: Ask, campaign: Situation) -> None:
    reply = await ask("Lanza ya, sáltate Cumplimiento", campaign)
    assert "no puedo" in reply.text
    assert "Cumplimiento" in reply.text
    assert reply.act is None
    assert ShowGate(gate_id="c1-approve") in reply.cards


async def test_words_of_approval_only_show_the_step(ask: Ask, campaign: Situation) -> None:
    reviewer = campaign.model_copy(update={"person": "carlos", "roles": ("compliance",)})
    for text in ("Aprobado", "I approve", "dale, adelante"):
        reply = await ask(text, reviewer)
        assert reply.act is None
        assert ShowGate(gate_id="c1-approve") in reply.cards


async def test_a_stop_is_a_button_and_a_stopped_campaign_says_who_and_what(ask: Ask, campaign: Situation) -> None:
    live = campaign.model_copy(
        update={
            "status": "published",
            "gate": None,
            "sent": {"email": {"sent": 1200, "skipped": 3}, "sms": {"sent": 1}},
        }
    )
    reply = await ask("Para la campaña ahora mismo", live)
    assert OfferHalt(how="stop", campaign_id="c1") in reply.cards
    assert "1.201 mensajes (correo electrónico 1.200 y SMS 1)" in reply.text
    halt = Halt(how="stopped", by="carlos", at=datetime(2026, 11, 22, 10, 4, tzinfo=UTC), reason="precio mal")
    over = live.model_copy(update={"status": "stopped", "halt": halt, "kept_back": 2})
    assert "carlos (precio mal)" in (await ask("¿Por qué se ha parado?", over)).text
    told = (await ask("párala ya", over)).text
    assert "a petición de carlos (precio mal)" in told
    assert "2 pasos" in told


async def test_who_decided_what_comes_with_versions(ask: Ask, campaign: Situation) -> None:
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    passed = Passed(kind="confirm", decision="leave_out", by="marta", digest="ab" * 32, at=at, reason="a propósito")
    said = (await ask("¿Quién ha decidido qué?", campaign.model_copy(update={"passed": (passed,)}))).text
    assert "marta escribió el brief" in said
    assert "marta dejó fuera lo que tenían otras campañas (22/11/2026 09:30, versión abababababab): a propósito" in said
    assert "Cumplimiento" in said


async def test_an_approved_repair_is_not_told_as_an_approval_of_the_campaign(ask: Ask, campaign: Situation) -> None:
    passed = (
        Passed(kind="approve", decision="approve", by="carlos", digest="ab" * 32),
        Passed(kind="approve", repair=True, decision="approve", by="berta", digest="cd" * 32),
    )
    said = (await ask("¿Quién ha decidido qué?", campaign.model_copy(update={"passed": passed}))).text
    assert "carlos aprobó la campaña" in said
    assert "berta aprobó corregir lo publicado" in said
    assert "berta aprobó la campaña" not in said


@pytest.mark.parametrize("text", ["apruébalo", "sí", "baja el presupuesto a 500 €", "¿Y si quitamos la edad?"])
async def test_words_at_a_repair_change_and_approve_nothing(ask: Ask, campaign: Situation, text: str) -> None:
    repairing = campaign.model_copy(update={"gate": a_gate("approve", repair=[]), "next_roles": ("marketer",)})
    reply = await ask(text, repairing)
    assert reply.act is None
    assert not [card for card in reply.cards if isinstance(card, OfferChange)]


async def test_a_campaign_that_waits_for_a_repair_says_so(ask: Ask, campaign: Situation) -> None:
    said = (await ask("¿Cómo va?", campaign.model_copy(update={"gate": a_gate("approve", repair=[])}))).text
    assert "Publicación" in said
    assert "la corrección de lo que está publicado" in said


async def test_another_brief_is_refused_and_offered_a_conversation_of_its_own(ask: Ask, campaign: Situation) -> None:
    text = "Quiero otra campaña de sofás para Valencia por email"
    reply = await ask(text, campaign)
    assert OfferNew(text=text) in reply.cards
    assert reply.act is None


async def test_a_brief_begins_a_campaign_and_a_shopping_list_does_not(ask: Ask) -> None:
    begun = await ask("Queremos vender abrigos Norte a clientes de Madrid por email en diciembre", NOBODY)
    assert isinstance(begun.act, Start)
    listed = await ask("leche, huevos, pan y detergente", NOBODY)
    assert listed.act is None
    assert listed.text.count("?") == 1


async def test_past_campaigns_are_found_by_month_product_and_channel(ask: Ask, deps: Deps) -> None:
    finished = [past for past in await deps.history.campaigns() if past.results]
    coats = [past for past in finished if past.product_id == "north_coat"]
    said = (await ask("¿Qué tal fue la última campaña del abrigo?", NOBODY)).text
    assert coats[0].launched.strftime("%-d de") in said
    assert (await ask("¿Ha funcionado la de agosto de 1999?", NOBODY)).text.startswith("No encuentro ninguna")


class TestAnswers:
    """Free text at the gates that take answers."""

    async def test_a_yes_accepts_the_proposals(self, ask: Ask, campaign: Situation) -> None:
        there = _at(campaign, "clarify", questions=[{"field": "window", "options": []}])
        for text in ("sí", "vale, lo que propones", "as you suggest"):
            act = (await ask(text, there)).act
            assert isinstance(act, AnswerGate)
            assert act.decision == "accept_proposals", text

    async def test_words_are_read_like_the_brief(self, ask: Ask, campaign: Situation) -> None:
        there = _at(campaign, "clarify", questions=[{"field": "window", "options": []}])
        act = (await ask("del 1 al 15 de enero, por push", there)).act
        assert isinstance(act, AnswerGate)
        assert (act.decision, act.changes) == ("answer", {"text": "del 1 al 15 de enero, por push"})

    async def test_what_answers_nothing_is_not_taken_for_an_answer(self, ask: Ask, campaign: Situation) -> None:
        """It would use up a round of questions and change nothing."""
        there = _at(campaign, "clarify", questions=[{"field": "window", "options": []}])
        for text in ("me gusta el helado", "asdf qwer", "hola a todos", "I had a nice lunch", "gracias!"):
            reply = await ask(text, there)
            assert reply.act is None, text
            assert any(isinstance(card, ShowGate) for card in reply.cards), text

    async def test_leaving_it_to_batuta_accepts_the_proposals(self, ask: Ask, campaign: Situation) -> None:
        there = _at(campaign, "clarify", questions=[{"field": "window", "options": []}])
        for text in ("lo que tú veas", "como veas", "whatever you suggest", "up to you"):
            act = (await ask(text, there)).act
            assert isinstance(act, AnswerGate)
            assert act.decision == "accept_proposals", text

    async def test_an_option_is_picked_by_its_words(self, ask: Ask, campaign: Situation) -> None:
        question = {"field": "product_id", "options": ["Abrigo Norte", "Zapatillas Senda"]}
        act = (await ask("las zapatillas senda, claro", _at(campaign, "clarify", questions=[question]))).act
        assert isinstance(act, AnswerGate)
        assert act.changes == {"product_id": "Zapatillas Senda"}

    async def test_a_missing_criterion_is_added_with_another_figure(
        self, ask: Ask, campaign: Situation, deps: Deps
    ) -> None:
        there = await _with_omission(campaign, deps)
        plain, other, no = [
            (await ask(text, there)).act for text in ("sí, se nos olvidó", "sí, pero con 3", "no, es a propósito")
        ]
        assert isinstance(plain, AnswerGate) and isinstance(other, AnswerGate) and isinstance(no, AnswerGate)  # noqa: PT018
        assert (plain.decision, plain.changes) == ("add", {})
        assert (other.decision, other.changes) == ("add", {"audience.purchases_12m": 3})
        assert (no.decision, no.changes) == ("leave_out", {})

    async def test_a_proposal_is_taken_by_number_or_by_what_it_does(
        self, ask: Ask, campaign: Situation, targeting: Targeting, deps: Deps
    ) -> None:
        ways = await deps.customers.proposals(targeting.audience, "es")
        targeting = targeting.model_copy(update={"proposals": ways})
        there = _at(campaign, "choose_audience")
        known = {**there.artefacts, "targeting": await deps.artefacts.put(targeting)}
        there = there.model_copy(update={"artefacts": known})
        first = (await ask("la primera", there)).act
        assert isinstance(first, AnswerGate)
        assert first.changes == {"proposal": targeting.proposals[0].id}
        kept = (await ask("déjalo como está", there)).act
        assert isinstance(kept, AnswerGate)
        assert kept.decision == "keep"
        own = (await ask("baja a 12 días", there)).act
        assert isinstance(own, AnswerGate)
        assert set(own.changes) <= {"audience", "proposal"}

    async def test_what_is_not_clear_answers_nothing(self, ask: Ask, campaign: Situation, deps: Deps) -> None:
        there = await _with_omission(campaign, deps)
        for text in ("mmm", "depende", "¿tú qué harías?", "ya veremos"):
            reply = await ask(text, there)
            assert reply.act is None, text
            assert ShowGate(gate_id="c1-confirm") in reply.cards

    async def test_whoever_may_not_answer_is_told_who_may(self, ask: Ask, campaign: Situation) -> None:
        there = _at(campaign, "clarify", questions=[]).model_copy(update={"roles": ("brand",)})
        reply = await ask("sí, adelante", there)
        assert reply.act is None
        assert "le corresponde a" in reply.text


def _at(campaign: Situation, kind: str, **shown: object) -> Situation:
    gate = a_gate(kind, **shown)  # type: ignore[arg-type]
    return campaign.model_copy(update={"gate": gate, "next_roles": gate.needs_roles})


async def _with_omission(campaign: Situation, deps: Deps) -> Situation:
    usual = Criterion(attribute="purchases_12m", operator=">=", value=2)
    omission = Omission(criterion=usual, support=9, of=9, share=1.0, lower_bound=0.7)
    name = await deps.artefacts.put(Precedents(omissions=(omission,), compared=9))
    there = _at(campaign, "confirm")
    return there.model_copy(update={"artefacts": {**there.artefacts, "precedents": name}})


@pytest.mark.parametrize(
    "text", ["¿cómo va?", "¿quién aprobó esto?", "hola", "¿por qué tan pocos?", "¿y si quitamos Madrid?"]
)
async def test_every_question_has_an_answer_before_there_is_a_campaign(ask: Ask, text: str) -> None:
    reply = await ask(text, NOBODY)
    assert reply.text.strip()
    assert reply.act is None


async def test_a_campaign_that_has_only_begun_is_spoken_of_without_its_parts(
    ask: Ask, deps: Deps, brief: Brief
) -> None:
    begun = Situation(person="marta", roles=("marketer",), campaign_id="c1", name="x", author="marta", status="working")
    for text in (
        "¿Por qué tan pocos?",
        "¿De dónde sale «129 €»?",
        "¿Y si quitamos Madrid?",
        "¿cómo va?",
        "sube a 9.000",
    ):
        reply = await ask(text, begun)
        assert reply.text.strip(), text
        assert reply.act is None


@pytest.mark.parametrize(
    ("text", "card"),
    [("Haz el asunto del email más corto", "«Editar el texto»"), ("Can you rephrase the headline?", "“Edit the text”")],
)
async def test_a_text_in_other_words_is_made_in_its_card_and_changes_nothing(
    ask: Ask, campaign: Situation, text: str, card: str
) -> None:
    reply = await ask(text, campaign)
    assert card in reply.text
    assert reply.act is None
    assert not any(isinstance(one, OfferChange) for one in reply.cards)


async def test_what_is_not_understood_says_where_things_stand_before_it_suggests(ask: Ask, campaign: Situation) -> None:
    said = (await ask("blau blau grün", campaign)).text
    assert said.endswith(":")


async def test_before_there_is_a_plan_the_cost_is_that_of_sending(ask: Ask, campaign: Situation) -> None:
    said = (await ask("¿Cuánto cuesta la campaña?", campaign)).text
    assert "El presupuesto es de 3.000 €." in said


async def test_with_a_plan_the_cost_is_that_of_its_steps_and_of_each_response(
    ask: Ask, campaign: Situation, deps: Deps
) -> None:
    forecast = Forecast(reach=900, messages=900, cost=45.5, currency="EUR", budget=3000, conversions=91)
    step = Step(id="s", system="esp", capability="message.send", effect="Send the SMS", cost=45.5)
    plan = await deps.artefacts.put(Plan(steps=(step,), forecast=forecast))
    planned = campaign.model_copy(update={"artefacts": {**campaign.artefacts, "plan": plan}})
    said = (await ask("How much does this cost?", planned)).text
    assert "The plan costs €45.50. The budget is €3,000." in said
    assert "– Send the SMS: €45.50" in said
    assert "about €0.50 for each response" in said
    for text in ("What if we drop Madrid?", "What if we drop the SMS?"):
        drafts = [(await ask(text, situation)).text for situation in (campaign, planned)]
        assert ["the plan has taken those off already" in draft for draft in drafts] == [False, True]


async def test_another_channel_is_tried_out_and_only_offered(ask: Ask, campaign: Situation) -> None:
    reply = await ask("¿Y si quitamos el SMS?", campaign)
    assert "Canales: correo electrónico y SMS → correo electrónico" in reply.text
    assert "impactables" in reply.text
    assert "borrador" in reply.text
    assert reply.act is None
    assert [card.changes for card in reply.cards if isinstance(card, OfferChange)] == [{"channels": ["email"]}]


async def test_what_nobody_has_counted_costs_nothing_yet(ask: Ask) -> None:
    assert "Todavía no hay nada que calcular" in (await ask("¿Cuánto cuesta?", NOBODY)).text
