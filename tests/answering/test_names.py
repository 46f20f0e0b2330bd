"""What a text names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.mentions import Mention
from nhipcau.answering.names import adjectives, names, small, things
from nhipcau.text import nfc


def kinds(found: tuple[Mention, ...]) -> list[tuple[str, str]]:
    return [(it.kind, it.text) for it in found]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (
            [("person", "Mai Lan"), ("place", "Huế")],
            "The fair was opened by Ms Mai Lan in Huế on May 5.",
        ),
        (
            [("person", "Trần Cẩm Tú"), ("body", "Ban Bí thư"), ("place", "Hà Nội")],
            "Ông Trần Cẩm Tú, Thường trực Ban Bí thư, chủ trì hội nghị tại Hà Nội.",
        ),
        (
            [("body", "Red Cross Society"), ("place", "Japan")],
            "The Red Cross Society launched it with Japan.",
        ),
        ([("phrase", "Lantern Fair")], "Who opened the Lantern Fair?"),
        ([("name", "Blue Lotus")], "The Blue Lotus sailed."),
        ([("place", "cuba"), ("place", "ha noi")], "nhan dan cuba o ha noi"),
        ([], "The President spoke."),
        ([], "Hôm qua trời mưa."),
    ],
)
def test_names_are_told_apart(found: list[tuple[str, str]], text: str) -> None:
    """Titles, family names, bodies' nouns and prepositions tell what kind of name a run of capitals is."""
    assert found == kinds(names(text))


def test_a_title_tells_the_gender() -> None:
    """Mr and ông name a man, Ms and bà a woman; an office tells neither."""
    text = "Mr Tô Lâm, Ms Mai Lan, bà Trần Thị Phương and President Lương Cường came."

    assert ["m", "f", "f", None] == [it.gender for it in names(text)]


def test_a_place_inside_a_name_is_marked() -> None:
    """The countries in a body's name are no places that somebody could be at."""
    text = "Vietnam-Hungary Friendship Association of Ninh Thuan"

    assert [("body", False), ("place", True), ("place", True), ("place", True)] == [
        (it.kind, it.is_inside) for it in names(text)
    ]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ([("phrase", "lantern fair in Huế")], "Where was the lantern fair in Huế held in 2024?"),
        ([("phrase", "Hội chợ đèn lồng năm 2024")], "Hội chợ đèn lồng năm 2024 diễn ra ở đâu?"),
        (
            [("body", "Red Cross Society"), ("phrase", "campaign for the Cuban people")],
            "The Red Cross Society held the campaign for the Cuban people.",
        ),
    ],
)
def test_things_are_the_outermost_phrases_and_bodies(found: list[tuple[str, str]], text: str) -> None:
    """A phrase reaches as far as its words do, and what is part of it does not count again."""
    assert found == kinds(things(text))


def test_adjectives_name_countries() -> None:
    """ "The" and "people" belong to the name; Việt Nam is no other country."""
    text = "Cuban people, the Japanese people, Korean singers and the Vietnamese"

    assert ["Cuban people", "the Japanese people", "Korean"] == [it.text for it in adjectives(text)]


def test_a_capital_goes_where_it_only_began_the_text() -> None:
    """A name keeps it, and so does what stood within the text."""
    assert "the fair" == small("The fair", "The fair opened.")
    assert "Huế" == small("Huế", "Huế has a fair.")
    assert "Lantern Fair" == small("Lantern Fair", "Who opened the Lantern Fair?")


@given(st.text(alphabet="The Ms Lan Huế of in Hội nghị, 2024.", max_size=60))
def test_every_mention_is_cut_from_the_text(text: str) -> None:
    """Whatever is found stands in the text as it is given back."""
    written = nfc(text)

    assert all(it.text == written[it.start : it.end] for it in (*names(written), *things(written)))
