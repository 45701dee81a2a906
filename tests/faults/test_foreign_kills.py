"""FLT1 and FLT5 where systems are not ours: `kill -9` between sending and reply leaves one effect, never two."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from batuta.content import ContentItem
from batuta.publishing import Forecast, Plan, Receipt, Step
from tests.faults.foreign import EXAMPLES, SECRETS, SYSTEMS, Foreign
from tests.faults.lone_worker import Dies, Order, dispatch
from tests.scenes.approval import CAMPAIGN, Records
from tests.tools.conftest import records as records
from tests.tools.systems.test_sending import AUDIENCE, item
from tools.records.deliveries import Deliveries

ROUNDS = 4
"""Tries of the worker that comes after, some minutes apart."""
PATIENCE = 120.0
"""Seconds until a system that has not acted counts as lost: a browser takes its time on a machine at work."""


ITEM = ContentItem(
    id="sms-1", channel="sms", locale="es-ES", status="approved", origin="generated", parts={"text": "Hola, Cádiz"}
)


EVERY_RUN = ("WordPress", "back office", "sending provider", "MCP platform", "mail server")


@pytest.fixture(params=[pytest.param(name, marks=() if name in EVERY_RUN else pytest.mark.long) for name in SYSTEMS])
def foreign(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Foreign]:
    folder = tmp_path / "far"
    folder.mkdir()
    with SYSTEMS[request.param](folder) as made:
        for name, secret in SECRETS.items():
            monkeypatch.setenv(f"BATUTA_SECRET_{name}", secret or made.secret)
        yield made


async def asked(records: Records, foreign: Foreign) -> None:
    """An approved plan of one step for this system, in the outbox."""
    name = await records.artefacts.put(ITEM)
    arguments: dict[str, object] = {"name": "c1", "audience": "f" * 64, "members": 12, "control": 1}
    if foreign.capability == "content.create":
        arguments = {"item": {"$artefact": name}, "digest": name}
    if foreign.capability == "message.send":
        items = [await records.artefacts.put(item(*said)) for said in (("es-ES", "Hola"), ("en", "Hi"))]
        arguments = {"campaign": CAMPAIGN, "channel": "email", "items": items, "audience": AUDIENCE}
    step = Step(
        id="one",
        system="far",
        capability=foreign.capability,
        arguments=arguments,
        effect="Una vez",
        target="c1",
        artefact="a" * 64,
    )
    plan = Plan(steps=(step,), forecast=Forecast(reach=1, messages=1, cost=0.0, currency="EUR"))
    approval_id, intents = await records.approved(plan)
    await records.outbox.request(approval_id, intents)


def order_for(foreign: Foreign, records: Records, tmp_path: Path, uri: str, schema: str) -> Order:
    folder = tmp_path / "company"
    (folder / "systems").mkdir(parents=True)
    described = {"id": "far", "name": {"en": "Far", "es": "Lejos"}, **foreign.described}
    (folder / "systems.yaml").write_text(yaml.safe_dump({"systems": [described]}), "utf-8")
    foreign.files(folder, "far")
    return Order(
        uri=uri,
        company=schema,
        folder=folder,
        state=tmp_path / "state",
        moment=records.clock.now(),
        worker="1",
        hosts=foreign.hosts,
        smtp_port=foreign.smtp_port,
    )


def killed(order: Order, foreign: Foreign, dies: Dies) -> None:
    """A worker in its own process, until it is dead: between sending and reply, or where it dies by itself."""
    if not dies:
        foreign.hold()
    said = order.model_copy(update={"dies": dies}).model_dump_json()
    worker = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.faults.lone_worker", said, "1"],
        cwd=EXAMPLES.parent,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not dies and not foreign.caught():
            assert worker.poll() is None, "the worker ended before it was caught"
            assert time.monotonic() < deadline, "the system never acted"
            time.sleep(0.02)
        if dies:
            worker.wait(PATIENCE)
    finally:
        # Its browser, too: it would outlive a worker that had no time to close it.
        with suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    assert worker.returncode == -signal.SIGKILL
    foreign.let_go()


async def recovered(order: Order, records: Records) -> Receipt:
    """What the workers that come after make of it."""
    for _ in range(ROUNDS):
        records.clock.set(records.clock.now() + timedelta(minutes=5))
        await dispatch(order.model_copy(update={"worker": "2", "moment": records.clock.now()}), ["2"])
        (receipt,) = await records.outbox.receipts_of(CAMPAIGN)
        if receipt.state != "pending":
            break
    return receipt


@pytest.mark.parametrize("dies", ["", *(pytest.param(when, marks=pytest.mark.long) for when in ("before", "after"))])
async def test_killed_while_a_system_acts_it_is_done_once(
    foreign: Foreign, records: Records, tmp_path: Path, postgres: str, schema: str, dies: Dies
) -> None:
    await asked(records, foreign)
    order = order_for(foreign, records, tmp_path, postgres, schema)
    killed(order, foreign, dies)
    (left,) = await records.outbox.receipts_of(CAMPAIGN)
    assert left.state == "sending"
    had = foreign.count()
    receipt = await recovered(order, records)
    # One that cannot be told twice is asked; what it does not show is left to a person, and never tried again.
    in_doubt = dies == "before" and foreign.described.get("takes_key") is False
    assert receipt.state == ("unknown" if in_doubt else "done"), receipt.detail
    assert foreign.count() == (foreign.once if foreign.recognises and not in_doubt else had)
    assert await Deliveries(records.pool, records.clock).tally(CAMPAIGN) == foreign.told
    assert (await records.audit.check()).broken_at is None
