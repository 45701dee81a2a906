"""The register of campaigns as CSV and JSON."""

import csv
import io
import json

import pytest

from batuta.filing import CampaignRecord, FiledPiece
from tools.register import COLUMNS, as_csv, as_json

RECORD = CampaignRecord(
    year=2026,
    number=1,
    name="Tarjeta Oro, otoño",
    campaign_id="261122-abc",
    status="published",
    territory=("ES", "EU"),
    media=("email", "sms"),
    pieces=(FiledPiece(id="email.0", channel="email", locale="es-ES", parts={"subject": "Hola"}, digest="d" * 64),),
    verdict="clear",
    packs=("credit@2026-11",),
    cost_checked=True,
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_line_a_campaign_with_every_field() -> None:
    (row,) = rows(as_csv([RECORD]))
    assert tuple(row) == COLUMNS
    assert row["territory"] == "ES; EU"
    assert json.loads(row["pieces"])[0]["parts"] == {"subject": "Hola"}


def test_an_empty_register_has_its_head() -> None:
    assert as_csv([]).strip() == ",".join(COLUMNS)
    assert json.loads(as_json([])) == []


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_run_by_a_spreadsheet(name: str) -> None:
    (row,) = rows(as_csv([RECORD.model_copy(update={"name": name, "media": (name,)})]))
    assert row["name"].startswith("'")
    assert row["media"].startswith("'")


def test_json_is_the_whole_record() -> None:
    assert CampaignRecord.model_validate(json.loads(as_json([RECORD]))[0]) == RECORD
