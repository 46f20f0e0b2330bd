"""Places that the two languages spell differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.places import adjective_of, in_language, is_country, is_home, places_in
from nhipcau.text import fold


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("japan", ["Japan", "the Japanese team", "Nhật Bản", "đoàn Nhật"]),
        ("laos", ["Laos", "Lao students", "nước Lào", "sinh viên Lào"]),
        ("south korea", ["South Korea", "the Republic of Korea", "Korean guests", "Hàn Quốc"]),
        ("north korea", ["North Korea", "the DPRK", "Triều Tiên"]),
        (
            "united states",
            ["the United States", "the U.S.", "the US", "the USA", "Americans", "Hoa Kỳ", "nước Mỹ"],
        ),
        ("russia", ["Russia", "Russian", "nước Nga", "Liên bang Nga"]),
        ("soviet union", ["the Soviet Union", "Liên Xô"]),
        ("germany", ["Germany", "the Germans", "Đức"]),
        ("france", ["France", "French", "nước Pháp"]),
        ("netherlands", ["the Netherlands", "three Dutch towns", "Hà Lan"]),
        ("cuba", ["Cuba", "the Cuban people", "nhân dân Cuba"]),
        ("hungary", ["Hungary", "Hungarian", "Hung-ga-ri"]),
        ("australia", ["Australia", "Úc", "Ô-xtrây-li-a"]),
        ("moscow", ["Moscow", "Mát-xcơ-va"]),
        ("latin america", ["Latin America", "Mỹ Latinh", "Mỹ La-tinh"]),
    ],
)
def test_a_place_is_one_by_all_of_its_names(place: str, names: list[str]) -> None:
    """English or Vietnamese, noun or adjective, with hyphens or without: it is the same place."""
    assert [{place}] * len(names) == [places_in(name) for name in names]


def test_all_places_of_a_text_are_found() -> None:
    """A text may name several, and one twice."""
    text = "Đoàn Nhật Bản và đoàn Hàn Quốc đến Cuba; the Japanese team stayed."

    assert {"japan", "south korea", "cuba"} == places_in(text)


@pytest.mark.parametrize(
    ("one", "other"), [("Japan", "China"), ("South Korea", "North Korea"), ("Nam Phi", "Nga"), ("Áo", "Úc")]
)
def test_two_places_are_not_taken_for_each_other(one: str, other: str) -> None:
    """Another country is another place."""
    assert places_in(one).isdisjoint(places_in(other))
    assert places_in(other)


@pytest.mark.parametrize(
    "text", ["ngã ba", "nga", "đạo đức", "nhất trí", "bị hoãn", "bộ tư pháp", "Let us go.", "US$25"]
)
def test_a_word_that_is_also_a_place_needs_a_capital(text: str) -> None:
    """The short Vietnamese names are other words more often, "us" is a pronoun, and "US$" is money."""
    assert frozenset() == places_in(text)


@pytest.mark.parametrize("text", ["Nhật Bản", "Hàn Quốc", "Trung Quốc", "Ấn Độ", "Thụy Điển", "Cộng hòa Séc"])
def test_accents_may_be_missing(text: str) -> None:
    """A long name needs neither its accents nor its capitals."""
    assert len(places_in(text)) == 1
    assert places_in(text) == places_in(fold(text))


@pytest.mark.parametrize("text", ["Cubanacan", "chinaware", "Perugia", "Indianapolis"])
def test_a_longer_word_is_another_name(text: str) -> None:
    """What only begins like a place is none."""
    assert frozenset() == places_in(text)


@pytest.mark.parametrize(
    ("english", "vietnamese", "adjective"),
    [
        ("Japan", "Nhật Bản", "Japanese"),
        ("South Korea", "Hàn Quốc", "Korean"),
        ("the United States", "Hoa Kỳ", "American"),
        ("the United Kingdom", "Anh", "British"),
        ("Cuba", "Cuba", "Cuban"),
        ("Huế", "Huế", "Huế"),
    ],
)
def test_a_country_is_written_in_a_language(english: str, vietnamese: str, adjective: str) -> None:
    """It goes from one language into the other and back, and has an adjective; a town stays as it is."""
    assert (english, vietnamese) == (in_language(vietnamese, "en"), in_language(english, "vi"))
    assert adjective == adjective_of(english) == adjective_of(vietnamese)


def test_countries_are_told_from_towns() -> None:
    """A country is known by any of its names; Việt Nam is home."""
    assert [True, True, True, False] == [is_country(it) for it in ("Nhật", "USA", "uc", "Huế")]
    assert [True, True, False] == [is_home(it) for it in ("Việt Nam", "Vietnam", "Lào")]


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """No text breaks the patterns, not even one that grows when it is folded."""
    assert places_in(text) == places_in(f"{text} ")
