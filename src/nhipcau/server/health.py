"""How the server is: `/livez`, `/readyz` and `/version`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter

from nhipcau import __version__
from nhipcau.server.errors import NotReadyError, problems
from nhipcau.server.service import InService

router = APIRouter(tags=["health"])


@dataclass(frozen=True, slots=True)
class Alive:
    """The server runs and answers."""

    status: Literal["alive"]


@dataclass(frozen=True, slots=True)
class Readiness:
    """`degraded`: an older generation answers than the one that was last made, and `reason` says why."""

    status: Literal["ready", "degraded"]
    index_id: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """The software and, once it is loaded, the index."""

    name: str
    version: str
    index_id: str | None
    created: str | None
    counts: dict[str, int] | None
    embedder: str | None


# These are coroutines, so that they answer on the event loop however busy the threads are.
@router.get("/livez", response_model=Alive, summary="Does the server run?")
async def livez() -> Alive:
    """Answers as soon as the server listens, before anything is loaded."""
    return Alive("alive")


@router.get("/readyz", response_model=Readiness, responses=problems(503), summary="Can it answer?")
async def readyz(service: InService) -> Readiness:
    """200 once the index is loaded and a first text was encoded, else 503 with the reason."""
    assistant = service.assistant
    reason = assistant.fallback_reason
    return Readiness("degraded" if reason else "ready", assistant.generation.index_id, reason)


@router.get("/version", response_model=Version, summary="Which version and index?")
async def version(service: InService) -> Version:
    """The version of the software, and the index that answers (null while none is loaded)."""
    try:
        generation = service.assistant.generation
    except NotReadyError:
        return Version("nhipcau", __version__, None, None, None, None)
    manifest = generation.manifest
    return Version(
        "nhipcau", __version__, generation.index_id, manifest.created, manifest.counts, manifest.embedder.name
    )
