"""What decides whether a library answers: things that stand together count, words that name nothing hardly do."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from batuta.text import Language
from batuta.words.languages import language_in
from tools.library.analysis import analysed
from tools.library.answerable import Measures, doubting, measured
from tools.library.book import passages_of, read_book
from tools.library.expansion import wanted
from tools.library.general import names_nothing
from tools.library.kinds import kinds_asked
from tools.library.lexical import Lexicon
from tools.library.library import corpus
from tools.library.stemming import stem_of
from tools.library.verbs import is_verb

GUIDE = {
    "captions.en.md": "# Pictures\n\n## Captions\n\nA caption has fifteen words at most. It ends without a period.\n\n"
    "## Posters\n\nPosters hang at the entrance. Somebody may write a caption with fifteen words for them.\n",
    "chat.es.md": "# Chat\n\n## Despedida\n\nEl asistente se despide por el nombre. Las encuestas van después.\n\n"
    "## Saludo\n\nEl saludo es breve. El nombre se pide al final.\n",
    "prices.en.md": "# Prices\n\n## Discounts\n\nShow the former price beside the discount.\n",
}


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    documents = read_book(_written(tmp_path, GUIDE), strict=False).documents
    return Lexicon({passage.id: analysed(passage) for document in documents for passage in passages_of(document)})


@pytest.mark.parametrize(
    ("word", "language", "nothing"),
    [
        ("arrived", "en", True),
        ("things", "en", True),
        ("usually", "en", True),
        ("footnotes", "en", False),
        ("logo", "en", False),
        ("quedamos", "es", True),
        ("cosas", "es", True),
        ("primeras", "es", True),
        ("factura", "es", False),
        ("mayúsculas", "es", False),
    ],
)
def test_words_of_everyday_speech_name_nothing_in_any_form(word: str, language: Language, nothing: bool) -> None:
    assert names_nothing(word, language) is nothing


def test_what_one_sentence_says_with_its_heading_stands_together(lexicon: Lexicon) -> None:
    together = _asked("caption period", lexicon, "captions")
    apart = _asked("saludo encuestas", lexicon, "saludo")
    assert together.together == 1.0
    assert apart.together < 0.6


@pytest.mark.parametrize(
    ("asked", "nothing", "thing"),
    [("words of a caption", "honestly", "giraffe"), ("saludo y nombre", "sinceramente", "jirafa")],
)
def test_words_that_name_nothing_take_less_away(lexicon: Lexicon, asked: str, nothing: str, thing: str) -> None:
    plain, beside, missing = (_asked(query, lexicon) for query in (asked, f"{asked} {nothing}", f"{asked} {thing}"))
    assert (beside.specific, beside.general) == (plain.specific, 1)
    assert missing.specific > plain.specific
    assert plain.together > beside.together > missing.together
    assert plain.scored > beside.scored > missing.scored


def test_a_question_of_nothing_but_such_words_is_taken_at_its_word(lexicon: Lexicon) -> None:
    measures = _asked("the first things", lexicon)
    assert measures.general == 0
    assert np.isfinite(measures.specific)


def test_what_has_a_name_of_several_words_is_not_met_by_one_of_them(tmp_path: Path) -> None:
    guide = {"n.en.md": "# N\n\n## Ranges\n\nA range of numbers takes a dash.\n\n## Calls\n\nPhone numbers stay.\n"}
    documents = read_book(_written(tmp_path, guide), strict=False).documents
    lexicon = Lexicon({passage.id: analysed(passage) for document in documents for passage in passages_of(document)})
    ranges, calls = (_asked("phone numbers", lexicon, section).together for section in ("ranges", "calls"))
    assert ranges < 0.6
    assert calls > ranges


@pytest.mark.parametrize(
    ("before", "word", "language", "verb"),
    [
        ("Can we ", "embed", "en", True),
        ("May Chilean writers ", "shorten", "en", True),
        ("Who approves the ", "cancel", "en", False),
        ("¿Podemos ", "borrar", "es", True),
        ("¿Cuántas palabras ", "aguanta", "es", True),
        ("¿Quién revisa los ", "anuncios", "es", False),
        ("¿Qué dice el ", "informe", "es", False),
        ("palabras ", "repetidas", "es", False),
        ("¿Va con ", "factura", "es", False),
    ],
)
def test_a_verb_is_known_by_its_form_and_by_what_precedes_it(
    before: str, word: str, language: Language, verb: bool
) -> None:
    assert is_verb(word, before, language) is verb


@pytest.mark.parametrize(("query", "told"), [("can a caption exceed", "caption"), ("¿se recorta el saludo?", "saludo")])
def test_what_is_said_to_be_done_takes_less_away_than_a_missing_thing(lexicon: Lexicon, query: str, told: str) -> None:
    done, missing = _asked(query, lexicon), _asked(f"{told} giraffe", lexicon)
    assert done.together > missing.together


def test_verbs_count_less_than_things(lexicon: Lexicon) -> None:
    done, thing = _asked("we insert a caption", lexicon), _asked("we giraffe a caption", lexicon)
    assert (done.specific, thing.specific) == (2, 2)
    assert done.together > thing.together
    assert (done.everywhere, thing.everywhere) == (1.0, 0.0)


def test_a_particular_thing_that_no_passage_speaks_of_is_noticed(lexicon: Lexicon) -> None:
    assert _asked("caption giraffe", lexicon).everywhere == 0.0
    assert _asked("caption words", lexicon).everywhere > 0.5


def test_a_rare_word_alone_is_told_from_one_among_common_ones(lexicon: Lexicon) -> None:
    alone, beside = _asked("giraffe period", lexicon), _asked("giraffe period caption", lexicon)
    assert alone.commonest > beside.commonest > 0.0
    assert _asked("giraffe", lexicon).commonest == 0.0


@pytest.mark.parametrize(
    ("query", "section", "held"),
    [
        ("how many words does a caption have", "captions", True),
        ("how often does a caption change", "captions", False),
        ("¿cuánto cuesta el saludo?", "saludo", False),
        ("does a caption end without a period", "captions", True),
    ],
)
def test_what_stands_together_has_to_hold_the_kind_of_answer_asked_for(
    lexicon: Lexicon, query: str, section: str, held: bool
) -> None:
    assert (_asked(query, lexicon, section).held > 0) is held


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("¿se pone coma antes de la conjunción?", "coma"),
        ("¿cuánto puede durar una llamada?", "llamada"),
        ("¿quién firma los anuncios?", "anuncios"),
        ("who owns the rights?", "rights"),
    ],
)
def test_a_noun_is_asked_for_though_a_word_of_asking_has_its_stem(lexicon: Lexicon, query: str, word: str) -> None:
    language: Language = "es" if query.startswith("¿") else "en"
    asked = {term for thing in wanted(query, language, lexicon, {}) for term in thing.spellings}
    assert f"{language}:{stem_of(word, language)}" in asked


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("fifteen words for a caption, at most?", "Captions"),
        ("¿por el nombre se despide siempre el asistente?", "Despedida"),
        ("is the former price always shown beside a discount", "Discounts"),
        ("which colour is the logo on a tote bag", ""),
        ("¿quién elige la música de espera?", ""),
        ("raffle terms", ""),
    ],
)
async def test_a_book_of_three_documents_knows_what_it_has(tmp_path: Path, query: str, heading: str) -> None:
    found = await corpus(_written(tmp_path, GUIDE), today=lambda: date(2026, 11, 22)).search(query)
    assert (found[0].heading.split(" › ")[-1] if found else "") == heading


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("¿tú o usted?", "Trato"),
        ("¿hablamos de tú o de usted en las cartas?", "Trato"),
        ("¿tuteamos a los clientes?", "Trato"),
        ("¿se tutea por escrito?", "Trato"),
        ("do we use tú or usted?", "Trato"),
        ("¿usted sabe cuándo cierra la tienda de Vigo?", ""),
    ],
)
async def test_how_people_are_addressed_is_asked_for_by_pronouns_and_by_verbs(
    tmp_path: Path, query: str, heading: str
) -> None:
    book = {"voz.es.md": "# Voz\n\n## Trato\n\nHablamos de tú, nunca de usted.\n\n## Extras\n\nTu casa espera.\n"}
    found = await corpus(_written(tmp_path, GUIDE | book), today=lambda: date(2026, 11, 22)).search(query)
    assert (found[0].heading.split(" › ")[-1] if found else "") == heading


def _written(folder: Path, texts: Mapping[str, str]) -> Path:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _asked(query: str, lexicon: Lexicon, section: str = "") -> Measures:
    """The measures of a question, of the passages of one section or of all."""
    doubted = doubting(wanted(query, None, lexicon, {}), lexicon)
    places = [place for identity, place in lexicon.places.items() if section in identity.partition("#")[2]]
    scores = lexicon.scores([thing for thing, _ in doubted.things])
    return measured(doubted, lexicon, places, 0.0, scores, kinds_asked(query, language_in(query)))
