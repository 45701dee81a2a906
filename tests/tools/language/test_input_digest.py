from batuta.noun import Noun
from batuta.text import Text
from tools.language.input_digest import input_digest


class Book(Noun):
    title: Text
    pages: int = 1


class Given(Noun):
    text: str
    book: Book
    others: tuple[Book, ...] = ()


ONE = Book(title=Text(en="One"))


def test_equal_inputs_have_equal_digests_and_others_do_not() -> None:
    given = Given(text="x", book=ONE)
    same = Given(text="x", book=Book(title=Text(en="One")))
    others = (
        Given(text="y", book=ONE),
        Given(text="x", book=Book(title=Text(en="Two"))),
        Given(text="x", book=Book(title=Text(en="One"), pages=2)),
        Given(text="x", book=ONE, others=(ONE,)),
    )
    assert input_digest(given) == input_digest(same)
    assert len({input_digest(one) for one in (given, *others)}) == 5


def test_a_noun_that_takes_the_place_of_another_in_memory_is_not_taken_for_it() -> None:
    found = {input_digest(Given(text="x", book=Book(title=Text(en="Book"), pages=number))) for number in range(500)}
    assert len(found) == 500


def test_nobody_can_pass_a_digest_for_the_thing_itself() -> None:
    class Sly(Noun):
        text: str
        book: str

    whole = Given(text="x", book=ONE)
    assert input_digest(Sly(text="x", book=input_digest(ONE))) != input_digest(whole)
