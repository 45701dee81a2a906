"""The words of a filed verdict, and the signs that must be seen rather than obeyed."""

import unicodedata

from batuta.filing import Result
from batuta.policy import Verification
from batuta.text import Text

VERDICTS = {
    "blocked": Text(en="Blocked", es="Bloqueado"),
    "needs_review": Text(en="Needs review", es="Pendiente de revisión"),
    "clear": Text(en="Clear", es="Sin objeciones"),
}
RESULTS: dict[Result, Text] = {
    "block": Text(en="blocks", es="bloquea"),
    "warn": Text(en="to be reviewed", es="a revisar"),
    "info": Text(en="note", es="nota"),
    "none": Text(en="no finding", es="sin hallazgos"),
}
VERIFIED: dict[Verification, Text] = {
    "text_read": Text(en="legal text read", es="texto legal leído"),
    "secondary_text_seen": Text(en="seen in a secondary text", es="visto en texto secundario"),
    "from_knowledge_unverified": Text(en="from memory; cannot block alone", es="de memoria; no bloquea por sí sola"),
}
TITLE = Text(en="Compliance verdict", es="Dictamen de cumplimiento")
SAYS = {
    "company": Text(en="Company", es="Empresa"),
    "made": Text(en="Made", es="Emitido"),
    "reviewed": Text(en="Law as of", es="Derecho aplicable a fecha"),
    "places": Text(en="Jurisdictions", es="Jurisdicciones"),
    "version": Text(en="Version of the policies", es="Versión de las políticas"),
    "review": Text(en="Version of the review", es="Versión de la revisión"),
    "findings": Text(en="Findings", es="Hallazgos"),
    "nothing": Text(en="No rule in force found anything.", es="Ninguna regla en vigor ha encontrado nada."),
    "waived": Text(en="Let pass", es="Excepciones concedidas"),
    "until": Text(en="until", es="hasta"),
    "pieces": Text(en="What was reviewed", es="Piezas revisadas"),
    "rules": Text(en="Rules applied", es="Reglas aplicadas"),
    "rule": Text(en="rule", es="regla"),
    "requires": Text(en="what it requires", es="qué exige"),
    "source": Text(en="source", es="fuente"),
    "result": Text(en="result", es="resultado"),
    "remedy": Text(en="Remedy", es="Solución"),
    "unknown": Text(
        en="Applied, but no longer kept in that version", es="Aplicados, pero ya no se conservan en esa versión"
    ),
}


def visible(text: str) -> str:
    """Signs that nobody sees, shown by their number: evidence must not hide what it is about.

    >>> visible("gra\\u200btis")
    'gra⟨U+200B⟩tis'
    """
    return "".join(
        f"⟨U+{ord(sign):04X}⟩" if unicodedata.category(sign) in ("Cf", "Co", "Cc") and sign not in "\n\t" else sign
        for sign in text
    )
