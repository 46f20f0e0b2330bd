"""Promise 5. A reader sees one whole generation, old or new, whatever is killed and whenever.

A request finishes on the generation it began with.
"""

from __future__ import annotations

import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from children import (
    NOBODY,
    Conditions,
    Outcome,
    Seen,
    ask,
    build,
    build_again_and_again,
    hold_lock,
    look,
    look_heal_look,
    run,
)
from nhipcau.answering.assistant import final_answer, load_assistant
from nhipcau.config import Config
from nhipcau.errors import IndexDamagedError
from nhipcau.index import folder as index_folder
from nhipcau.index.ingest import ingest
from nhipcau.vocabulary import Question
from tiny import TinyEmbedder, write_document

QUESTION = "Delegations from seven countries hung how many paper lanterns along the Hoài River?"
NEWS = "The lantern keepers of the Hoài River counted 77 paper boats in the spring."
MOST_STEPS = 400
"""More calls to the disk than an ingest of the made-up corpus makes."""


@dataclass(frozen=True)
class Change:
    """An index folder with one generation, and a corpus folder that has gone on since."""

    config: Config
    old: dict[str, str]
    new: dict[str, str]

    def copy(self, place: Path) -> Config:
        """The same situation in folders of its own."""
        shutil.copytree(self.config.corpus_dir, place / "corpus")
        if self.config.index_dir.exists():
            shutil.copytree(self.config.index_dir, place / "index")
        return self.config.model_copy(update={"corpus_dir": place / "corpus", "index_dir": place / "index"})


@pytest.fixture
def change(config: Config, embedder: TinyEmbedder, tmp_path: Path) -> Change:
    """One document added and one changed since the index was built."""
    ingest(config, embedder=embedder)
    old = look(config).texts
    write_document(config.corpus_dir, "paper-boats-en", NEWS)
    path = config.corpus_dir / "library-gift-en.md"
    path.write_text(path.read_text(encoding="utf-8").replace("2,400", "2,600"), encoding="utf-8")
    ahead = config.model_copy(update={"index_dir": tmp_path / "ahead"})
    ingest(ahead, embedder=embedder)
    return Change(config, old, look(ahead).texts)


def test_ingest_killed_at_any_step_leaves_the_old_or_the_new_generation(
    change: Change, tmp_path: Path
) -> None:
    """Killed before each of its calls to the disk, `ingest` leaves one whole generation; the next one succeeds."""
    seen = [before for _, before in killed_at_every_step(change, tmp_path)]
    assert all(isinstance(it, Seen) and it.texts in (change.old, change.new) for it in seen)
    assert all(isinstance(it, Seen) and it.fallback_reason is None for it in seen)
    served = [isinstance(it, Seen) and it.texts == change.new for it in seen]
    assert sorted(served) == served, "once the new generation is served it stays"
    assert {True, False} == set(served)


def test_the_first_ingest_killed_at_any_step_leaves_nothing_or_all(change: Change, tmp_path: Path) -> None:
    """Killed before each of its calls to the disk, a first `ingest` leaves no index or a whole one."""
    first = Change(change.config.model_copy(update={"index_dir": tmp_path / "none"}), {}, change.new)
    for step, before in killed_at_every_step(first, tmp_path):
        assert before == "IndexMissingError" or (isinstance(before, Seen) and before.texts == change.new), (
            step
        )


def killed_at_every_step(change: Change, tmp_path: Path) -> Iterator[tuple[int, Seen | str]]:
    """For each step: what a reader sees after the kill. The next ingest is checked to heal."""

    def killed(step: int) -> tuple[bool, Outcome]:
        config = change.copy(tmp_path / f"step-{step}")
        died = run(build, config, conditions=Conditions(die_at=step)).killed
        after = run(look_heal_look, config)
        shutil.rmtree(config.index_dir.parent)
        return died, after

    with ThreadPoolExecutor(2) as pool:
        for first in range(1, MOST_STEPS, 8):
            steps = range(first, first + 8)
            for step, (died, outcome) in zip(steps, pool.map(killed, steps), strict=True):
                assert outcome.error is None, (step, outcome)
                before, healed = outcome.value
                assert (change.new, None) == (healed.texts, healed.fallback_reason), step
                if not died:
                    assert step > 40, "the steps were counted"
                    return
                yield step, before
    raise AssertionError("ingest never ran to its end")


def test_ingest_killed_at_random_moments_leaves_the_old_or_the_new_generation(
    change: Change, tmp_path: Path
) -> None:
    """Killed at a random moment, inside whatever library is running, `ingest` leaves one whole generation."""
    moments = random.Random(5)
    for number in range(16):
        config = change.copy(tmp_path / f"moment-{number}")
        run(build, config, conditions=Conditions(die_after=moments.uniform(0.02, 0.3)))
        outcome = run(look_heal_look, config)
        assert outcome.error is None, outcome
        before, healed = outcome.value
        assert before.texts in (change.old, change.new)
        assert change.new == healed.texts


# ----------------------------------------------------------------------------------------------------- damaged files

Damage = Callable[[Path], None]


def flip(place: float) -> Damage:
    """Damage one bit, at a place between 0 (the first byte) and 1 (the last)."""

    def flipped(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[int(place * (len(content) - 1))] ^= 0x04
        path.write_bytes(content)

    return flipped


def truncate(path: Path) -> None:
    """Keep the first half."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zero_page(path: Path) -> None:
    """Zero a page, or what there is of one, in the middle."""
    content = path.read_bytes()
    start = min(len(content) // 2, 4096 * (len(content) // 8192))
    page = content[start : start + 4096]
    path.write_bytes(content[:start] + bytes(len(page)) + content[start + 4096 :])


def empty(path: Path) -> None:
    """Leave nothing in the file."""
    path.write_bytes(b"")


DAMAGES: dict[str, Damage] = {
    "truncated": truncate,
    "flipped in the head": flip(0.0),
    "flipped in the middle": flip(0.5),
    "flipped in the tail": flip(1.0),
    "a zeroed page": zero_page,
    "emptied": empty,
    "removed": Path.unlink,
}


@pytest.fixture
def two_generations(change: Change, embedder: TinyEmbedder) -> Change:
    """The change committed: two generations are on disk."""
    ingest(change.config, embedder=embedder)
    assert 2 == len(index_folder.index_ids(change.config.index_dir))
    return change


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_noticed_and_the_generation_before_answers(
    two_generations: Change, embedder: TinyEmbedder, tmp_path: Path, damage: Damage
) -> None:
    """Whichever file of the live generation is damaged, the one before is served, with a reason; `ingest` heals."""
    live = index_folder.read_current(two_generations.config.index_dir)
    assert live
    for number, name in enumerate(files_of(two_generations.config.index_dir / live)):
        config = two_generations.copy(tmp_path / f"damage-{number}")
        damage(config.index_dir / live / name)
        assistant = load_assistant(config, embedder=embedder)
        assert two_generations.old == {it.id: it.text for it in assistant.generation.documents()}, name
        assert "nhipcau ingest" in str(assistant.fallback_reason)
        assert "[1]" in str(final_answer(assistant.answer(Question(QUESTION))).text)
    ingest(config, embedder=embedder)
    assert (two_generations.new, None) == (look(config).texts, look(config).fallback_reason)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_with_one_generation_damage_is_one_sentence_that_says_what_to_run(
    change: Change, embedder: TinyEmbedder, tmp_path: Path, damage: Damage
) -> None:
    """Where no other generation is left, damage is an IndexDamagedError that names `nhipcau ingest`, which heals."""
    live = index_folder.read_current(change.config.index_dir)
    assert live
    for number, name in enumerate(files_of(change.config.index_dir / live)):
        config = change.copy(tmp_path / f"damage-{number}")
        damage(config.index_dir / live / name)
        with pytest.raises(IndexDamagedError, match="nhipcau ingest"):
            load_assistant(config, embedder=embedder)
    ingest(config, embedder=embedder)
    assert (change.new, None) == (look(config).texts, look(config).fallback_reason)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_current_is_noticed_and_a_good_generation_answers(
    two_generations: Change, embedder: TinyEmbedder, damage: Damage
) -> None:
    """With CURRENT damaged the newest good generation is served, with a reason; `ingest` writes CURRENT anew."""
    config = two_generations.config
    damage(config.index_dir / index_folder.CURRENT)
    seen = look(config)
    assert two_generations.new == seen.texts
    assert "nhipcau ingest" in str(seen.fallback_reason)
    ingest(config, embedder=embedder)
    assert look(config).fallback_reason is None


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_record_of_removals_is_noticed(
    two_generations: Change, embedder: TinyEmbedder, damage: Damage
) -> None:
    """Where nobody knows any more what was removed, nothing is served until `ingest` has begun anew."""
    config = two_generations.config
    (config.corpus_dir / "paper-boats-en.md").unlink()
    ingest(config, embedder=embedder)
    damage(config.index_dir / index_folder.REMOVED)
    with pytest.raises(IndexDamagedError, match="nhipcau ingest"):
        index_folder.open_live(config.index_dir)
    ingest(config, embedder=embedder)
    seen = look(config)
    assert seen.fallback_reason is None
    assert "paper-boats-en" not in seen.texts
    assert [seen.index_id] == index_folder.index_ids(config.index_dir)


def test_files_swapped_between_two_generations_are_refused(two_generations: Change, tmp_path: Path) -> None:
    """A sound file, or all of them, from another generation does not pass for this one's."""
    older, newer = index_folder.index_ids(two_generations.config.index_dir)
    names = files_of(two_generations.config.index_dir / newer)
    shared = [it for it in names if (two_generations.config.index_dir / older / it).is_file()]
    for number, name in enumerate([*shared, ""]):
        config = two_generations.copy(tmp_path / f"swap-{number}")
        one, other, aside = (
            config.index_dir / older / name,
            config.index_dir / newer / name,
            tmp_path / f"a-{number}",
        )
        if other.is_file() and one.read_bytes() == other.read_bytes():
            continue
        one.rename(aside)
        other.rename(one)
        aside.rename(other)
        with pytest.raises(IndexDamagedError, match="nhipcau ingest"):
            index_folder.open_live(config.index_dir)


def files_of(generation: Path) -> list[str]:
    """Every file of a generation, its manifest included, by relative path."""
    names = [it.relative_to(generation).as_posix() for it in generation.rglob("*") if it.is_file()]
    assert {"manifest.json", "documents.sqlite", "vectors.faiss", "sentences.npy"} < set(names)
    return sorted(names)


# ------------------------------------------------------------------------------------------- disks, rights and others


@pytest.mark.parametrize("file_bytes", [0, 100, 1_000, 5_000, 12_000, 20_000])
def test_a_full_disk_is_one_sentence_and_the_old_generation_serves(change: Change, file_bytes: int) -> None:
    """When the disk takes no more, `ingest` says so in one sentence and what was there before serves."""
    outcome = run(build, change.config, conditions=Conditions(file_bytes=file_bytes))
    assert ("IndexWriteError", False) == (outcome.error, "\n" in outcome.message), outcome.message
    seen = look(change.config)
    assert (change.old, None) == (seen.texts, seen.fallback_reason)
    assert change.new == run(look_heal_look, change.config).value[1].texts


def test_a_read_only_index_answers_and_refuses_to_be_written(change: Change, tmp_path: Path) -> None:
    """Whoever may only read the index folder can ask; `ingest` says in one sentence that it cannot write."""
    with open_to_all(tmp_path) as place:
        config = change.copy(place)
        model = Path(shutil.copytree(config.embedding_model, place / "tiny"))
        config = config.model_copy(update={"embedding_model": str(model)})
        for path in [place, *place.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        answered = run(ask, config, QUESTION, conditions=Conditions(user=NOBODY))
        refused = run(build, config, conditions=Conditions(user=NOBODY))
        for path in [place, *place.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert "1,250" in str(answered.value), answered
    assert ("IndexWriteError", False) == (refused.error, "\n" in refused.message), refused


class open_to_all:  # noqa: N801 - reads as a context
    """A folder that other users may enter; pytest's own are private to one."""

    def __init__(self, tmp_path: Path) -> None:
        self._place = Path("/tmp") / f"nhipcau-{os.getpid()}-{tmp_path.name}"

    def __enter__(self) -> Path:
        self._place.mkdir()
        return self._place

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._place)


def test_of_two_ingests_at_once_one_wins_and_the_other_names_it(change: Change, tmp_path: Path) -> None:
    """While one process writes, another is told in one sentence which process that is; readers are not disturbed."""
    held = tmp_path / "held"
    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(run, hold_lock, change.config, held, 1.5)
        while not held.exists():
            time.sleep(0.01)
        refused = run(build, change.config)
        assert change.old == look(change.config).texts
        owner = writer.result().value
    assert ("IndexLockedError", True) == (refused.error, f"process {owner} " in refused.message), refused
    assert run(build, change.config).error is None


def test_a_reader_keeps_its_generation_while_newer_ones_come_and_old_ones_go(
    change: Change, embedder: TinyEmbedder
) -> None:
    """An assistant answers from its generation, unchanged, after that one has been deleted from the disk."""
    assistant = load_assistant(change.config, embedder=embedder)
    before = final_answer(assistant.answer(Question(QUESTION)))
    run(build_again_and_again, change.config, change.config.corpus_dir / "paper-boats-en.md", 3)
    assert before.index_id not in index_folder.index_ids(change.config.index_dir)
    after = final_answer(assistant.answer(Question(QUESTION)))
    assert (before.index_id, before.text, before.citations) == (after.index_id, after.text, after.citations)
    assert change.old == {it.id: it.text for it in assistant.generation.documents()}
    assert assistant.refresh()
    assert look(change.config).index_id == final_answer(assistant.answer(Question(QUESTION))).index_id


def test_an_answer_finishes_on_the_generation_it_began_with(change: Change, embedder: TinyEmbedder) -> None:
    """A commit and a swap in the middle of an answer change nothing of it."""
    assistant = load_assistant(change.config, embedder=embedder)
    events = assistant.answer(Question(QUESTION))
    began_with = next(events)
    ingest(change.config, embedder=embedder)
    assert assistant.refresh()
    answer = final_answer(events)
    assert began_with.index_id == answer.index_id != assistant.generation.index_id  # type: ignore[union-attr]


def test_readers_never_fail_while_a_writer_commits_and_prunes(change: Change) -> None:
    """Opening the index again and again while generations come and go never fails and never falls back."""
    config = change.config.model_copy(update={"keep_generations": 1})
    done, reasons = threading.Event(), set()

    def read() -> int:
        count = 0
        while not done.is_set():
            reasons.add(index_folder.open_live(config.index_dir).fallback_reason)
            count += 1
        return count

    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(read)
        written = run(build_again_and_again, config, config.corpus_dir / "paper-boats-en.md", 12)
        done.set()
        assert reader.result() > 12
    assert (12, {None}) == (written.value, reasons), written
