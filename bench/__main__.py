"""`python -m bench [--rounds N]`: measures and writes bench/RESULTS.md."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Final

from bench.paint import Paints, measure_paints
from bench.reruns import Reruns, measure_reruns

RESULTS: Final = Path(__file__).with_name("RESULTS.md")
LIBRARIES: Final = ("streamlit", "pandas", "plotly", "duckdb", "narwhals")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write the results, and give the exit code 0."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the dashboard beside bare pages.")
    parser.add_argument("--rounds", type=int, default=9, help="rounds of reruns (at least 5; default 9)")
    parser.add_argument("--loads", type=int, default=5, help="rounds of first loads (at least 5; default 5)")
    chosen = parser.parse_args(arguments)
    reruns = measure_reruns(chosen.rounds)
    paints = measure_paints(chosen.loads)
    RESULTS.write_text(report(reruns, paints, chosen.rounds, chosen.loads), encoding="utf-8")
    print(f"Written: {RESULTS.name}")
    return 0


def report(reruns: Mapping[str, Reruns], paints: Mapping[str, Paints], rounds: int, loads: int) -> str:
    """The results as Markdown: medians, with the least and greatest value in brackets."""
    parts = [
        "# Results of `make bench`",
        "Written by the benchmark; how to read it stands in README.md.",
        f"{dt.datetime.now(dt.UTC).date().isoformat()}; {machine()}; Python {platform.python_version()}; "
        + ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
        + ".",
        "## (a) Server time of one rerun",
        f"Milliseconds of processor time, median of {rounds} rounds (least to greatest). The twin has the same widgets,"
        " cards, tables and figures as constants. Warm: the filters were asked before. Cold: never before.",
        table(
            ("page", "page, warm", "twin, warm", "ratio warm", "page, cold", "ratio cold", "bare", "bare chart"),
            (
                (
                    path or "overview",
                    _milliseconds(result.processor["app"]),
                    _milliseconds(result.processor["twin"]),
                    _ratio(result.ratios("app", "twin")),
                    _milliseconds(result.processor.get("app cold", ())),
                    _ratio(result.ratios("app cold", "twin cold")) if "app cold" in result.processor else "",
                    _milliseconds(result.processor["bare"]),
                    _milliseconds(result.processor["bare chart"]),
                )
                for path, result in reruns.items()
            ),
        ),
        "## (b) First useful paint, and start",
        f"Seconds, median of {loads} rounds (least to greatest). Cold: process just started, empty browser cache.",
        table(
            ("page", "start to healthy", "paint, cold", "paint, warm", "cold, ratio to bare chart"),
            (
                (
                    name,
                    _seconds(result.start),
                    _seconds(result.cold),
                    _seconds(result.warm),
                    _ratio([one / two for one, two in zip(result.cold, paints["bare chart"].cold, strict=True)]),
                )
                for name, result in paints.items()
            ),
        ),
        "## (c) Bytes",
        "Websocket bytes for one change of a filter (before compression), and HTTP bytes of a load as sent; medians.",
        table(
            ("page", "filter change, warm", "filter change, cold"),
            (
                (
                    path or "overview",
                    f"{median(result.byte_count['app']):,.0f}",
                    f"{median(result.byte_count['app cold']):,.0f}" if "app cold" in result.byte_count else "",
                )
                for path, result in reruns.items()
            ),
        ),
        table(
            ("page", "first load", "load with the browser's cache"),
            (
                (name, f"{median(result.cold_bytes):,.0f}", f"{median(result.warm_bytes):,.0f}")
                for name, result in paints.items()
            ),
        ),
    ]
    return "\n\n".join(parts) + "\n"


def machine() -> str:
    """Processor and number of cores."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.is_file():
        names = [line for line in information.read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    return f"{model}, {os.cpu_count()} cores"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _milliseconds(values: Sequence[float]) -> str:
    return spread([value * 1000 for value in values], ".0f")


def _seconds(values: Sequence[float]) -> str:
    return spread(values, ".2f")


def _ratio(values: Sequence[float]) -> str:
    return spread(values, ".2f")


def spread(values: Sequence[float], form: str) -> str:
    """Median, with the least and greatest value in brackets; "" without values."""
    if not values:
        return ""
    return f"{format(median(values), form)} ({format(min(values), form)} to {format(max(values), form)})"


if __name__ == "__main__":
    raise SystemExit(main())
