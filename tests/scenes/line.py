"""A small company with real customers, and campaigns driven over it."""

import asyncio
import shutil
from datetime import date
from pathlib import Path
from uuid import uuid4

from app.local import Local, operator
from app.runs import Prepared, run
from batuta.campaign import CampaignOutcome
from tools.customers.synthetic import generate

TODAY = date(2026, 11, 22)

BRIEF = """Campaña del Abrigo Norte para clientas y clientes de Madrid y Valencia que hayan comprado
en los últimos 12 meses, de 25 a 60 años. Email y SMS, del 1 al 20 de diciembre,
presupuesto 2.000 €, objetivo 150 ventas."""

BRIEF_FOR_TODAY = BRIEF.replace("del 1 al 20 de diciembre", "del 22 de noviembre al 20 de diciembre")
"""The same, beginning today: what is approved is sent at once."""

PATIENCE = 180
"""Seconds until a campaign that is still not settled counts as lost."""

ANSWERS = (
    Prepared(gate="clarify", decision="accept_proposals", by="marketer"),
    Prepared(gate="confirm", decision="leave_out", by="marketer"),
    Prepared(gate="choose_audience", decision="keep", by="marketer"),
    Prepared(gate="*", decision="approve", by="compliance"),
)


def small_company(root: Path, folder: Path, *, people: int = 3000) -> Path:
    """Tienda Lince with synthetic customers."""
    target = folder / "lince"
    shutil.copytree(root / "tests" / "companies" / "lince", target)
    generate(target / "customers.sql", target / "customers.parquet", people=people, seed=7, today=TODAY)
    return target


def own_company(small: Path, target: Path) -> Path:
    """A copy under an id of its own, with records of its own: what one campaign published, the next would reuse."""
    folder = Path(shutil.copytree(small, target))
    described = folder / "workspace.yaml"
    text = described.read_text("utf-8")
    described.write_text(text.replace("id: lince", f"id: lince-{uuid4().hex[:8]}", 1), "utf-8")
    return folder


async def whole_line(here: Local, brief: str = BRIEF) -> CampaignOutcome:
    author = await operator(here.installation, here.company, "marketer")
    async with asyncio.timeout(PATIENCE):
        return await run(here, brief, author, ANSWERS, name="test", today=TODAY)
