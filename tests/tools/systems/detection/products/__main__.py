"""The share of capabilities that are mapped right, what is asked of a person, and the misses.

python -m tests.tools.systems.detection.products [names or files]
"""

import sys
from collections import Counter
from pathlib import Path

from tests.tools.systems.detection.products import product
from tests.tools.systems.detection.products.placing import Judged, judged, unasked


def main(names: list[str]) -> None:
    operations, whole, labelled, known, surely, asked, shown_right = 0, 0, 0, 0, 0, 0, 0
    outcomes: Counter[str] = Counter()
    for file in [Path(name) for name in names if "/" in name] or sorted(Path(__file__).parent.glob("*.txt")):
        if names and file.stem not in names and str(file) not in names:
            continue
        facts = product(file)
        made, more = list(judged(facts)), list(unasked(facts))
        told = [one for one in made if one.labelled]
        known, operations = known + len(made), operations + sum(one.operation for one in made)
        surely += sum(one.sure and bool(one.proposed) for one in made)
        waiting = [one for one in made if one.outcome == "asked"]
        asked, shown_right = asked + len(waiting), shown_right + sum(one.shown for one in waiting)
        labelled, whole = labelled + len(told), whole + sum(one.right for one in told)
        own = Counter(one.outcome for one in (*made, *more))
        outcomes += own
        shown = f"{sum(one.right for one in told)}/{len(told)}" if told else ""
        print(
            f"{file.stem:<20} operation {sum(one.operation for one in made)}/{len(made)}  with its fields {shown:<6}"
            f" {_counted(own)}"
        )
        for one in (*made, *more):
            if not one.right or not one.sure:
                print(f"  {one.outcome:<8}{one.capability}: {_why(one, one in more)}")
    print(f"right operation {operations}/{known}, with arguments and results {whole}/{labelled}")
    mapped = outcomes["right"] + outcomes["wrong"]
    print(f"{_counted(outcomes)}; of what is mapped {outcomes['right'] / max(1, mapped):.0%} is right")
    print(f"mapped unasked {surely}/{known}; asked {asked}, the right one among those shown {shown_right}")


def _counted(outcomes: Counter[str]) -> str:
    return f"mapped right {outcomes['right']}, asked {outcomes['asked']}, wrong {outcomes['wrong']}, missing " + str(
        outcomes["missing"]
    )


def _why(one: Judged, more: bool) -> str:
    if one.right:
        return f"{one.proposed}, which is right"
    if one.operation:
        return "; ".join((*one.takes, *one.gives))
    return f"{one.proposed or 'none'}{', and there is none' if more else ''}"


if __name__ == "__main__":
    main(sys.argv[1:])
