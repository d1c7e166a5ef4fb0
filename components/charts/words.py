"""Dates as pages and charts write them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from babel.dates import format_date


@lru_cache(maxsize=4096)
def written_day(value: dt.date) -> str:
    """A date in words: 15 April 2010. Source: Unicode CLDR, by Babel."""
    return format_date(value, "d MMMM y", locale="en")
