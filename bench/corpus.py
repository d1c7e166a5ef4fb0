"""The datasets that are measured: the shipped one, and those of `bench.corpora` in a folder that is not kept."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import pandas as pd
import pyarrow.parquet as pq

from plenary.schema import DATA
from plenary.selected import MOST_ROWS
from plenary.selection import ALL_SESSIONS
from tools.server import REPOSITORY

FOLDER: Final = Path(os.environ.get("PLENARY_BENCH") or REPOSITORY / ".bench")
"""Where the generated corpora lie: the setting PLENARY_BENCH, else .bench/ in the checkout."""

SIZES: Final = ("50", "10k", "1m", "10m")
"""What is measured, by size: the first session of the shipped dataset, and the generated corpora."""


@dataclass(frozen=True)
class Corpus:
    """A dataset that is measured.

    Attributes:
        name: One of `SIZES`.
        folder: Where it lies.
        sessions: Its sessions and how many turns each has, in the dataset's order; for "50" the first one alone.
    """

    name: str
    folder: Path
    sessions: dict[str, int]

    @property
    def settings(self) -> dict[str, str]:
        """Settings of an app that serves it."""
        return {"PLENARY_DATA": str(self.folder)}

    @property
    def everything(self) -> str:
        """Query of a link to all of its sessions."""
        return self.link([ALL_SESSIONS] if len(self.sessions) > 1 else self.sessions)

    @property
    def large(self) -> str:
        """The largest session of the last quarter: in the first ones States had no regional group yet."""
        last = list(self.sessions)[-max(1, len(self.sessions) // 4) :]
        return max(last, key=self.sessions.__getitem__)

    @property
    def side_by_side(self) -> tuple[str, ...]:
        """The last of its sessions that leave up to `MOST_ROWS` turns: so many can be put side by side."""
        chosen: list[str] = []
        left = MOST_ROWS
        for session, turns in reversed(self.sessions.items()):
            if turns > left:
                break
            chosen.insert(0, session)
            left -= turns
        return tuple(chosen)

    def link(self, sessions: Iterable[str]) -> str:
        """Query of a link to some of its sessions, rows not yet reviewed included: in generated ones most are."""
        return urlencode([*(("session", session) for session in sessions), ("review", "all")], safe=":")


@lru_cache
def corpus(name: str) -> Corpus:
    """The dataset of a size, made where it is not there yet.

    Raises:
        subprocess.CalledProcessError: It could not be made.
    """
    if name == "50":
        statements = pd.read_csv(DATA / "statements.csv", usecols=["session_id"])["session_id"]
        first = pd.read_csv(DATA / "sessions.csv")["session_id"].iloc[0]
        return Corpus(name, DATA, {first: int((statements == first).sum())})
    folder = FOLDER / name
    if not (folder / "datapackage.json").is_file():
        _run("bench.corpora", name, "--to", str(FOLDER))
    _run("plenary", "build", "--data", str(folder))  # Does nothing where the build is that of this code.
    turns = _turns(folder)
    order = pd.read_csv(folder / "sessions.csv")["session_id"]
    return Corpus(name, folder, {session: turns.get(session, 0) for session in order})


def _run(module: str, *arguments: str) -> None:
    # What it tells goes where errors go: the output of who measures is what was measured.
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=REPOSITORY, check=True, stdout=2)


def _turns(folder: Path) -> dict[str, int]:
    """How many turns each session has."""
    counts = pq.read_table(folder / "statements.parquet", columns=["session_id"])["session_id"].value_counts()
    return {row["values"]: row["counts"] for row in counts.to_pylist()}
