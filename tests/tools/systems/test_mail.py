"""Real e-mail: into a folder, and to a real SMTP server that breaks."""

import asyncio
import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from aiosmtplib.email import flatten_message

from batuta.errors import SystemUnavailable
from batuta.publishing import SystemDescription
from batuta.settings import Settings
from batuta.text import Text
from tools.clock import FixedClock
from tools.systems.messages import Batch, Message, SendingInterrupted
from tools.systems.smtp import MailFolder, SmtpServer, as_mail

DESCRIPTION = SystemDescription(
    id="mail", name=Text(en="Mail", es="Correo"), kind="smtp", capabilities=("message.send", "message.send_test")
)


def batch(*to: str, subject: str = "Tu Tarjeta Oro") -> dict[str, object]:
    messages = tuple(
        Message(
            id=f"m{n}",
            to=address,
            item="i",
            parts={"subject": subject, "body": "Hola ñ"},
            html="<p>Hola ñ</p>",
            text="Hola ñ",
        )
        for n, address in enumerate(to)
    )
    return Batch(
        campaign_id="c1",
        channel="email",
        sender_name="Banco",
        sender_address="hola@banco.example",
        unsubscribe="mailto:hola@banco.example?subject=unsubscribe",
        messages=messages,
    ).model_dump(mode="json")


class Inbox:
    """Takes mail; refuses `no@`; hangs up after a number of messages."""

    def __init__(self, hang_up_after: int | None = None) -> None:
        self.mails: list[EmailMessage] = []
        self._left = hang_up_after

    async def handle_RCPT(  # noqa: N802 - named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("no@"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                server.transport.abort()  # type: ignore[union-attr]
                await asyncio.sleep(0.05)
        assert isinstance(envelope.content, bytes)
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def serve() -> Iterator[Callable[[Inbox], int]]:
    running: list[Controller] = []

    def start(inbox: Inbox) -> int:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        controller = Controller(inbox, hostname="127.0.0.1", port=port)
        controller.start()
        running.append(controller)
        return port

    yield start
    for controller in running:
        controller.stop()


def settings(port: int, tmp_path: Path) -> Settings:
    return Settings(state_dir=tmp_path, smtp_host="127.0.0.1", smtp_port=port, smtp_starttls=False)


def written(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.eml"))


def opened(file: Path) -> EmailMessage:
    read = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    return read


async def test_a_folder_holds_each_message_once_however_often_it_is_sent(tmp_path: Path, clock: FixedClock) -> None:
    mail = MailFolder(DESCRIPTION, tmp_path, clock)
    for _ in range(3):
        await mail.perform("message.send", batch("a@x.example", "b@x.example"), "k")
    files = sorted(tmp_path.rglob("*.eml"))
    assert [file.name for file in files] == ["m0.eml", "m1.eml"]
    read = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
    assert (read["Subject"], read["To"], read["From"]) == (
        "Tu Tarjeta Oro",
        "a@x.example",
        "Banco <hola@banco.example>",
    )
    assert read["List-Unsubscribe"] == "<mailto:hola@banco.example?subject=unsubscribe>"
    bodies = {part.get_content_type(): part.get_content().strip() for part in read.walk() if not part.is_multipart()}
    assert bodies == {"text/plain": "Hola ñ", "text/html": "<p>Hola ñ</p>"}


def test_one_click_is_offered_with_the_link_as_it_is(clock: FixedClock) -> None:
    """A link written as an encoded word would be no link; RFC 8058 wants both headers."""
    link = f"https://batuta.example/u/{'0a' * 80}.{'b' * 32}"
    plain = Batch.model_validate(batch("a@x.example"))
    message = plain.messages[0].model_copy(update={"unsubscribe": link})
    mail = as_mail(plain, message, clock)
    for sent_as in (mail.as_bytes(), flatten_message(mail)):
        assert f"<{link}>".encode() in sent_as
        read = email.message_from_bytes(sent_as, policy=email.policy.default)
        assert read["List-Unsubscribe"].split() == [f"<{link}>,", "<mailto:hola@banco.example?subject=unsubscribe>"]
        assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert as_mail(plain, plain.messages[0], clock)["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize(
    "subject",
    [
        "Tu año empieza aquí: " + "más " * 30,
        "Ñ" * 90,
        "Plain words " * 20,
        "Sin cuota anual el primer año: tu Tarjeta Oro, también fuera de España, hasta el 31 de diciembre",
        "a" * 200,
        "€ 1.000 – «ya»",
    ],
)
def test_a_subject_of_any_length_arrives_letter_by_letter(clock: FixedClock, subject: str) -> None:
    prepared = Batch.model_validate(batch("a@x.example", subject=subject))
    mail = as_mail(prepared, prepared.messages[0], clock)
    for sent_as in (mail.as_bytes(), flatten_message(mail)):
        read = email.message_from_bytes(sent_as, policy=email.policy.default)
        assert read["Subject"] == subject.strip()


async def test_headers_cannot_be_injected(tmp_path: Path, clock: FixedClock) -> None:
    mail = MailFolder(DESCRIPTION, tmp_path, clock)
    await mail.perform("message.send", batch("a@x.example", subject="Hola\r\nBcc: todos@x.example"), "k")
    read = opened(written(tmp_path)[0])
    assert read["Bcc"] is None
    assert read["Subject"] == "Hola Bcc: todos@x.example"


@pytest.mark.parametrize(
    "address",
    [
        "a@x.example\r\nBcc: b@x.example",
        "nobody",
        "a b@x.example",
        "@x.example",
        "",
        "a..b@x.example",
        "a,b@x.example",
        "a@b@x.example",
        "a@x..example",
        "a@[1",
        "<a@x.example>",
        "josé@x.example",
    ],
)
async def test_a_wrong_address_is_refused_and_the_others_get_theirs(
    tmp_path: Path, clock: FixedClock, address: str
) -> None:
    mail = MailFolder(DESCRIPTION, tmp_path, clock)
    done = await mail.perform("message.send", batch(address, "b@x.example"), "k")
    assert done.result == {"sent": 1, "refused": ["m0"]}
    assert [opened(file)["To"] for file in written(tmp_path)] == ["b@x.example"]


def test_a_domain_with_accents_is_written_in_ascii(clock: FixedClock) -> None:
    sent = Batch.model_validate(batch("ana@ñandú.example"))
    assert as_mail(sent, sent.messages[0], clock)["To"] == "ana@xn--and-6ma2c.example"


async def test_a_server_gets_the_messages_and_refusals_are_told(
    serve: Callable[[Inbox], int], tmp_path: Path, clock: FixedClock
) -> None:
    inbox = Inbox()
    server = SmtpServer(DESCRIPTION, settings(serve(inbox), tmp_path), clock)
    done = await server.perform("message.send", batch("a@x.example", "no@x.example", "b@x.example"), "k")
    assert done.result == {"sent": 2, "refused": ["m1"]}
    assert [mail["To"] for mail in inbox.mails] == ["a@x.example", "b@x.example"]


async def test_a_server_that_hangs_up_leaves_one_message_unknown(
    serve: Callable[[Inbox], int], tmp_path: Path, clock: FixedClock
) -> None:
    inbox = Inbox(hang_up_after=1)
    server = SmtpServer(DESCRIPTION, settings(serve(inbox), tmp_path), clock)
    with pytest.raises(SendingInterrupted) as broken:
        await server.perform("message.send", batch("a@x.example", "b@x.example", "c@x.example"), "k")
    assert (broken.value.sent, broken.value.under_way) == (("m0",), "m1")


async def test_a_server_that_is_not_there_is_unavailable(tmp_path: Path, clock: FixedClock) -> None:
    server = SmtpServer(DESCRIPTION, settings(1, tmp_path), clock)
    with pytest.raises(SystemUnavailable, match="does not answer"):
        await server.perform("message.send", batch("a@x.example"), "k")
