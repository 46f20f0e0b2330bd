"""Templates in, pages out: the interface language, and what every template may use."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode, urlsplit

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse

from nhipcau.answering.wording import readable_date
from nhipcau.server.phrases import BY_LANGUAGE
from nhipcau.server.topics import topic_name
from nhipcau.text import detect_language
from nhipcau.vocabulary import LANGUAGES, Language

LONGEST = 1000
"""Characters of a query parameter that the links of a page repeat."""

STATIC = Path(__file__).parent / "static"


def web_address(url: str | None) -> str | None:
    """`url` when it can be linked to (http or https with a host), else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def grouped(number: int, language: Language) -> str:
    """A count as it is written in `language`: 1,000 or 1.000."""
    return f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")


_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(
    web_address=web_address,
    readable_date=readable_date,
    detect_language=detect_language,
    grouped=grouped,
    topic_name=topic_name,
)


def chosen_language(request: Request) -> Language | None:
    """The interface language that `?lang=` names, if it names one."""
    wanted = request.query_params.get("lang")
    return next((language for language in LANGUAGES if language == wanted), None)


def interface_language(request: Request) -> Language:
    """What `?lang=` names, else Vietnamese for a browser that asks for it first, else English."""
    prefers_vietnamese = request.headers.get("accept-language", "").lower().startswith("vi")
    return chosen_language(request) or ("vi" if prefers_vietnamese else "en")


def render(
    request: Request,
    template: str,
    *,
    language: Language | None = None,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **values: object,
) -> HTMLResponse:
    """A page of `template` in the interface `language`."""
    shown = language or interface_language(request)
    kept = [(key, value[:LONGEST]) for key, value in request.query_params.multi_items() if key != "lang"]
    switch = {it: f"?{urlencode([*kept, ('lang', it)])}" for it in LANGUAGES}
    text = _TEMPLATES.get_template(template).render(
        t=BY_LANGUAGE[shown], language=shown, chosen=chosen_language(request), switch=switch, **values
    )
    return HTMLResponse(text, status_code=status, headers=headers)
