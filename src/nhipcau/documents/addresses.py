"""Web addresses as documents may carry them."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str) -> str | None:
    """The host of an http or https address without "www."; None where it is no such address."""
    if any(letter.isspace() or not letter.isprintable() for letter in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host.strip("."):
        return None
    return host.removeprefix("www.")
