"""From where a time is counted, which limits nothing: `valid for 28 days | from activation`."""

import re

from batuta.grounding.claims import Claim


def counts_from(claim: Claim, start: int) -> bool:
    """The phrase that begins there stands right after a time, and says when that time begins."""
    times = [one for one in claim.quantities if one.unit in ("day", "month", "working day") and one.end <= start]
    return bool(times and _COUNTED.match(claim.text, start)) and not claim.text[times[-1].end : start].strip()


_COUNTED = re.compile(r"(?:after|from|before|of|desde|tras|después|antes|siguientes|una vez)\b", re.IGNORECASE)
