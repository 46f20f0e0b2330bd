"""Threads, refreshing and the life of the process."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from nhipcau.answering.assistant import Assistant
from nhipcau.config import Config
from nhipcau.errors import ConfigError, IndexMissingError
from nhipcau.server.app import serve
from nhipcau.server.service import COMPUTE_SLOTS

from .small import SmallAssistant, app_with, client_of, is_ready, seconds_to_get, served, wait_until


def test_held_encodes_hold_up_nothing_else() -> None:
    """While every computing thread is held in an encode, health checks, documents and pages answer at once."""
    held, release = threading.Semaphore(0), threading.Event()

    def encode(_: str) -> None:
        held.release()
        assert release.wait(30)

    with served(app_with(SmallAssistant(encode=encode))) as address, ThreadPoolExecutor(60) as threads:
        wait_until(lambda: is_ready(address))
        searches = ("/v1/search", "/documents") * 30
        asked = [threads.submit(seconds_to_get, f"{address}{path}?q=span") for path in searches]
        assert all(held.acquire(timeout=10) for _ in range(COMPUTE_SLOTS))
        documents = ("/v1/documents/bridge-en", "/documents/bridge-en", "/v1/documents", "/documents")
        paths = ("/livez", "/readyz", *documents, "/")
        assert max(seconds_to_get(address + path) for path in paths) < 1
        assert not any(it.done() for it in asked)
        release.set()
        assert all(it.result() > 0 for it in asked)


def test_the_index_is_looked_at_again_although_looking_fails(caplog: pytest.LogCaptureFixture) -> None:
    """A refresh that raises is logged, the server answers on, and the next refresh comes."""
    looked = threading.Semaphore(0)

    def refresh() -> bool:
        looked.release()
        raise IndexMissingError("It is gone; run nhipcau ingest.")

    with client_of(app_with(SmallAssistant(refresh_once=refresh))) as client:
        assert looked.acquire(timeout=10)
        assert looked.acquire(timeout=10)
        assert 200 == client.get("/readyz").status_code
    assert "run nhipcau ingest" in caplog.text
    assert not looked.acquire(timeout=2.5)


def test_serve_raises_what_loading_raised() -> None:
    """A start that fails ends the process with the error of ours, after the address was announced."""
    told: list[str] = []

    def load() -> Assistant:
        raise IndexMissingError("There is no index; run nhipcau ingest.")

    with pytest.raises(IndexMissingError, match="run nhipcau ingest"):
        serve(Config(port=0), report=told.append, load=load)
    (address,) = told
    assert address.startswith("http://127.0.0.1:")
    assert not address.endswith(":0/")


def test_serve_says_when_the_port_is_taken() -> None:
    """A port that another process holds is a wrong setting, not a crash."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"port {port} cannot be listened on"):
            serve(Config(port=port))


def test_serve_answers_at_once_and_ends_when_interrupted() -> None:
    """The process listens before its assistant is loaded, prints only the address, and an interrupt ends it well."""
    program = (
        "import time; from nhipcau.config import Config; from nhipcau.server.app import serve\n"
        "serve(Config(port=0), report=lambda it: print(it, flush=True), load=lambda: time.sleep(1))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        address = running.stdout.readline().strip()
        assert seconds_to_get(f"{address}livez") < 10
        running.send_signal(signal.SIGINT)
        rest, errors = running.communicate(timeout=30)
    assert (0, "", "") == (running.returncode, rest, errors)
