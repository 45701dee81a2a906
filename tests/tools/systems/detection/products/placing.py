"""Where a drafted mapping puts our arguments and what it reads of the answer, to be held against a label."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from tests.tools.systems.detection.products import Places, Product
from tools.systems.detection.draft import draft
from tools.systems.detection.propose import Proposal, propose
from tools.systems.detection.whole import whole
from tools.systems.mapping.template import is_operator, plain_key
from tools.systems.openapi.document import Field

_TAKEN = re.compile(r"\$\{?(?:arguments|item)\.(?:item\.(?:parts\.)?)?(?:parts\.)?(\w+)|\$(key)\b")
_READ = re.compile(r"\$\{?(?:answer|item)\.([\w.\[\]@$-]+)")


Outcome = Literal["right", "asked", "wrong", "missing"]


class Judged(NamedTuple):
    capability: str
    operation: bool
    """The right operation is proposed."""
    takes: tuple[str, ...]
    """Arguments that are not where they belong; empty where nobody said where that is."""
    gives: tuple[str, ...]
    labelled: bool
    proposed: str
    """The operation that is proposed; empty where none is."""
    sure: bool
    """It is mapped; else a person is asked, who is shown what comes close."""
    shown: bool = False
    """The right operation is the one that is proposed or one of those shown beside it."""

    @property
    def right(self) -> bool:
        return self.operation and not self.takes and not self.gives

    @property
    def outcome(self) -> Outcome:
        if not self.proposed:
            return "missing"
        return "asked" if not self.sure else "right" if self.right else "wrong"


def judged(facts: Product) -> Iterator[Judged]:
    """One for each capability that the product has."""
    found = {str(one.capability): one for one in propose(facts.operations)}
    around = whole(facts.operations)
    for capability, labels in facts.expected.items():
        proposal = found.get(capability)
        name = named(proposal) if proposal else ""
        drafted = draft(proposal, around) if proposal else None
        sure = proposal is not None and drafted is not None and proposal.sure and drafted.complete
        labelled = any(label.takes is not None for label in labels.values())
        if proposal is None or drafted is None or name not in labels:
            shown = proposal is not None and bool(set(proposal.others) & set(labels))
            yield Judged(capability, False, (), (), labelled, name, sure, shown)
            continue
        label = labels[name]
        if label.takes is None:
            yield Judged(capability, True, (), (), False, name, sure, True)
            continue
        mapped = drafted.mapped
        # A field that the description does not name is one that a person is asked for.
        known = set(_told(proposal.operation.answer, str(mapped.get("items", ""))))
        gives = {of: places & known for of, places in read_of(mapped).items() if places & known}
        takes = _astray(placed(mapped), label.takes)
        yield Judged(capability, True, takes, _astray(gives, label.gives), True, name, sure, True)


def unasked(facts: Product) -> Iterator[Judged]:
    """What is proposed that the product does not have."""
    for one in propose(facts.operations):
        capability, name = str(one.capability), named(one)
        if capability not in facts.expected and name not in facts.allowed.get(capability, ()):
            sure = one.sure and draft(one, whole(facts.operations)).complete
            yield Judged(capability, False, (), (), False, name, sure)


def named(proposal: Proposal) -> str:
    return proposal.operation.name if proposal.operation.path else proposal.operation.id


def _astray(found: Mapping[str, set[str]], label: Places) -> tuple[str, ...]:
    wrong = [
        f"{name}: {', '.join(sorted(found.get(name, ()))) or 'nowhere'}, not {'/'.join(sorted(places))}"
        for name, places in label.items()
        if not (found[name] <= places if name in found else "-" in places)
    ]
    return (*wrong, *(f"{name}: {', '.join(sorted(places))}" for name, places in found.items() if name not in label))


def placed(mapped: Mapping[str, object]) -> dict[str, set[str]]:
    """By argument, the places it goes to."""
    found: dict[str, set[str]] = {}
    for part, form in (("path", "{%s}"), ("query", "?%s"), ("headers", "%s:"), ("body", "%s"), ("send", "%s")):
        given = mapped.get(part)
        for place, text in _leaves(given if isinstance(given, dict | list) else {}):
            for name, key in _TAKEN.findall(text.replace("$arguments.item.id", "$arguments.piece")):
                found.setdefault("key" if key else name, set()).add(form % place)
    found.pop("messages", None)
    return found


def read_of(mapped: Mapping[str, object]) -> dict[str, set[str]]:
    """By result, the fields of the answer that it is read from."""
    found: dict[str, set[str]] = {}
    entries = str(mapped.get("items", "")).removeprefix("$answer").removeprefix(".")
    if "items" in mapped:
        found["items"] = {entries}
    result = mapped.get("result")
    for place, text in _leaves(result if isinstance(result, dict) else {}):
        name = place.split(".")[-1] if place.startswith("items.") else place.split(".")[0]
        for field in _READ.findall(text):
            found.setdefault(name, set()).add(re.sub(r"\[\]|(^|\.)\d+(?=\.|$)", "", field).lstrip("."))
    return found


def _told(fields: Sequence[Field], items: str) -> Iterator[str]:
    yield ""
    entries = items.removeprefix("$answer").removeprefix(".")
    for one in fields:
        parts = one.path.replace("[]", "").lstrip(".").split(".")
        yield from (".".join(parts[: size + 1]) for size in range(len(parts)))
        yield one.path.replace("[]", "").removeprefix(entries).removeprefix(".")


def _leaves(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Texts of a template with the place where what they stand for ends up."""
    match value:
        case {"$of": template}:
            yield place, str(template)
        case {"$each": each, "$make": make}:
            yield place, str(each)
            yield from _leaves(make, place)
        case dict():
            for name, inner in value.items():
                yield from _leaves(inner, place if is_operator(name) else f"{place}.{plain_key(name)}".lstrip("."))
        case list():
            for inner in value:
                yield from _leaves(inner, place)
        case str():
            yield place, value
