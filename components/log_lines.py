"""The log for programs: one JSON object a line on standard output, where the setting PLENARY_LOG is "json".

No line has an address, a name of a browser, a cookie, or what a reader chose or typed.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import sys
from functools import lru_cache
from typing import Final

LOGGER: Final = logging.getLogger("plenary.served")


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON: time (UTC), then what the record tells."""
        time = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        return json.dumps({"time": time.replace("+00:00", "Z"), **record.__dict__["told"]}, ensure_ascii=False)


@lru_cache(maxsize=1)
def _is_written() -> bool:
    """Whether lines are written; the first to ask opens the log."""
    if os.environ.get("PLENARY_LOG", "").strip().lower() != "json":
        return False
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_Lines())
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    return True


def write_line(event: str, **told: str | float | None) -> None:
    """Write what happened; values that are None are left out."""
    if _is_written():
        known = {name: value for name, value in told.items() if value is not None}
        LOGGER.info(event, extra={"told": {"event": event, **known}})
