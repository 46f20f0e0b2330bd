"""The one assistant of an app: loaded aside when the app starts, kept fresh until it stops."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import anyio
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, Request

from nhipcau.errors import NhipcauError
from nhipcau.server.errors import NotReadyError

if TYPE_CHECKING:
    from nhipcau.answering.assistant import Assistant

log = logging.getLogger("nhipcau.server")

REFRESH_S = 2.0
COMPUTE_SLOTS = max(2, os.cpu_count() or 2)

Result = TypeVar("Result")


class Service:
    """Holds the assistant and the threads that compute.

    Encoding and searching share `COMPUTE_SLOTS` threads of their own, so that documents and health checks
    answer while all of those are held.
    """

    def __init__(self, load: Callable[[], Assistant]) -> None:
        self._load = load
        self._assistant: Assistant | None = None
        self._slots = CapacityLimiter(COMPUTE_SLOTS)
        self.failure: Exception | None = None
        self.on_failure: Callable[[], None] = lambda: None

    @property
    def assistant(self) -> Assistant:
        """The loaded assistant. Raises NotReadyError while there is none, with the reason."""
        if self._assistant is not None:
            return self._assistant
        if isinstance(self.failure, NhipcauError):
            raise NotReadyError(str(self.failure), self.failure.code)
        if self.failure is not None:
            raise NotReadyError("The assistant could not start; the log says why.", "start_failed")
        raise NotReadyError("The assistant is loading its model and index; ask again in a few seconds.")

    async def compute(self, call: Callable[..., Result], *arguments: object) -> Result:
        """What `call(*arguments)` returns, run in one of the computing threads as soon as one is free."""
        return await run_sync(partial(call, *arguments), limiter=self._slots)

    async def run(self) -> None:
        """Load the assistant, then look for a newer generation every `REFRESH_S` seconds until cancelled."""
        await self._start()
        told = ""
        while self._assistant is not None:
            await anyio.sleep(REFRESH_S)
            try:
                await run_sync(self._assistant.refresh, abandon_on_cancel=True)
            except NhipcauError as error:
                if str(error) != told:
                    told = str(error)
                    log.warning("the generation before goes on answering: %s", told)
            except Exception:
                log.exception("the index could not be refreshed; the generation before goes on answering")

    async def _start(self) -> None:
        try:
            self._assistant = await run_sync(self._load, abandon_on_cancel=True)
        except Exception as error:
            if not isinstance(error, NhipcauError):
                log.exception("the assistant could not start")
            self.failure = error
            self.on_failure()


def service_of(request: Request) -> Service:
    """The service of the app that a request came to."""
    service: Service = request.app.state.service
    return service


InService = Annotated[Service, Depends(service_of)]
