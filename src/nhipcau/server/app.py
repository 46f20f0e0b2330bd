"""The HTTP application, and the process that serves it."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import anyio
import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from nhipcau import __version__
from nhipcau.config import Config
from nhipcau.errors import ConfigError
from nhipcau.server import answers, catalogue, documents, health, metrics, pages, reference, removal
from nhipcau.server.border import guarded
from nhipcau.server.errors import add_error_responses
from nhipcau.server.rendering import STATIC
from nhipcau.server.service import Service

if TYPE_CHECKING:
    from nhipcau.answering.assistant import Assistant

DRAIN_S = 20


def create_app(config: Config, load: Callable[[], Assistant] | None = None) -> FastAPI:
    """The application of one installation; `load` makes its assistant, once, in a thread, at start-up.

    The app answers at once; while nothing is loaded, and when loading failed, a question gets 503.
    """
    app = FastAPI(
        title="Nhịp Cầu",
        version=__version__,
        description="Cited answers about Việt Nam's people-to-people diplomacy.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.config = config
    app.state.service = Service(load or (lambda: _load(config)))
    app.state.metrics = metrics.Metrics(app.state.service)
    app.add_middleware(guarded, observe=app.state.metrics.count_request)
    add_error_responses(app)
    for surface in (answers, documents, removal, health, metrics, pages, catalogue, reference):
        app.include_router(surface.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def serve(
    config: Config,
    *,
    report: Callable[[str], object] = str,
    load: Callable[[], Assistant] | None = None,
) -> None:
    """Serve until interrupted; `report` is told the address once the socket is bound.

    Raises ConfigError when the address cannot be listened on, and whatever loading the assistant raised.
    """
    app = create_app(config, load)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=DRAIN_S,
        )
    )
    service: Service = app.state.service
    service.on_failure = lambda: setattr(server, "should_exit", True)
    with _bound(config.host, config.port) as listening:
        report(_address(listening))
        try:
            server.run(sockets=[listening])
        except KeyboardInterrupt:
            return
    if service.failure is not None:
        raise service.failure


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(app.state.service.run)
        yield
        tasks.cancel_scope.cancel()


def _load(config: Config) -> Assistant:
    from nhipcau.answering.assistant import load_assistant  # noqa: PLC0415 (torch and faiss take seconds)

    return load_assistant(config)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        reason = error.strerror or error
        message = (
            f"{host} port {port} cannot be listened on ({reason}); choose others with --host and --port."
        )
        raise ConfigError(message) from error


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
