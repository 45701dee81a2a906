"""Things that are made and listed below another and kept at an address of their own.

`POST /profiles/{id}/posts` and `GET /posts/{id}` are of one resource: neither address alone does all of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tools.systems.detection.fields import list_field
from tools.systems.detection.understood import Reading
from tools.systems.detection.words import words


def undivided(readings: Sequence[Reading]) -> Sequence[Reading]:
    """The readings, with those of the two addresses under the one where a single thing is named."""
    kept_at = _kept_at(readings)
    return [_moved(one, kept_at[one.resource]) if one.resource in kept_at else one for one in readings]


def _moved(one: Reading, to: Reading) -> Reading:
    return one._replace(resource=to.resource, nested=to.nested, elsewhere=to.elsewhere, context=to.context)


def listing_them(anchor: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Listings at other addresses whose entries carry the reference by which a thing is read: `items[].contentID`."""
    references = {
        words(slots[-1])
        for one in readings
        if one.resource == anchor and one.item and "get" in one.actions
        if (slots := [part for part in one.operation.path.split("/") if part.startswith("{")])
    }
    own = {reference for reference in references if len(reference) > 1}
    for one in readings:
        entries = list_field(one.operation.answer)
        if one.resource == anchor or one.operation.method != "GET" or entries is None or one.elsewhere:
            continue
        inside = [field.path.partition("[].")[2] for field in one.operation.answer if "[]." in field.path]
        if own & {words(path) for path in inside if "." not in path}:
            yield one


def _kept_at(readings: Sequence[Reading]) -> Mapping[str, Reading]:
    """By the address where things are made, one reading of those where each is kept."""
    by_name: dict[str, dict[str, list[Reading]]] = defaultdict(lambda: defaultdict(list))
    for one in readings:
        if one.resource and not one.named:
            by_name[one.resource.rpartition("/")[2]][one.resource].append(one)
    found: dict[str, Reading] = {}
    for places in by_name.values():
        single = [name for name, own in places.items() if "{}" not in name and all(one.item for one in own)]
        inside = [name for name, own in places.items() if "/{}/" in name and not any(one.item for one in own)]
        made = [name for name in inside if any("create" in one.actions for one in places[name])] or inside
        if len(single) == 1 and len(made) == 1:
            found[made[0]] = places[single[0]][0]
    return found
