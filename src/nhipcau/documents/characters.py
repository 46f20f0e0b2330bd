"""From the bytes of a file to plain characters: UTF-8, one kind of line end, nothing invisible, NFC."""

from __future__ import annotations

import re

from nhipcau.errors import DocumentError
from nhipcau.text import nfc

_BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF87a": "a GIF picture",
    b"GIF89a": "a GIF picture",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x1f\x8b": "a gzip archive",
    b"{\\rtf": "an RTF document",
}
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls but for tab and newline, then what has no width, steers direction or carries hidden tags. Neither
# language needs joiners (U+200C, U+200D); where one stands inside a word it only keeps the word from being found.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
)


def decode(raw: bytes) -> str:
    """The plain characters of a file.

    Raises DocumentError where the bytes are not UTF-8 text, saying which byte and where.
    """
    for mark, name in _BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            raise DocumentError(f"It is {name} (it begins with that byte-order mark); save it as UTF-8.")
    for magic, name in _MAGIC.items():
        if raw.startswith(magic):
            raise DocumentError(f"Its content is {name}, not text; save its text as .md or .txt.")
    if (offset := raw.find(b"\x00")) >= 0:
        raise DocumentError(f"It is not text (a zero byte at offset {offset}); save its text as UTF-8.")
    try:
        return plain_characters(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        byte = f"byte 0x{raw[error.start]:02x} at offset {error.start}"
        raise DocumentError(f"It is not UTF-8 ({byte}); save it as UTF-8.") from error


def plain_characters(text: str) -> str:
    """The same text with "\\n" as its only line end and without characters that nobody sees, in NFC."""
    return nfc(_INVISIBLE.sub("", _LINE_END.sub("\n", text)))
