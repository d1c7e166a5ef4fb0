"""What was measured, a JSON file a part, and the table that is written from all of them."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from bench.markdown import megabytes

FOLDER: Final = Path(__file__).with_name("results")
RESULTS: Final = Path(__file__).with_name("RESULTS.md")
LIBRARIES: Final = ("streamlit", "pandas", "plotly", "duckdb", "narwhals")


def keep(part: str, counts: Mapping[str, int], measured: Any) -> None:
    """Write what a part measured, with the machine and how often it measured."""
    FOLDER.mkdir(exist_ok=True)
    told = {"machine": machine(), "counts": dict(counts), "measured": measured}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (FOLDER / f"{part}.json").write_text(text + "\n", encoding="utf-8")


def kept(part: str) -> Mapping[str, Any] | None:
    """What `keep` wrote of a part; None where it was never measured."""
    path = FOLDER / f"{part}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def machine() -> dict[str, Any]:
    """Day, processor, number of cores, memory, system and versions."""
    return {
        "day": dt.datetime.now(dt.UTC).date().isoformat(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": f"{platform.system()} {platform.release()}",
        "versions": {"Python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
    }


def machine_words(told: Mapping[str, Any]) -> str:
    """A machine in one sentence."""
    versions = ", ".join(f"{name} {number}" for name, number in told["versions"].items())
    memory = f"{megabytes(told['memory']).partition('.')[0]} MB"
    return f"{told['day']}; {told['processor']}, {told['cores']} cores, {memory}; {told['system']}; {versions}."


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.is_file():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
