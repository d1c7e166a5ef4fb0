"""What this process has done, in numbers for its operator: OpenMetrics text at /metrics.

Source: OpenMetrics 1.0. docs/hosting.md lists the metrics; a proxy keeps the address from readers (deploy/nginx.conf).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import streamlit as st
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, SummaryMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.counted import REGISTRY
from components.dataset import answers_computed, answers_found, load_dataset
from components.serving import BASE
from components.view import remembered_counts
from plenary.spent import ENGINE
from plenary.store import BrokenDataset


class _Present(Collector):
    """What is not counted as it happens, but looked up when somebody asks."""

    def collect(self) -> Iterator[Metric]:
        """The metrics as they are now."""
        yield _kept()
        count, seconds = ENGINE.in_all()
        yield SummaryMetricFamily(
            "plenary_engine_seconds",
            "Questions to the engine, from asking to having the rows",
            count_value=count,
            sum_value=seconds,
            unit="seconds",
        )
        if (sessions := _sessions()) is not None:
            yield GaugeMetricFamily("plenary_sessions", "Readers connected now, one for each tab", value=sessions)
        yield from _dataset()


def _kept() -> Metric:
    kept = CounterMetricFamily(
        "plenary_kept",
        "Answers of queries (cache: answers) and what was made of them (cache: made): found kept, or computed",
        labels=("cache", "result"),
    )
    made_found, made_computed = remembered_counts()
    for cache, result, count in (
        ("answers", "found", answers_found()),
        ("answers", "computed", answers_computed()),
        ("made", "found", made_found),
        ("made", "computed", made_computed),
    ):
        kept.add_metric((cache, result), count)
    return kept


def _sessions() -> int | None:
    """Sessions with a connection, as Streamlit counts them; None where no server runs."""
    if not st.runtime.exists():
        return None
    stats = st.runtime.get_instance().stats_mgr.get_stats(family_names=["active_sessions"])
    return sum(int(getattr(stat, "value", 0)) for stat in stats.get("active_sessions", ()))


def _dataset() -> Iterator[Metric]:
    """Which version is shown; a dataset that cannot be shown has none."""
    try:
        dataset = load_dataset()
    except BrokenDataset:
        yield GaugeMetricFamily("plenary_dataset_shown", "Whether the dataset can be shown", value=0)
        return
    yield GaugeMetricFamily("plenary_dataset_shown", "Whether the dataset can be shown", value=1)
    told = {"version": dataset.version, "hash": dataset.hash}
    yield InfoMetricFamily("plenary_dataset", "Version of the dataset that is shown, SHA-256 of its description", told)


REGISTRY.register(_Present())


async def metrics(request: Request) -> Response:
    """All metrics. In a thread of its own: the first to ask opens the dataset."""
    text = await run_in_threadpool(generate_latest, REGISTRY)
    return Response(text, headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})


ROUTES: Final = [Route(f"{BASE}/metrics", metrics)]
