"""The share of capabilities that are mapped right, and the misses.

python -m tests.tools.systems.detection.products [names]
"""

import sys
from pathlib import Path

from tests.tools.systems.detection.products import product
from tests.tools.systems.detection.products.placing import judged


def main(names: list[str]) -> None:
    operations, whole, labelled, known = 0, 0, 0, 0
    for file in sorted(Path(__file__).parent.glob("*.txt")):
        if names and file.stem not in names:
            continue
        made = list(judged(product(file)))
        told = [one for one in made if one.labelled]
        known, operations = known + len(made), operations + sum(one.operation for one in made)
        labelled, whole = labelled + len(told), whole + sum(one.right for one in told)
        shown = f"{sum(one.right for one in told)}/{len(told)}" if told else ""
        print(f"{file.stem:<20} operation {sum(one.operation for one in made)}/{len(made)}  with its fields {shown}")
        for one in made:
            if not one.right:
                print(f"  {one.capability}: {'; '.join((*one.takes, *one.gives)) or 'another operation, or none'}")
    print(f"right operation {operations}/{known}, with arguments and results {whole}/{labelled}")


if __name__ == "__main__":
    main(sys.argv[1:])
