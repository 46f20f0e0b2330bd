from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.documents.characters import decode, plain_characters
from nhipcau.errors import DocumentError


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("Hội nghị".encode("utf-16"), "UTF-16"),
        ("Hội nghị".encode("utf-32"), "UTF-32"),
        (b"\xfe\xff\x00H", "UTF-16"),
        ("Hội nghị".encode("utf-16-le"), "zero byte at offset 1"),
        ("Ngày café".encode("latin-1"), "byte 0xe0 at offset 2"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "Office"),
        (b"text\x00text", "offset 4"),
        (b"cut \xe1\xbb", "byte 0xe1 at offset 4"),
    ],
)
def test_what_is_no_utf8_text_is_named(raw: bytes, said: str) -> None:
    """The reason names the encoding, the kind of file, or the byte and its offset."""
    with pytest.raises(DocumentError, match=said):
        decode(raw)


def test_a_byte_order_mark_of_utf8_is_accepted() -> None:
    """Editors on Windows write it; it is no part of the text."""
    assert "Hội" == decode(b"\xef\xbb\xbf" + "Hội".encode())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\r\nb\rc\u2028d\x0ce", "a\nb\nc\nd\ne"),
        ("zero\u200bwidth, so\u00adft, \ufeffmark, jo\u200din", "zerowidth, soft, mark, join"),
        ("\u202eright\u202c \u2067isolate\u2069 \u200eleft", "right isolate left"),
        ("bell\x07 escape\x1b[0m delete\x7f next\x9f", "bell escape[0m delete next"),
        ("hidden\U000e0041\U000e007f tags", "hidden tags"),
        ("Vie\u0302\u0323t Nam\ttab", "Việt Nam\ttab"),
    ],
)
def test_what_nobody_sees_is_removed(text: str, plain: str) -> None:
    """Controls, marks without width, turns of direction and tags go; line ends are one; letters are composed."""
    assert plain == plain_characters(text)


@given(st.text())
def test_plain_characters_are_plain_at_once(text: str) -> None:
    """Doing it twice changes nothing, and the result is NFC."""
    plain = plain_characters(text)
    assert plain == plain_characters(plain) == unicodedata.normalize("NFC", plain)
