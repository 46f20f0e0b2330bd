"""The parts that most tests need: a small corpus, an embedder, an assistant; and once, the real ones."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from nhipcau.answering.assistant import Assistant, load_assistant
from nhipcau.config import Config
from nhipcau.index.ingest import ingest
from tiny import CORPUS, TinyEmbedder, write_model

pytest_plugins = ["no_skips_in_ci"] if importlib.util.find_spec("no_skips_in_ci") else []

REPOSITORY_CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the made-up corpus, to be changed at will."""
    return Path(shutil.copytree(CORPUS, tmp_path / "corpus"))


@pytest.fixture
def config(tmp_path: Path, corpus: Path) -> Config:
    """Settings for the made-up corpus and the tiny embedder; no index is built yet."""
    model = write_model(tmp_path / "tiny")
    return Config(corpus_dir=corpus, index_dir=tmp_path / "index", embedding_model=str(model))


@pytest.fixture
def embedder(config: Config) -> TinyEmbedder:
    """The embedder that `config` names."""
    return TinyEmbedder(Path(config.embedding_model))


@pytest.fixture
def assistant(config: Config, embedder: TinyEmbedder) -> Assistant:
    """An assistant over the made-up corpus."""
    return load_assistant(config, embedder=embedder)


@pytest.fixture(scope="session")
def real_config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Settings for the repository's corpus and the packaged model, with the index built."""
    config = Config(corpus_dir=REPOSITORY_CORPUS, index_dir=tmp_path_factory.mktemp("real") / "index")
    ingest(config)
    return config


@pytest.fixture(scope="session")
def real_assistant(real_config: Config) -> Assistant:
    """An assistant over the repository's corpus with the packaged model."""
    return load_assistant(real_config)
