"""Rows of a pandas frame one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def each_row(frame: pd.DataFrame) -> Iterator[Any]:
    """Rows of `frame` as named tuples, with its columns as attributes; their types are those of the columns."""
    return frame.itertuples(index=False)
