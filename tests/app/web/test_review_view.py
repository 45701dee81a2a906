"""What the page says of a review, and of a question's proposal, to readers of both languages."""

from datetime import date

from app.web.pages.campaign_view import review_view
from app.web.pages.gate_view import proposed_options
from app.web.templates import fragment
from app.web.words import Words
from batuta.brief import Question
from batuta.compliance import Finding, Review, Source, Waiver


def finding(rule: str) -> Finding:
    return Finding.model_validate(
        {
            "rule_id": rule,
            "topic": "own",
            "severity": "block",
            "message": f"{rule} is broken.",
            "item": "email.en",
            "source": Source(title="A law"),
            "suggestion": "Say it another way.",
        }
    )


def test_a_finding_that_somebody_let_pass_names_them_and_asks_for_nothing() -> None:
    waiver = Waiver(rule_id="price", item="email.en", by="carla", reason="agreed in May", until=date(2027, 2, 21))
    review = Review(verdict="blocked", findings=(finding("price"), finding("tone")), waived=(waiver,), packs=("own@2",))
    view = review_view(review, None, (), {"own@2": "Our rules (2)"}, Words("en"))
    assert view.packs == ("Our rules (2)",)
    told = {
        one.rule_id: fragment("parts/finding.html", Words("en"), view=Holder(view), finding=one, icon=lambda name: name)
        for one in view.findings
    }
    assert "carla, until 21 February 2027: agreed in May" in told["price"]
    assert "Say it another way." not in told["price"]
    assert "let pass" not in told["tone"]
    assert "Say it another way." in told["tone"]


class Holder:
    def __init__(self, review: object) -> None:
        self.review = review


def test_a_proposal_is_marked_among_options_worded_in_the_brief_s_language() -> None:
    channels = Question.model_validate(
        {
            "field": "channels",
            "text": "?",
            "why": "",
            "options": ("Email", "SMS", "Llamada"),
            "proposal": ("email", "call"),
        }
    )
    assert proposed_options(channels, {"e-mail and telephone"}) == {"Email", "Llamada"}
    age = Question.model_validate(
        {"field": "audience.age", "text": "?", "why": "", "options": ("Edad: de 18 a 35 años", "Sin filtro")}
    )
    assert proposed_options(age, {"Age: 18 to 35 years", "edad: de 18 a 35 años"}) == {"Edad: de 18 a 35 años"}
    assert proposed_options(age, {"Age: 18 to 35 years"}) == frozenset()
