"""The connector contract, on an office of three pages: fast enough to run all of it."""

import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import pytest_asyncio

from batuta.ports import MarketingSystem
from batuta.publishing import SystemDescription
from batuta.text import Text
from tests.contracts.marketing_system import Example, ForeignSystemContract, MarketingSystemContract
from tests.servers.fault_proxy import FaultProxy
from tests.tools.systems.browser.pages import Answer, site
from tools.outgoing.allowed import AllowedHosts
from tools.secrets import Secrets
from tools.systems.browser.chromium import Chromium
from tools.systems.browser.connector import BrowserSystem, Parts
from tools.systems.browser.evidence import Evidence
from tools.systems.browser.files import read_playbooks
from tools.systems.browser.stopped import LeftInDoubt

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FORM = "<h1>New list</h1><form method=post action=/new>{}<button>Save</button></form>"
FIELDS = "".join(f"<label>{name} <input name={name}></label>" for name in ("name", "mark", "members"))

PLAYBOOKS = {
    "sign_in": """\
steps:
  - {name: door, go: /login}
  - {name: password, fill: {label: Password}, with: "{secret:password}"}
  - {name: enter, click: {role: button, name: Enter}}
  - {name: inside, expect: {role: heading, name: Office}, refused: {role: alert}}
""",
    "audience.create": """\
steps:
  - {name: form, go: /new}
  - {name: name, fill: {label: name}, with: "{argument.name}"}
  - {name: mark, fill: {label: mark}, with: "{mark}"}
  - {name: members, fill: {label: members}, with: "{argument.members}"}
  - {name: save, click: {role: button, name: Save}, changes: true}
  - {name: saved, expect: {role: status}}
  - {name: number, read: id, from: {role: status}, pattern: "(\\\\d+)"}
find:
  steps:
    - {name: search, go: "/search?mark={mark}"}
  found: {role: status}
  absent: {text: Nothing found}
  reads:
    - {name: number, read: id, from: {role: status}, pattern: "(\\\\d+)"}
""",
    "audience.get": """\
steps:
  - {name: page, go: "/list?id={argument.id}"}
  - {name: there, expect: {role: heading, name: List}, absent: {text: Nothing found}}
  - {name: number, read: id, pattern: "id=(\\\\d+)"}
  - {name: members, read: members, from: {css: "#members"}, as: integer}
""",
    "audience.delete": """\
steps:
  - {name: page, go: "/list?id={argument.id}"}
  - {name: delete, click: {role: button, name: Delete}, changes: true}
  - {name: deleted, expect: {role: status}}
gives: {id: "{argument.id}", state: deleted}
find:
  steps:
    - {name: page, go: "/list?id={argument.id}"}
  found: {text: Nothing found}
  absent: {role: heading, name: List}
  gives: {id: "{argument.id}", state: deleted}
""",
}


class Office:
    """Lists by their number."""

    def __init__(self) -> None:
        self.lists: dict[int, dict[str, str]] = {}
        self._last = 0

    def pages(self) -> dict[str, str | Answer | Callable[[str], Answer]]:
        login = "<form method=post><label>Password <input type=password name=p></label><button>Enter</button></form>"
        return {
            "/login": login,
            "POST /login": "<h1>Office</h1>",
            "/new": FORM.format(FIELDS),
            "POST /new": self._save,
            "/search": self._search,
            "/list": self._list,
            "/delete": self._delete,
        }

    def _save(self, body: str) -> Answer:
        self._last += 1
        self.lists[self._last] = _fields(body)
        return Answer(f"<p role=status>Saved as {self._last}</p>")

    def _search(self, query: str) -> Answer:
        wanted = _fields(query)["mark"]
        found = [number for number, one in self.lists.items() if one["mark"] == wanted]
        return Answer("".join(f"<p role=status>List {number}</p>" for number in found) or "<p>Nothing found</p>")

    def _list(self, query: str) -> Answer:
        one = self.lists.get(int(_fields(query)["id"]))
        if one is None:
            return Answer("<p>Nothing found</p>")
        return Answer(
            f"<h1>List</h1><p id=members>{int(one['members']):,}</p>"
            f"<form method=post action=/delete><input type=hidden name=id value={_fields(query)['id']}>"
            "<button>Delete</button></form>"
        )

    def _delete(self, body: str) -> Answer:
        self.lists.pop(int(_fields(body)["id"]))
        return Answer("<p role=status>Deleted</p>")


def _fields(form: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(form, keep_blank_values=True).items()}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office() -> AsyncIterator[tuple[Office, str]]:
    kept = Office()
    async with site(kept.pages()) as made:
        yield kept, made.url


@pytest.fixture(scope="module")
def proxy_of_module(office: tuple[Office, str]) -> Iterator[FaultProxy]:
    with FaultProxy(office[1]) as proxy:
        yield proxy


@pytest.fixture
def proxy(proxy_of_module: FaultProxy) -> FaultProxy:
    proxy_of_module.clear()
    return proxy_of_module


@pytest.fixture
def key() -> str:
    return uuid.uuid4().hex


@pytest.fixture
def secret() -> str:
    return "cl4ve-de-la-oficina"


@pytest.fixture
def example(office: tuple[Office, str]) -> Example:
    async def count() -> int:
        return len(office[0].lists)

    return Example(
        create="audience.create",
        arguments={"name": "Clientas", "audience": "a" * 64, "members": 12345},
        get="audience.get",
        undo="audience.delete",
        shows={"members": 12345},
        gone=None,
        count=count,
    )


Opened = Callable[[str], BrowserSystem]


@pytest.fixture
def opened(chromium: Chromium, tmp_path: Path, secret: str) -> Opened:
    (tmp_path / "office").mkdir()
    for name, text in PLAYBOOKS.items():
        (tmp_path / "office" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "password").write_text(secret, encoding="utf-8")

    def connected(url: str) -> BrowserSystem:
        description = SystemDescription(
            id="office",
            name=Text(en="Office"),
            kind="browser",
            url=url,
            capabilities=("audience.create", "audience.get", "audience.delete"),
            credentials={"password": "file:password"},
            settings={"step_seconds": "2"},
        )
        parts = Parts(chromium, AllowedHosts([url[7:]]), Secrets(tmp_path))
        playbooks = read_playbooks(tmp_path / "office", description)
        return BrowserSystem(description, playbooks, Evidence(tmp_path / "state"), parts)

    return connected


class TestAnOffice(MarketingSystemContract):
    @pytest.fixture
    def system(self, opened: Opened, office: tuple[Office, str]) -> BrowserSystem:
        return opened(office[1])


@pytest.mark.long
class TestAnOfficeBehindABadNetwork(ForeignSystemContract):
    @pytest.fixture
    def system(self, opened: Opened, proxy: FaultProxy) -> BrowserSystem:
        return opened(proxy.url)

    @pytest.fixture
    def unreachable(self, opened: Opened) -> BrowserSystem:
        return opened("http://127.0.0.1:9")

    @pytest.mark.parametrize("fault", ["lose reply", "never answer", "cut", "act then 500"])
    async def test_a_lost_reply_is_unknown_and_asking_again_makes_no_second(
        self, system: MarketingSystem, proxy: FaultProxy, example: Example, key: str, fault: str
    ) -> None:
        """Another page than the one that was asked for is tried below: it stops a playbook for good."""
        await super().test_a_lost_reply_is_unknown_and_asking_again_makes_no_second(system, proxy, example, key, fault)

    @pytest.mark.parametrize("fault", ["other clock"])
    async def test_unknown_fields_and_another_clock_do_not_matter(
        self, system: MarketingSystem, proxy: FaultProxy, example: Example, key: str, fault: str
    ) -> None:
        """A page has no fields that could be more."""
        await super().test_unknown_fields_and_another_clock_do_not_matter(system, proxy, example, key, fault)

    @pytest.mark.parametrize("fault", ["nonsense", "empty"])
    async def test_a_page_that_is_another_one_stops_it_and_asking_again_makes_no_second(
        self, system: MarketingSystem, proxy: FaultProxy, example: Example, key: str, fault: str
    ) -> None:
        before = await example.count()
        proxy.next("", fault, on="POST")
        with pytest.raises(LeftInDoubt):
            await system.perform(example.create, example.arguments, key)
        proxy.clear()
        assert await system.find(example.create, key)
        assert await example.count() == before + 1
