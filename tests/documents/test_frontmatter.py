from __future__ import annotations

import pytest

from nhipcau.documents.frontmatter import read_front_matter, split_front_matter
from nhipcau.errors import DocumentError

LEAST = "title: A day by the river\nlanguage: en\nkind: brief\n"


def test_a_whole_front_matter_is_read() -> None:
    """Every field comes back as it was written, dates as strings."""
    front = read_front_matter(
        "id: river-day-vi\nsource_id: river-day\nlanguage: vi\nkind: brief\ntitle: 'Một ngày: bên sông'\n"
        "title_from: translation\npublisher: Báo Bến Sông\npublished: 2025-01-06\nurl: https://x.example/a\n"
        "source_language: en\ntopics: [youth, culture-unesco]\nstory: river-day-2025\n"
    )
    assert ("river-day-vi", "river-day", "vi", "brief") == (
        front.id,
        front.source_id,
        front.language,
        front.kind,
    )
    assert ("Một ngày: bên sông", "translation", "Báo Bến Sông") == (
        front.title,
        front.title_from,
        front.publisher,
    )
    assert ("2025-01-06", "https://x.example/a", "en") == (front.published, front.url, front.source_language)
    assert (("youth", "culture-unesco"), "river-day-2025") == (front.topics, front.story)


def test_what_is_left_out_has_its_default() -> None:
    """Only title, language and kind are required; null is the same as leaving a field out."""
    front = read_front_matter(LEAST + "publisher: null\npublished:\nurl: ~\ntopics: null\nid: null\n")
    assert (None, None, "source", None) == (front.id, front.source_id, front.title_from, front.publisher)
    assert (None, None, "en", (), None) == (
        front.published,
        front.url,
        front.source_language,
        front.topics,
        front.story,
    )


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ("source_id: river-day", ("river-day-en", "river-day")),
        ("id: river-day-en", ("river-day-en", "river-day")),
        ("id: river-day", ("river-day", "river-day")),
        ("id: -en", ("-en", "-en")),
        ("id: river-day-en\nsource_id: river-day", ("river-day-en", "river-day")),
    ],
)
def test_one_id_gives_the_other(fields: str, ids: tuple[str, str]) -> None:
    """An id is the source's id and the language, so either can be left out."""
    front = read_front_matter(LEAST + fields)
    assert ids == (front.id, front.source_id)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2025", "2025"),
        ("'2025'", "2025"),
        ("2025-01", "2025-01"),
        ("2025-01-06", "2025-01-06"),
        ("null", None),
    ],
)
def test_dates_may_be_partial(written: str, published: str | None) -> None:
    """A year, a month or a day, in quotes or not."""
    assert published == read_front_matter(f"{LEAST}published: {written}").published


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("language: en\nkind: brief\n", "'title'"),
        ("title: A\nkind: brief\n", "'language'"),
        ("title: A\nlanguage: en\n", "'kind'"),
        (LEAST + "auther: B\n", "'auther'"),
        (LEAST + "title: B\n", "'title' twice"),
        ("title: 5\nlanguage: en\nkind: brief\n", "'title' is 5"),
        ("title: ''\nlanguage: en\nkind: brief\n", "'title'"),
        ("title: A\nlanguage: fr\nkind: brief\n", "'language' is 'fr'; it may be en or vi"),
        ("title: A\nlanguage: [en]\nkind: brief\n", "'language'"),
        ("title: A\nlanguage: en\nkind: note\n", "'kind'"),
        (LEAST + "title_from: nowhere\n", "'title_from'"),
        (LEAST + "id: River Day\n", "'id'"),
        (LEAST + f"id: {'a' * 101}\n", "'id'"),
        (LEAST + f"source_id: {'a' * 99}\n", "'source_id'"),
        (LEAST + "id: river-vi\nsource_id: river\n", "'id' is 'river-vi'"),
        (LEAST + "published: 2025-02-30\n", "'published'"),
        (LEAST + "published: 30/12/2025\n", "'published'"),
        (LEAST + "published: 2025-01-06 14:00:00\n", "'published'"),
        (LEAST + "published: true\n", "'published'"),
        (LEAST + "url: ftp://x.example\n", "'url'"),
        (LEAST + "url: 'javascript:alert(1)'\n", "'url'"),
        (LEAST + "url: 'http://['\n", "'url'"),
        (LEAST + "source_language: English\n", "'source_language'"),
        (LEAST + "topics: youth\n", "'topics'"),
        (LEAST + "topics: [Youth Union]\n", "'topics'"),
        (LEAST + "topics: [1]\n", "'topics'"),
        (LEAST + "story: A Story\n", "'story'"),
        (LEAST + "1: one\n", "unknown field 1"),
        (LEAST + "publisher: [a\n", "line 6"),
        ("title: a: b\nlanguage: en\n", "line 2"),
        ("- a\n- b\n", "field: value"),
        ("", "'"),
        (LEAST + "publisher: &x Paper\nstory: *x\n", "line 5"),
        (LEAST + "publisher: !!python/object:os.system x\n", "line 5"),
        (LEAST + f"topics: {'[' * 3000}\n", "line 5"),
        (LEAST + f"published: {'9' * 5000}\n", "valid YAML"),
        (LEAST + "publisher: a\x07b\n", "valid YAML"),
        (LEAST + "? [a, b]\n: c\n", "valid YAML"),
    ],
)
def test_a_wrong_front_matter_names_what_is_wrong(text: str, named: str) -> None:
    """Each error is one sentence that names the field, or the line of what is no YAML."""
    with pytest.raises(DocumentError) as raised:
        read_front_matter(text)
    assert named in str(raised.value)
    assert str(raised.value).endswith((".", "quotes."))
    assert "\n" not in str(raised.value)


def test_front_matter_stands_between_two_lines_of_hyphens() -> None:
    """The text below begins after the closing line; a text that does not open so has none."""
    assert ("title: A\n", "Text\n---\n") == split_front_matter("---\ntitle: A\n---\nText\n---\n")
    assert ("title: A\n", "") == split_front_matter("--- \ntitle: A\n---")
    assert (None, "Text\n---\n") == split_front_matter("Text\n---\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [("---\ntitle: A\nText\n", "never closed"), (f"---\ntitle: {'a' * 20_001}\n---\nText", "20000")],
)
def test_an_endless_front_matter_is_refused(text: str, said: str) -> None:
    """Front matter without an end, or of more than 20,000 characters, is an error and not a text."""
    with pytest.raises(DocumentError, match=said):
        split_front_matter(text)
