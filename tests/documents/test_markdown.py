from __future__ import annotations

import time

import pytest

from nhipcau.documents.markdown import plain_text, shown_text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One line\nand its *second* **half**.\n\nNext.", "One line and its second half.\n\nNext."),
        ("Broken  \nhard\\\nhere", "Broken hard here"),
        ("# Title\n\n## Part `one`\n\nText", "Title\n\nPart one\n\nText"),
        ("- a\n- b\n\nText", "- a\n- b\n\nText"),
        ("- a\n\n- b\n\n  more of b\n- c", "- a\n- b\nmore of b\n- c"),
        ("3. a\n4. b\n   - c\n   - d\n5. e", "3. a\n4. b\n- c\n- d\n5. e"),
        ("* a\n* b", "* a\n* b"),
        ("> quoted\n> text\n>\n> more", "quoted text\n\nmore"),
        ("```python\nx = 1\n\ny = 2\n```\n\nText", "x = 1\n\ny = 2\n\nText"),
        ("| a | b |\n|---|---|\n| *1* | [2](x) |\n\nText", "a | b\n1 | 2\n\nText"),
        ("See [the list](https://x.example 'title') and <https://y.example>.", "See the list and https://y.example."),
        ("Before ![a picture](p.png) after", "Before after"),
        ("A<br>b <b>bold</b> &amp; <!-- hidden --> c<script>x</script>", "A b bold & c"),
        ("<!-- hidden\n\nstill hidden -->\n\nText", "Text"),
        ("<script>\nlet x = 1;\n</script>\n\nText", "Text"),
        ("<div>\nShown <i>so</i>\n</div>\n\nText", "Shown so\n\nText"),
        ("Text\n\n---\n\nMore", "Text\n\nMore"),
        ("1\\. not a list, 2 \\* 3", "1. not a list, 2 * 3"),
    ],
)  # fmt: skip
def test_markdown_becomes_plain_text(markdown: str, text: str) -> None:
    """What a reader of the rendered page would read, one line a paragraph, entry or row."""
    assert text == plain_text(markdown)[1]


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("Intro\n\n# The *title*\n\n# Second", "The title"),
        ("The title\n=====\n\nText", "The title"),
        ("## No", None),
    ],
)
def test_the_first_top_heading_is_found(markdown: str, title: str | None) -> None:
    """The first heading of the first level, in either of its two forms, is given apart."""
    assert title == plain_text(markdown)[0]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("a<!-- b", "a"),
        ("a<style>b{}</STYLE>c", "ac"),
        ("a<script>b", "a"),
        ("2 < 3 &lt; 4", "2 < 3 < 4"),
        ("<p class='x'>a</p>", "a"),
    ],
)
def test_unclosed_markup_hides_what_it_would_hide(markup: str, shown: str) -> None:
    """Comments, scripts and styles are dropped to their end, or to the text's where they have none."""
    assert shown == shown_text(markup)


@pytest.mark.parametrize(
    "piece", ["<!--", "<script>", "<a ", "<style></style", "<", "[", "*a **b ", "> ", "`", "|a"]
)
def test_reducing_markdown_is_linear(piece: str) -> None:
    """Markup made to be slow takes time in proportion to its length."""
    began = time.perf_counter()
    plain_text(piece * (60_000 // len(piece)))
    shown_text(piece * (600_000 // len(piece)))
    assert time.perf_counter() - began < 10
