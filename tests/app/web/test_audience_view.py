"""What the page says of an audience."""

from pathlib import Path

from app.web.pages.audience_view import in_order, left_out
from app.web.words import Words
from batuta.audience import Audience, Criterion, Evidence, Reach, Targeting
from batuta.brief import Brief
from batuta.catalogue import Catalogue
from tools.workspaces.folder import read_workspace


def named(catalogue: Catalogue, kind: str) -> str:
    return next(attribute.name for attribute in catalogue.attributes if attribute.type == kind)


def test_what_a_choice_dropped_or_loosened_is_told_and_nothing_else(lince_folder: Path) -> None:
    catalogue = read_workspace(lince_folder).catalogue
    number, yes = named(catalogue, "integer"), named(catalogue, "boolean")
    quoted = Evidence(quote="más de 3", start=0, end=8)
    high = Criterion(attribute=number, operator=">=", value=3, evidence=quoted)
    flag = Criterion(attribute=yes, operator="==", value=True)
    brief = Brief(id="b", locale="es-ES", audience=Audience(all=(high, flag)))
    t = Words("es")

    def told(*kept: Criterion, choices: tuple[str, ...]) -> tuple[str, ...]:
        reach = Reach(count=1, total=2, share=0.5)
        targeting = Targeting(audience=Audience(all=kept), reach=reach, contactable=1, choices=choices)
        return left_out(targeting, brief, catalogue, t)

    unquoted = high.model_copy(update={"evidence": None})
    lower = unquoted.model_copy(update={"value": 1})
    assert told(unquoted, flag, choices=("c",)) == ()
    assert [words.partition(":")[0] for words in told(lower, flag, choices=("c",))] == [catalogue[number].called("es")]
    assert [words.partition(":")[0] for words in told(unquoted, choices=("c",))] == [catalogue[yes].called("es")]
    assert told(lower, choices=()) == ()


def test_counts_are_read_in_one_order_however_they_were_kept() -> None:
    shortest_first = {"sms": 3, "own": 1, "push": 2, "email": 4}
    assert in_order(shortest_first, ("email", "sms", "push")) == (("email", 4), ("sms", 3), ("push", 2), ("own", 1))
