"""The lexical index: BM25 (Robertson and Zaragoza, 2009; k1 1.2, b 0.75) by tantivy.

Tokens are `text.py`'s, joined by spaces, so that tantivy only splits at white space. Two fields hold every passage
with its title: `exact` keeps accents and adds pairs of neighbouring words, `folded` has neither accents nor
English endings. Queries are built from terms and never parsed from what a user typed.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from nhipcau.text import exact_terms, folded_terms

_WRITER_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """One term of a query: its field ("exact" or "folded") and what a match is worth."""

    field: str
    text: str
    weight: float


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", indexed=True, fast=True)
    builder.add_unsigned_field("document", indexed=True)
    for name in ("exact", "folded"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def write_words(folder: Path, passages: Iterable[tuple[int, str]]) -> None:
    """Build the index in a new folder from (document number, title and text of the passage), in passage order.

    Raises OSError where the folder cannot be written.
    """
    folder.mkdir()
    try:
        _write(folder, passages)
    except ValueError as error:  # what tantivy raises for every failure of the disk
        raise OSError(str(error)) from error
    for path in folder.iterdir():
        if path.name.endswith(".lock"):
            path.unlink()
        else:
            path.chmod(0o644)  # tantivy makes its own metadata private to the builder


def _write(folder: Path, passages: Iterable[tuple[int, str]]) -> None:
    index = tantivy.Index(_schema(), path=str(folder), reuse=False)
    # One thread: passages keep their order, so that equal corpora give equal rankings.
    writer = index.writer(heap_size=_WRITER_BYTES, num_threads=1)
    for number, (document, text) in enumerate(passages):
        entry = tantivy.Document()
        entry.add_unsigned("passage", number)
        entry.add_unsigned("document", document)
        entry.add_text("exact", " ".join(exact_terms(text)))
        entry.add_text("folded", " ".join(folded_terms(text)))
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()


class WordIndex:
    """A lexical index opened for reading.

    tantivy locks the folder that it opens and maps its files, but a generation may lie on a read-only disk, and a
    file cut short under a running server must not end it. So tantivy is shown a copy, which is deleted as soon as
    it is open.
    """

    def __init__(self, folder: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="nhipcau-words-", ignore_cleanup_errors=True) as copied:
            for path in folder.iterdir():
                shutil.copyfile(path, Path(copied) / path.name)
            self._schema = _schema()
            self._searcher = tantivy.Index.open(copied).searcher()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self,
        terms: Sequence[WeightedTerm],
        k: int,
        documents: Sequence[int] | None = None,
        passages: Sequence[int] | None = None,
    ) -> list[tuple[int, float]]:
        """At most `k` (passage number, BM25 score), best first, equal scores by passage number.

        `documents` and `passages` are the numbers allowed; None allows all.
        """
        if not terms or k < 1:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, self._query(term)) for term in terms])
        for field, wanted in (("document", documents), ("passage", passages)):
            if wanted is not None:
                if not wanted:
                    return []
                allowed = tantivy.Query.term_set_query(self._schema, field, list(wanted))
                no_score = tantivy.Query.const_score_query(allowed, 0.0)
                query = tantivy.Query.boolean_query(
                    [(tantivy.Occur.Must, query), (tantivy.Occur.Must, no_score)]
                )
        hits = self._searcher.search(query, k, count=False).hits
        numbers = self._searcher.fast_field_values("passage", [address for _, address in hits])
        scored = [(int(number or 0), float(score)) for number, (score, _) in zip(numbers, hits, strict=True)]
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))

    def document_frequency(self, field: str, term: str) -> int:
        """How many passages hold a term."""
        return int(self._searcher.doc_freq(field, term))

    def terms(self, field: str, prefix: str) -> list[str]:
        """The terms that begin so, sorted."""
        return sorted(term for term, _ in self._searcher.terms_with_prefix(field, prefix))

    def _query(self, term: WeightedTerm) -> tantivy.Query:
        return tantivy.Query.boost_query(
            tantivy.Query.term_query(self._schema, term.field, term.text), term.weight
        )
