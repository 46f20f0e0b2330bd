"""One error shape for every surface, and the one place where exceptions become HTTP.

`{"error": {"message", "type", "param", "code"}}`; pages get the same as a page.
"""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from nhipcau.errors import CorpusError, DocumentNotFoundError, GenerationError, NhipcauError, QuestionError
from nhipcau.server.phrases import BY_LANGUAGE
from nhipcau.server.rendering import interface_language, render

log = logging.getLogger("nhipcau.server")

RETRY_AFTER_S = 5


class NotReadyError(NhipcauError):
    """No assistant is loaded: it is starting, or it could not start, as message and `code` then say."""

    retryable = True

    def __init__(self, message: str, code: str = "starting") -> None:
        super().__init__(message)
        self.code = code


class NoAdminKeyError(NhipcauError):
    """This installation has no admin key, so nobody may do what needs one."""

    code = "admin_key_not_configured"


class WrongAdminKeyError(NhipcauError):
    """The request carries no admin key, or not that of this installation."""

    code = "admin_key_wrong"
    headers: ClassVar = {"WWW-Authenticate": "Bearer"}


@dataclass(frozen=True, slots=True)
class ErrorDetail:
    """What went wrong, in one sentence; `param` is the dotted name of the field, `code` is stable."""

    message: str
    type: Literal["invalid_request_error", "server_error"]
    param: str | None
    code: str


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """The body of every response that is not a success."""

    error: ErrorDetail


_STATUS: dict[type[NhipcauError], int] = {
    QuestionError: 422,
    DocumentNotFoundError: 404,
    CorpusError: 409,
    GenerationError: 503,
    NotReadyError: 503,
    NoAdminKeyError: 403,
    WrongAdminKeyError: 401,
}
_PLAIN = {
    400: ("bad_request", "The request cannot be read; send what /docs describes."),
    404: ("not_found", "There is nothing at this address; /docs lists what there is."),
    405: ("method_not_allowed", "This address does not take this method; see the Allow header."),
    413: ("body_too_large", "The body is larger than 256 KB; send a shorter one."),
    500: ("internal_error", "Something went wrong here; it has been logged."),
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may fail in these ways, for the OpenAPI document."""
    meanings = {
        400: "The body is not JSON",
        401: "The admin key is missing or wrong",
        403: "No admin key is configured",
        404: "There is no such document",
        409: "The corpus folder does not allow it",
        413: "The body is too large",
        422: "A field is wrong; `param` names it",
        503: "There is no index, or the assistant is starting",
    }
    return {status: {"model": ErrorBody, "description": meanings[status]} for status in statuses}


def describe(error: Exception) -> tuple[int, ErrorDetail]:
    """The HTTP status of `error` and what the client is told, which is nothing of an unexpected one."""
    if isinstance(error, RequestValidationError):
        return _of_validation(error)
    if isinstance(error, HTTPException):
        code, message = _PLAIN.get(error.status_code, ("http_error", "The request cannot be answered."))
        return error.status_code, _detail(error.status_code, message, code)
    kinds = (kind for kind in type(error).__mro__ if kind in _STATUS)
    if isinstance(error, NhipcauError) and (kind := next(kinds, None)):
        param = error.param if isinstance(error, QuestionError) else None
        return _STATUS[kind], _detail(_STATUS[kind], str(error), error.code, param)
    log.error("a request failed", exc_info=error)
    return 500, _detail(500, _PLAIN[500][1], _PLAIN[500][0])


def retry_after(status: int) -> int | None:
    """Seconds after which asking again makes sense, or None."""
    return RETRY_AFTER_S if status == 503 else None


def respond(request: Request, error: Exception) -> Response:
    """`error` as JSON, or as a page where a page was asked for."""
    status, detail = describe(error)
    headers = dict(getattr(error, "headers", None) or {})
    if (seconds := retry_after(status)) is not None:
        headers["Retry-After"] = str(seconds)
    if not _wants_page(request):
        return JSONResponse(asdict(ErrorBody(detail)), status_code=status, headers=headers)
    phrases = BY_LANGUAGE[interface_language(request)]
    words = (phrases.get(f"error_{which}") for which in (detail.code, status, "other"))
    message = next(filter(None, words))
    return render(request, "error.html", status=status, headers=headers, code=status, message=message)


def add_error_responses(app: FastAPI) -> None:
    """Let every exception that the router knows of end in `respond`; the border takes the unexpected ones."""
    for kind in (RequestValidationError, HTTPException, NhipcauError):
        app.add_exception_handler(kind, _handle)


async def _handle(request: Request, error: Exception) -> Response:
    return respond(request, error)


def _wants_page(request: Request) -> bool:
    path = request.url.path
    if path in ("/", "/docs", "/documents") or path.startswith("/documents/"):
        return True
    return not path.startswith("/v1/") and "text/html" in request.headers.get("accept", "")


def _of_validation(error: RequestValidationError) -> tuple[int, ErrorDetail]:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return 400, _detail(400, "The body is not valid JSON; correct it.", "malformed_json")
    param = ".".join(str(part) for part in first["loc"][1:]) or None
    if param is None:
        return 422, _detail(422, "Send a JSON object with Content-Type: application/json.", "invalid_request")
    message = f"{param}: {first['msg'].removeprefix('Value error, ')}."
    return 422, _detail(422, message, "invalid_request", param)


def _detail(status: int, message: str, code: str, param: str | None = None) -> ErrorDetail:
    kind: Literal["invalid_request_error", "server_error"] = (
        "server_error" if status >= 500 else "invalid_request_error"
    )
    return ErrorDetail(_encodable(message), kind, param and _encodable(param), code)


def _encodable(text: str) -> str:
    """`text`, cut to 300, without lone surrogates, which JSON can bring in and UTF-8 cannot carry back."""
    return text[:300].encode("utf-8", "replace").decode()
