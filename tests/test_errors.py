"""The error tree."""

from __future__ import annotations

import inspect
import re

import pytest

from nhipcau import errors
from nhipcau.errors import NhipcauError, NoLanguageModelError, QuestionError

CLASSES = [
    found for _, found in inspect.getmembers(errors, inspect.isclass) if found.__module__ == errors.__name__
]


def drawn_tree() -> dict[str, str]:
    """Each drawn error and the one that it is drawn under ("Exception" for the root)."""
    parents, above = {}, ["Exception"]
    for line in (errors.__doc__ or "").splitlines():
        found = re.fullmatch(r" {4}((?:│   |    )*(?:[├└]── )?)(\w+Error)(?: .*)?", line)
        if found:
            depth = len(found[1]) // 4
            parents[found[2]] = above[depth]
            above = [*above[: depth + 1], found[2]]
    return parents


def test_the_drawn_tree_is_the_real_one() -> None:
    """Every error stands in the docstring under its parent, and nothing else does."""
    assert {found.__name__: found.__bases__[0].__name__ for found in CLASSES} == drawn_tree()


def test_every_error_has_a_code_of_its_own() -> None:
    """Codes go to clients, so each error sets its own and no two share one."""
    codes = [vars(found).get("code") for found in CLASSES]

    assert len(CLASSES) == len(set(codes))
    assert all(re.fullmatch(r"[a-z]+(?:_[a-z]+)*", str(code)) for code in codes)


@pytest.mark.parametrize("error", CLASSES)
def test_an_error_shows_its_sentence(error: type[NhipcauError]) -> None:
    """What is shown is the sentence that was given, and every error can be caught by the root."""
    with pytest.raises(NhipcauError, match=r"^Run it again\.$"):
        raise error("Run it again.")


def test_a_wrong_question_names_its_field() -> None:
    """`param` goes to clients with the message; it may be unknown."""
    assert "as_of" == QuestionError("Write YYYY-MM-DD.", "as_of").param
    assert "mode" == NoLanguageModelError("Ask in mode auto.", "mode").param
    assert QuestionError("Write a question.").param is None
