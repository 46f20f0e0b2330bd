"""Promise 6. After a removal no answer, search result or page shows the document.

Also after a rollback or a fallback to an older generation.
"""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from children import Conditions, build, remove, run
from nhipcau.answering.assistant import Assistant, final_answer, load_assistant, search_results
from nhipcau.config import Config
from nhipcau.errors import CorpusError, DocumentNotFoundError, NhipcauError
from nhipcau.index import folder as index_folder
from nhipcau.index.ingest import ingest, remove_document
from nhipcau.vocabulary import Question
from tiny import TinyEmbedder

GONE = "lantern-fair-2024-en"
SOURCE = "lantern-fair-2024"
NEVER = 100_000
"""More calls to the disk than a removal makes."""
WORDS = "hung 1,250 paper lanterns along the Hoài River"
QUESTIONS = (
    "Delegations from seven countries hung how many paper lanterns along the Hoài River?",
    "What did a workshop teach 320 pupils to fold from bamboo and silk?",
)


def shows(assistant: Assistant) -> list[str]:
    """Where the document can still be seen, by id or by its words."""
    generation = assistant.generation
    places = {
        "document": repr(generation.document(GONE)),
        "documents": repr(generation.documents()),
        "versions": repr(generation.versions(SOURCE)),
        "entries": repr(generation.entries()),
        "count": GONE if generation.document_count() != len(generation.documents()) else "",
    }
    for number, question in enumerate(QUESTIONS):
        places[f"answer {number}"] = repr(final_answer(assistant.answer(Question(question))))
        places[f"search {number}"] = repr(search_results(*assistant.search(question, k=50)))
    return [place for place, seen in places.items() if GONE in seen or WORDS in seen]


EVERYWHERE = ["document", "documents", "versions", "entries", "answer 0", "search 0", "answer 1", "search 1"]


@pytest.fixture
def fresh(config: Config, embedder: TinyEmbedder) -> Assistant:
    """Two generations, the document in both; the assistant held is asked to refresh by each test."""
    ingest(config, embedder=embedder)
    revise(config, "a")
    ingest(config, embedder=embedder)
    held = load_assistant(config, embedder=embedder)
    assert shows(held) == EVERYWHERE
    return held


def revise(config: Config, mark: str) -> None:
    """Change another document, so that the next generation differs."""
    with (config.corpus_dir / "library-gift-en.md").open("a", encoding="utf-8") as file:
        file.write(f"\nThis is revision {mark}.\n")


def damage_live(config: Config) -> None:
    """Empty the vectors of the live generation."""
    live = index_folder.read_current(config.index_dir)
    (config.index_dir / str(live) / "vectors.faiss").write_bytes(b"")


def reopened(config: Config, embedder: TinyEmbedder) -> Assistant:
    """Another process's view of the index."""
    return load_assistant(config, embedder=embedder)


def test_after_remove(config: Config, embedder: TinyEmbedder, fresh: Assistant) -> None:
    """`documents remove` deletes the file, and neither a held nor a new assistant shows the document."""
    remove_document(config, GONE, embedder=embedder)
    fresh.refresh()
    assert ([], []) == (shows(fresh), shows(reopened(config, embedder)))
    assert not (config.corpus_dir / f"{GONE}.md").exists()
    with pytest.raises(DocumentNotFoundError):
        remove_document(config, GONE, embedder=embedder)


def test_after_deleting_the_file(config: Config, embedder: TinyEmbedder, fresh: Assistant) -> None:
    """Deleting the file and running `ingest` is a removal."""
    (config.corpus_dir / f"{GONE}.md").unlink()
    ingest(config, embedder=embedder)
    fresh.refresh()
    assert ([], []) == (shows(fresh), shows(reopened(config, embedder)))


def test_after_rollback(config: Config, embedder: TinyEmbedder, fresh: Assistant) -> None:
    """Going back to a generation that was built with the document does not bring it back."""
    remove_document(config, GONE, embedder=embedder)
    index_folder.roll_back(config.index_dir)
    fresh.refresh()
    assert ([], []) == (shows(fresh), shows(reopened(config, embedder)))


def test_after_a_fallback(config: Config, embedder: TinyEmbedder, fresh: Assistant) -> None:
    """An older generation, served because the newest is damaged, does not bring the document back."""
    remove_document(config, GONE, embedder=embedder)
    damage_live(config)
    assistant = reopened(config, embedder)
    assert assistant.fallback_reason
    fresh.refresh()
    assert ([], []) == (shows(fresh), shows(assistant))


def test_after_a_rollback_behind_its_adding(config: Config, embedder: TinyEmbedder) -> None:
    """A document that only a later generation holds, rolled back and then deleted, does not come with a fallback."""
    path = config.corpus_dir / f"{GONE}.md"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    ingest(config, embedder=embedder)
    path.write_text(text, encoding="utf-8")
    ingest(config, embedder=embedder)
    index_folder.roll_back(config.index_dir)
    path.unlink()
    ingest(config, embedder=embedder)
    damage_live(config)
    assert [] == shows(reopened(config, embedder))


def test_after_a_removal_that_could_not_be_committed(
    config: Config, embedder: TinyEmbedder, fresh: Assistant
) -> None:
    """When no new generation can be built, for want of disk, the removed document is gone all the same."""
    outcome = run(remove, config, GONE, conditions=Conditions(file_bytes=5_000))
    assert "IndexWriteError" == outcome.error, outcome
    fresh.refresh()
    assert ([], []) == (shows(fresh), shows(reopened(config, embedder)))


def test_after_a_removal_killed_at_any_step(
    config: Config, embedder: TinyEmbedder, fresh: Assistant, tmp_path: Path
) -> None:
    """Killed before any of its calls to the disk, a removal never leaves the file deleted and the document shown."""

    def killed(step: int) -> tuple[bool, bool, list[str]]:
        place = tmp_path / f"step-{step}"
        shutil.copytree(config.corpus_dir, place / "corpus")
        shutil.copytree(config.index_dir, place / "index")
        there = config.model_copy(update={"corpus_dir": place / "corpus", "index_dir": place / "index"})
        died = run(remove, there, GONE, conditions=Conditions(die_at=step)).killed
        deleted = not (place / "corpus" / f"{GONE}.md").exists()
        seen = shows(reopened(there, embedder))
        if deleted:
            index_folder.roll_back(there.index_dir)
            seen += shows(reopened(there, embedder))
        assert run(build, there).error is None
        healed = shows(reopened(there, embedder))
        assert ([] if deleted else EVERYWHERE) == healed, step
        return died, deleted, seen

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(killed, [*range(1, 16), *range(16, 120, 8), NEVER]))
    assert [] == [seen for _, deleted, seen in outcomes if deleted and seen]
    assert {(True, False), (True, True), (False, True)} == {(died, deleted) for died, deleted, _ in outcomes}


def test_a_file_that_cannot_be_deleted_is_not_removed(
    config: Config, embedder: TinyEmbedder, fresh: Assistant
) -> None:
    """When the file cannot be deleted, the error says so in one sentence and the document is shown as before."""
    path = config.corpus_dir / f"{GONE}.md"
    found = fresh.generation.document(GONE)
    path.rename(config.corpus_dir / "aside")
    path.mkdir()  # what stands at the document's place now is no file, which even root cannot unlink
    assert found
    with pytest.raises(CorpusError, match="NHIPCAU_CORPUS_DIR"):
        remove_document(config, GONE, embedder=embedder)
    assert EVERYWHERE == shows(reopened(config, embedder))


def test_put_back_is_shown_again(config: Config, embedder: TinyEmbedder, fresh: Assistant) -> None:
    """A document that is put back is shown again, and can be removed again."""
    path = config.corpus_dir / f"{GONE}.md"
    text = path.read_text(encoding="utf-8")
    for _ in range(2):
        remove_document(config, GONE, embedder=embedder)
        assert [] == shows(reopened(config, embedder))
        path.write_text(text, encoding="utf-8")
        ingest(config, embedder=embedder)
        fresh.refresh()
        assert (EVERYWHERE, EVERYWHERE) == (shows(fresh), shows(reopened(config, embedder)))


def test_a_damaged_record_of_removals_shows_nothing_removed(
    config: Config, embedder: TinyEmbedder, fresh: Assistant
) -> None:
    """With the record lost, a new reader serves nothing rather than something removed, until `ingest` has run."""
    remove_document(config, GONE, embedder=embedder)
    index_folder.roll_back(config.index_dir)
    fresh.refresh()
    (config.index_dir / index_folder.REMOVED).unlink()
    with pytest.raises(NhipcauError, match="nhipcau ingest"):
        reopened(config, embedder)
    with pytest.raises(NhipcauError):
        fresh.refresh()
    assert [] == shows(fresh)
    ingest(config, embedder=embedder)
    fresh.refresh()
    assert ([], []) == (shows(fresh), shows(reopened(config, embedder)))
