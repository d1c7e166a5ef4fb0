"""The one cached loader of the dataset, and the bounded cache of its answers."""

from __future__ import annotations

import logging
import os
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import streamlit as st

from components.present import PresentDataset
from components.run_queue import RUN_QUEUE
from components.settings import data_directory
from plenary.build import DESCRIPTION, builds_of
from plenary.kept import VERSIONS, version_folder
from plenary.schema import PACKAGE_FILE
from plenary.selected import MOST_ROWS
from plenary.selection import TABLE_FILTERS, Selection
from plenary.store import BrokenDataset, Dataset, open_dataset
from plenary.versions import named_dataset

LOGGER = logging.getLogger(__name__)
KEPT_ANSWERS = 1024
KEPT_BYTES = 256 * 2**20
Rows = TypeVar("Rows", pd.DataFrame, pd.Series)


def load_dataset() -> Dataset:
    """The dataset of this process, opened anew when one of its files has changed; a failure is never kept.

    Raises:
        BrokenDataset: The files cannot be shown.
    """
    return _present.get(data_directory())


def load_version(present: Dataset, version: str) -> Dataset:
    """A version kept beside the present one, opened anew when one of its files has changed; a failure is never kept.

    Raises:
        BrokenDataset: Its files cannot be shown.
    """
    folder = version_folder(present.directory, version)
    with RUN_QUEUE.aside():
        return _opened_version(str(folder), present.versions, _fingerprint(folder))


def shown_dataset(present: Dataset, params: Mapping[str, Sequence[str]]) -> Dataset:
    """The dataset of the version that a link names; the present one where its files cannot be shown, which is logged.

    The pages tell it by the version, which is then not that of the link (see `components.versions`).
    """
    try:
        return named_dataset(present, params, load_version)
    except BrokenDataset as broken:
        for finding in broken.findings:
            LOGGER.error("kept version: %s", finding)
        return present


def _fingerprint(directory: Path) -> str:
    """Path, time of change and size of each file, as one text: Streamlit compares a text far faster than a tuple."""
    found = []
    for folder in ("", "reference", "map"):
        try:
            entries = list(os.scandir(directory / folder))
        except OSError:
            continue  # The check of the dataset names the files that are missing.
        # What is put together in a folder counts when it has its place.
        found += [_stamp(Path(entry.path)) for entry in entries if entry.is_file()]
    found += [_stamp(description) for description in (directory / VERSIONS).glob(f"*/{PACKAGE_FILE}")]
    found += [_stamp(description) for description in builds_of(directory).glob(f"[!.]*/{DESCRIPTION}")]
    return "\n".join(sorted(found))


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except FileNotFoundError:
        return f"{path} gone"  # Another file takes its place just now.
    return f"{path} {status.st_mtime_ns} {status.st_size}"


_present = PresentDataset(open_dataset, _fingerprint)


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened_version(folder: str, versions: tuple[str, ...], fingerprint: str) -> Dataset:
    return open_dataset(Path(folder), versions)


def filters_alone(selection: Selection) -> Selection:
    """The selection without the page settings, which change no row."""
    return replace(selection, view=(), row="", v="")


def filters_asked(question: str, selection: Selection) -> Selection:
    """What of a selection can change the answer to a question of `plenary.queries`."""
    chosen = filters_alone(selection)
    return replace(chosen.for_table(question), sort=chosen.sort) if question in TABLE_FILTERS else chosen


class KeptAnswers:
    """The answers asked for last: bounded in number, and in memory, since one of a large session is some megabytes."""

    def __init__(self, most: int, most_bytes: int) -> None:
        """Keep up to `most` answers of up to `most_bytes` together."""
        self._most, self._most_bytes = most, most_bytes
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self.computed = 0
        self.found = 0

    def get(self, key: Hashable, compute: Callable[[], Any]) -> Any:
        """The answer kept under `key`, else the one computed now; a failure is not kept."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                self.found += 1
                return self._answers[key][0]
        answer = compute()
        size = int(np.sum(answer.memory_usage(deep=True)))
        with self._lock:
            self.computed += 1
            if key not in self._answers:
                self._answers[key] = (answer, size)
                self._bytes += size
            while len(self._answers) > self._most or self._bytes > self._most_bytes:
                _key, (_answer, dropped) = self._answers.popitem(last=False)
                self._bytes -= dropped
        return answer

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._answers)


_answers = KeptAnswers(KEPT_ANSWERS, KEPT_BYTES)


def answers_found() -> int:
    """How often a reader of this process was given an answer that was kept."""
    return _answers.found


def answers_computed() -> int:
    """How many answers this process has computed so far, those dropped since then included."""
    return _answers.computed


def ask(query: Callable[[Dataset, Selection], Rows], dataset: Dataset, selection: Selection) -> Rows:
    """The answer of a query of `plenary.queries`, kept for the next reader who asks the same.

    Filters that say nothing about the rows of a table ask it no new question. A change to the answer touches no other
    reader.
    """
    chosen = filters_asked(query.__name__, selection)

    def compute() -> Rows:
        if dataset.cluster is None and dataset.turn_count <= MOST_ROWS:
            return query(dataset, chosen)
        with RUN_QUEUE.aside():
            return query(dataset, chosen)

    answer: Rows = _answers.get((query, dataset, chosen), compute)
    return answer.copy(deep=False)
