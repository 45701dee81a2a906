"""A document that cannot be read, said in both languages."""

from batuta.errors import UnreadableFile
from batuta.text import Text


def unreadable(name: str, *, en: str, es: str, do_en: str, do_es: str) -> UnreadableFile:
    return UnreadableFile(name, Text(en=en, es=es), Text(en=do_en, es=do_es))
