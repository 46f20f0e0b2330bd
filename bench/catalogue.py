"""Check every brief of the corpus against the catalogue of sources that it was written from.

    python bench/catalogue.py            every error, and how many there are of each kind

The catalogue is not part of the repository: NHIPCAU_CATALOGUE names its file. For each of its entries both languages
must stand in the corpus with the entry's address, publisher, date, topics and (where it is exact) title; every number,
date and glossary name of the entry's facts must stand in both; and none may stand there that the entry lacks.
A name stands under any of its names in the glossary, and what is no person, place or document also in pieces near each
other. The exit status is 1 where there is an error.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from nhipcau.answering.figures import unmatched_numbers
from nhipcau.documents.reading import read_corpus
from nhipcau.glossary import Glossary, Term, load_glossary
from nhipcau.text import nfc, tokens
from nhipcau.vocabulary import LANGUAGES, Document

ROOT = Path(__file__).parents[1]
Error = tuple[str, str, str]
"""The document's id, the kind of error, and what is wrong."""

READINGS = (
    (re.compile(r"\bNgo (?=[A-ZĐ][a-z])"), "Ngô "),  # the family name is no NGO
    (re.compile(r"\bAO\b"), "Agent Orange"),
    (re.compile(r"\bInt'l\b"), "International"),
    (re.compile(r"\bon (\d\d? and \d\d?)\.(\d\d?)\b(?!\.?\d| [mb]illion)"), r"on \1/\2"),  # "on 18 and 19.1"
    (re.compile(r"\((?=(?:May|March) (?:to|-|–) )"), "(from "),  # a month, and not the verb
)
"""How sources write what is read otherwise, and how it is read."""

WHOLE = {"person", "place", "document"}
"""The kinds of what is named word for word; anything else may be named in pieces."""

SLACK = 8
"""So many other words may stand between the pieces of a name."""

BETWEEN = {"of", "the", "from", "s", "của"}
"""Words of a name that tell nothing apart ("VUFO's President", "President of VUFO")."""

SHORT = {
    "party-general-secretary": re.compile(r"\bGeneral Secretary\b"),
    "state-president": re.compile(r"(?<!Vice )\bPresident\b"),
    "state-vice-president": re.compile(r"\bVice President\b"),
}
"""Offices that English sources give one who held them without saying of what; Vietnamese has to say it."""


def errors(entry: dict[str, Any], document: Document, glossary: Glossary) -> Iterator[Error]:
    """What a brief has otherwise than the catalogue's entry."""
    facts = _read(" . ".join(entry["facts"]))
    whole = _read(f"{facts} . {entry['title']} . {entry['publisher']} . {entry['date'] or ''}")
    # A title that is translated from a third language has names that the entry has in that language only.
    is_foreign = document.title_from == "translation" and entry["language"] not in LANGUAGES
    brief = _read(document.text if is_foreign else f"{document.title} . {document.text}")
    for field, wanted in (
        ("url", entry["url"]),
        ("publisher", entry["publisher"]),
        ("published", entry["date"]),
        ("source_language", entry["language"]),
        ("topics", tuple(entry["topics"])),
    ):
        if (given := getattr(document, field)) != wanted:
            yield document.id, "front matter", f"{field} is {given!r}, in the catalogue {wanted!r}"
    yield from _title_errors(entry, document)
    if missing := unmatched_numbers(facts, document.text):
        yield document.id, "number missing", _listed(missing)
    if added := unmatched_numbers(document.text, whole, _dated(entry["date"])):
        yield document.id, "number added", _listed(added)
    for term in glossary.named(facts):
        if not _stands(term, brief):
            yield document.id, "name missing", term.id
    for term in glossary.named(brief):
        if not _stands(term, whole) and not _stands_short(term, whole, glossary):
            yield document.id, "name added", term.id


def _title_errors(entry: dict[str, Any], document: Document) -> Iterator[Error]:
    is_exact = bool(entry["title"]) and entry.get("title_from") != "slug"
    wanted = "ours" if not is_exact else "source" if document.language == entry["language"] else "translation"
    if document.title_from != wanted:
        yield document.id, "title", f"title_from is {document.title_from}, but should be {wanted}"
    if wanted == "source" and document.title != nfc(entry["title"]):
        yield document.id, "title", "is not the source's own"


def _dated(day: str | None) -> str:
    """A date as its numbers, also without zeros."""
    return " ".join(str(int(part)) for part in day.split("-")) if day else ""


def _read(text: str) -> str:
    text = nfc(text)
    for written, read in READINGS:
        text = written.sub(read, text)
    return text


def _stands(term: Term, text: str) -> bool:
    """Whether a text names something under any of its names.

    "President Nguyen Phuong Nga of VUFO" names the VUFO President, "Party and State diplomacy" names both.
    """
    words = _words(text)
    slack = 0 if term.kind in WHOLE else SLACK
    names = (*term.en, *term.vi, *term.abbreviations)
    return any(_are_near(_words(name), words, slack, in_order=term.kind != "office") for name in names)


def _are_near(name: Sequence[str], words: Sequence[str], slack: int, *, in_order: bool) -> bool:
    """Whether the words of a name stand within a stretch that has up to `slack` other words."""
    for at, word in enumerate(words):
        stretch = words[at : at + len(name) + slack]
        if in_order:
            rest = iter(stretch)
            if word == name[0] and all(it in rest for it in name):
                return True
        elif word in name and not Counter(name) - Counter(stretch):
            return True
    return False


def _words(text: str) -> list[str]:
    """The words of a text that tell names apart, in the singular."""
    words = (token.text.casefold() for token in tokens(text))
    return [_singular(word) for word in words if word not in BETWEEN]


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _stands_short(term: Term, text: str, glossary: Glossary) -> bool:
    """Whether a text has the short form of an office, and names somebody who the glossary says has held it."""
    short = SHORT.get(term.id)
    return bool(short and short.search(text)) and any(
        term.vi[0] in office.vi for person in glossary.named(text) for office in person.offices
    )


def _listed(numbers: object) -> str:
    return ", ".join(sorted(f"{it:f}" for it in numbers)) if isinstance(numbers, frozenset) else ""


def main() -> None:
    """Print every error and the counts."""
    path = Path(os.environ.get("NHIPCAU_CATALOGUE", "../shared/catalogue.yaml"))
    if not path.is_file():
        print(f"The catalogue is not at {path}: set NHIPCAU_CATALOGUE to its file. Nothing was checked.")
        return
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    documents = {it.id: it for it in read_corpus(ROOT / "corpus", max_bytes=5_000_000)[0]}
    glossary = load_glossary(ROOT / "corpus/_glossary.yaml")
    found: list[Error] = []
    for entry in entries:
        for language in LANGUAGES:
            document = documents.get(f"{entry['id']}-{language}")
            found += (
                errors(entry, document, glossary)
                if document
                else [(f"{entry['id']}-{language}", "document missing", "")]
            )
    for document_id, kind, what in found:
        print(f"{document_id}: {kind}: {what}")
    print(f"{len(entries)} entries, {len(found)} errors {dict(Counter(kind for _, kind, _ in found))}")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
