"""What a reader sees of HTML and Markdown, and what is hidden from them."""

import pytest

from batuta.claims.markup import seen


def visible(raw: str) -> str:
    return "".join(piece.text for piece in seen(raw).pieces)


def test_inline_marks_do_not_part_words_and_blocks_do() -> None:
    assert visible("<p>gra<b>tis</b></p><p>hoy</p>") == "\ngratis\n\nhoy\n"


def test_entities_become_their_signs_and_keep_their_place() -> None:
    raw = "3&nbsp;&euro; &#x41;&#66; &unknown;"
    assert visible(raw) == "3\xa0€ AB &unknown;"
    assert [raw[p.start : p.end] for p in seen(raw).pieces if p.text in "€AB"] == ["&euro;", "&#x41;", "&#66;"]


def test_links_of_html_and_markdown_give_their_target_and_words() -> None:
    raw = '<a href="https://a.example/baja">Darse <b>de baja</b></a> o [preferencias](https://a.example/p)'
    assert [(link.target, link.words) for link in seen(raw).links] == [
        ("https://a.example/baja", "Darse de baja"),
        ("https://a.example/p", "preferencias"),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        '<div style="display:none">comisión 3 %</div>',
        '<div style="visibility: hidden">comisión 3 %</div>',
        '<span style="font-size:1px">comisión 3 %</span>',
        '<span style="color:#fff;background:#FFF">comisión 3 %</span>',
        '<span style="color:white">comisión 3 %</span>',
        '<span style="color:#fbfbfb">comisión 3 %</span>',
        '<span style="color:#333;background-color:#2f2f2f">comisión 3 %</span>',
        '<div style="opacity:0.02">comisión 3 %</div>',
        '<p style="position:absolute;left:-9999px">comisión 3 %</p>',
        '<p style="font-size:0.1em">comisión 3 %</p>',
        '<div style="height:0;overflow:hidden">comisión 3 %</div>',
        "<p hidden>comisión 3 %</p>",
        "<!-- comisión 3 % -->",
    ],
)
def test_words_nobody_sees_are_told_apart(raw: str) -> None:
    assert "comisión" not in visible(raw)
    (hidden,) = seen(raw).hidden
    assert hidden.text == "comisión 3 %"
    assert "comisión 3 %" in raw[hidden.start : hidden.end]


@pytest.mark.parametrize(
    "raw",
    [
        '<span style="color:#fff;background:#003366">comisión</span>',
        '<span style="opacity:0.9">comisión</span>',
        '<span style="opacity:0.5">comisión</span>',
        '<span style="font-size:12px">comisión</span>',
        '<span style="font-size:1em">comisión</span>',
        '<span style="font-size:0.8em">comisión</span>',
        '<span style="color:#777777">comisión</span>',
        '<div style="line-height:0;max-width:600px">comisión</div>',
        '<p style="margin-left:-9px">comisión</p>',
        "3 < 5 y 7 > 2 comisión",
        "<comisión",
    ],
)
def test_what_is_seen_stays(raw: str) -> None:
    assert "comisión" in visible(raw)
    assert seen(raw).hidden == ()


def test_scripts_and_styles_are_neither_seen_nor_hidden_words() -> None:
    split = seen("<style>p{color:red}</style><script>var gratis=1</script>hola")
    assert "".join(piece.text for piece in split.pieces) == "hola"
    assert split.hidden == ()


def test_an_element_that_never_closes_hides_to_the_end() -> None:
    assert [hidden.text for hidden in seen('<div style="display:none">a<b>b').hidden] == ["a", "b"]


@pytest.mark.parametrize("opening", ["<script src=//x.example>", "<!-- ", "<style>", "<title>"])
def test_what_is_never_closed_hides_nothing(opening: str) -> None:
    text = f"{opening} Préstamos sin consultar tu historial."
    assert "consultar tu historial" in "".join(piece.text for piece in seen(text).pieces)
