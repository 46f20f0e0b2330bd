"""The bilingual glossary: who and what the documents speak of, under all of its names in both languages.

It is one YAML file that people read and extend (`corpus/_glossary.yaml`; `corpus/README.md` describes its form).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, get_args

import yaml

from nhipcau.errors import GlossaryError
from nhipcau.text import fold, fold_space, nfc, tokens
from nhipcau.vocabulary import Language

TermKind = Literal["organisation", "office", "document", "programme", "award", "concept", "person", "place"]
TERM_KINDS: Final = get_args(TermKind)
_FIELDS: Final = {"id", "kind", "en", "vi", "abbreviations", "offices"}
_OFFICE_FIELDS: Final = {"en", "vi", "on", "source"}
DEEPEST: Final = 50
"""How deep a glossary may be nested; its form needs four levels."""

_ID = re.compile(r"[a-z0-9-]{1,60}")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office that a source gives a person: its names, the date of that source (`Document.published`), its id."""

    en: str
    vi: str
    on: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody or something, under every name: the first of each language is the one to use."""

    id: str
    kind: TermKind
    en: tuple[str, ...]
    vi: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    offices: tuple[OfficeHeld, ...] = ()

    def names(self, language: Language) -> tuple[str, ...]:
        """What it is called in a text of this language, abbreviations included."""
        return (*(self.en if language == "en" else self.vi), *self.abbreviations)


Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a term: `words` of it, from the word `at` on (counted from 0)."""

    term: Term
    words: Words
    at: int


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms, and which term a name is of, by the words of the name: as written and without accents.

    Of two names that overlap the longer one counts, of two that follow each other the first.
    """

    terms: tuple[Term, ...]
    _written: Mapping[Words, Term] = field(repr=False)
    _folded: Mapping[Words, Term] = field(repr=False)

    def named(self, text: str) -> list[Term]:
        """The terms that a text names, each once, in order; accents count, case and what is between words do not."""
        return list(dict.fromkeys(it.term for it in _mentions(_words(text), self._written)))

    def mentions(self, text: str) -> list[Mention]:
        """Where a text names terms, with or without accents, in order; the words are folded."""
        return _mentions(folded_words(text), self._folded)


def _words(text: str) -> Words:
    return tuple(token.text.casefold() for token in tokens(nfc(text)))


def folded_words(text: str) -> Words:
    """The words of a text without accents and capitals."""
    return tuple(fold(token.text) for token in tokens(nfc(text)))


def _mentions(words: Words, names: Mapping[Words, Term]) -> list[Mention]:
    longest = max(map(len, names), default=0)
    found, at = [], 0
    while at < len(words):
        lengths = range(min(longest, len(words) - at), 0, -1)
        length = next((it for it in lengths if words[at : at + it] in names), 0)
        if length:
            found.append(Mention(names[words[at : at + length]], words[at : at + length], at))
        at += max(1, length)
    return found


def load_glossary(path: Path) -> Glossary:
    """Read and check a glossary. Raises GlossaryError saying where it is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
        _refuse_deep(text)
        written = yaml.load(text, Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError) as error:  # ValueError: no UTF-8, or a date that is none
        message = f"The glossary {path} cannot be read ({' '.join(str(error).split())}); "
        raise GlossaryError(
            message + "mend it, or unset NHIPCAU_GLOSSARY to use the packaged one."
        ) from error
    try:
        return make_glossary(tuple(_terms(written)))
    except _WrongTermError as error:
        message = f"The glossary {path} is wrong: {error}; corpus/README.md describes its form."
        raise GlossaryError(message) from error


def _refuse_deep(text: str) -> None:
    """Raises YAMLError for what stands so deep within itself that the parser, which is C, would end the process."""
    depth = 0
    for letter in text:
        depth = max(0, depth + (letter in "[{") - (letter in "]}"))
        if depth > DEEPEST:
            raise yaml.YAMLError("it is nested too deep")
    if re.search(rf"(?:[-?:] +){{{DEEPEST},}}", text):
        raise yaml.YAMLError("it is nested too deep")


def make_glossary(terms: tuple[Term, ...]) -> Glossary:
    """A glossary of these terms. Raises ValueError where two share a name."""
    written: dict[Words, Term] = {}
    folded: dict[Words, Term | None] = {}
    for term in terms:
        for name in (*term.en, *term.vi, *term.abbreviations):
            if (other := written.setdefault(_words(name), term)) is not term:
                raise _WrongTermError(f"{name!r} names both {other.id} and {term.id}")
            if folded.setdefault(folded_words(name), term) is not term:
                folded[folded_words(name)] = None  # without accents it could be either
    return Glossary(terms, written, {words: term for words, term in folded.items() if term})


class _WrongTermError(ValueError):
    """A term of the file is not of the form."""


def _terms(written: object) -> Iterator[Term]:
    if not isinstance(written, list):
        raise _WrongTermError("it is no list of terms")
    ids: set[str] = set()
    for number, it in enumerate(written, start=1):
        where = f"term {number}"
        if not isinstance(it, dict):
            raise _WrongTermError(f"{where} is no mapping")
        identity = it.get("id")
        if not isinstance(identity, str) or not _ID.fullmatch(identity) or identity in ids:
            raise _WrongTermError(f"{where} needs an id of its own of small letters, digits and hyphens")
        ids.add(identity)
        yield _term(identity, it)


def _term(identity: str, it: dict[str, Any]) -> Term:
    if unknown := it.keys() - _FIELDS:
        raise _WrongTermError(f"{identity} has the unknown field {min(map(str, unknown))!r}")
    if it.get("kind") not in TERM_KINDS:
        raise _WrongTermError(f"{identity}: kind is one of {', '.join(TERM_KINDS)}")
    en, vi = _names(identity, it, "en"), _names(identity, it, "vi")
    if not en or not vi:
        raise _WrongTermError(f"{identity} needs a name in each language")
    offices = it.get("offices") or []
    if not isinstance(offices, list):
        raise _WrongTermError(f"{identity}: offices is a list")
    held = tuple(_office(identity, office) for office in offices)
    return Term(identity, it["kind"], en, vi, _names(identity, it, "abbreviations"), held)


def _names(identity: str, it: dict[str, Any], name: str) -> tuple[str, ...]:
    written = it.get(name) or []
    names = [written] if isinstance(written, str) else written
    if not isinstance(names, list) or not all(map(_is_text, names)):
        raise _WrongTermError(f"{identity}: {name} is a text or a list of texts")
    return tuple(fold_space(nfc(one)) for one in names)


def _office(identity: str, office: object) -> OfficeHeld:
    # YAML takes a bare "on" for true.
    given = (
        {"on" if name is True else name: it for name, it in office.items()}
        if isinstance(office, dict)
        else {}
    )
    if given.keys() != _OFFICE_FIELDS:
        raise _WrongTermError(f"{identity}: an office has the fields {', '.join(sorted(_OFFICE_FIELDS))}")
    if not all(_is_text(given[name]) for name in ("en", "vi", "source")):
        raise _WrongTermError(f"{identity}: en, vi and source of an office are texts")
    on = None if given["on"] is None else str(given["on"])
    if on and not _DATE.fullmatch(on):
        raise _WrongTermError(f"{identity}: an office is held on YYYY, YYYY-MM or YYYY-MM-DD, or null")
    return OfficeHeld(fold_space(nfc(given["en"])), fold_space(nfc(given["vi"])), on, given["source"])


def _is_text(value: object) -> bool:
    return isinstance(value, str) and any(map(str.isalnum, value))


NO_GLOSSARY: Final = Glossary((), {}, {})
"""A glossary without terms."""
