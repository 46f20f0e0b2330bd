"""Markdown (CommonMark and tables) to plain text: one line a paragraph, a blank line between blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from nhipcau.text import fold_space

_PARSER = MarkdownIt("commonmark").enable("table")
_HIDDEN = re.compile(r"<(?:!--|(script|style|template|title)\b)", re.IGNORECASE)
_HIDDEN_TAG = re.compile(r"<(/?)(?:script|style|template|title)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class _Writing:
    """The text so far, and where in a list or table the next line stands."""

    parts: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    cells: list[str] | None = None
    gap: str = ""

    def add(self, text: str) -> None:
        """Write one block; in a list or table it follows on a line of its own, elsewhere after a blank line."""
        if self.cells is not None:
            self.cells.append(text)
        elif mark_and_text := (self._take_mark() + text).strip():
            self.parts += [self.gap, mark_and_text]
            self.gap = "\n" if self.marks else "\n\n"

    def _take_mark(self) -> str:
        mark = self.marks[-1] if self.marks else ""
        if self.marks:
            self.marks[-1] = ""
        return mark


def plain_text(markdown: str) -> tuple[str | None, str]:
    """The first top-level heading of a Markdown text, or None, and the whole of it as plain text.

    Links give their text, images and comments nothing, HTML what it shows. The heading stays in the text.
    """
    tokens = _PARSER.parse(markdown)
    writing = _Writing()
    title = None
    for place, token in enumerate(tokens):
        if token.type == "inline":
            text = _inline_text(token.children or [])
            writing.add(text)
            if title is None and tokens[place - 1].type == "heading_open" and tokens[place - 1].tag == "h1":
                title = text or None
        else:
            _write_block(writing, token)
    return title, "".join(writing.parts)


def _write_block(writing: _Writing, token: Token) -> None:
    match token.type:
        case "list_item_open":
            writing.marks.append(f"{token.info}{token.markup} ")
        case "list_item_close":
            writing.marks.pop()
            writing.gap = "\n" if writing.parts else ""
        case "bullet_list_close" | "ordered_list_close" if not writing.marks:
            writing.gap = "\n\n" if writing.parts else ""
        case "tr_open":
            writing.cells = []
        case "tr_close":
            row, writing.cells = writing.cells or [], None
            writing.add(" | ".join(row))
            writing.gap = "\n"
        case "table_close":
            writing.gap = "\n" if writing.marks else "\n\n"
        case "fence" | "code_block":
            writing.add("\n".join(line.rstrip() for line in token.content.strip("\n").split("\n")))
        case "html_block":
            for line in shown_text(token.content).split("\n"):
                writing.add(fold_space(line))


def _inline_text(children: Sequence[Token]) -> str:
    """The text of one paragraph, heading or cell, in one line."""
    parts: list[str] = []
    hidden = 0
    for child in children:
        if child.type == "html_inline":
            tag = _HIDDEN_TAG.match(child.content)
            hidden = max(0, hidden + (-1 if tag[1] else 1)) if tag else hidden
            parts += " " if child.content.lower().startswith("<br") else ""
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif not hidden and child.type != "image":
            parts.append(child.content)
    return fold_space("".join(parts))


def shown_text(markup: str) -> str:
    """What a piece of HTML shows: without comments, scripts, styles and tags. Linear, whatever is unclosed."""
    parts, place, lower = [], 0, markup.lower()
    while opening := _HIDDEN.search(markup, place):
        closing = "-->" if opening[1] is None else f"</{opening[1].lower()}"
        end = lower.find(closing, opening.end())
        parts.append(markup[place : opening.start()])
        if end < 0:
            place = len(markup)
            break
        place = end + len("-->") if opening[1] is None else end
    parts.append(markup[place:])
    return html.unescape(_TAG.sub("", "".join(parts)))
