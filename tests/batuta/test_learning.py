"""Edits teach what several people keep changing, and nothing from one message, one figure or a quarrel."""

from batuta.content import ContentItem, Edit
from batuta.learning import Lesson, lessons


def message(number: int, *edits: tuple[str, str], locale: str = "es-ES", by: str = "ana") -> ContentItem:
    return ContentItem(
        id=f"sms.{locale}.{number}",
        channel="sms",
        locale=locale,
        status="draft",
        parts={"text": edits[-1][1]},
        origin="edited",
        label="price",
        edits=tuple(Edit(part="text", before=before, after=after, by=by) for before, after in edits),
    )


def told(found: tuple[Lesson, ...]) -> list[tuple[str, str, str, int, int]]:
    return [(one.kind, one.avoid, one.prefer, one.support, one.of) for one in found if one.kind != "line"]


BUY = ("Adquiere el abrigo en la web.", "Compra el abrigo en la web.")


def test_a_word_that_people_keep_replacing_is_proposed() -> None:
    found = lessons(
        [
            message(1, BUY),
            message(2, ("Hoy adquiere tu bolso rojo en tienda.", "Hoy compra tu bolso rojo en tienda.")),
            message(3, ("Entra y adquiere las botas por 90 €.", "Entra y compra las botas por 80 €.")),
        ]
    )
    assert told(found) == [("word", "adquiere", "compra", 3, 3)]
    assert "«compra» en lugar de «adquiere»" in found[0].in_("es")
    assert len(found[0].examples) == 3


def test_twice_is_no_habit_and_one_message_counts_once() -> None:
    assert lessons([message(1, BUY), message(2, BUY)]) == ()
    again = ("Adquiere ya. Adquiere aquí el abrigo de lana.", "Compra ya. Compra aquí el abrigo de lana.")
    assert told(lessons([message(1, again), message(2, BUY)])) == []


def test_a_figure_a_date_or_a_merge_field_teaches_nothing() -> None:
    changed = [
        message(
            n, (f"Hola, {{{{first_name}}}}: abrigo por 129 € hasta el {n}.", f"Hola: abrigo por 119 € hasta el {n}.")
        )
        for n in range(5)
    ]
    assert lessons(changed) == ()


def test_languages_are_learned_apart() -> None:
    assert lessons([message(1, BUY), message(2, BUY), message(3, BUY, locale="es-MX")]) == ()


def test_people_who_disagree_teach_nothing() -> None:
    back = (BUY[1], BUY[0])
    assert told(lessons([*(message(n, BUY) for n in range(3)), *(message(n, back) for n in range(3, 6))])) == []


def test_a_word_that_mostly_stays_is_not_proposed() -> None:
    kept = ("Adquiere el abrigo y ven pronto.", "Adquiere el abrigo y ven ya.")
    items = [*(message(n, BUY) for n in range(3)), *(message(n, kept) for n in range(3, 6))]
    assert ("word", "adquiere", "compra", 3, 6) not in told(lessons(items))


def test_words_and_marks_that_are_taken_out() -> None:
    found = told(
        lessons(
            [
                message(1, ("Un abrigo realmente cálido para ti!", "Un abrigo cálido para ti")),
                message(2, ("Botas realmente cómodas para andar!", "Botas cómodas para andar")),
                message(3, ("Es realmente fácil devolverlo en tienda!", "Es fácil devolverlo en tienda")),
            ]
        )
    )
    assert ("unwanted", "realmente", "", 3, 3) in found
    assert ("mark", "!", "", 3, 3) in found


def test_a_line_that_people_keep_writing_is_proposed_for_the_library() -> None:
    line = "Pruébatelo en casa y devuélvelo cuando te venga bien."
    found = lessons([message(n, (f"Abrigo número {n} con forro.", f"Abrigo con forro. {line}")) for n in range(3)])
    lines = [one for one in found if one.kind == "line" and one.prefer == line]
    assert [(one.channel, one.part, one.strategy, one.support) for one in lines] == [("sms", "text", "price", 3)]


def test_a_text_written_anew_teaches_no_words() -> None:
    new = ("Adquiere el abrigo.", "Lana de verdad, para muchos inviernos, con forro y capucha.")
    assert told(lessons([message(n, new) for n in range(4)])) == []
