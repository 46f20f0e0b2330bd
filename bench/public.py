"""The public development sets, laid out as corpus folders that the ordinary pipeline reads.

They are not part of the repository: NHIPCAU_BENCH_DATA names their folder. Each reader gives documents and
questions; a document's id is its paragraph's.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from nhipcau.text import fold, fold_space, nfc
from nhipcau.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One document to be."""

    id: str
    title: str
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the ids of the right paragraphs, and the words of the answer; both empty where there is none."""

    id: str
    text: str
    paragraphs: tuple[str, ...]
    answers: tuple[str, ...]
    group: str


def sets_folder() -> Path | None:
    """The folder of the public sets, or None, with a word, where they are absent."""
    folder = Path(os.environ.get("NHIPCAU_BENCH_DATA", "../shared/data"))
    if (folder / "squad2_contexts.jsonl").is_file():
        return folder
    print(
        f"The public sets are not in {folder}: set NHIPCAU_BENCH_DATA to their folder. That part is left out."
    )
    return None


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The JSON values of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def squad2(folder: Path) -> tuple[list[Paragraph], list[Asked]]:
    """SQuAD 2.0 (Rajpurkar, Jia and Liang, 2018) without the paragraphs that XQuAD tests on."""
    tested = {row["context"] for row in read_lines(folder / "xquad_en.jsonl")}
    rows = [row for row in read_lines(folder / "squad2_contexts.jsonl") if row["context"] not in tested]
    paragraphs = [Paragraph(row["context_id"], row["title"], "en", row["context"]) for row in rows]
    titles = {row["context_id"]: row["title"] for row in rows}
    questions = [
        Asked(
            row["id"],
            row["question"],
            () if row["is_impossible"] else (row["context_id"],),
            () if row["is_impossible"] else tuple(row["answers"]),
            titles[row["context_id"]],
        )
        for row in read_lines(folder / "squad2_questions.jsonl")
        if row["context_id"] in titles
    ]
    return paragraphs, questions


def xquad(folder: Path, language: Language) -> tuple[list[Paragraph], list[Asked]]:
    """XQuAD (Artetxe, Ruder and Yogatama, 2020): to measure on, never to fit on."""
    rows = read_lines(folder / f"xquad_{language}.jsonl")
    paragraphs = {
        row["context_id"]: Paragraph(
            f"{row['context_id']}-{language}", row["title"], language, row["context"]
        )
        for row in rows
    }
    questions = [
        Asked(
            row["id"],
            row["question"],
            (f"{row['context_id']}-{language}",),
            (row["answer_text"],),
            row["title"],
        )
        for row in rows
    ]
    return list(paragraphs.values()), questions


def clapnq(folder: Path) -> tuple[list[Paragraph], list[Asked]]:
    """ClapNQ (Rosenthal and others, 2024): questions that people typed, half of them without an answer here."""
    rows = read_lines(folder / "clapnq.jsonl")
    paragraphs = {
        row["context_id"].lower(): Paragraph(row["context_id"].lower(), row["title"], "en", row["context"])
        for row in rows
    }
    questions = [
        Asked(
            row["id"],
            row["question"],
            () if row["is_impossible"] else (row["context_id"].lower(),),
            () if row["is_impossible"] else tuple(it for some in row["selected_sentences"] for it in some),
            row["id"],
        )
        for row in rows
    ]
    return list(paragraphs.values()), questions


def gold_sentences(folder: Path, language: Language) -> tuple[list[str], list[tuple[str, str]]]:
    """XQuAD-R (Roy and others, 2020): all sentences, and each question with the one that answers it. To measure on."""
    rows = read_lines(folder / f"xquad_r_{language}.jsonl")
    spaced = [[fold_space(nfc(it)) for it in row["sentences"]] for row in rows]
    every = list(dict.fromkeys(it for sentences in spaced for it in sentences))
    gold = [(row["question"], it[row["gold_sentence"]]) for row, it in zip(rows, spaced, strict=True)]
    return every, gold


def without_accents(text: str) -> str:
    """The text without accents, its capitals kept."""
    return "".join(
        fold(letter).upper() if letter.isupper() else fold(letter) if letter.isalpha() else letter
        for letter in nfc(text)
    )


def write_corpus(folder: Path, paragraphs: list[Paragraph]) -> None:
    """Write each paragraph as a document of the corpus form."""
    folder.mkdir(parents=True, exist_ok=True)
    for it in paragraphs:
        front = {"id": it.id, "title": it.title.replace("_", " "), "language": it.language, "kind": "article"}
        path = folder / f"{it.id}.md"
        path.write_text(f"---\n{yaml.safe_dump(front)}---\n\n{_plain(it.text)}\n", encoding="utf-8")


def _plain(text: str) -> str:
    """A paragraph whose marks Markdown would read otherwise."""
    return "".join(_escaped(text))


def _escaped(text: str) -> Iterator[str]:
    for letter in " ".join(text.split()):
        yield f"\\{letter}" if letter in "\\`*_[]<>#|&" else letter
