"""The settings: one frozen `Config`, read from NHIPCAU_* environment variables.

Only what wires concrete parts reads it (`load_assistant`, `ingest`, `doctor`, the server, the command line); the stages
are handed values.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from nhipcau.errors import ConfigError

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parents[1]


def _runs_from_checkout() -> bool:
    return (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "corpus").is_dir()


def _user_folder() -> Path:
    """The user's data folder, as the XDG base directory specification names it."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "nhipcau"


def _default_dir(name: str) -> Path:
    """`name` in the checkout when the package runs from one, else inside the package."""
    return CHECKOUT / name if _runs_from_checkout() else PACKAGE / f"_{name}"


class Config(BaseSettings):
    """The settings of one installation; each field is NHIPCAU_<FIELD> in the environment."""

    model_config = SettingsConfigDict(
        env_prefix="NHIPCAU_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    corpus_dir: Path = Field(
        default_factory=lambda: _default_dir("corpus"),
        description="Folder of the documents: the only truth, of which the index is a function.",
    )
    index_dir: Path = Field(
        default_factory=lambda: CHECKOUT / "index" if _runs_from_checkout() else _user_folder() / "index",
        description="Folder of the generations; it is made when it does not exist.",
    )
    glossary: Path = Field(
        default_factory=lambda: _default_dir("corpus") / "_glossary.yaml",
        description="Who and what the documents speak of, under all names: a YAML file (corpus/README.md).",
    )
    embedding_model: str = Field(
        default="all-MiniLM-L6-v2",
        min_length=1,
        description="A sentence-transformers model: the packaged all-MiniLM-L6-v2, a folder, or a name to download.",
    )
    host: str = Field(default="127.0.0.1", description="Address that `serve` listens on.")
    port: int = Field(
        default=8000, ge=0, le=65535, description="Port that `serve` listens on; 0 takes a free one."
    )
    max_document_bytes: int = Field(
        default=5_000_000, ge=1, le=2**40, description="Bytes; a larger file of the corpus folder is skipped."
    )
    keep_generations: int = Field(
        default=2, ge=1, description="How many generations stay on disk, the live one counted."
    )

    admin_key: SecretStr | None = Field(
        default=None, description="Key that deletes documents over HTTP; without one nobody can."
    )

    @field_validator("corpus_dir", "index_dir", "glossary")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        try:
            return value.expanduser().absolute()
        except RuntimeError as error:  # "~nobody"
            raise ValueError(str(error)) from error

    @field_validator("admin_key")
    @classmethod
    def _without_space(cls, value: SecretStr | None) -> SecretStr | None:
        key = value.get_secret_value().strip() if value else ""  # a key out of a file ends in a line break
        return SecretStr(key) if key else None


def load_config(**overrides: Any) -> Config:
    """Read the environment; `overrides` that are not None win over it.

    Raises ConfigError naming the variable and what it should be.
    """
    try:
        return Config(**{key: value for key, value in overrides.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = f"NHIPCAU_{str(first['loc'][0]).upper()}"
        given = "set to something" if first["loc"][0] == "admin_key" else repr(first["input"])
        message = f"{name} is {given}, which is not valid ({first['msg']}); correct or unset it."
        raise ConfigError(message) from error
