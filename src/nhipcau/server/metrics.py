"""`GET /metrics`: counts for Prometheus, with nothing of who asked or what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.types import Scope

from nhipcau.server.errors import NotReadyError
from nhipcau.server.service import Service
from nhipcau.vocabulary import Answer

router = APIRouter(tags=["health"])

OTHER = "other"
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class Metrics:
    """What one app counts, in a registry of its own."""

    def __init__(self, service: Service) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "http_requests_total",
            "Responses, by method, address and status.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "http_request_duration_seconds",
            "Seconds until the last byte of a response was sent.",
            ["method", "route"],
            registry=self.registry,
        )
        self._answers = Counter(
            "nhipcau_answers_total",
            "Answers, by status and language.",
            ["status", "language"],
            registry=self.registry,
        )
        self.registry.register(_IndexCollector(service))

    def count_request(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        """Count a response; what a client can make up freely, addresses and methods, is `other`."""
        route = getattr(scope.get("route"), "path", OTHER)
        method = method if method in _METHODS else OTHER
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def counted(self, answer: Answer) -> Answer:
        """`answer`, once it has been counted."""
        self._answers.labels(answer.status, answer.language).inc()
        return answer


class _IndexCollector(Collector):
    """What is loaded, looked up when it is asked for; nothing while nothing is."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            generation = self._service.assistant.generation
        except NotReadyError:
            return
        info = GaugeMetricFamily("nhipcau_index_info", "1 for the index that answers.", labels=["index_id"])
        info.add_metric([generation.index_id], 1)
        yield info
        yield GaugeMetricFamily(
            "nhipcau_documents", "Documents that can be shown.", value=generation.document_count()
        )


def metrics_of(request: Request) -> Metrics:
    """The metrics of the app that a request came to."""
    metrics: Metrics = request.app.state.metrics
    return metrics


InMetrics = Annotated[Metrics, Depends(metrics_of)]


@router.get("/metrics", response_class=PlainTextResponse, summary="How much, how fast?")
async def exposition(metrics: InMetrics) -> Response:
    """Requests, durations, answers and the index, in the text format of Prometheus; no questions."""
    return Response(generate_latest(metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
