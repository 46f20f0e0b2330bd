"""The settings."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from nhipcau.config import CHECKOUT, PACKAGE, Config, load_config
from nhipcau.errors import ConfigError


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("NHIPCAU_")]:
        monkeypatch.delenv(name)


def test_folders_default_to_those_of_the_checkout() -> None:
    """In a checkout nothing needs to be set: corpus and index are its own."""
    config = load_config()

    assert (CHECKOUT / "corpus", CHECKOUT / "index") == (config.corpus_dir, config.index_dir)


def test_an_installed_package_reads_its_own_corpus_and_writes_to_the_users_folder(tmp_path: Path) -> None:
    """Outside a checkout the corpus is inside the package, and the index in the user's data folder."""
    package = tmp_path / "lib" / "site" / "nhipcau"
    package.mkdir(parents=True)
    for name in ("__init__.py", "config.py", "errors.py"):
        shutil.copy(PACKAGE / name, package)
    show = "import nhipcau.config as c; k = c.load_config(); print(c.json.dumps([str(k.corpus_dir), str(k.index_dir)]))"
    run = subprocess.run(
        [sys.executable, "-c", f"import json, nhipcau.config; nhipcau.config.json = json; {show}"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(package.parent),
            "XDG_DATA_HOME": str(tmp_path / "own"),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    expected = [str(package / "_corpus"), str(tmp_path / "own" / "nhipcau" / "index")]
    assert expected == json.loads(run.stdout)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each field is NHIPCAU_<FIELD>."""
    monkeypatch.setenv("NHIPCAU_CORPUS_DIR", str(tmp_path))
    monkeypatch.setenv("NHIPCAU_PORT", "8080")
    monkeypatch.setenv("NHIPCAU_KEEP_GENERATIONS", "5")
    config = load_config()

    assert (tmp_path, 8080, 5) == (config.corpus_dir, config.port, config.keep_generations)


def test_what_is_given_wins_over_the_environment_and_none_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flag that was not given leaves the environment's value; one that was given replaces it."""
    monkeypatch.setenv("NHIPCAU_PORT", "8080")
    monkeypatch.setenv("NHIPCAU_HOST", "0.0.0.0")
    config = load_config(port="9090", host=None)

    assert (9090, "0.0.0.0") == (config.port, config.host)


def test_folders_are_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A relative folder counts from where the command is run, and ~ is the home folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    config = load_config(corpus_dir="mine", index_dir="~/index")

    assert (tmp_path / "mine", tmp_path / "home" / "index") == (config.corpus_dir, config.index_dir)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("PORT", "70000"), ("MAX_DOCUMENT_BYTES", "0"), ("KEEP_GENERATIONS", "0")],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """The error says which variable is wrong, what it is, and to correct or unset it."""
    monkeypatch.setenv(f"NHIPCAU_{name}", value)

    with pytest.raises(ConfigError, match=rf"^NHIPCAU_{name} is '{value}'.* correct or unset it\.$"):
        load_config()


def test_settings_do_not_change() -> None:
    """A Config is a value: nothing can set a field of it."""
    with pytest.raises(ValidationError):
        load_config().port = 1


@pytest.mark.parametrize("name", Config.model_fields)
def test_every_setting_says_what_it_is(name: str) -> None:
    """Each field is described by a sentence, from which the documented table is made."""
    assert (Config.model_fields[name].description or "").endswith(".")
