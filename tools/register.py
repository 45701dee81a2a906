"""The register of campaigns as files: CSV for spreadsheets, JSON for programs."""

import csv
import io
import json
from collections.abc import Sequence

from batuta.filing import CampaignRecord

COLUMNS = tuple(CampaignRecord.model_fields)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(records: Sequence[CampaignRecord]) -> str:
    """One line a campaign; lists and pieces as JSON in their cell, and no cell that a spreadsheet would run."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(COLUMNS)
    for record in records:
        plain = record.model_dump(mode="json")
        writer.writerow([_cell(plain[column]) for column in COLUMNS])
    return held.getvalue()


def as_json(records: Sequence[CampaignRecord]) -> str:
    return json.dumps([record.model_dump(mode="json") for record in records], ensure_ascii=False, indent=2)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        words = all(isinstance(item, str) for item in value)
        text = "; ".join(value) if words and isinstance(value, list) else json.dumps(value, ensure_ascii=False)
    else:
        text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
