"""The day of each Spanish region, and its two movable feasts, for audiences that are said to live there.

Local feasts differ by town and are not known here; the days are those the regions keep every year. They are written
from memory and not checked against the yearly resolutions on feasts (Real Decreto 2001/1983 art. 45): they warn, and
never block alone.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from batuta.claims.normal import fold
from batuta.policy import Verification

REGIONS_VERIFIED: Verification = "from_knowledge_unverified"
"""How well the days below are known."""


class Region(NamedTuple):
    names: str
    """Itself and its provinces, without accents, parted by commas."""
    day: tuple[int, int]
    """Month and day."""
    maundy_thursday: bool = True
    easter_monday: bool = False


REGIONS = (
    Region("andalucia,almeria,cadiz,cordoba,granada,huelva,jaen,malaga,sevilla", (2, 28)),
    Region("aragon,huesca,teruel,zaragoza", (4, 23)),
    Region("asturias,oviedo,gijon", (9, 8)),
    Region("baleares,illes balears,mallorca,menorca,ibiza", (3, 1), easter_monday=True),
    Region("canarias,tenerife,las palmas,gran canaria,lanzarote,fuerteventura", (5, 30)),
    Region("cantabria,santander", (7, 28)),
    Region("castilla-la mancha,castilla la mancha,albacete,ciudad real,cuenca,guadalajara,toledo", (5, 31)),
    Region("castilla y leon,avila,burgos,leon,palencia,salamanca,segovia,soria,valladolid,zamora", (4, 23)),
    Region("cataluna,catalunya,barcelona,girona,gerona,lleida,lerida,tarragona", (9, 11), False, True),
    Region("comunitat valenciana,comunidad valenciana,valencia,alicante,castellon", (10, 9), False, True),
    Region("extremadura,badajoz,caceres", (9, 8)),
    Region("galicia,a coruna,la coruna,lugo,ourense,orense,pontevedra,vigo", (7, 25)),
    Region("madrid", (5, 2)),
    Region("murcia,cartagena", (6, 9)),
    Region("navarra,pamplona", (12, 3), easter_monday=True),
    Region("pais vasco,euskadi,alava,araba,vizcaya,bizkaia,bilbao,guipuzcoa,gipuzkoa", (7, 25), easter_monday=True),
    Region("la rioja,logrono", (6, 9), easter_monday=True),
)


def regions_named(texts: Iterable[str]) -> Iterator[Region]:
    """The regions that words about an audience name, by themselves or by a province."""
    said = " , ".join(fold(text) for text in texts)
    return (region for region in REGIONS if _names(region).search(said))


@cache
def _names(region: Region) -> re.Pattern[str]:
    names = sorted(region.names.split(","), key=len, reverse=True)
    # "León" alone is a province of one region and the end of another's name.
    return re.compile(rf"(?<!castilla y )(?<!nuevo )\b(?:{'|'.join(map(re.escape, names))})\b(?! y leon)")


def regional_holiday(day: date, easter_sunday: date, region: Region) -> bool:
    """
    >>> regional_holiday(date(2027, 5, 2), date(2027, 3, 28), REGIONS[12])
    True
    """
    after = (day - easter_sunday).days
    feasts = (after == -3 and region.maundy_thursday) or (after == 1 and region.easter_monday)
    return (day.month, day.day) == region.day or feasts
