"""Whether the customer data is what the catalogue says: every complaint at once, for `check-workspace`."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import gettempdir

import ibis
import ibis.expr.datatypes as dt

from batuta.catalogue import Catalogue
from batuta.errors import BadExpression, Problem, WorkspaceInvalid
from batuta.text import Text
from tools.customers.columns import Column, Columns
from tools.customers.counting import number
from tools.customers.engine import Complaints, Reading
from tools.customers.opening import open_engine


def check_customers(catalogue: Catalogue, catalogue_file: Path, *, today: Callable[[], date]) -> tuple[Problem, ...]:
    """Columns that are missing or of another type, expressions that cannot be used, text that is no number or date,
    ids that are missing or shared. Nothing where the catalogue names no customers.

    Raises: UnreadableFile, DatabaseUnavailable.
    """
    if catalogue.customers is None:
        return ()
    try:
        engine, complaints = open_engine(catalogue, catalogue_file, spill=Path(gettempdir()))
        with closing(engine), engine.reading() as reading:
            columns = Columns(engine, catalogue, catalogue.customers.key, today, complaints)
            good, problems = _columns(catalogue, columns, complaints)
            return (*problems, *_unreadable(good, columns, complaints, reading), *_keys(columns, complaints, reading))
    except WorkspaceInvalid as invalid:
        return invalid.problems


def _columns(
    catalogue: Catalogue, columns: Columns, complaints: Complaints
) -> tuple[tuple[Column, ...], tuple[Problem, ...]]:
    good: list[Column] = []
    problems: list[Problem] = []
    for attribute in catalogue.attributes:
        try:
            good.append(columns[attribute.name])
        except WorkspaceInvalid as invalid:
            problems += invalid.problems
        except BadExpression as bad:
            problems += complaints.about(attribute, bad.message, bad.remedy or bad.message).problems
    return tuple(good), tuple(problems)


def _unreadable(
    good: Sequence[Column], columns: Columns, complaints: Complaints, reading: Reading
) -> tuple[Problem, ...]:
    """Text columns that hold nothing of the type they should be read as."""
    read = [
        column
        for column in good
        if column.attribute.expression is None
        and columns.people[column.attribute.name].type().is_string()
        and not isinstance(column.value.type(), dt.String)
    ]
    if not read:
        return ()
    flags = {}
    for place, column in enumerate(read):
        text = columns.people[column.attribute.name]
        flags[f"written{place}"] = ibis.ifelse(text.strip() != "", 1, 0)
        flags[f"known{place}"] = ibis.ifelse(column.known, 1, 0)
    table = columns.people.select(**flags)
    (row,) = reading.rows(table.aggregate(**{name: table[name].sum() for name in flags}))
    figures = [number(figure) for figure in row]
    return tuple(
        problem
        for column, written, known in zip(read, figures[::2], figures[1::2], strict=True)
        if written and not known
        for problem in complaints.about(
            column.attribute,
            Text(
                en=f"None of the {written} texts in “{column.attribute.name}” can be read as {column.attribute.type}.",
                es=f"Ninguno de los {written} textos de «{column.attribute.name}» se puede leer como "
                f"{column.attribute.type}.",
            ),
            Text(en="Correct the type or the data.", es="Corrige el tipo o los datos."),
        ).problems
    )


def _keys(columns: Columns, complaints: Complaints, reading: Reading) -> tuple[Problem, ...]:
    keyed = columns.people.select(key=columns.key)
    ((people, named, distinct),) = reading.rows(
        keyed.aggregate(people=ibis._.count(), named=ibis._.key.count(), distinct=ibis._.key.nunique())
    )
    nameless, shared = number(people) - number(named), number(named) - number(distinct)
    if not nameless and not shared:
        return ()
    return complaints.about_key(
        Text(
            en=f"{nameless} customers have no id, and {shared} rows repeat the id of another.",
            es=f"{nameless} clientes no tienen identificador y {shared} filas repiten el de otro.",
        ),
        Text(
            en="Keep one row a customer, or name another key: frozen audiences need to tell people apart.",
            es="Deja una fila por cliente o indica otra clave: para congelar un público hay que distinguir a cada uno.",
        ),
    ).problems
