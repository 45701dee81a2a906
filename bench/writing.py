"""Twelve treatments from a bare fact sheet, beside Jinja filling twelve fixed templates with the same facts.

    python -m bench.writing [--rounds 7]

Four channels, three variants each, with every sentence checked against its facts, as `batuta content write` writes
them. The facts carry other figures every round, so that no sentence has been written or checked before. The peer
chooses nothing and checks nothing: it is the least that words with figures in them can cost.
"""

import argparse
import asyncio
from statistics import median
from time import perf_counter

from jinja2 import Template

from app.outside.write import engine, write
from batuta.ports import Language

CHANNELS = ("email", "sms", "push", "web")
FACTS = (
    "Seguro Auto Roble cubre daños a terceros y robo.",
    "La prima anual es de {price} pesos para conductores con más de tres años sin siniestros.",
    "Asistencia vial las 24 horas en todo México.",
    "Se contrata en la app en menos de {minutes} minutos.",
    "Válido hasta el {day} de mayo de 2027.",
)
NEED = "Captar clientes que aún no tienen seguro de auto"
VOICE = {"formality": "tú", "banned": ["chollo"], "max_sentence_words": 22, "emoji": False, "exclamation": 0}
TEMPLATE = "¿Aún sin seguro? {{ facts[0] }} {{ facts[1] }} {{ facts[2] }} {{ facts[3] }} {{ facts[4] }} Contrátalo."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    asyncio.run(_measured(parser.parse_args().rounds))


async def _measured(rounds: int) -> None:
    writer = engine()
    await _written(writer, _facts(0))
    ours, theirs, written = [], [], 0
    for number in range(1, rounds + 1):
        facts = _facts(number)
        began = perf_counter()
        written = await _written(writer, facts)
        ours.append(perf_counter() - began)
        began = perf_counter()
        for _ in range(12):
            Template(TEMPLATE).render(facts=facts)
        theirs.append(perf_counter() - began)
    print(f"{written} treatments over {len(CHANNELS)} channels: p50 {median(ours):.2f} s, written and checked")
    print(f"{'Jinja, twelve templates':>36}: p50 {median(theirs):.3f} s, neither chosen nor checked")


def _facts(number: int) -> list[str]:
    return [fact.format(price=4100 + 37 * number, minutes=10 + number, day=10 + number) for fact in FACTS]


async def _written(writer: Language, facts: list[str]) -> int:
    count = 0
    for channel in CHANNELS:
        told = [{"id": f"f{place}", "text": fact} for place, fact in enumerate(facts)]
        line = {"channel": channel, "locale": "es-MX", "need": NEED, "product_facts": told, "brand_voice": VOICE}
        count += len((await write(line, writer)).variants)
    return count


if __name__ == "__main__":
    main()
