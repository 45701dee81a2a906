"""How templates speak: both wordings side by side, numbers, money and days as the reader writes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from batuta.approval import Role
from batuta.campaign import CampaignRow, CampaignStatus
from batuta.channels import channel_in_words
from batuta.digest import short
from batuta.explain import day_in_words, number_in_words, share_in_words, with_unit
from batuta.locale_words import locale_in_words
from batuta.roles import role_in_words, roles_in_words
from batuta.statuses import status_in_words
from batuta.text import Language, Text, listed, quoted, say

PLANNED = "plan"
"""The step after which only the approval is missing."""


@dataclass(frozen=True)
class Words:
    """For one reader, in one company's currency and time zone."""

    language: Language
    currency: str = "EUR"
    time_zone: str = "UTC"

    def __call__(self, en: str, es: str) -> str:
        """`{{ t("Send", "Enviar") }}`."""
        return say(self.language, en=en, es=es)

    def of(self, text: Text) -> str:
        return text.in_(self.language)

    def number(self, value: float) -> str:
        return number_in_words(value, self.language)

    def count(self, number: int, en: tuple[str, str], es: tuple[str, str]) -> str:
        """A number with its noun, one or many: `1 mensaje`, `2 mensajes`."""
        one, many = es if self.language == "es" else en
        return f"{self.number(number)} {one if number == 1 else many}"

    def share(self, value: float) -> str:
        return share_in_words(value, self.language)

    def money(self, value: float) -> str:
        """Cents are shown where there are any."""
        return with_unit(round(value, 2), self.currency, self.language)

    def day(self, day: date) -> str:
        return day_in_words(day, self.language)

    def period(self, start: date, end: date) -> str:
        """From a day to a day; month and year are said once.

        >>> Words("en").period(date(2027, 4, 1), date(2027, 4, 30))
        '1 to 30 April 2027'
        >>> Words("es").period(date(2027, 4, 28), date(2027, 5, 3))
        'del 28 de abril al 3 de mayo de 2027'
        """
        first = self.day(start)
        if start.year == end.year:
            first = first.removesuffix(self(f" {start.year}", f" de {start.year}"))
            first = str(start.day) if start.month == end.month else first
        return self(f"{first} to {self.day(end)}", f"del {first} al {self.day(end)}")

    def moment(self, at: datetime) -> str:
        local = at.astimezone(ZoneInfo(self.time_zone))
        return f"{day_in_words(local.date(), self.language)}, {local:%H:%M}"

    def stamp(self, at: datetime) -> str:
        """For tables: `22/11/2026 06:17`."""
        return f"{at.astimezone(ZoneInfo(self.time_zone)):%d/%m/%Y %H:%M}"

    def time(self, at: datetime) -> str:
        return f"{at.astimezone(ZoneInfo(self.time_zone)):%H:%M}"

    def version(self, digest: str) -> str:
        return short(digest)

    def channel(self, channel: str) -> str:
        return channel_in_words(channel, self.language)

    def status(self, status: CampaignStatus) -> str:
        return status_in_words(status, self.language)

    def standing(self, row: CampaignRow) -> str:
        """The status; what waits for a decision on the whole plan is told apart from what waits for an answer."""
        if row.status == "waiting" and row.step == PLANNED:
            return self("Waiting for approval", "Pendiente de aprobación")
        return self.status(row.status)

    def locale(self, code: str) -> str:
        """A language and its market as people name them; a code that nobody has named stays.

        >>> Words("en").locale("es-MX"), Words("es").locale("en"), Words("en").locale("house-style")
        ('Spanish (Mexico)', 'inglés', 'house-style')
        """
        return locale_in_words(code, self.language)

    def role(self, role: Role) -> str:
        return role_in_words(role, self.language)

    def roles(self, roles: Iterable[Role]) -> str:
        return roles_in_words(roles, self.language)

    def listed(self, items: Iterable[str]) -> str:
        return listed(list(items), self.language)

    def quoted(self, words: str) -> str:
        return quoted(words, self.language)
