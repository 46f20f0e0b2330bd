"""What is released holds everything it needs, wherever it is unpacked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a release is built from, without what was built here."""
    folder = tmp_path_factory.mktemp("sources")
    for name in ("corpus", "prompts", "src"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    return folder


def build(kind: str, sources: Path, target: Path) -> Path:
    """Build a wheel or an sdist with the build backend alone, which needs no network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)]
    subprocess.run(command, cwd=sources, check=True, capture_output=True, timeout=120)
    return next(target.iterdir())


@pytest.fixture(scope="session")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", sources, tmp_path_factory.mktemp("wheel"))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/RECORD")}


def test_the_wheel_holds_everything(wheel: Path) -> None:
    """Every file of the package, the corpus and the prompts is in the wheel."""
    kept = {"src/nhipcau": "nhipcau", "corpus": "nhipcau/_corpus", "prompts": "nhipcau/_prompts"}
    expected = {
        f"{inside}/{path.relative_to(ROOT / folder).as_posix()}"
        for folder, inside in kept.items()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert set() == expected - contents(wheel).keys()


def test_the_wheel_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    """Installed from the wheel, the corpus is the one inside the package, and the index is the user's own."""
    shutil.unpack_archive(wheel, tmp_path / "installed", "zip")
    code = "from nhipcau.config import load_config as c; print(c().corpus_dir, c().index_dir, sep='\\n')"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NHIPCAU_")}
    environment = clean | {"PYTHONPATH": str(tmp_path / "installed"), "XDG_DATA_HOME": str(tmp_path / "own")}
    arguments = [sys.executable, "-c", code]
    shown = subprocess.run(
        arguments, cwd="/", env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    expected = [tmp_path / "installed" / "nhipcau" / "_corpus", tmp_path / "own" / "nhipcau" / "index"]
    assert expected == [Path(line) for line in shown.stdout.splitlines()]


def test_the_sdist_builds_the_same_wheel(wheel: Path, sources: Path, tmp_path: Path) -> None:
    """A wheel built from the sdist holds just what the one built from the repository does."""
    shutil.unpack_archive(build("sdist", sources, tmp_path / "sdist"), tmp_path / "unpacked")
    again = build("wheel", next((tmp_path / "unpacked").iterdir()), tmp_path / "again")
    assert contents(wheel) == contents(again)
