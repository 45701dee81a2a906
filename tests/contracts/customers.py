"""What every implementation of `Customers` must do; inherit and give it a `customers` fixture over `ROWS`.

The expectations come from `CustomersInMemory`, which looks at one person at a time.
"""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batuta.audience import Audience, Criterion
from batuta.brief import Channel
from batuta.contact import ContactPolicy, FrequencyCap
from batuta.errors import BadCriterion, UnknownAttribute
from batuta.ports import Customers
from tests.people import CATALOGUE, CustomersInMemory, people

ROWS = people(300)
ORACLE = CustomersInMemory(ROWS)
CHANNELS: tuple[Channel, ...] = ("email", "sms", "push", "call", "letter", "web")
DECEASED = Criterion(attribute="deceased", operator="==", value=True)

_NUMBERS = {
    "age": (16, 90),
    "score": (300, 850),
    "basket": (0, 300),
    "online_share": (0, 1),
    "spends_a_year": (0, 3000),
}


def _criterion(draw: st.DrawFn) -> Criterion:
    attribute = draw(st.sampled_from([a for a in CATALOGUE.attributes if a.name != "first_name"]))
    name = attribute.name
    if draw(st.integers(0, 9)) == 0:
        return Criterion(attribute=name, operator=draw(st.sampled_from(["is_set", "is_not_set"])))
    if attribute.type == "boolean":
        return Criterion(attribute=name, operator=draw(st.sampled_from(["==", "!="])), value=draw(st.booleans()))
    if attribute.type == "category":
        if draw(st.booleans()):
            values = tuple(draw(st.lists(st.sampled_from(attribute.allowed), max_size=3, unique=True)))
            return Criterion(attribute=name, operator=draw(st.sampled_from(["in", "not in"])), value=values)
        value = draw(st.sampled_from(attribute.allowed))
        return Criterion(attribute=name, operator=draw(st.sampled_from(["==", "!="])), value=value)
    if attribute.type == "date":
        days = st.integers(2020, 2027).flatmap(
            lambda year: st.builds(lambda m, d: f"{year}-{m:02}-{d:02}", st.integers(1, 12), st.integers(1, 28))
        )
        return _compared(draw, name, days)
    low, high = _NUMBERS.get(name, (0, 4))
    numbers = (
        st.integers(int(low), int(high))
        if attribute.type == "integer"
        else st.integers(low * 10, high * 10).map(lambda tenths: tenths / 10)
    )
    return _compared(draw, name, numbers)


def _compared(draw: st.DrawFn, name: str, values: st.SearchStrategy[object]) -> Criterion:
    operator = draw(st.sampled_from(["<", "<=", ">", ">=", "==", "!=", "between", "in", "not in"]))
    if operator == "between":
        return Criterion(attribute=name, operator=operator, value=tuple(sorted([draw(values), draw(values)])))
    if operator in ("in", "not in"):
        return Criterion(attribute=name, operator=operator, value=tuple(draw(st.lists(values, min_size=1, max_size=3))))
    return Criterion.model_validate({"attribute": name, "operator": operator, "value": draw(values)})


@st.composite
def audiences(draw: st.DrawFn) -> Audience:
    def some(least: int, most: int) -> tuple[Criterion, ...]:
        return tuple(_criterion(draw) for _ in range(draw(st.integers(least, most))))

    return Audience(
        all=some(0, 3),
        any=tuple(some(1, 3) for _ in range(draw(st.integers(0, 2)))),
        exclude=tuple(
            together[0] if len(together) == 1 else together
            for together in (some(1, 2) for _ in range(draw(st.integers(0, 2))))
        ),
    )


def examples(count: int) -> settings:
    """The same audiences on every engine; nothing is kept between runs, so that engines may share the test."""
    return settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


class CustomersContract:
    @examples(50)
    @given(audience=audiences())
    async def test_counts_whom_an_audience_matches(self, customers: Customers, audience: Audience) -> None:
        reach = await customers.size(audience)
        assert (reach.count, reach.total) == (len(ORACLE.matching(audience)), len(ROWS)), audience

    @examples(15)
    @given(audience=audiences())
    async def test_says_what_each_part_costs(self, customers: Customers, audience: Audience) -> None:
        assert await customers.losses(audience, "es") == await ORACLE.losses(audience, "es"), audience

    async def test_neither_includes_nor_excludes_on_an_unknown_value(self, customers: Customers) -> None:
        at_least = Criterion(attribute="score", operator=">=", value=600)
        unknown = Criterion(attribute="score", operator="is_not_set")
        holds = (await customers.size(Audience(all=(at_least,)))).count
        rest = (await customers.size(Audience(exclude=(at_least,)))).count
        without_value = (await customers.size(Audience(all=(unknown,)))).count
        below = (await customers.size(Audience(all=(at_least.model_copy(update={"operator": "<"}),)))).count
        assert without_value > 0
        assert (holds + rest, rest) == (len(ROWS), below + without_value)

    async def test_short_floats_are_compared_as_people_write_them(self, customers: Customers) -> None:
        for tenths in range(11):
            for operator in ("<=", ">=", "=="):
                asked = Criterion.model_validate(
                    {"attribute": "online_share", "operator": operator, "value": tenths / 10}
                )
                audience = Audience(all=(asked,))
                assert (await customers.size(audience)).count == len(ORACLE.matching(audience)), asked

    async def test_counts_not_a_number_as_unknown(self, customers: Customers) -> None:
        every_number = await customers.size(Audience(all=(Criterion(attribute="basket", operator=">=", value=0),)))
        known = await customers.size(Audience(all=(Criterion(attribute="basket", operator="is_set"),)))
        assert every_number.count == known.count < len(ROWS)

    async def test_an_empty_audience_is_everybody(self, customers: Customers) -> None:
        assert (await customers.size(Audience())).share == 1.0
        assert await customers.losses(Audience(), None) == ()

    async def test_text_with_quotes_is_only_text(self, customers: Customers) -> None:
        def named(value: str) -> Audience:
            return Audience(all=(Criterion(attribute="first_name", operator="==", value=value),))

        assert (await customers.size(named("O'Hara"))).count == len(ORACLE.matching(named("O'Hara"))) > 0
        for hostile in ("'; DROP TABLE customers; --", '" OR 1=1', "\\", "\0", "\ud800", "%s", "%(x)s", "{}"):
            assert (await customers.size(named(hostile))).count == 0

    async def test_refuses_what_the_catalogue_cannot_answer(self, customers: Customers) -> None:
        with pytest.raises(UnknownAttribute, match="score"):
            await customers.size(Audience(all=(Criterion(attribute="scores", operator=">", value=1),)))
        with pytest.raises(BadCriterion):
            await customers.relax(Audience(all=(Criterion(attribute="city", operator=">", value="Madrid"),)), None)

    @pytest.mark.parametrize("soft_opt_in", [False, True])
    async def test_counts_whom_each_channel_may_address(self, customers: Customers, soft_opt_in: bool) -> None:
        policy = ContactPolicy(soft_opt_in=soft_opt_in, suppress=(DECEASED,))
        audience = Audience(all=(Criterion(attribute="age", operator=">=", value=30),))
        asked = await customers.contactable(audience, CHANNELS, policy)
        assert asked == await ORACLE.contactable(audience, CHANNELS, policy)
        reached = {channel.channel: channel.contactable for channel in asked[1]}
        assert reached["push"] == 0, "no consent to push is on record anywhere"
        assert 0 < reached["email"] < reached["letter"] < reached["web"]

    async def test_freezes_the_same_people_every_time(self, customers: Customers) -> None:
        policy = ContactPolicy(
            suppress=(DECEASED,),
            caps=(
                FrequencyCap(channel="sms", messages=2, days=30, attribute="sms_last_30_days"),
                FrequencyCap(messages=2, days=7),
            ),
        )
        audience = Audience(all=(Criterion(attribute="age", operator=">=", value=25),))
        frozen = await customers.freeze(audience, CHANNELS, policy, seed="spring", control_share=0.2)
        again = await customers.freeze(audience, CHANNELS, policy, seed="spring", control_share=0.2)
        assert frozen == again == await ORACLE.freeze(audience, CHANNELS, policy, seed="spring", control_share=0.2)
        assert frozen.removed["suppressed"] > 0
        assert (
            frozen.members + sum(frozen.removed.values())
            == (await customers.size(audience)).count
            == len(ORACLE.matching(audience))
        )
        other = await customers.freeze(audience, CHANNELS, policy, seed="autumn", control_share=0.2)
        assert other.digest != frozen.digest
        assert 0.1 < frozen.control / frozen.members < 0.3

    async def test_says_who_may_still_be_addressed(self, customers: Customers) -> None:
        asked = [str(row["customer_id"]) for row in random.Random(3).sample(ROWS, 80)]
        policy = ContactPolicy(suppress=(DECEASED,))
        for channel in CHANNELS:
            found = await customers.still_contactable([*asked, "nobody"], channel, policy)
            assert found == await ORACLE.still_contactable(asked, channel, policy)
        assert await customers.still_contactable([], "email", policy) == frozenset()
        hostile = ["'; DROP TABLE people; --", "\x1f", "a\x1f00001", "\0", "%s", "", "{}", "00001\n"]
        assert await customers.still_contactable(hostile, "web", policy) == frozenset()

    async def test_fetches_what_messages_say(self, customers: Customers) -> None:
        asked = [str(row["customer_id"]) for row in ROWS[:40]]
        names = ["first_name", "age", "joined", "spends_a_year", "city"]
        values = await customers.merge_values([*asked, "nobody"], names)
        expected = await ORACLE.merge_values(asked, names)
        assert set(values) == set(expected)
        for person, fields in expected.items():
            assert values[person] == pytest.approx(fields), person
        assert any(fields["first_name"] is None for fields in values.values())
