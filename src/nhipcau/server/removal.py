"""`DELETE /v1/documents/{id}`: a document taken out for good, by whoever holds the admin key."""

from __future__ import annotations

import hmac
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from nhipcau.config import Config
from nhipcau.server.errors import NoAdminKeyError, WrongAdminKeyError, problems
from nhipcau.server.service import InService
from nhipcau.vocabulary import Skipped

if TYPE_CHECKING:
    from nhipcau.answering.assistant import Assistant

router = APIRouter(tags=["documents"])

_BEARER = HTTPBearer(auto_error=False, scheme_name="admin_key", description="NHIPCAU_ADMIN_KEY")


@dataclass(frozen=True, slots=True)
class Removal:
    """What changed in the index, in documents; `embedded` counts texts, and `skipped` files that were left out."""

    index_id: str | None
    documents: int
    passages: int
    added: int
    changed: int
    removed: int
    embedded: int
    skipped: tuple[Skipped, ...]


def require_admin_key(
    request: Request, carried: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
) -> None:
    """Raises NoAdminKeyError and WrongAdminKeyError."""
    config: Config = request.app.state.config
    if config.admin_key is None:
        raise NoAdminKeyError("Nobody may do this here; set NHIPCAU_ADMIN_KEY and start the server again.")
    # Back to the bytes that were set and sent, whatever they are.
    wanted = config.admin_key.get_secret_value().encode("utf-8", "surrogateescape")
    given = carried.credentials.encode("latin-1") if carried else b""
    if not hmac.compare_digest(wanted, given):
        raise WrongAdminKeyError("Send the admin key of this server as Authorization: Bearer KEY.")


@router.delete(
    "/v1/documents/{document_id}",
    response_model=Removal,
    responses=problems(401, 403, 404, 409, 503),
    summary="Remove a document",
    dependencies=[Depends(require_admin_key)],
)
async def delete_document(
    request: Request, service: InService, document_id: Annotated[str, Path(description="`[a-z0-9-]{1,100}`")]
) -> dict[str, Any]:
    """Delete its file and commit an index without it; from the response on, nothing shows it.

    Other files that have changed meanwhile are taken up as well.
    """
    return await service.compute(_remove, request.app.state.config, service.assistant, document_id)


def _remove(config: Config, assistant: Assistant, document_id: str) -> dict[str, Any]:
    from nhipcau.index.ingest import remove_document  # noqa: PLC0415 (the API is described without faiss)

    try:
        report = remove_document(config, document_id, embedder=assistant.embedder)
    finally:
        assistant.refresh()  # a removal that was recorded counts, even where the rest failed
    return asdict(report)
