"""The breaks of `make mutants`, and the script that makes them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from breaks import BREAKS, Break
from mutants import ROOT, judge_all, main, node_of

PROMISES = 8
LEAST = 3

SOUND = Break(
    1, "two and two are five", "sums.py", "    return a + b\n", "    return a + b + 1\n", "test_sums"
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of one module and one promise."""
    (tmp_path / "src" / "nhipcau").mkdir(parents=True)
    (tmp_path / "tests" / "contract").mkdir(parents=True)
    # A package with this file wins over the installed one of the same name.
    (tmp_path / "src" / "nhipcau" / "__init__.py").write_text("")
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    (tmp_path / "src" / "nhipcau" / "sums.py").write_text(
        "def add(a: int, b: int) -> int:\n    return a + b\n"
    )
    (tmp_path / "tests" / "contract" / "test_promise_1_sums.py").write_text(
        "from nhipcau.sums import add\n\n\ndef test_sums():\n    assert add(2, 2) == 4\n\n\n"
        "def test_nothing():\n    assert True\n\n\ndef test_always_fails():\n    assert False\n"
    )
    return tmp_path


@pytest.mark.parametrize("it", BREAKS, ids=lambda it: f"{it.promise} {it.name}")
def test_each_break_can_be_made(it: Break) -> None:
    """Its old text stands exactly once in the source, the new one is another, and the test that it names exists."""
    source = (ROOT / "src" / "nhipcau" / it.file).read_text(encoding="utf-8")
    path, _, name = node_of(it, ROOT).partition("::")

    assert 1 == source.count(it.old)
    assert it.old != it.new
    assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)


def test_each_promise_is_broken_in_several_ways() -> None:
    """At least three breaks for each of the eight promises, none of them listed twice."""
    counts = Counter(it.promise for it in BREAKS)

    assert set(range(1, PROMISES + 1)) == set(counts)
    assert min(counts.values()) >= LEAST
    assert len(BREAKS) == len({(it.file, it.old, it.new) for it in BREAKS})


def test_breaks_are_made_in_a_copy_and_judged(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each says what was caught, survived, went stale or could not be judged; the repository stays."""
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    code = judge_all(
        [
            replace(SOUND, name="idle", test="test_nothing"),
            replace(SOUND, name="gone", old="    return a * b\n"),
            replace(SOUND, name="everywhere", old="a"),
            replace(SOUND, name="no Python", new="    return (\n"),
            replace(SOUND, name="red before", test="test_always_fails"),
            SOUND,
        ],
        repository,
    )
    lines = capsys.readouterr().out.splitlines()

    assert 1 == code
    assert [
        "BROKEN    tests/contract/test_promise_1_sums.py::test_always_fails does not pass without any break",
        "SURVIVED  promise 1: idle (test_nothing passes)",
        "STALE     promise 1: gone (its old text stands 0 times in sums.py)",
        "STALE     promise 1: everywhere (its old text stands 3 times in sums.py)",
        "BROKEN    promise 1: no Python (pytest ended with 4)",
        "caught    promise 1: two and two are five (test_sums)",
        "1 of 6 breaks were caught",
    ] == lines
    assert before == {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}


def test_all_caught_is_exit_code_0(repository: Path) -> None:
    """Only then."""
    assert 0 == judge_all([SOUND], repository)


def test_an_unknown_promise_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and the promises that there are."""
    assert 2 == main(["9"])
    assert "1, 2, 3, 4, 5, 6, 7, 8" in capsys.readouterr().err
