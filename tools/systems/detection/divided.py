"""Things that are made and listed below another and kept at an address of their own.

`POST /profiles/{id}/posts` and `GET /posts/{id}` are of one resource: neither address alone does all of it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tools.systems.detection.understood import Reading


def undivided(readings: Sequence[Reading]) -> Sequence[Reading]:
    """The readings, with those of the two addresses under the one where a single thing is named."""
    kept_at = _kept_at(readings)
    return [_moved(one, kept_at[one.resource]) if one.resource in kept_at else one for one in readings]


def _moved(one: Reading, to: Reading) -> Reading:
    return one._replace(resource=to.resource, nested=to.nested, elsewhere=to.elsewhere, context=to.context)


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
