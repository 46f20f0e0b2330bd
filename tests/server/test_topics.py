"""The names of topics."""

from __future__ import annotations

import re
from pathlib import Path

from nhipcau.server.topics import TOPICS, topic_name

CORPUS_PAGE = Path(__file__).parents[2] / "corpus" / "README.md"


def test_every_recommended_topic_has_its_names() -> None:
    """The table has the topics of the corpus page, in its order, and no other."""
    listed = re.search(r"The recommended topics:\n\n((?:- .*\n)+)", CORPUS_PAGE.read_text(encoding="utf-8"))
    assert listed
    assert re.findall(r"`([^`]+)`", listed[1]) == list(TOPICS)


def test_names_are_told_apart() -> None:
    """No two topics have one name in a language, and none is empty."""
    for language in ("en", "vi"):
        names = {topic_name(topic, language) for topic in TOPICS} - {""}
        assert len(TOPICS) == len(names)


def test_a_topic_is_named_in_the_language_of_the_reader() -> None:
    """A recommended topic has an English and a Vietnamese name."""
    assert ("Agent Orange", "Chất độc da cam") == (
        topic_name("agent-orange", "en"),
        topic_name("agent-orange", "vi"),
    )


def test_another_topic_is_shown_as_written() -> None:
    """A topic that is not recommended keeps its word."""
    assert "river-boats" == topic_name("river-boats", "vi")
