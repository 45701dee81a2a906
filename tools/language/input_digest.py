"""Which inputs a task was given. Catalogues come again with every text, and are digested once."""

from collections import OrderedDict

from batuta.digest import Digest, digest
from batuta.noun import Noun

_KEPT = 64
# By identity, with the noun itself, which cannot change and stays alive while its digest is kept.
_known: OrderedDict[int, tuple[Noun, Digest]] = OrderedDict()


def input_digest(inputs: Noun) -> Digest:
    """A digest over the inputs, in which each noun among their fields stands for itself by its own digest."""
    nouns = {name: value for name in type(inputs).model_fields if isinstance(value := getattr(inputs, name), Noun)}
    plain = inputs.model_dump(mode="json", exclude=set(nouns))
    return digest(plain | {name: {"digest": _of_part(value)} for name, value in nouns.items()})


def _of_part(value: Noun) -> Digest:
    known = _known.get(id(value))
    if known is None or known[0] is not value:
        known = (value, input_digest(value))
        _known[id(value)] = known
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return known[1]
