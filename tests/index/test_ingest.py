from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from nhipcau.config import Config
from nhipcau.errors import CorpusError, DocumentNotFoundError, RemovalGuardError
from nhipcau.index import folder as index_folder
from nhipcau.index.ingest import IngestReport, ingest, remove_document
from tiny import TinyEmbedder, write_document, write_model


@pytest.fixture
def built(config: Config, embedder: TinyEmbedder) -> IngestReport:
    """The report of a first ingest of the made-up corpus."""
    return ingest(config, embedder=embedder)


def listing(config: Config) -> list[tuple[str, int]]:
    """Every file of the index folder and when it was written."""
    return sorted((str(it), it.stat().st_mtime_ns) for it in config.index_dir.rglob("*"))


def test_a_first_ingest_adds_everything(built: IngestReport, config: Config) -> None:
    """All documents are added, and the report counts what a reader finds."""
    assert (5, 5, 0, 0, ()) == (built.documents, built.added, built.changed, built.removed, built.skipped)
    generation = index_folder.open_live(config.index_dir).generation
    assert (built.index_id, built.passages) == (generation.index_id, generation.manifest.counts["passages"])
    assert not built.up_to_date
    assert built.embedded > built.passages


def test_a_title_stands_before_every_text_embedded(config: Config, embedder: TinyEmbedder) -> None:
    """Passages and sentences are embedded behind the title of their document, since few of them say their topic."""
    for path in config.corpus_dir.iterdir():
        path.unlink()
    passage = "The Quay Choir met in Mỹ Tho. Twelve songs were sung."
    write_document(config.corpus_dir, "choir-en", passage, title="A choir")
    ingest(config, embedder=embedder)
    texts = (passage, "The Quay Choir met in Mỹ Tho.", "Twelve songs were sung.")

    assert sorted(f"A choir\n{it}" for it in texts) == sorted(embedder.embedded)


def test_an_unchanged_corpus_changes_nothing(
    built: IngestReport, config: Config, embedder: TinyEmbedder
) -> None:
    """A second ingest keeps the generation and embeds nothing."""
    again = ingest(config, embedder=embedder)
    assert dataclasses.replace(built, added=0, embedded=0, up_to_date=True) == again


def test_only_what_changed_is_embedded(built: IngestReport, config: Config, embedder: TinyEmbedder) -> None:
    """One added, one changed and one removed document are counted; texts that stayed are remembered."""
    write_document(config.corpus_dir, "paper-boats-en", "The keepers counted 77 paper boats.")
    path = config.corpus_dir / "library-gift-en.md"
    path.write_text(path.read_text(encoding="utf-8").replace("2,400", "2,600"), encoding="utf-8")
    (config.corpus_dir / "rowing-exchange-2023-vi.md").unlink()
    embedder.embedded.clear()
    report = ingest(config, embedder=embedder)
    assert (5, 1, 1, 1) == (report.documents, report.added, report.changed, report.removed)
    assert report.embedded == len(embedder.embedded)
    assert all("2,600" in text or "paper boats" in text for text in embedder.embedded)
    assert built.index_id != report.index_id


def test_a_moved_file_is_the_same_document(
    built: IngestReport, config: Config, embedder: TinyEmbedder
) -> None:
    """Moving a file within the folder neither adds nor removes; the new place is kept."""
    (config.corpus_dir / "gifts").mkdir()
    (config.corpus_dir / "library-gift-en.md").rename(config.corpus_dir / "gifts" / "library-gift-en.md")
    report = ingest(config, embedder=embedder)
    assert (0, 0, 0, 0) == (report.added, report.changed, report.removed, report.embedded)
    document = index_folder.open_live(config.index_dir).generation.document("library-gift-en")
    assert document
    assert "gifts/library-gift-en.md" == document.path


def test_a_check_says_what_would_change_and_writes_nothing(config: Config, embedder: TinyEmbedder) -> None:
    """Before a first ingest and after it, `check` counts and leaves no trace."""
    assert (None, 5, True) == (
        (first := ingest(config, check=True)).index_id,
        first.added,
        not first.up_to_date,
    )
    assert not config.index_dir.exists()
    ingest(config, embedder=embedder)
    before = listing(config)
    assert ingest(config, check=True).up_to_date
    write_document(config.corpus_dir, "paper-boats-en", "The keepers counted 77 paper boats.")
    assert (1, True) == ((second := ingest(config, check=True)).added, not second.up_to_date)
    assert before == listing(config)


def test_losing_more_than_half_must_be_allowed(
    built: IngestReport, config: Config, embedder: TinyEmbedder
) -> None:
    """Three of five documents gone is an error and changes nothing, unless removals are allowed; two are not."""
    paths = sorted(config.corpus_dir.glob("*.md"))
    for path in paths[:2]:
        path.unlink()
    assert 2 == ingest(config, embedder=embedder).removed
    for path in paths[2:4]:
        path.unlink()
    before = listing(config)
    with pytest.raises(RemovalGuardError, match="--allow-removals"):
        ingest(config, embedder=embedder)
    assert [path for path, _ in before] == [path for path, _ in listing(config)]
    assert (1, 2) == (
        (report := ingest(config, embedder=embedder, allow_removals=True)).documents,
        report.removed,
    )


def test_a_missing_corpus_keeps_the_index(
    built: IngestReport, config: Config, embedder: TinyEmbedder
) -> None:
    """A corpus folder that is not there is an error, and what was served is served still."""
    config.corpus_dir.rename(config.corpus_dir.with_name("elsewhere"))
    with pytest.raises(CorpusError):
        ingest(config, embedder=embedder)
    assert built.index_id == index_folder.open_live(config.index_dir).generation.index_id


def test_a_file_that_no_longer_reads_keeps_its_document(
    built: IngestReport, config: Config, embedder: TinyEmbedder
) -> None:
    """The last good document stays, the file is named as skipped; it can be removed all the same."""
    path = config.corpus_dir / "library-gift-en.md"
    path.write_bytes(b"")
    report = ingest(config, embedder=embedder)
    assert (["library-gift-en.md"], 5) == ([it.path for it in report.skipped], report.documents)
    assert "2,400 books" in repr(
        index_folder.open_live(config.index_dir).generation.document("library-gift-en")
    )
    assert 4 == remove_document(config, "library-gift-en", embedder=embedder).documents
    assert not path.exists()


def test_another_model_builds_anew(built: IngestReport, config: Config, tmp_path: Path) -> None:
    """The generation is a function of the model too."""
    folder = write_model(tmp_path / "other", dimension=32)
    other = config.model_copy(update={"embedding_model": str(folder)})
    report = ingest(other, embedder=TinyEmbedder(folder))
    assert built.index_id != report.index_id
    assert (0, built.embedded) == (report.changed, report.embedded)
    assert 32 == index_folder.open_live(config.index_dir).generation.manifest.embedder.dimension


def test_no_more_generations_are_kept_than_wanted(config: Config, embedder: TinyEmbedder) -> None:
    """The live one and the one before, by default."""
    for count in range(4):
        write_document(config.corpus_dir, "paper-boats-en", f"The keepers counted {count} paper boats.")
        ingest(config, embedder=embedder)
    assert [3, 4] == [index_folder.sequence_of(it) for it in index_folder.index_ids(config.index_dir)]


def test_a_damaged_older_generation_is_cleared_away(
    built: IngestReport, config: Config, embedder: TinyEmbedder
) -> None:
    """What `doctor` tells to run mends the folder, even when nothing else has changed."""
    write_document(config.corpus_dir, "paper-boats-en", "The keepers counted 77 paper boats.")
    live = ingest(config, embedder=embedder).index_id
    (config.index_dir / str(built.index_id) / "vectors.faiss").write_bytes(b"")
    assert live == ingest(config, embedder=embedder).index_id
    assert [live] == index_folder.index_ids(config.index_dir)


def test_an_ingest_that_fails_leaves_nothing_behind(
    built: IngestReport, config: Config, embedder: TinyEmbedder
) -> None:
    """When embedding fails the folder holds what it held before."""
    before = [path for path, _ in listing(config)]

    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    write_document(config.corpus_dir, "paper-boats-en", "The keepers counted 77 paper boats.")
    with pytest.raises(KeyboardInterrupt):
        ingest(config, embedder=embedder, progress=interrupt)
    assert before == [path for path, _ in listing(config)]


def test_removing_what_is_not_there_says_so(
    built: IngestReport, config: Config, embedder: TinyEmbedder
) -> None:
    """An unknown id is a DocumentNotFoundError that names the command which lists them."""
    with pytest.raises(DocumentNotFoundError, match="nhipcau documents"):
        remove_document(config, "nothing-en", embedder=embedder)


def test_the_last_document_can_be_removed(config: Config, embedder: TinyEmbedder) -> None:
    """Removing every document one by one ends with an index of none."""
    ids = [path.stem for path in sorted(config.corpus_dir.glob("*.md"))]
    reports = [remove_document(config, document_id, embedder=embedder) for document_id in ids]
    assert [4, 3, 2, 1, 0] == [report.documents for report in reports]
    assert 0 == index_folder.open_live(config.index_dir).generation.document_count()


def test_removing_one_document_never_empties_the_index(
    built: IngestReport, config: Config, embedder: TinyEmbedder
) -> None:
    """Where the corpus folder is not there, as when a disk is not mounted, nothing is removed."""
    config.corpus_dir.rename(config.corpus_dir.with_name("elsewhere"))
    with pytest.raises(CorpusError):
        remove_document(config, "library-gift-en", embedder=embedder)

    assert built.documents == index_folder.open_live(config.index_dir).generation.document_count()


def test_a_second_file_with_the_same_id_goes_too(
    built: IngestReport, config: Config, embedder: TinyEmbedder
) -> None:
    """A copy that was skipped for its id must not step into the place of the removed document."""
    original = config.corpus_dir / "library-gift-en.md"
    (config.corpus_dir / "zz-copy.md").write_text(original.read_text(encoding="utf-8"), encoding="utf-8")
    report = remove_document(config, "library-gift-en", embedder=embedder)

    assert built.documents - 1 == report.documents
    assert index_folder.open_live(config.index_dir).generation.document("library-gift-en") is None


def test_a_character_that_is_no_text_is_named(config: Config, embedder: TinyEmbedder) -> None:
    """A lone surrogate that YAML's escapes bring in is a wrong field of one file, not the end of an ingest."""
    (config.corpus_dir / "bad.md").write_text(
        '---\ntitle: "\\ud800x"\nlanguage: en\nkind: brief\n---\nText.\n', encoding="utf-8"
    )
    report = ingest(config, embedder=embedder)

    assert ["bad.md"] == [it.path for it in report.skipped]
    assert "title" in report.skipped[0].reason
