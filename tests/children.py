"""Commands in a process of their own, where they may be killed, lose their rights or run out of disk."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any

from nhipcau.answering.assistant import final_answer, load_assistant
from nhipcau.config import Config
from nhipcau.errors import NhipcauError
from nhipcau.index import folder as index_folder
from nhipcau.index.ingest import ingest, remove_document
from nhipcau.vocabulary import Question
from tiny import TinyEmbedder

NOBODY = 65534

# The server that forks has loaded everything, so that a child costs milliseconds; it runs no threads.
_FORKS = multiprocessing.get_context("forkserver")
# The encoding is that of zip archives: Python's own files may be out of reach of the other user.
_FORKS.set_forkserver_preload(
    ["pytest", "mmap", "encodings.cp437", "nhipcau.answering.assistant", "nhipcau.documents.reading"]
)

# What asks the disk for something, by the kind of object it is called on.
_DISK_CALLS = {
    "posix": {"fsync", "rename", "replace", "unlink", "rmdir", "mkdir"},
    "Connection": {"executemany", "executescript", "__exit__", "close"},
    "BufferedWriter": {"write", "flush"},
    "TextIOWrapper": {"write", "flush", "truncate"},
    "IndexWriter": {"commit", "wait_merging_threads"},
}


@dataclass(frozen=True)
class Outcome:
    """How a child ended: what its work returned, or the name and sentence of the error, or neither when killed."""

    value: Any = None
    error: str | None = None
    message: str = ""
    killed: bool = False


@dataclass(frozen=True)
class Seen:
    """What a reader sees: the generation's id, its documents' texts by id, and why it is not the one wanted."""

    index_id: str
    texts: dict[str, str]
    fallback_reason: str | None


@dataclass(frozen=True)
class Conditions:
    """How a child's life is made hard.

    Killed at a call to the disk (counted from 1) or after some seconds; files limited to a number of bytes; run as
    another user.
    """

    die_at: int | None = None
    die_after: float | None = None
    file_bytes: int | None = None
    user: int | None = None


def run(work: Callable[..., Any], *arguments: Any, conditions: Conditions = Conditions()) -> Outcome:
    """Run `work` in a forked child under these conditions."""
    receiving, sending = _FORKS.Pipe(duplex=False)
    child = _FORKS.Process(target=_live, args=(sending, work, arguments, conditions))
    child.start()
    sending.close()
    if conditions.die_after is not None:
        time.sleep(conditions.die_after)
        child.kill()
    try:
        outcome = receiving.recv()
    except EOFError:
        outcome = Outcome(killed=True)
    child.join()
    child.close()
    return outcome if isinstance(outcome, Outcome) else Outcome(error="no outcome")


def _live(
    sending: Connection, work: Callable[..., Any], arguments: tuple[Any, ...], conditions: Conditions
) -> None:
    if conditions.file_bytes is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (conditions.file_bytes, conditions.file_bytes))
    if conditions.user is not None and os.getuid() == 0:
        os.setgroups([])
        os.setgid(conditions.user)
        os.setuid(conditions.user)
    try:
        if conditions.die_at is not None:
            _die_at(conditions.die_at)
        value = work(*arguments)
        sys.setprofile(None)
        sending.send(Outcome(value=value))
    except NhipcauError as error:
        sys.setprofile(None)
        sending.send(Outcome(error=type(error).__name__, message=str(error)))
    except BaseException:  # noqa: BLE001 - a foreign error is what the tests look for
        sys.setprofile(None)
        sending.send(Outcome(error="foreign", message=traceback.format_exc()))


def _die_at(step: int) -> None:
    """Kill this process at its `step`-th call to the disk, before the call is made."""
    calls = 0

    def watch(_frame: FrameType, event: str, function: Any) -> None:
        nonlocal calls
        if event == "c_call" and _asks_the_disk(function):
            calls += 1
            if calls == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)


def _asks_the_disk(function: Any) -> bool:
    owner = getattr(function, "__self__", None)
    kind = getattr(owner, "__name__", None) or type(owner).__name__
    return getattr(function, "__name__", "") in _DISK_CALLS.get(kind.lstrip("_"), ())


def build(config: Config) -> str | None:
    """`ingest` with the tiny embedder; returns the index_id."""
    return ingest(config, embedder=_embedder(config), allow_removals=True).index_id


def remove(config: Config, document_id: str) -> str | None:
    """`documents remove` with the tiny embedder; returns the index_id."""
    return remove_document(config, document_id, embedder=_embedder(config)).index_id


def look(config: Config) -> Seen:
    """What a reader sees now."""
    live = index_folder.open_live(config.index_dir)
    texts = {document.id: document.text for document in live.generation.documents()}
    return Seen(live.generation.index_id, texts, live.fallback_reason)


def look_heal_look(config: Config) -> tuple[Seen | str, Seen]:
    """What a reader sees (or the name of the error), and what after the next `ingest`."""
    try:
        before: Seen | str = look(config)
    except NhipcauError as error:
        before = type(error).__name__
    build(config)
    return before, look(config)


def ask(config: Config, question: str) -> str | None:
    """The text of an answer by a freshly loaded assistant."""
    return final_answer(load_assistant(config, embedder=_embedder(config)).answer(Question(question))).text


def hold_lock(config: Config, held: Path, seconds: float) -> int:
    """Be the one writer for a while; `held` appears once the lock is taken. Returns the process id."""
    with index_folder.writing(config.index_dir):
        held.write_text(str(os.getpid()))
        time.sleep(seconds)
    return os.getpid()


def build_again_and_again(config: Config, document: Path, times: int) -> int:
    """Commit so many generations, each with another text of one document; returns how many."""
    text = document.read_text(encoding="utf-8")
    for count in range(times):
        document.write_text(f"{text}\nThis is revision {count}.\n", encoding="utf-8")
        build(config)
    return times


def _embedder(config: Config) -> TinyEmbedder:
    return TinyEmbedder(Path(config.embedding_model))
