"""The words of the pages."""

from __future__ import annotations

import pytest

from nhipcau.server.phrases import BY_LANGUAGE
from nhipcau.server.rendering import web_address


def test_every_phrase_is_in_both_languages() -> None:
    """No phrase is empty in either language."""
    assert BY_LANGUAGE["en"].keys() == BY_LANGUAGE["vi"].keys()
    assert all(text.strip() for phrases in BY_LANGUAGE.values() for text in phrases.values())


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "http://",
        "http://[",
        "ftp://a.b/",
    ],
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    """Anything but http and https with a host is no link."""
    assert web_address(url) is None


def test_a_web_address_is_linked_as_it_is() -> None:
    """A good address is left alone."""
    assert "https://example.org/a?b=c" == web_address("https://example.org/a?b=c")
