"""Promise 8. With the default model, no model endpoint and no URL to ingest, nothing goes out.

There is no outgoing connection and no name look-up outside loopback. The API page `/docs` serves its own scripts.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WATCHED = Path(__file__).with_name("watched.py")
ALONE = ["unshare", "--net", "--map-root-user"]


def ask_watched(corpus: Path, index: Path, *before: str) -> dict[str, object]:
    """Index and ask, with the default model, in a process that lists who is connected to and what is looked up."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NHIPCAU_")}
    environment |= {"NHIPCAU_CORPUS_DIR": str(corpus), "NHIPCAU_INDEX_DIR": str(index)}
    done = subprocess.run(
        [*before, sys.executable, str(WATCHED)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    seen: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return seen


def namespaces_work() -> bool:
    """Whether this kernel lets us have a network of our own."""
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


def test_indexing_asking_and_serving_reach_for_no_network(corpus: Path, tmp_path: Path) -> None:
    """From a first index to an answer over HTTP, no address but loopback's is connected to and no name looked up."""
    seen = ask_watched(corpus, tmp_path / "index")
    assert {"asked": "answered", "served": "answered", "outside": []} == seen


@pytest.mark.skipif(
    not namespaces_work(), reason="this kernel or user may make no network namespace (unshare --net)"
)
def test_everything_works_where_there_is_only_loopback(corpus: Path, tmp_path: Path) -> None:
    """In a network namespace that has nothing but loopback, a first index is built and questions are answered."""
    up_and_run = ["sh", "-c", 'ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null; exec "$@"', "sh"]
    seen = ask_watched(corpus, tmp_path / "index", *ALONE, *up_and_run)
    assert {"asked": "answered", "served": "answered", "outside": []} == seen
