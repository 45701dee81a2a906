"""What a need says of its message, turned to the reader: what to do, what it is about, and that somebody comes back.

A need is written for colleagues, `Get members to book a flu shot`; a reader is told `Book a flu shot`. What is said of
readers stays out, and so does everything that promises an amount or a gift: only facts may say that.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from batuta.text import Language
from batuta.words.address import readdressed
from batuta.words.spanish_verbs import Address, conjugated, forms_of
from batuta.words.tokens import fold
from tools.language.builtin.writing.telling_spanish import with_pronoun
from tools.language.builtin.writing.weaving import ORDERS_EN

_ABOUT_THE_WORK = re.compile(
    r"^(?:call script|phone script|script|guion(?: de llamada)?|campaña|letter|carta|email|e-mail|push|sms)\s*:\s*",
    re.IGNORECASE,
)
_LONGEST_ORDER, _LONGEST_THING = 9, 9
"""Words."""
_PROMISES = re.compile(
    r"\d|[€$£%]|\b(?:free|no|off|half|bonus|save|savings rate|cheaper|lower|gratis|gratuit\w+|sin|regal\w+|2x1"
    r"|3x2|ahorr\w+"
    r"|reducid\w+|garantizad\w+|guaranteed)\b",
    re.IGNORECASE,
)
_INTERNAL = re.compile(
    r"\b(?:lapsed|dormant|upsell|churn|homepage|home page|page|section|banner|script|guion|campaign|funnel|slow"
    r"|segment|list"
    r"|base|quiet|past|p[aá]gina|bloque|portada|pop-?up|ad|quieto|parado|them|they|themselves|preautorizad\w+)\b",
    re.IGNORECASE,
)
"""Said among colleagues, and to no reader."""


class Aim(NamedTuple):
    """Each empty where the need does not say it."""

    order: str = ""
    """What the reader is to do, as an order: `Book a flu shot`, `Prueba el programa`."""
    doing: str = ""
    """The same as it follows `Ready to` and `¿Quieres`: `book a flu shot`, `probar el programa`."""
    thing: str = ""
    """What is offered or told, without its article and as it stands within a sentence: `yearly streaming plan`."""
    article: str = ""
    """The article or `our` that the need puts before it."""
    news: str = ""
    """What is told of something, as a sentence without its full stop: `your rate is going down`."""
    back: bool = False
    """The reader is to come back."""

    @property
    def the_thing(self) -> str:
        return f"{self.article} {self.thing}".strip()


@lru_cache(maxsize=256)
def aim_of(need: str, language: Language, address: Address) -> Aim:
    """
    >>> aim_of("Get members to book a flu shot", "en", "tu").order
    'Book a flu shot'
    >>> aim_of("Offer our new smart-meter tariff to existing electricity customers", "en", "tu").the_thing
    'our new smart-meter tariff'
    >>> aim_of("Invitar a las pymes que descargaron la guía a probar el programa", "es", "usted")[:2]
    ('Pruebe el programa', 'probar el programa')
    >>> aim_of("Anunciar la liquidación de verano a la base de clientas", "es", "vos").the_thing
    'la liquidación de verano'
    """
    said = re.sub(r"\{\{[^}]*\}\}", "", _ABOUT_THE_WORK.sub("", need.strip()))
    said = re.split(r"[.;:(]", said)[0].strip()
    return _spanish(said, address) if language == "es" else _english(said)


_PEOPLE_EN = (
    r"(?:customers?|people|members|users?|savers|drivers|landlords|homeowners|tenants|patients|students|parents"
    r"|travell?ers"
    r"|clients|subscribers|owners|readers|families|households|those|anyone|everyone|shoppers|guests|visitors"
    r"|donors|holders"
    r"|commuters|holidaymakers|fans|policyholders|residents|borrowers|riders|clinics|firms|businesses|teams|staff"
    r"|admins"
    r"|players|moviegoers|pet owners|followers|flyers|buyers|employees|lenders|neighbou?rs|supporters|learners|teachers"
    r"|growers|farmers|companies|schools|viewers|runners|cyclists|walkers|couples|renters|accounts)"
)
_READERS_EN = (
    rf"(?:[\w'’&-]+ ){{0,5}}?{_PEOPLE_EN}\b(?: (?:of|with|on|in|among|from|at) (?:[\w'’-]+ ){{0,3}}?[\w'’-]+)?"
)
_WHO_EN = r"(?: (?:who|that|whose) .{3,60}?| (?:about|due) to .{3,40}?)?"
_TO_DO_EN = re.compile(
    rf"^(?:get|invite|ask|encourage|remind|persuade|convince|nudge|prompt|want|help|urge|move|tell|let) {_READERS_EN}"
    rf"{_WHO_EN} (?:to|that they can|they can|how to) ([a-z]+)( .+)?$",
    re.IGNORECASE,
)
_OFFERING_EN = re.compile(
    r"^(?:[\w -]{0,30}\b(?:to|for) )?(?:offer(?:ing)?|announc(?:e|ing)|introduc(?:e|ing)|present(?:ing)?"
    r"|promot(?:e|ing)|sell"
    r"(?:ing)?|launch(?:ing)?|advertis(?:e|ing)|market(?:ing)?) (.+)$",
    re.IGNORECASE,
)
_TELLING_EN = re.compile(
    rf"^(?:tell|remind|inform|alert|let|warn|notify|update) {_READERS_EN}{_WHO_EN} (?:know )?(?:about|of) (.+)$",
    re.IGNORECASE,
)
_SHOWING_EN = re.compile(rf"^(?:show|give|offer|sell|pitch) {_READERS_EN} ((?:the|our|a|an) .+)$", re.IGNORECASE)
_THEIRS_EN = re.compile(
    rf"^(?:tell|inform|let|warn|notify) {_READERS_EN} (?:know )?(?:that )?((?:their|the"
    rf"|our) [a-z -]{{3,40}}? (?:is|are|will)"
    r" .+)$",
    re.IGNORECASE,
)
_ONTO_EN = re.compile(
    rf"^(?P<verb>move|switch|upgrade|get|bring) {_READERS_EN}(?: among [\w' ]{{3,20}}?)? (?P<to>to|onto) (?P<rest>.+)$",
    re.IGNORECASE,
)
_INVITED_EN = re.compile(rf"^invite {_READERS_EN} to ((?:the|our|a|an) .+)$", re.IGNORECASE)
_PLACE_EN = re.compile(
    r"^(?:[\w-]+ ){0,4}?(?:page|banner|block|box|post|ad|card|letter|e-?mail|script|section) (?:for|about"
    r"|to (?:[\w'-]+ ){1,5}"
    r"introducing) (.+?)(?: page| renewals)?$",
    re.IGNORECASE,
)
_ENDS_EN = re.compile(
    rf" (?:to|for|among|from|with) (?:(?:[\w'’-]+ ){{0,4}}?{_PEOPLE_EN}|those|whoever)\b.*$| (?:who|which|that"
    rf"|before they|whose)\b.*$|, .*$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:win[- ]back|win back|bring back|bring .{3,50} back|lapsed|recuperar|reactivar|que vuelvan|regres)",
    re.IGNORECASE,
)
_THEIR = re.compile(r"\btheir\b")
_HIS = re.compile(r"\bsu(s?)\b")
_ARTICLE_EN = re.compile(r"^(the|our|an?)\s+", re.IGNORECASE)


def _english(need: str) -> Aim:
    aim = Aim(back=bool(_BACK.search(need)))
    theirs = _THEIRS_EN.match(need)
    if theirs and not re.search(r"\bthey\b", theirs.group(1)):
        return _kept(aim._replace(news=_THEIR.sub("your", theirs.group(1))))
    done = _TO_DO_EN.match(need)
    if done and done.group(1).lower() in ORDERS_EN:
        rest = re.split(r",| (?:who|because|and) | before they | or .* rate", done.group(2) or "")[0]
        told = f"{done.group(1).lower()}{_THEIR.sub('your', rest)}".strip()
        return _kept(aim._replace(order=told[:1].upper() + told[1:], doing=told))
    onto = _ONTO_EN.match(need)
    if onto and not aim.back:
        told = f"{'upgrade' if onto['verb'].lower() == 'upgrade' else 'switch'} to {_ENDS_EN.sub('', onto['rest'])}"
        return _kept(aim._replace(order=told[:1].upper() + told[1:], doing=told))
    for pattern in (_TELLING_EN, _SHOWING_EN, _INVITED_EN, _OFFERING_EN, _PLACE_EN):
        found = pattern.match(need)
        if not found:
            continue
        said = _ENDS_EN.sub("", found.group(1)).strip()
        article = _ARTICLE_EN.match(said)
        thing = said[article.end() :] if article else said
        if not re.search(r"\b(?:can|is|are|has|have|will|their)\b", thing) and not re.match(
            _READERS_EN, thing, re.IGNORECASE
        ):
            return _kept(aim._replace(thing=thing, article=article.group(1).lower() if article else ""))
    return aim


_READERS_ES = (
    r"(?:(?:l[oa]s|un[oa]s|nuestr[oa]s|tod[oa]s) )?(?:l[oa]s )?(?:antigu[oa]s |nuev[oa]s |actuales )?"
    r"(?:client[ea]s?|personas?|usuari[oa]s?|soci[oa]s?|pacientes?|alumn[oa]s?|familias?|conductores|titulares"
    r"|empresas|quien(?:es)?"
    r"|ahorradores|lectores|vecin[oa]s|mayores|jóvenes|padres|viajeros|afiliad[oa]s|abonad[oa]s|pymes"
    r"|tarjetahabientes|suscriptores"
    r"|miembros|base|compradores|huéspedes|propietari[oa]s|dueñ[oa]s|empleados|donantes|asegurad[oa]s|estudiantes"
    r"|comercios"
    r"|autónom[oa]s|asesorías|gente|oyentes|inquilin[oa]s|visitantes|productores|agricultores|colegios|negocios"
    r"|cuentahabientes"
    r"|beneficiari[oa]s|egresad[oa]s|graduad[oa]s|jubilad[oa]s|pensionad[oa]s|freelancers|hogares|aficionad[oa]s"
    r"|docentes|profesores|ganaderos)"
)
_THAT_THEY_ES = re.compile(r"^(?:(?:lograr|conseguir|hacer|buscar) |.{3,50} para )?que (?P<words>.+)$", re.IGNORECASE)
_TO_DO_ES = re.compile(
    rf"^(?:invitar|animar|ayudar|convencer|motivar|proponer|alentar|llevar|recordar"
    rf"|pedir)(?:les)? (?:a )?{_READERS_ES}\b.*?"
    r" (?:a|que pueden) (?P<verb>[a-záéíóúñ]+[aeií]r)(?P<se>se)?(?P<rest> .+)?$",
    re.IGNORECASE,
)
_TO_DO_BARE_ES = re.compile(
    r"^(?:invitar|animar|recordar) a (?P<verb>[a-záéíóúñ]+[aeií]r)(?P<se>se)?(?P<rest> .+)?$", re.IGNORECASE
)
_OFFERING_ES = re.compile(
    r"^(?:.{0,40}\bpara )?(?:ofrecer|vender|anunciar|presentar|promocionar|promover|lanzar|comunicar"
    r"|dar a conocer|impulsar"
    r"|mostrar|proponer|explicar|recordar)(?:les)? (?!a )(?P<thing>.+)$",
    re.IGNORECASE,
)
_TELLING_ES = re.compile(
    rf"^(?:avisar|informar|hablar|contar|recordar)(?:les)?(?P<who> a {_READERS_ES}\b)?(?P<rest>.*)$", re.IGNORECASE
)
_OF_ES = re.compile(r"(?:^| )(?P<of>de la|de las|de los|del|de un|de una|de|sobre el|sobre la|el|la) (?=\S)")
_PLACE_ES = re.compile(
    rf"^(?:banner|cartel|p[aá]gina|tarjeta|publicaci[oó]n|correo|carta)(?: de inicio)? (?:para|de|sobre"
    rf"|del)(?: (?P<of>el|la|los|las))?"
    rf" (?!{_READERS_ES}\b|[a-z]+r |que |temporada)(?P<thing>.+)$",
    re.IGNORECASE,
)
_WHERE_ES = frozenset(
    "app club web banco tienda programa base plan prepago gimnasio que quien ciudad seguro caja hogar".split()
)
"""What readers are customers of, before what they are told of."""
_ENDS_ES = re.compile(
    rf" (?:a|entre|para|de|con|los|las) {_READERS_ES}\b.*$| (?:a|para) quien(?:es)? .*$| que .*$| en (?:la app"
    rf"|el sitio|la web)\b.*$|, .*$"
    r"| para (?!el |la |los |las |un |una )[a-záéíóú]+r\b.*$| a la base\b.*$",
    re.IGNORECASE,
)
_ARTICLE_ES = re.compile(r"^(el|la|los|las|una?)\s+", re.IGNORECASE)


def _spanish(need: str, address: Address) -> Aim:
    aim = Aim(back=bool(_BACK.search(need)))
    wanted = _wanted_es(need)
    if wanted:
        infinitive, own, rest = wanted
        rest = _ENDS_ES.sub("", re.split(r",| porque | antes de que | y ", rest)[0].strip())
        if not rest or re.search(r"^(?:el|la|los|las|también) de\b|\bel de\b|\bla de\b", rest):
            return aim
        order = conjugated(infinitive, "imperative", "tu")
        yours = _HIS.sub(r"tu\1", rest)
        doing = f"{infinitive}{'te' if own else ''} {yours}"
        if address == "usted":
            doing = f"{infinitive}{'se' if own else ''} {rest}"
        spoken = f"{with_pronoun(order, 'te') if own else order} {yours}" if order else ""
        said = readdressed(spoken[:1].upper() + spoken[1:], address) if spoken else ""
        return _kept(aim._replace(order=said, doing=doing))
    offered = _OFFERING_ES.match(need)
    if offered:
        return _thing_es(aim, offered.group("thing"))
    place = _PLACE_ES.match(need)
    if place:
        return _thing_es(
            aim, f"{place['of'] if place['of'] in ('el', 'la', 'los', 'las') else ''} {place['thing']}".strip()
        )
    told = _TELLING_ES.match(need)
    if told:
        for found in _OF_ES.finditer(told.group("rest")):
            rest = told.group("rest")[found.end() :]
            if fold(rest.split()[0]) in _WHERE_ES and told.group("who"):
                continue
            article = {"del": "el", "de la": "la", "de las": "las", "de los": "los", "sobre el": "el", "sobre la": "la"}
            its = found.group("of") if found.group("of") in ("el", "la") else article.get(found.group("of"), "")
            return _thing_es(aim, f"{its} {rest}".strip())
    return aim


_CARRIER = re.compile(
    r"^(?:[\w-]+ ){0,3}?(?:card|tarjeta|page|p[aá]gina|banner|block|bloque|letter|carta|post|publicaci[oó]n"
    r"|script|guion|section"
    r"|ad) (?=for|to|about|para|de|sobre|a )",
    re.IGNORECASE,
)
"""What carries a message, before whom it is for."""


def without_the_readers(need: str, language: Language) -> str:
    """
    >>> without_the_readers("Show returning visitors the plan", "en")
    'Show the plan'
    """
    readers = rf"(?:a |de |con )?\b{_READERS_ES}\b" if language == "es" else rf"\b(?:[\w-]+ )?{_PEOPLE_EN}\b"
    bare = _CARRIER.sub("", need)
    return " ".join(re.sub(readers, " ", bare, flags=re.IGNORECASE).split())


def _wanted_es(need: str) -> tuple[str, bool, str] | None:
    """What readers are wanted to do: the infinitive, whether it is done to oneself, and what it is done to."""
    done = _TO_DO_ES.match(need) or _TO_DO_BARE_ES.match(need)
    if done:
        return done["verb"].lower(), bool(done["se"]), done["rest"] or ""
    that = _THAT_THEY_ES.match(need)
    words = that["words"].split() if that else []
    for place, word in enumerate(words):
        infinitive = _infinitive(word.lower()) if word.endswith("n") and len(word) > 3 else ""
        before = words[place - 1].lower() if place else ""
        if infinitive and before not in ("lo", "la", "los", "las", "le", "les"):
            return infinitive, before == "se", " ".join(words[place + 1 :])
    return None


def _thing_es(aim: Aim, text: str) -> Aim:
    text = re.split(r" y que ", text)[0]
    said = re.sub(r" y (?:del|de la|de las|de los|de) (?=\S+ )", " y ", _ENDS_ES.sub("", text.strip(" .")))
    article = _ARTICLE_ES.match(said)
    thing = said[article.end() :] if article else said
    return _kept(aim._replace(thing=thing, article=article.group(1).lower() if article else ""))


def _infinitive(verb: str) -> str:
    """Of a subjunctive that speaks of several: `pasen`, `contraten`."""
    forms = (
        form for form in forms_of(verb[:-1]) if form.address == "usted" and form.mood in ("subjunctive", "imperative")
    )
    return next((form.infinitive for form in forms), "")


def _kept(aim: Aim) -> Aim:
    """Without what is too long, promises something, or is said among colleagues."""
    order = aim.order if _fit(aim.order, _LONGEST_ORDER) and len(aim.order.split()) > 1 else ""
    doing = aim.doing if _fit(aim.doing, _LONGEST_ORDER) and len(aim.doing.split()) > 1 else ""
    words = aim.thing.split()
    named = len(words) > 1 or (len(words) == 1 and not aim.article)
    thing = aim.thing if named and _fit(aim.thing, _LONGEST_THING) and words[0].lower() not in ("de", "que") else ""
    news = aim.news if _fit(aim.news, _LONGEST_ORDER) else ""
    return aim._replace(order=order, doing=doing, thing=thing, article=aim.article if thing else "", news=news)


def _fit(text: str, longest: int) -> bool:
    return 0 < len(text.split()) <= longest and not _PROMISES.search(text) and not _INTERNAL.search(text)
