"""Everything that is wrong with the customer data, at once."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from batuta.catalogue import Catalogue
from tests.people import CATALOGUE
from tools.customers.check import check_customers
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import read_yaml


def today() -> date:
    return date(2026, 11, 22)


def test_finds_nothing_wrong_with_good_data(parquet: Path) -> None:
    described = CATALOGUE.model_copy(
        update={"customers": CATALOGUE.customers and CATALOGUE.customers.model_copy(update={"source": str(parquet)})}
    )
    assert check_customers(described, Path("catalogue.yaml"), today=today) == ()


def test_looks_at_nothing_where_no_customers_are_described() -> None:
    assert check_customers(Catalogue(attributes=()), Path("catalogue.yaml"), today=today) == ()


def test_complains_of_everything_at_once(tmp_path: Path) -> None:
    rows = {"id": ["a", "a", None], "age": [1, 2, 3], "joined": ["soon", "later", ""], "city": ["x", "y", "z"]}
    pq.write_table(pa.table(rows), tmp_path / "people.parquet")
    file = tmp_path / "catalogue.yaml"
    file.write_text(
        "customers: {source: people.parquet, key: id}\n"
        "attributes:\n"
        "  - {name: age, type: integer}\n"
        "  - {name: joined, type: date}\n"
        "  - {name: towns, type: text}\n"
        '  - {name: stage, type: text, expression: "pg_sleep(9)"}\n'
    )
    problems = check_customers(checked(Catalogue, read_yaml(file)), file, today=today)
    told = {(problem.line, problem.message.en.split(" ")[0]) for problem in problems}
    assert told == {(5, "The"), (6, "The"), (4, "None"), (1, "1")}
    assert "1 clientes no tienen identificador y 1 filas repiten" in problems[-1].in_("es")


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.yaml"
    file.write_text("customers: {source: people.parquet, key: id}\nattributes: [{name: age, type: integer}]\n")
    (problem,) = check_customers(checked(Catalogue, read_yaml(file)), file, today=today)
    assert problem.line == 1
