from batuta.audience import Audience, Threshold
from batuta.catalogue import Attribute, Catalogue
from batuta.forecasting.proposals import MOST, proposals
from batuta.forecasting.relaxation import table
from batuta.text import Text

CATALOGUE = Catalogue(
    attributes=(
        Attribute(name="calls", type="integer", description=Text(en="Dropped calls", es="Llamadas caídas")),
        Attribute(name="plan", type="category", description=Text(en="Plan", es="Plan")),
        Attribute(name="tenure", type="integer", unit="months", description=Text(en="Tenure", es="Antigüedad")),
    )
)
AUDIENCE = Audience.model_validate(
    [
        {"attribute": "calls", "operator": ">", "value": 12},
        {"attribute": "plan", "operator": "==", "value": "contract"},
        {"attribute": "tenure", "operator": ">=", "value": 18},
    ]
)


def offered(exactly: dict[int, int], thresholds: tuple[Threshold, ...] = (), fixed: tuple[int, ...] = ()) -> list[str]:
    counted = table(3, exactly)
    return [
        f"{proposal.id} {proposal.count}"
        for proposal in proposals(
            AUDIENCE,
            thresholds,
            total=counted.everybody,
            count=counted.all_parts,
            without=[counted.without(part) for part in range(3)],
            combined=counted,
            catalogue=CATALOGUE,
            locale="es",
            fixed=fixed,
        )
    ]


def test_offers_each_drop_that_brings_people_most_first() -> None:
    assert offered({0b111: 10, 0b110: 900, 0b011: 5, 0b000: 85}) == ["drop-0 910", "drop-2 15"]


def test_moves_a_bound_no_further_than_half_of_what_dropping_it_brings() -> None:
    moves = Threshold(index=0, values=(2, 4, 6, 8, 12, 15), counts=(800, 600, 500, 100, 10, 3))
    assert offered({0b111: 10, 0b110: 900, 0b000: 90}, (moves,)) == ["drop-0 910", "move-0-value-6 500"]


def test_offers_no_move_that_equals_dropping_or_gains_nothing() -> None:
    moves = Threshold(index=0, values=(0, 12), counts=(910, 10))
    assert offered({0b111: 10, 0b110: 900, 0b000: 90}, (moves,)) == ["drop-0 910"]


def test_drops_two_only_where_they_strangle_together() -> None:
    assert offered({0b111: 10, 0b100: 900, 0b110: 5, 0b000: 85})[0] == "drop-0-1 915"
    assert offered({0b111: 10, 0b100: 20, 0b110: 50, 0b101: 50, 0b000: 85}) == ["drop-0 60", "drop-1 60"]


def test_leaves_fixed_parts_as_they_are() -> None:
    assert offered({0b111: 10, 0b110: 900, 0b011: 5, 0b000: 85}, fixed=(0,)) == ["drop-2 15"]


def test_offers_nothing_that_brings_nobody() -> None:
    assert offered({0b111: 10, 0b000: 90}) == []


def test_speaks_the_readers_language_and_stays_short() -> None:
    counted = table(3, {0b111: 10, 0b110: 900, 0b101: 30, 0b011: 40, 0b000: 20})
    found = proposals(
        AUDIENCE,
        tuple(Threshold(index=i, values=(1, 12, 18), counts=(20, 15, 10)) for i in (0, 2)),
        total=1000,
        count=10,
        without=[counted.without(part) for part in range(3)],
        combined=None,
        catalogue=CATALOGUE,
        locale="es-MX",
    )
    assert len(found) <= MOST
    assert found[0].words == "Quitar «Llamadas caídas: más de 12»"
    assert found[0].share == 0.91
    moved = next(proposal for proposal in found if proposal.id.startswith("move-2"))
    assert moved.words == "«Antigüedad: al menos 1 mes» en lugar de «Antigüedad: al menos 18 meses»"
