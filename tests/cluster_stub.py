"""A cluster that never answers, in place of the one that the setting PLENARY_ENGINE would name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd

from plenary.engine import Embedded, Engine, EngineDown


class Silent:
    """An engine that takes tables and gives none; `answers` is what it becomes when it is reached again."""

    def __init__(self) -> None:
        """Nothing is asked yet."""
        self.answers: Embedded | None = None
        self.asked = 0
        self._takings: list[Callable[[Embedded], None]] = []

    @property
    def version(self) -> str:
        """See `Engine.version`."""
        return "silent"

    def come_back(self) -> None:
        """From now on it answers, of what it was given before."""
        embedded = Embedded()
        for take in self._takings:
            take(embedded)
        self.answers = embedded

    def frame(self, name: str) -> nw.LazyFrame[Any]:
        """See `Engine.frame`."""
        self.asked += 1
        if self.answers is None:
            raise EngineDown("the stub does not answer")
        return self.answers.frame(name)

    def query(self, sql: str) -> nw.LazyFrame[Any]:
        """See `Engine.query`."""
        raise EngineDown("the stub does not answer")

    def write(self, name: str, rows: pd.DataFrame) -> None:
        """See `Engine.write`."""
        self._takings.append(lambda embedded: embedded.write(name, rows))

    def read(self, name: str, path: Path) -> None:
        """See `Engine.read`."""
        self._takings.append(lambda embedded: embedded.read(name, path))

    def define(self, name: str, recipe: Callable[[Engine], nw.LazyFrame[Any]], *, kept: bool = False) -> None:
        """See `Engine.define`."""
        self._takings.append(lambda embedded: embedded.define(name, recipe, kept=kept))

    def save(self, name: str, path: Path) -> int:
        """See `Engine.save`."""
        raise EngineDown("the stub does not answer")

    def part(self, frame: nw.LazyFrame[Any], first: int, limit: int) -> pd.DataFrame:
        """See `Engine.part`."""
        return Embedded().part(frame, first, limit)

    def drop(self, name: str) -> None:
        """See `Engine.drop`."""

    def listed(self, column: str, order: Sequence[str]) -> str:
        """See `Engine.listed`."""
        return Embedded().listed(column, order)

    def joined(self, values: str) -> str:
        """See `Engine.joined`."""
        return Embedded().joined(values)
