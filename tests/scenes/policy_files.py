"""A pack and a vocabulary of a company's own, as files."""

from pathlib import Path
from textwrap import dedent

VOCABULARY = """
    claims:
      - id: shouts
        means: {en: shouting, es: gritos}
        es: (chollazo|ofertón)
        en: (bargain bonanza)
"""
PACK = """
    id: house
    version: "1"
    subject: {en: House rules, es: Normas de la casa}
    owner: brand
    jurisdictions: [ES]
    rules:
      - id: house-shouting
        topic: shouting
        requires: {en: We do not shout., es: No gritamos.}
        check: {finds: [shouts]}
        severity: warn
        message: {en: "“{quote}” shouts.", es: "«{quote}» grita."}
        remedy: {en: Say it calmly., es: Dilo con calma.}
        laws:
          ES: {law: House rules, url: "https://casa.example/normas", verified: text_read}
        examples:
          context: {channel: web}
          es: {catch: [Menudo chollazo., ¡Ofertón!], leave: [Una oferta., Buen precio.]}
          en: {catch: [A bargain bonanza., Bargain bonanza!], leave: [An offer., A bargain.]}
"""


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
