"""Nhịp Cầu: answers about Việt Nam's people-to-people diplomacy, each sentence cited to a stored quote.

The public names are imported when they are first used, since some of them load PyTorch and FAISS.
"""

from __future__ import annotations

import importlib

__version__ = "0.1.0"

_HOMES = {
    "Answer": "nhipcau.vocabulary",
    "Assistant": "nhipcau.answering.assistant",
    "Config": "nhipcau.config",
    "Filters": "nhipcau.vocabulary",
    "NhipcauError": "nhipcau.errors",
    "Question": "nhipcau.vocabulary",
    "final_answer": "nhipcau.answering.assistant",
    "ingest": "nhipcau.index.ingest",
    "load_assistant": "nhipcau.answering.assistant",
    "load_config": "nhipcau.config",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - a list of strings all the same


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
