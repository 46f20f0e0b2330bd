"""The index folder: which generation is live, which documents were removed, who is writing.

index/CURRENT         the live index_id and its manifest's sha256, replaced last of all
index/<index_id>/     generations
index/removed.jsonl   removals: each hides a document from every generation up to its `sequence`
index/LOCK            held by the one writer
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import socket
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from nhipcau.errors import (
    GenerationError,
    IndexDamagedError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    IndexUnreadableError,
    IndexWriteError,
)
from nhipcau.index.durable import replace_file, sync
from nhipcau.index.generation import Generation, Removals
from nhipcau.index.manifest import NAME, parse_manifest, verify_files

CURRENT, REMOVED, LOCK = "CURRENT", "removed.jsonl", "LOCK"
UNFINISHED = ".building-"
_INDEX_ID = re.compile(r"\d{6,}-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Removal:
    """One removed document: it is hidden in every generation whose sequence is at most `sequence`."""

    document_id: str
    content_hash: str
    sequence: int
    removed: str


@dataclass(frozen=True, slots=True)
class Live:
    """The generation that is served. `fallback_reason` says why it is not the one that CURRENT names."""

    generation: Generation
    fallback_reason: str | None = None


def index_ids(index_dir: Path) -> list[str]:
    """The generations on disk, oldest first."""
    try:
        with os.scandir(index_dir) as entries:
            names = [it.name for it in entries if _INDEX_ID.fullmatch(it.name) and it.is_dir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        message = f"The index in {index_dir} cannot be read ({error.strerror}); "
        raise IndexUnreadableError(message + "give read access or set NHIPCAU_INDEX_DIR.") from error
    return sorted(names, key=sequence_of)


def sequence_of(index_id: str) -> int:
    """The number that a generation got when it was built."""
    return int(index_id.partition("-")[0])


def current_stamp(index_dir: Path) -> tuple[object, ...]:
    """Something that changes whenever CURRENT or the removals do; cheap enough to look at every two seconds."""
    stamps: list[object] = []
    for name in (CURRENT, REMOVED):
        try:
            status = (index_dir / name).stat()
            stamps.append((status.st_ino, status.st_mtime_ns, status.st_size))
        except OSError:
            stamps.append(None)
    return tuple(stamps)


def read_current(index_dir: Path) -> str | None:
    """The index_id that CURRENT names; None where there is no CURRENT.

    Raises IndexDamagedError where it cannot be read or does not fit the manifest that it names.
    """
    try:
        content = (index_dir / CURRENT).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise IndexDamagedError(f"{CURRENT} cannot be read ({error.strerror or error})") from error
    try:
        fields = json.loads(content)
        index_id, expected = fields["index_id"], fields["manifest_sha256"]
        if not _INDEX_ID.fullmatch(index_id):
            raise ValueError(index_id)
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(f"{CURRENT} is damaged") from error
    try:
        actual = hashlib.sha256((index_dir / index_id / NAME).read_bytes()).hexdigest()
    except OSError as error:
        raise IndexDamagedError(f"generation {index_id}, which {CURRENT} names, is not there") from error
    if actual != expected:
        raise IndexDamagedError(f"{NAME} of generation {index_id} is not the one that {CURRENT} names")
    return str(index_id)


def open_live(index_dir: Path) -> Live:
    """Open the generation that CURRENT names, or the newest good one before it.

    Raises IndexMissingError where nothing was ever built, IndexDamagedError where nothing passes its checks,
    IndexMismatchError where the newest is of another format.
    """
    while True:
        stamp = current_stamp(index_dir)
        try:
            live = _open_live(index_dir)
        except GenerationError:
            if stamp == current_stamp(index_dir):
                raise
            continue
        # A writer may have committed and pruned meanwhile: what looked damaged was only on its way out.
        if live.fallback_reason is None or stamp == current_stamp(index_dir):
            return live


def _open_live(index_dir: Path) -> Live:
    ids = index_ids(index_dir)
    try:
        wanted = read_current(index_dir)
    except IndexDamagedError as error:
        return _open_another(index_dir, ids, None, error)
    if wanted is None and not ids:
        raise IndexMissingError(f"There is no index in {index_dir} yet; run `nhipcau ingest` to build it.")
    if wanted is None:
        return _open_another(index_dir, ids, None, IndexDamagedError(f"{CURRENT} is missing"))
    try:
        return Live(open_generation(index_dir, wanted))
    except IndexDamagedError as error:
        return _open_another(index_dir, ids, wanted, error)


def open_generation(index_dir: Path, index_id: str) -> Generation:
    """Open one generation without the documents removed since."""
    return Generation(index_dir / index_id, removals_for(read_removals(index_dir), sequence_of(index_id)))


def _open_another(index_dir: Path, ids: list[str], wanted: str | None, reason: GenerationError) -> Live:
    """The newest good generation before `wanted`, else after it: the last good one keeps serving."""
    limit = sequence_of(wanted) if wanted else 0
    newest_first = sorted((it for it in ids if it != wanted), key=sequence_of, reverse=True)
    older = [it for it in newest_first if not wanted or sequence_of(it) < limit]
    for index_id in older + [it for it in newest_first if it not in older]:
        try:
            generation = open_generation(index_dir, index_id)
        except (IndexDamagedError, IndexMismatchError):
            continue
        return Live(generation, f"{reason}; serving generation {index_id} instead. Run `nhipcau ingest`.")
    message = f"The index in {index_dir} is damaged: {reason}. Run `nhipcau ingest` to build it anew."
    raise IndexDamagedError(message) from reason


def read_removals(index_dir: Path) -> list[Removal]:
    """All removals on record. Raises IndexDamagedError where the record is not whole: nothing may come back unseen.

    The first line holds the sha256 of the others; the record is there from the first generation on.
    """
    try:
        first, _, rest = (index_dir / REMOVED).read_bytes().partition(b"\n")
    except FileNotFoundError as error:
        if index_ids(index_dir):
            raise IndexDamagedError(f"{REMOVED} is missing, so removed documents could show again") from error
        return []
    except OSError as error:
        raise IndexDamagedError(f"{REMOVED} cannot be read, so removed documents could show again") from error
    try:
        if json.loads(first)["sha256"] != hashlib.sha256(rest).hexdigest():
            raise ValueError(REMOVED)
        return [Removal(**json.loads(line)) for line in rest.splitlines()]
    except (ValueError, TypeError, KeyError) as error:
        raise IndexDamagedError(f"{REMOVED} is damaged, so removed documents could show again") from error


def removals_for(removals: Iterable[Removal], sequence: int) -> Removals:
    """What is hidden in the generation of this sequence."""
    hiding = [removal for removal in removals if sequence <= removal.sequence]
    return Removals(frozenset(it.document_id for it in hiding), frozenset(it.content_hash for it in hiding))


def record_removals(index_dir: Path, removed: dict[str, str], sequence: int) -> None:
    """Put documents (id to content hash) on record as gone from every generation up to `sequence`."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    known = [
        it
        for it in read_removals(index_dir)
        if (it.document_id, it.sequence) not in {(d, sequence) for d in removed}
    ]
    everything = [
        *known,
        *(Removal(document_id, digest, sequence, now) for document_id, digest in removed.items()),
    ]
    write_removals(index_dir, everything)


def forget_removal(index_dir: Path, document_id: str, sequence: int) -> None:
    """Take back what `record_removals` put on record: the document could not be deleted after all."""
    recorded = read_removals(index_dir)
    write_removals(
        index_dir, [it for it in recorded if (it.document_id, it.sequence) != (document_id, sequence)]
    )


def write_removals(index_dir: Path, removals: Iterable[Removal]) -> None:
    """Replace the record. Raises OSError."""
    rest = "".join(json.dumps(asdict(removal)) + "\n" for removal in removals).encode()
    first = json.dumps({"sha256": hashlib.sha256(rest).hexdigest()}).encode()
    replace_file(index_dir / REMOVED, first + b"\n" + rest)


def commit(index_dir: Path, unfinished: Path, index_id: str) -> None:
    """Make a finished folder the live generation: rename it into place, then replace CURRENT."""
    unfinished.rename(index_dir / index_id)
    sync(index_dir)
    point_to(index_dir, index_id)


def point_to(index_dir: Path, index_id: str) -> None:
    """Replace CURRENT."""
    digest = hashlib.sha256((index_dir / index_id / NAME).read_bytes()).hexdigest()
    replace_file(index_dir / CURRENT, json.dumps({"index_id": index_id, "manifest_sha256": digest}).encode())


def roll_back(index_dir: Path) -> Live:
    """Go back one generation. Raises IndexMissingError where there is none before the live one."""
    live = open_live(index_dir)
    before = [it for it in index_ids(index_dir) if sequence_of(it) < live.generation.manifest.sequence]
    for index_id in reversed(before):
        with contextlib.suppress(IndexDamagedError, IndexMismatchError):
            generation = open_generation(index_dir, index_id)
            point_to(index_dir, index_id)
            return Live(generation)
    raise IndexMissingError("There is no good generation before the live one; nothing was changed.")


def prune(index_dir: Path, keep: int) -> None:
    """Delete all but the live generation and the newest good others, `keep` in all, and what was left unfinished."""
    live = read_current(index_dir)
    kept = 1
    for index_id in reversed([it for it in index_ids(index_dir) if it != live]):
        if kept < keep and _is_sound(index_dir / index_id):
            kept += 1
        else:
            # Renamed first: what is half deleted must not be taken for a generation.
            (index_dir / index_id).rename(index_dir / f"{UNFINISHED}{index_id}")
    clear_unfinished(index_dir)


def _is_sound(generation: Path) -> bool:
    with contextlib.suppress(IndexDamagedError, IndexMismatchError, OSError):
        verify_files(generation, parse_manifest((generation / NAME).read_bytes(), generation.name).files)
        return True
    return False


def clear_unfinished(index_dir: Path) -> None:
    """Delete what a killed writer left behind."""
    for path in index_dir.glob(f"{UNFINISHED}*"):
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def writing(index_dir: Path) -> Iterator[None]:
    """Hold the lock of the index folder, which is made when it is not there.

    Raises IndexLockedError saying whose it is, and IndexWriteError for whatever the disk refuses inside.
    """
    try:
        index_dir.mkdir(parents=True, exist_ok=True)
        with (index_dir / LOCK).open("a+", encoding="utf-8") as lock:
            _take(lock.fileno(), index_dir)
            lock.truncate(0)
            lock.write(
                f"process {os.getpid()} on {socket.gethostname()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
            )
            lock.flush()
            yield
    except (OSError, sqlite3.Error) as error:
        message = (
            f"The index in {index_dir} could not be written ({getattr(error, 'strerror', None) or error}); "
        )
        advice = "make room or give write access (or set NHIPCAU_INDEX_DIR), then run the command again"
        raise IndexWriteError(f"{message}{advice}. What was there before still serves.") from error


def _take(descriptor: int, index_dir: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        owner = (index_dir / LOCK).read_text(encoding="utf-8", errors="replace").strip() or "another process"
        message = f"The index in {index_dir} is being written by {owner}; wait until it is done, then run this again."
        raise IndexLockedError(message) from error
