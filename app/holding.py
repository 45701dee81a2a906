"""Pause, stop, resume: what happened, what already went out, who asked."""

from pydantic import Field

from app.company import Company
from batuta.errors import BadInput
from batuta.explain import number_in_words
from batuta.noun import Noun
from batuta.text import Text, say
from tools.records.authority import Person


class Told(Noun):
    """What a pause, stop or resume did."""

    campaign_id: str
    what: str
    by: str
    kept_back: int = 0
    """Effects that were asked for and did not leave."""
    went_out: dict[str, int] = Field(default_factory=dict)
    """Messages that had left, by channel."""

    def in_words(self, locale: str | None) -> str:
        out, kept = number_in_words(sum(self.went_out.values()), locale), number_in_words(self.kept_back, locale)
        each = ", ".join(f"{channel}: {number_in_words(count, locale)}" for channel, count in self.went_out.items())
        already = say(locale, en="No message had gone out.", es="No había salido ningún mensaje.")
        if self.went_out:
            already = say(
                locale,
                en=f"{out} messages had gone out ({each}).",
                es=f"Ya habían salido {out} mensajes ({each}).",
            )
        match self.what:
            case "pause":
                return say(
                    locale,
                    en=f"Paused by {self.by}: {kept} actions are held back. {already}",
                    es=f"En pausa por {self.by}: {kept} acciones quedan retenidas. {already}",
                )
            case "stop":
                return say(
                    locale,
                    en=f"Stopped by {self.by}: {kept} actions were cancelled. {already}",
                    es=f"Detenida por {self.by}: se han cancelado {kept} acciones. {already}",
                )
            case _:
                return say(locale, en=f"Resumed by {self.by}. {already}", es=f"Reanudada por {self.by}. {already}")


async def hold(company: Company, what: str, campaign_id: str, person: Person, reason: str = "") -> Told:
    """Raises: NotFound; Refused, where the campaign is in no state for it."""
    kept_back = 0
    match what:
        case "pause":
            kept_back = (await company.holds.pause(campaign_id, person, reason)).kept_back
        case "stop":
            kept_back = (await company.holds.stop(campaign_id, person, reason)).kept_back
        case "resume":
            await company.holds.resume(campaign_id, person)
        case _:
            raise BadInput(Text(en=f"Unknown: {what}.", es=f"Desconocido: {what}."))
    tally = await company.deliveries.tally(campaign_id)
    left = {channel: states.get("sent", 0) + states.get("unknown", 0) for channel, states in tally.items()}
    went_out = {channel: count for channel, count in left.items() if count}
    return Told(campaign_id=campaign_id, what=what, by=person.name, kept_back=kept_back, went_out=went_out)
