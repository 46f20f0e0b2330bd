"""The words of the project as frozen values.

Offsets count Unicode code points of NFC text, from 0, end exclusive.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Literal

Language = Literal["en", "vi"]
Kind = Literal["article", "brief"]
Mode = Literal["auto", "extractive", "generated"]
Status = Literal["answered", "not_found", "about", "unclear"]
NoticeKind = Literal["fallback", "other_language", "as_of", "superseded", "conflict"]
TitleFrom = Literal["source", "translation", "ours", "first-sentence"]

LANGUAGES: tuple[Language, ...] = ("en", "vi")


@dataclass(frozen=True, slots=True)
class Document:
    """One source in one language.

    `text` is NFC plain text: one line a paragraph, heading or list entry, blank lines between blocks.
    `published` is YYYY, YYYY-MM, YYYY-MM-DD or None; `path` is relative to the corpus folder, with "/".
    """

    id: str
    source_id: str
    language: Language
    kind: Kind
    title: str
    title_from: TitleFrom
    text: str
    path: str
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    source_language: str = "en"
    topics: tuple[str, ...] = ()
    story: str | None = None

    @property
    def told(self) -> str:
        """What the document tells of: its story, which others may report as well, or else its source."""
        return f"story {self.story}" if self.story else self.source_id

    @property
    def version(self) -> str:
        """The beginning of the text's sha256 (16 hex digits): the `v` of viewer links."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    @property
    def content_hash(self) -> str:
        """The sha256 (hex) of everything that a reader could see of the document; its place on disk does not count."""
        shown = {key: value for key, value in asdict(self).items() if key != "path"}
        return hashlib.sha256(json.dumps(shown, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of the corpus folder that is not in the index, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The retrievable piece `document.text[start:end]`; `id` is `<document_id>:<start>-<end>`."""

    document_id: str
    start: int
    end: int

    @property
    def id(self) -> str:
        return f"{self.document_id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score (higher is better; comparable within one search only) and rank (from 1)."""

    passage: Passage
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question and its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may answer. Dates are as in `Document.published`; a partial date stands for its whole span."""

    published_from: str | None = None
    published_to: str | None = None
    include_undated: bool = True
    language: Language | None = None
    publisher: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What the user wrote, and under which conditions it is to be answered.

    `language` is that of the answer; None means the question's own. `as_of` is YYYY-MM-DD or None (today).
    """

    text: str
    language: Language | None = None
    history: tuple[Turn, ...] = ()
    as_of: str | None = None
    filters: Filters = field(default_factory=Filters)
    mode: Mode = "auto"


@dataclass(frozen=True, slots=True)
class Report:
    """Another source that reports the same story as the one that is cited or found."""

    document_id: str
    source_id: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered pointer (from 1) to `quote == document.text[start:end]`.

    `also_reported_by` names the other sources of the same story; they may tell less, or otherwise.
    """

    number: int
    document_id: str
    source_id: str
    kind: Kind
    title: str
    publisher: str | None
    published: str | None
    language: Language
    source_language: str
    url: str | None
    quote: str
    start: int
    end: int
    viewer: str
    also_reported_by: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, the numbers of its citations, and how far they support it (0 to 1)."""

    text: str
    citations: tuple[int, ...]
    support: float


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know about the answer."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """A passage near the question that does not answer it."""

    document_id: str
    title: str
    published: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each stage."""

    embed: float
    retrieve: float
    select: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What is given back for a question.

    `status` is "answered"; "not_found" (then, and only then, `text` is None); "about", where the text was no question
    to the documents and `text` says something of the assistant or of its corpus; or "unclear", where the question
    points back to nothing or to several things and `text` asks which is meant. Only an answered one has sentences and
    citations. `interpreted_as` is the question as it was answered, where that is not as it was written.
    """

    id: str
    index_id: str
    question: str
    interpreted_as: str | None
    language: Language
    as_of: str
    status: Status
    mode: Literal["extractive", "generated"]
    fallback_reason: str | None
    text: str | None
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    notices: tuple[Notice, ...]
    related: tuple[Related, ...]
    timings_ms: Timings


@dataclass(frozen=True, slots=True)
class Meta:
    """The first event of an answer."""

    id: str
    index_id: str
    question: str
    language: Language
    as_of: str
    mode: Literal["extractive", "generated"]


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """A sentence that passed the gate, with those citations in full that it is the first to use."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The last event: the whole answer."""

    answer: Answer


Event = Meta | SentenceReady | Done
