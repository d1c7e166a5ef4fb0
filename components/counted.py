"""What is counted as it happens: the histograms of runs and requests, which `components.metrics` gives out.

Apart from it, since requests are counted from the first one on, before the dataset and what reads it is imported.
"""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Histogram

SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds of the histograms."""

REGISTRY: Final = CollectorRegistry()
"""Our own, not the one that libraries share: what stands in it is what docs/hosting.md lists."""

RUNS: Final = Histogram(
    "plenary_run",
    "Runs of pages (part: page) and of parts of pages alone (part: fragment), from the first line to the last",
    ("page", "part", "status"),
    unit="seconds",
    buckets=SECONDS,
    registry=REGISTRY,
)
REQUESTS: Final = Histogram(
    "plenary_request",
    "Requests other than websockets, from the first byte asked to the last byte given",
    ("route", "status"),
    unit="seconds",
    buckets=SECONDS,
    registry=REGISTRY,
)
