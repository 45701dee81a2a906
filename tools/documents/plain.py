"""Plain text and Markdown, in the encodings people save them in."""

import codecs

from tools.documents.problems import unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 65536
_STRANGE = 0.02
"""The share of control characters from which on a file is no text."""


def plain_text(data: bytes, name: str) -> str:
    """Raises: UnreadableFile, for what is no text."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if encoding is None and b"\0" in data[:_LOOKED_AT]:
        raise _binary(name)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            raise _binary(name) from None
        text = data.decode("cp1252", errors="replace")
    sample = text[:_LOOKED_AT]
    strange = sum((ord(letter) < 32 and letter not in "\t\n\r\f\v") or letter == "\ufffd" for letter in sample)
    if strange > _STRANGE * max(len(sample), 1):
        raise _binary(name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _binary(name: str) -> Exception:
    return unreadable(
        name,
        en="it is not text",
        es="no es texto",
        do_en="Send the brief as text, Markdown, DOCX or PDF.",
        do_es="Envía el brief como texto, Markdown, DOCX o PDF.",
    )
