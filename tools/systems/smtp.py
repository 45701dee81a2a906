"""Real e-mail: by SMTP where one is configured, else into a folder of .eml files.

A folder can be asked what it holds, so a repeated message is the same file. A mail server cannot: what was
under way when the connection broke is unknown, said so, and not sent again.
"""

import re
import ssl
from collections.abc import Mapping
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import aiosmtplib

from batuta.errors import BadInput, SystemUnavailable
from batuta.ports import Clock, Done
from batuta.publishing import Capability, SystemDescription
from batuta.settings import Settings
from batuta.text import Text
from tools.systems.mail_headers import mail_policy
from tools.systems.messages import Batch, Message, SendingInterrupted
from tools.systems.objects import unable


class MailFolder:
    """Writes each message to a file; the default."""

    def __init__(self, description: SystemDescription, folder: Path, clock: Clock) -> None:
        self.description = description
        self._folder = folder
        self._clock = clock

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        batch = _batch(self.description, capability, arguments)
        folder = self._folder / batch.campaign_id
        folder.mkdir(parents=True, exist_ok=True)
        refused: list[str] = []
        for message in batch.messages:
            try:
                mail = as_mail(batch, message, self._clock)
            except BadInput:
                refused.append(message.id)
                continue
            partial = folder / f"{message.id}.partial"
            partial.write_bytes(mail.as_bytes())
            partial.replace(folder / f"{'test-' if batch.test else ''}{message.id}.eml")
        return Done(key[:16], {"sent": len(batch.messages) - len(refused), "refused": refused})

    async def find(self, capability: Capability, key: str) -> Done | None:
        return None  # sending again writes the same files again

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        raise unable(self.description.id, capability)


class SmtpServer:
    """Hands messages to a mail server, one connection a batch."""

    def __init__(self, description: SystemDescription, settings: Settings, clock: Clock) -> None:
        self.description = description.model_copy(update={"takes_key": False})
        self._settings = settings
        self._clock = clock

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        batch = _batch(self.description, capability, arguments)
        password = self._settings.smtp_password
        client = aiosmtplib.SMTP(
            hostname=self._settings.smtp_host,
            port=self._settings.smtp_port,
            start_tls=self._settings.smtp_starttls,
            tls_context=ssl.create_default_context() if self._settings.smtp_starttls else None,
            username=self._settings.smtp_user,
            password=password.get_secret_value() if password else None,
            timeout=30,
        )
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError) as down:
            raise SystemUnavailable(
                Text(
                    en=f"The mail server does not answer ({down}).", es=f"El servidor de correo no responde ({down})."
                ),
                remedy=Text(
                    en="Check BATUTA_SMTP_HOST, BATUTA_SMTP_PORT and the password; sending goes on by itself.",
                    es="Revisa BATUTA_SMTP_HOST, BATUTA_SMTP_PORT y la contraseña; el envío continúa solo.",
                ),
                subject=self.description.id,
            ) from down
        sent: list[str] = []
        refused: list[str] = []
        try:
            for message in batch.messages:
                try:
                    await client.send_message(as_mail(batch, message, self._clock))
                    sent.append(message.id)
                except (BadInput, aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPResponseException):
                    refused.append(message.id)
        except (aiosmtplib.SMTPException, OSError) as broken:
            under_way = batch.messages[len(sent) + len(refused)].id
            raise SendingInterrupted(self.description.id, tuple(sent), tuple(refused), under_way) from broken
        finally:
            client.close()
        return Done(key[:16], {"sent": len(sent), "refused": refused})

    async def find(self, capability: Capability, key: str) -> Done | None:
        return None

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        raise unable(self.description.id, capability)


def as_mail(batch: Batch, message: Message, clock: Clock) -> EmailMessage:
    """A MIME message with text and HTML, and the headers of its way out (RFC 2369, RFC 8058).

    Headers cannot be injected: the e-mail package refuses line breaks, and they are taken out before.
    Raises: BadInput, for an address that is none.
    """
    mail = EmailMessage(mail_policy())
    mail["Subject"] = _one_line(message.parts.get("subject", ""))
    mail["From"] = Address(_one_line(batch.sender_name), addr_spec=_address(batch.sender_address))
    mail["To"] = Address(addr_spec=_address(message.to))
    mail["Date"] = format_datetime(clock.now())
    domain = batch.sender_address.rpartition("@")[2]
    mail["Message-ID"] = f"<{message.id}@{domain}>"
    ways_out = [_one_line(way) for way in (message.unsubscribe, batch.unsubscribe) if way]
    if ways_out:
        mail["List-Unsubscribe"] = ", ".join(f"<{way}>" for way in ways_out)
    if message.unsubscribe:
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(message.text or "\n\n".join(message.parts.values()))
    if message.html:
        mail.add_alternative(message.html, subtype="html")
    return mail


def _batch(description: SystemDescription, capability: Capability, arguments: Mapping[str, object]) -> Batch:
    if capability not in ("message.send", "message.send_test"):
        raise unable(description.id, capability)
    return Batch.model_validate(arguments)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _address(text: str) -> str:
    """An address as every mail server takes it, its domain in ASCII. Raises: BadInput."""
    cleaned = _one_line(text)
    local, _, domain = cleaned.rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    address = f"{local}@{domain}"
    # The e-mail package has an error of its own for each way of being no address; one must not stop the others' mail.
    if not _ADDRESS.fullmatch(address):
        raise BadInput(
            Text(
                en=f"“{cleaned[:80]}” is not an e-mail address.", es=f"«{cleaned[:80]}» no es una dirección de correo."
            ),
            subject=cleaned[:80],
        )
    return address


_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_WORD}(?:\.{_WORD})*@{_LABEL}(?:\.{_LABEL})*")
"""RFC 5322 addr-spec without quotes, comments and literals. Source: RFC 5322 section 3.4.1; RFC 1123 section 2.1."""
