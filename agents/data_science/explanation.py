"""An audience's numbers in words a marketer understands at once."""

from collections.abc import Iterator

from batuta.audience import Loss, Targeting
from batuta.channels import channel_in_words
from batuta.consent import permission
from batuta.contact import ContactPolicy
from batuta.explain import explain_criterion, number_in_words, share_in_words
from batuta.lawful import Objection
from batuta.text import listed, quoted, say
from batuta.workspace import Workspace


def explained(
    targeting: Targeting,
    objected: tuple[Objection, ...],
    workspace: Workspace,
    policy: ContactPolicy,
    locale: str | None,
) -> str:
    """How many, whom the channels reach, what each filter costs, what strangles it, and what may not be used."""
    return "\n".join(
        (
            *_reach(targeting, locale),
            *_unlawful(objected, workspace, locale),
            *_culprit(targeting, policy, locale),
            *_each(targeting, locale),
            *_added(targeting, workspace, locale),
            *_by_channel(targeting, workspace, policy, locale),
        )
    )


def _reach(targeting: Targeting, locale: str | None) -> Iterator[str]:
    reach = targeting.reach
    count, total = number_in_words(reach.count, locale), number_in_words(reach.total, locale)
    share = share_in_words(reach.share, locale)
    if reach.total == 0:
        yield say(locale, en="The customer data is empty.", es="Los datos de clientes están vacíos.")
        return
    if targeting.audience.empty:
        yield say(
            locale,
            en=f"No filter was given: the audience is all {total} customers.",
            es=f"No hay ningún filtro: el público son los {total} clientes.",
        )
    elif reach.count == 0:
        yield say(
            locale,
            en=f"None of the {total} customers meets all the criteria.",
            es=f"Ninguno de los {total} clientes cumple todos los criterios.",
        )
    else:
        yield say(
            locale,
            en=f"{count} of {total} customers {'meets' if reach.count == 1 else 'meet'} the criteria ({share}).",
            es=f"{_meet(reach.count)} los criterios {count} de {total} clientes ({share}).",
        )
    if targeting.concern == "too_broad" and not targeting.audience.empty:
        yield say(
            locale,
            en="That is nearly everybody: a filter or two would make the campaign more relevant.",
            es="Es casi toda la base: con algún filtro más, la campaña sería más relevante.",
        )


def _meet(count: int) -> str:
    return "Cumple" if count == 1 else "Cumplen"


def _unlawful(objected: tuple[Objection, ...], workspace: Workspace, locale: str | None) -> Iterator[str]:
    for objection in objected:
        words = explain_criterion(objection.criterion, workspace.catalogue, locale)
        reason = objection.reason.in_(locale)
        yield say(
            locale,
            en=f"“{words}” cannot be used: {reason}.",
            es=f"«{words}» no se puede usar: {reason}.",
        )


def _culprit(targeting: Targeting, policy: ContactPolicy, locale: str | None) -> Iterator[str]:
    """Only where somebody has to decide: the one filter, or the two, that make the audience so small."""
    if targeting.concern != "too_narrow" or not targeting.losses or targeting.reach.total == 0:
        return
    impossible = [loss for loss in targeting.losses if loss.alone == 0]
    for loss in impossible:
        yield say(
            locale,
            en=f"No customer at all meets “{loss.words}”: check whether the value is right.",
            es=f"Ningún cliente cumple «{loss.words}»: comprueba si el valor es correcto.",
        )
    worst = max(targeting.losses, key=lambda loss: loss.without)
    total, enough = targeting.reach.total, policy.breadth.narrow
    together = next((proposal for proposal in targeting.proposals if len(proposal.drops) == 2), None)
    if worst.without / total < enough and together is not None:
        first, second = (targeting.losses[index].words for index in together.drops)
        people, share = number_in_words(together.count, locale), share_in_words(together.share, locale)
        yield say(
            locale,
            en=f"Dropping one filter is not enough. What narrows it most is “{first}” together with “{second}”: "
            f"without both there would be {people} ({share}).",
            es=f"No basta con quitar un filtro. Lo que más lo reduce es «{first}» junto con «{second}»: "
            f"sin los dos serían {people} ({share}).",
        )
    elif worst.lost > targeting.reach.count:
        people, share = number_in_words(worst.without, locale), share_in_words(worst.without / total, locale)
        yield say(
            locale,
            en=f"What narrows it most is “{worst.words}”: without it there would be {people} ({share}).",
            es=f"Lo que más lo reduce es «{worst.words}»: sin ese filtro serían {people} ({share}).",
        )
    elif targeting.reach.share < enough and not impossible:
        yield say(
            locale,
            en="No single filter is to blame: each takes away a little, and together they leave few.",
            es="No hay un único culpable: cada filtro resta un poco y entre todos dejan a pocos.",
        )


def _each(targeting: Targeting, locale: str | None) -> Iterator[str]:
    if len(targeting.losses) < 2:
        return
    yield say(locale, en="What each filter takes away:", es="Lo que resta cada filtro:")
    added = {addition.criterion.meaning for addition in targeting.additions}
    for loss in sorted(targeting.losses, key=lambda loss: (-loss.lost, loss.index)):
        if loss.lost or loss.part.criteria[0].meaning not in added:
            yield f"– {_loss(loss, locale)}"


def _loss(loss: Loss, locale: str | None) -> str:
    lost, without = number_in_words(loss.lost, locale), number_in_words(loss.without, locale)
    words = quoted(loss.words, locale)
    if loss.lost == 0:
        return say(locale, en=f"{words}: nobody", es=f"{words}: nadie")
    return say(locale, en=f"{words}: {lost} (without it, {without})", es=f"{words}: {lost} (sin él, {without})")


def _added(targeting: Targeting, workspace: Workspace, locale: str | None) -> Iterator[str]:
    why = {
        "product_requires": say(locale, en="the product requires it", es="lo exige el producto"),
        "product_excludes": say(locale, en="the product is not for them", es="el producto no es para ellos"),
        "precedent": say(locale, en="comparable campaigns had it", es="lo tenían las campañas comparables"),
        "choice": say(locale, en="it was chosen so", es="así se ha elegido"),
    }
    for reason, words in why.items():
        criteria = [addition.criterion for addition in targeting.additions if addition.reason == reason]
        if not criteria:
            continue
        said = listed([quoted(explain_criterion(c, workspace.catalogue, locale), locale) for c in criteria], locale)
        if reason == "product_excludes":
            yield say(locale, en=f"Left out, because {words}: {said}.", es=f"Fuera, porque {words}: {said}.")
        else:
            yield say(locale, en=f"Added, because {words}: {said}.", es=f"Añadido, porque {words}: {said}.")


def _by_channel(targeting: Targeting, workspace: Workspace, policy: ContactPolicy, locale: str | None) -> Iterator[str]:
    if not targeting.channels or targeting.reach.count == 0:
        return
    figures = []
    for channel in targeting.channels:
        name = channel_in_words(channel.channel, locale)
        people = number_in_words(channel.contactable, locale)
        unrecorded = permission(channel.channel, workspace.catalogue, policy) is None
        note = say(locale, en=", no consent on record", es=", no consta consentimiento") if unrecorded else ""
        figures.append(f"{name} {people}{f' ({note[2:]})' if note else ''}")
    contactable = number_in_words(targeting.contactable, locale)
    by_channel = ", ".join(figures)
    if targeting.contactable == 0:
        yield say(
            locale,
            en=f"None of them may be contacted on these channels: {by_channel}.",
            es=f"A ninguno se le puede contactar por estos canales: {by_channel}.",
        )
    else:
        yield say(
            locale,
            en=f"Contactable: {contactable} ({by_channel}).",
            es=f"Impactables: {contactable} ({by_channel}).",
        )
