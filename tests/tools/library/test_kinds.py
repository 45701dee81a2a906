"""What kind of answer a question asks for, and whether a sentence holds one."""

import pytest

from batuta.text import Language
from tools.library.kinds import kinds_asked, kinds_in


@pytest.mark.parametrize(
    ("question", "language", "kinds"),
    [
        ("How many words fit in a caption?", "en", ("?number",)),
        ("words in a caption, max", "en", ("?number",)),
        ("¿Cuántas viñetas puede llevar una lista?", "es", ("?number",)),
        ("How soon after the visit do we write?", "en", ("?time",)),
        ("how many working days until the parcel comes", "en", ("?time",)),
        ("¿Cada cuánto se manda el boletín?", "es", ("?time",)),
        ("How much does the stand cost?", "en", ("?money",)),
        ("¿Cuánto cobra el fotógrafo?", "es", ("?money",)),
        ("Who signs the contract?", "en", ("?person",)),
        ("The one who signs is away. Can I?", "en", ()),
        ("El cartel está listo, ¿quién lo aprueba?", "es", ("?person",)),
        ("Does the sign go before or after the figure?", "en", ("?place",)),
        ("¿La sigla va delante o detrás?", "es", ("?place",)),
        ("Is the passive allowed?", "en", ()),
        ("¿Se pone coma antes de la conjunción?", "es", ()),
    ],
)
def test_what_kind_of_answer_is_asked_for(question: str, language: Language, kinds: tuple[str, ...]) -> None:
    assert kinds_asked(question, language) == kinds


@pytest.mark.parametrize(
    ("sentence", "kind", "held"),
    [
        ("A caption has fifteen words.", "?number", True),
        ("A caption has 15 words.", "?number", True),
        ("Dos resaltados por párrafo.", "?number", True),
        ("Captions are short.", "?number", False),
        ("Se responde el mismo día.", "?time", True),
        ("We answer quickly.", "?time", False),
        ("La segunda batería: 390 €.", "?money", True),
        ("The second battery is included.", "?money", False),
        ("El punto va fuera del paréntesis.", "?place", True),
        ("Avoid the slash.", "?place", False),
    ],
)
def test_what_kind_of_answer_a_sentence_holds(sentence: str, kind: str, held: bool) -> None:
    assert (kind in kinds_in(sentence)) is held
