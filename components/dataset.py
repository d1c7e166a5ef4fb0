"""The one cached loader of the dataset, and the bounded cache of its answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from components.settings import data_directory
from plenary.selection import Selection
from plenary.store import Dataset, open_dataset

KEPT_ANSWERS = 1024
Rows = TypeVar("Rows", pd.DataFrame, pd.Series)


def load_dataset() -> Dataset:
    """The dataset of this process, opened anew when one of its files has changed; a failure is never kept.

    Raises:
        BrokenDataset: The files cannot be shown.
    """
    directory = data_directory()
    return _opened(str(directory), _fingerprint(directory))


def _fingerprint(directory: Path) -> str:
    """Path, time of change and size of each file, as one text: Streamlit compares a text far faster than a tuple."""
    found = []
    for folder in ("", "reference", "map"):
        try:
            entries = list(os.scandir(directory / folder))
        except OSError:
            continue  # The check of the dataset names the files that are missing.
        for entry in entries:
            status = entry.stat()
            found.append(f"{entry.path} {status.st_mtime_ns} {status.st_size}")
    return "\n".join(sorted(found))


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(directory: str, fingerprint: str) -> Dataset:
    return open_dataset(Path(directory))


def filters_alone(selection: Selection) -> Selection:
    """The selection without the page settings, which change no row."""
    return replace(selection, view=(), row="", v="")


@lru_cache(maxsize=KEPT_ANSWERS)
def _answer(query: Callable[[Dataset, Selection], Any], dataset: Dataset, selection: Selection) -> Any:
    return query(dataset, selection)


def answers_computed() -> int:
    """How many answers this process has computed so far, those dropped since then included."""
    return _answer.cache_info().misses


def ask(query: Callable[[Dataset, Selection], Rows], dataset: Dataset, selection: Selection) -> Rows:
    """The answer of a query of `plenary.queries`, kept for the next reader who asks the same.

    A change to it touches no other reader.

    Page settings that change no row are left out of what is remembered.
    """
    answer: Rows = _answer(query, dataset, filters_alone(selection))
    return answer.copy(deep=False)
