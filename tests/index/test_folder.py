from __future__ import annotations

import os
from pathlib import Path

import pytest

from nhipcau.config import Config
from nhipcau.errors import IndexDamagedError, IndexLockedError, IndexMissingError, IndexWriteError
from nhipcau.index import folder as index_folder
from nhipcau.index.generation import Removals
from nhipcau.index.ingest import ingest
from tiny import TinyEmbedder, write_document


@pytest.fixture
def three(config: Config, embedder: TinyEmbedder) -> Config:
    """Settings whose index folder holds three generations."""
    config = config.model_copy(update={"keep_generations": 3})
    for count in range(3):
        write_document(config.corpus_dir, "paper-boats-en", f"The keepers counted {count} paper boats.")
        ingest(config, embedder=embedder)
    return config


def test_nothing_built_yet_says_what_to_run(tmp_path: Path) -> None:
    """A folder without generations, or none at all, is an IndexMissingError that names `nhipcau ingest`."""
    for place in (tmp_path, tmp_path / "nowhere"):
        assert (None, []) == (index_folder.read_current(place), index_folder.index_ids(place))
        with pytest.raises(IndexMissingError, match="nhipcau ingest"):
            index_folder.open_live(place)


def test_generations_are_listed_oldest_first(three: Config) -> None:
    """Only folders named like generations count."""
    (three.index_dir / "notes").mkdir()
    (three.index_dir / ".building-000004-0123456789abcdef").mkdir()
    ids = index_folder.index_ids(three.index_dir)
    assert [1, 2, 3] == [index_folder.sequence_of(it) for it in ids]
    assert ids[-1] == index_folder.read_current(three.index_dir)


def test_the_stamp_changes_with_every_commit_and_removal(three: Config) -> None:
    """Unchanged files give an equal stamp; a new pointer or record another."""
    stamps = {index_folder.current_stamp(three.index_dir), index_folder.current_stamp(three.index_dir)}
    index_folder.record_removals(three.index_dir, {"a-en": "hash"}, 3)
    stamps.add(index_folder.current_stamp(three.index_dir))
    index_folder.roll_back(three.index_dir)
    stamps.add(index_folder.current_stamp(three.index_dir))
    assert 3 == len(stamps)


def test_rolling_back_goes_one_generation_at_a_time(three: Config) -> None:
    """Each roll-back serves the one before; at the first there is nothing to go back to and nothing changes."""
    first, second, _ = index_folder.index_ids(three.index_dir)
    for expected in (second, first):
        assert expected == index_folder.roll_back(three.index_dir).generation.index_id
        assert expected == index_folder.open_live(three.index_dir).generation.index_id
    with pytest.raises(IndexMissingError, match="nothing was changed"):
        index_folder.roll_back(three.index_dir)
    assert first == index_folder.read_current(three.index_dir)


def test_rolling_back_passes_over_a_damaged_generation(three: Config) -> None:
    """Only a good generation is gone back to."""
    first, second, _ = index_folder.index_ids(three.index_dir)
    (three.index_dir / second / "vectors.faiss").write_bytes(b"")
    assert first == index_folder.roll_back(three.index_dir).generation.index_id


def test_the_newest_good_generation_before_the_damaged_one_is_served(three: Config) -> None:
    """A fallback goes back as far as it must, and says why."""
    first, second, third = index_folder.index_ids(three.index_dir)
    for damaged, expected in ((third, second), (second, first)):
        (three.index_dir / damaged / "vectors.faiss").write_bytes(b"")
        live = index_folder.open_live(three.index_dir)
        assert expected == live.generation.index_id
        assert "vectors.faiss" in str(live.fallback_reason)


def test_pruning_keeps_the_live_one_and_the_newest_good_others(three: Config) -> None:
    """After a roll-back the live generation is the older one; damaged and unfinished ones go first."""
    first, second, third = index_folder.index_ids(three.index_dir)
    index_folder.point_to(three.index_dir, first)
    (three.index_dir / third / "vectors.faiss").write_bytes(b"")
    (three.index_dir / ".building-1").mkdir()
    index_folder.prune(three.index_dir, 2)
    assert [first, second] == index_folder.index_ids(three.index_dir)
    assert [] == list(three.index_dir.glob(".building-*"))
    index_folder.prune(three.index_dir, 1)
    assert [first] == index_folder.index_ids(three.index_dir)


def test_a_removal_hides_in_its_generation_and_all_before(tmp_path: Path) -> None:
    """A document put back later is shown by later generations."""
    index_folder.record_removals(tmp_path, {"a-en": "one"}, 2)
    index_folder.record_removals(tmp_path, {"b-en": "two"}, 3)
    recorded = index_folder.read_removals(tmp_path)
    both = Removals(frozenset({"a-en", "b-en"}), frozenset({"one", "two"}))
    later = Removals(frozenset({"b-en"}), frozenset({"two"}))
    assert [both, both, later, Removals()] == [index_folder.removals_for(recorded, it) for it in (1, 2, 3, 4)]


def test_a_removal_is_on_record_once(tmp_path: Path) -> None:
    """Recorded twice it stands once; taken back it is gone, and others stay."""
    for _ in range(2):
        index_folder.record_removals(tmp_path, {"a-en": "one", "b-en": "two"}, 2)
    assert ["a-en", "b-en"] == [it.document_id for it in index_folder.read_removals(tmp_path)]
    index_folder.forget_removal(tmp_path, "a-en", 2)
    assert ["b-en"] == [it.document_id for it in index_folder.read_removals(tmp_path)]


def test_a_record_with_a_line_less_is_damage(tmp_path: Path) -> None:
    """Removals that were cut off are noticed, even at the end of a line."""
    index_folder.record_removals(tmp_path, {"a-en": "one", "b-en": "two"}, 2)
    path = tmp_path / index_folder.REMOVED
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(IndexDamagedError, match=r"removed\.jsonl"):
        index_folder.read_removals(tmp_path)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """A second writer is told whose the lock is; after the first has ended it may write."""
    ours = f"process {os.getpid()} "
    with (
        index_folder.writing(tmp_path),
        pytest.raises(IndexLockedError, match=ours),
        index_folder.writing(tmp_path),
    ):
        raise AssertionError("both write")
    with index_folder.writing(tmp_path):
        pass


def test_what_the_disk_refuses_is_one_sentence(tmp_path: Path) -> None:
    """An OSError inside, or an index folder that is a file, is an IndexWriteError that says what to do."""
    with pytest.raises(IndexWriteError, match="NHIPCAU_INDEX_DIR"), index_folder.writing(tmp_path):
        raise OSError(28, "No space left on device")
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexWriteError, match="NHIPCAU_INDEX_DIR"), index_folder.writing(tmp_path / "file"):
        raise AssertionError("a file is no folder")


def test_a_disk_that_is_full_is_one_sentence() -> None:
    """Writing to a device that is always full gives the disk's own words."""
    with pytest.raises(IndexWriteError, match="No space left on device"), index_folder.writing(Path("/tmp")):
        Path("/dev/full").write_bytes(b"x")
