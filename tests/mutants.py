"""Break each promise on purpose; every break must fail its contract test.

    python tests/mutants.py          all promises
    python tests/mutants.py 3 7      only these

The breaks are listed in `breaks.py`. Each is made alone, in a temporary copy of the repository, never in the working
tree, and the test that it names is run there. Exit code 0 when every break was caught, 1 when one survived or could
not be judged: its old text is not there exactly once, or its test fails without it or does not run at all.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from breaks import BREAKS, Break

ROOT = Path(__file__).parents[1]
COPIED = ("src", "tests", "corpus", "prompts", "bench", "pyproject.toml")
TESTS_FAILED = 1
"""pytest's exit code; others say that it was interrupted, misused or found no test."""

LIMIT_S = 900


def main(arguments: Sequence[str]) -> int:
    """Make the breaks of the promises named by their numbers, or all; returns the exit code."""
    promises = sorted({it.promise for it in BREAKS})
    if not set(arguments) <= {str(promise) for promise in promises}:
        print(
            f"usage: python tests/mutants.py [PROMISE ...], of {', '.join(map(str, promises))}",
            file=sys.stderr,
        )
        return 2
    return judge_all([it for it in BREAKS if not arguments or str(it.promise) in arguments], ROOT)


def judge_all(breaks: Sequence[Break], root: Path) -> int:
    """Print one line for each break, after looking whether the tests pass without any; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="nhipcau-mutants-") as folder:
        copy = copied(root, Path(folder))
        failing = {test for test in sorted({node_of(it, copy) for it in breaks}) if run(copy, test) != 0}
        for test in sorted(failing):
            print(f"BROKEN    {test} does not pass without any break", flush=True)
        judged = [judge(it, copy) for it in breaks if node_of(it, copy) not in failing]
    caught = judged.count(True)
    print(f"{caught} of {len(breaks)} breaks were caught")
    return 0 if caught == len(breaks) else 1


def copied(root: Path, folder: Path) -> Path:
    """What the tests need of a repository, copied into `folder`; returns it."""
    unwanted = shutil.ignore_patterns("__pycache__", "out", "*.egg-info")
    for path in (root / name for name in COPIED):
        if path.is_dir():
            shutil.copytree(path, folder / path.name, ignore=unwanted)
        elif path.is_file():
            shutil.copy(path, folder)
    return folder


def judge(it: Break, copy: Path) -> bool:
    """Make one break in the copy, run its test, undo it; says how it went and returns whether it was caught."""
    path = copy / "src" / "nhipcau" / it.file
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    if before.count(it.old) != 1:
        return told("STALE", it, f"its old text stands {before.count(it.old)} times in {it.file}")
    path.write_text(before.replace(it.old, it.new), encoding="utf-8")
    code = run(copy, node_of(it, copy))
    path.write_text(before, encoding="utf-8")
    if code == TESTS_FAILED:
        return told("caught", it, it.test)
    if code == 0:
        return told("SURVIVED", it, f"{it.test} passes")
    return told("BROKEN", it, f"pytest ended with {code}")


def told(word: str, it: Break, text: str) -> bool:
    print(f"{word:9} promise {it.promise}: {it.name} ({text})", flush=True)
    return word == "caught"


def node_of(it: Break, copy: Path) -> str:
    """The test of a break, as pytest names it."""
    [path] = (copy / "tests" / "contract").glob(f"test_promise_{it.promise}_*.py")
    return f"{path.relative_to(copy).as_posix()}::{it.test}"


def run(copy: Path, test: str) -> int:
    """Run one test in the copy, with the copy's source; returns pytest's exit code."""
    # Without written bytecode: a changed file of the same size and second would not be noticed.
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", test]
    try:
        return subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=LIMIT_S, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return -1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
