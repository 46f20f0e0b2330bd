"""Measure sentence bounds against bounds marked by hand in `bench/sentences/{en,vi}.txt`.

A bound is the offset after the last character of a sentence, marked by ‖ in the files. `all` counts every bound,
`inner` only those that do not stand at the end of a line (which are harder to miss than to find).
"""

from __future__ import annotations

import sys
from pathlib import Path

from nhipcau.sentences import line_spans, sentence_spans

MARK = "‖"
FOLDER = Path(__file__).parent / "sentences"


def read_marked(path: Path) -> tuple[str, set[int]]:
    """The running text of a marked file and the offsets of its bounds."""
    pieces = path.read_text(encoding="utf-8").split(MARK)
    bounds, length = set(), 0
    for piece in pieces[:-1]:
        length += len(piece)
        bounds.add(length)
    return "".join(pieces), bounds


def f1(expected: set[int], actual: set[int]) -> float:
    """The harmonic mean of precision and recall of two sets of offsets."""
    return 2 * len(expected & actual) / (len(expected) + len(actual))


def measure(path: Path) -> tuple[float, float, list[str]]:
    """F1 over all bounds, F1 over those inside a line, and each error with the text around it."""
    text, expected = read_marked(path)
    actual = {end for _, end in sentence_spans(text)}
    ends = {end for _, end in line_spans(text)}
    errors = [
        f"{kind}: ...{text[max(0, bound - 40) : bound]}‖{text[bound : bound + 30]}..."
        for kind, bounds in (("missed", expected - actual), ("invented", actual - expected))
        for bound in sorted(bounds)
    ]
    return f1(expected, actual), f1(expected - ends, actual - ends), errors


def main() -> None:
    """Print F1 per language; with --errors, each wrong bound as well."""
    for path in sorted(FOLDER.glob("*.txt")):
        whole, inner, errors = measure(path)
        count = len(read_marked(path)[1])
        print(f"sentence bounds {path.stem}: F1 {whole:.4f} (all, n={count}), {inner:.4f} (inner)")
        if "--errors" in sys.argv:
            print(*errors, sep="\n")


if __name__ == "__main__":
    main()
