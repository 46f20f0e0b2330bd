"""Noun phrases around known nouns."""

from __future__ import annotations

import pytest

from nhipcau.answering.noun_phrases import SAME_NOUN, is_noun, nouns_in, phrase_at, same_noun
from nhipcau.text import detect_language, fold, tokens


def phrases(text: str) -> list[str]:
    """The phrases that begin at each word of a text, without repetitions."""
    every = list(tokens(text))
    found = (phrase_at(text, every, at, detect_language(text)) for at in range(len(every)))
    return list(dict.fromkeys(it.text for it in found if it))


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (["lantern fair in Huế"], "Who opened the lantern fair in Huế?"),
        (["old river campaign"], "The old river campaign raised VNĐ656 billion."),
        (["conference reviewing diplomacy in 2024"], "the conference reviewing diplomacy in 2024 was held"),
        (["hội nghị tổng kết năm 2025"], "Ai chủ trì hội nghị tổng kết năm 2025?"),
        (["hoi cho den long nam 2024"], "hoi cho den long nam 2024 dien ra o dau?"),
        (["Hội chợ hoa"], "Hội chợ hoa được tổ chức ở Huế."),
        ([], "They plan to run."),
    ],
)
def test_a_phrase_reaches_as_far_as_its_words(found: list[str], text: str) -> None:
    """Its modifiers belong to it, and a verb ends it."""
    assert found == phrases(text)


@pytest.mark.parametrize(
    ("found", "noun", "text"),
    [
        (["hội nghị tổng kết năm 2025"], "conferences", "Ai chủ trì hội nghị tổng kết năm 2025?"),
        (["lantern fair"], "hoi cho", "Where was the lantern fair held?"),
        (["first summit"], "conference", "Who came to the first summit?"),
        ([], "fair", "Who came to the first summit?"),
        ([], "fair", "Which fair is it?"),
        ([], "hoi cho", "Hội chợ nào lớn nhất?"),
    ],
)
def test_a_noun_finds_its_equals_in_both_languages(found: list[str], noun: str, text: str) -> None:
    """A phrase has the noun or one that means the same; the noun that is asked for is none."""
    assert found == [it.text for it in same_noun(noun, text)]


def test_nouns_are_known_in_either_number() -> None:
    """ "Fairs" is known by "fair", and what stands first in a text comes first."""
    assert is_noun("fairs") and is_noun("hoi nghi") and not is_noun("river")
    assert ("fair", "conference") == nouns_in("Were the fairs before the conference?")


def test_the_nouns_are_folded_and_belong_together() -> None:
    """Each noun is among its own equals."""
    assert all(noun == fold(noun) and noun in equals for noun, equals in SAME_NOUN.items())
