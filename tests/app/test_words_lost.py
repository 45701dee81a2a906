"""What a person wrote and the review took out again is told to everybody who decides."""

from app.wording import words_lost
from batuta.content import ContentItem, Edit

BODY = "Hola. Pide tu abrigo."
WRITTEN = f"{BODY} Es el mejor del mundo."


def item(body: str, *edits: Edit) -> ContentItem:
    return ContentItem(
        id="email-1",
        channel="email",
        locale="es-ES",
        status="draft",
        parts={"body": body},
        edits=edits,
        origin="edited",
    )


def edit(after: str, before: str = BODY) -> Edit:
    return Edit(part="body", before=before, after=after, by="marta")


def test_a_sentence_that_a_remedy_removed_is_lost_and_one_that_stands_is_not() -> None:
    assert [one.text for one in words_lost(item(BODY, edit(WRITTEN)))] == ["Es el mejor del mundo."]
    assert words_lost(item(WRITTEN, edit(WRITTEN))) == ()
    assert words_lost(item(BODY)) == ()


def test_what_its_author_took_back_is_not_lost() -> None:
    assert words_lost(item(BODY, edit(WRITTEN), edit(BODY, WRITTEN))) == ()
