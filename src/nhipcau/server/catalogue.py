"""`GET /documents`: the corpus as a page to browse, narrow, search and read, whole without JavaScript."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from nhipcau.errors import QuestionError
from nhipcau.server.browsing import PAGE, Wanted, browse, folded, found_sources, page_numbers, source_count
from nhipcau.server.rendering import chosen_language, interface_language, render
from nhipcau.server.service import InService
from nhipcau.server.year_chart import year_chart
from nhipcau.text import fold_space

if TYPE_CHECKING:
    from nhipcau.answering.assistant import Assistant
    from nhipcau.index.generation import Generation

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

MAX_QUERY = 1000
"""Characters of the longest search."""

MAX_CHOICE = 200
"""Characters of a filter that are looked at: every link of the page repeats it, and no source has a longer one."""

PASSAGES = 200
"""Passages that a search is asked for: more than it finds."""


def wanted_from(request: Request) -> Wanted:
    """What the query string asks for; what it does not give, or gives twice, is everything, or the last of them."""
    given = request.query_params
    return Wanted(
        q=fold_space(given.get("q", "")),
        year=given.get("year", "")[:MAX_CHOICE],
        topic=given.get("topic", "")[:MAX_CHOICE],
        publisher=given.get("publisher", "")[:MAX_CHOICE],
        language=given.get("language", "")[:MAX_CHOICE],
        page=_page_number(given.get("page", "")),
        lang=chosen_language(request) or "",
    )


@router.get("/documents")
async def catalogue_page(
    request: Request, service: InService, wanted: Annotated[Wanted, Depends(wanted_from)]
) -> HTMLResponse:
    """The sources that the reader's choices leave, a page of them, with what else can be chosen."""
    assistant = service.assistant
    try:
        _check_query(request.query_params.get("q", ""))
        if not wanted.q:
            return await run_in_threadpool(_page, request, wanted, assistant.generation)
        generation, found = await service.compute(_search, assistant, wanted.q)
    except QuestionError:
        return render(request, "catalogue.html", status=422, wanted=wanted, browsed=None)
    return await run_in_threadpool(_page, request, wanted, generation, found)


def _page(
    request: Request, wanted: Wanted, generation: Generation, found: list[str] | None = None
) -> HTMLResponse:
    entries = generation.entries()
    browsed = browse(entries, wanted, interface_language(request), found)
    return render(
        request,
        "catalogue.html",
        wanted=wanted,
        browsed=browsed,
        facets={name: folded(choices, getattr(wanted, name)) for name, choices in browsed.facets.items()},
        number=(browsed.page - 1) * PAGE + 1,
        page_numbers=page_numbers(browsed.page, browsed.pages),
        chart=year_chart(entries, browsed.facets["year"]),
        source_count=source_count(entries),
        document_count=len(entries),
    )


def _search(assistant: Assistant, query: str) -> tuple[Generation, list[str]]:
    generation, hits = assistant.search(query, k=PASSAGES)
    return generation, found_sources(hits, generation.entries())


def _check_query(query: str) -> None:
    """Raises QuestionError where a search is too long, or holds control characters that are no white space."""
    if len(query) > MAX_QUERY or any(unicodedata.category(it) == "Cc" and it not in "\t\n\r" for it in query):
        raise QuestionError(f"Write at most {MAX_QUERY} characters, without control characters.", "q")


def _page_number(text: str) -> int:
    """The number that `text` is; 1 where it is none."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 10
    return max(1, int(text)) if is_number else 1
