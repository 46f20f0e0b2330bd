"""The names that the package offers."""

from __future__ import annotations

import nhipcau


def test_the_public_names_are_sorted_and_each_is_there() -> None:
    """Every public name can be taken from the package, and they are listed in order."""
    assert sorted(nhipcau.__all__) == list(nhipcau.__all__)
    assert all(getattr(nhipcau, name).__name__ == name for name in nhipcau.__all__)


def test_a_name_that_is_not_offered_is_refused() -> None:
    """Only the listed names are there."""
    assert not hasattr(nhipcau, "anything_else")
