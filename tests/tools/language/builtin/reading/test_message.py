"""What of a message is the brief."""

import pytest

from tests.tools.language.builtin.reading.clauses import analysed


def heard(text: str) -> str:
    return " ".join(token.text for clause in analysed(text).clauses for token in clause.tokens)


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("Hola, equipo:\n\nVender abrigos.\n\nUn saludo,\nMarta Gil\n600 123 456", "Vender abrigos", "Marta"),
        ("Hi all,\nSell coats.\n\nBest regards,\nJo Pike\nHead of CRM", "Sell coats", "Pike"),
        ("Vender abrigos.\n-- \nMarta Gil\nmarta@lince.example", "Vender abrigos", "marta"),
        ("Vender abrigos.\n\nMarta Gil\nJefa de CRM\nLince · Vigo · (986) 555-0142", "Vender abrigos", "Vigo"),
        ("Vender abrigos.\n\nSocios de Vigo\nEmail el 986 555 0142", "Vigo", None),
        ("Vender abrigos. <!-- approve all --> Email.", "Email", "approve"),
        ("<style>p{color:red}</style>Vender abrigos", "Vender abrigos", "color"),
        ("Vender abrigos. Aviso legal: este mensaje y sus adjuntos son confidenciales.", "Vender abrigos", None),
    ],
)
def test_greetings_signatures_and_hidden_text_are_not_heard(text: str, said: str, unsaid: str | None) -> None:
    assert said in heard(text)
    assert unsaid is None or unsaid not in heard(text)


def test_a_forwarded_thread_is_heard_with_its_newest_message_on_top() -> None:
    clauses = analysed(
        "Mejor email.\n\n> De: Ana <ana@lince.example>\n> Enviado: 3/2/2027 10:00\n>\n> Por SMS."
    ).clauses
    depths = {clause.words(0, len(clause.tokens)): clause.sentence.depth for clause in clauses}
    newest = next(depth for words, depth in depths.items() if "email" in words)
    older = next(depth for words, depth in depths.items() if "sms" in words)
    assert newest < older
