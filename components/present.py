"""The dataset as it is now: one reader opens it when its files have changed; the others go on with the one before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from components.settling import settle_again
from plenary.store import BrokenDataset, Dataset
from plenary.switching import PENDING, finish_switch


@dataclass(frozen=True)
class _Held:
    fingerprint: str
    dataset: Dataset


class PresentDataset:
    """The dataset in a folder, one for all readers of the process.

    When a new version comes, hundreds of readers would otherwise open it at the same moment, each for itself. Nobody is
    taken back: once one reader was given the new version, all are.
    """

    def __init__(self, open_dataset: Callable[[Path], Dataset], fingerprint: Callable[[Path], str]) -> None:
        """Open by `open_dataset` whenever `fingerprint` gives another text than before."""
        self._open, self._fingerprint = open_dataset, fingerprint
        self._held: dict[Path, _Held] = {}
        self._opening = Lock()

    def get(self, directory: Path) -> Dataset:
        """The dataset in a folder.

        A failure is not kept: who asks is told, and the next one tries again. Only while another process is exchanging
        the files, which this one may not do for it, the dataset before is given instead.

        Raises:
            BrokenDataset: The files cannot be shown.
        """
        held = self._held.get(directory)
        if held is not None and held.fingerprint == self._fingerprint(directory):
            return held.dataset
        if not self._opening.acquire(blocking=False):
            if held is not None:
                return held.dataset
            self._opening.acquire()
        try:
            return self._opened(directory)
        finally:
            self._opening.release()

    def _opened(self, directory: Path) -> Dataset:
        held = self._held.get(directory)
        with suppress(OSError):  # Not ours to do, where the folder can only be read.
            finish_switch(directory)
        fingerprint = self._fingerprint(directory)
        if held is not None and held.fingerprint == fingerprint:
            return held.dataset
        try:
            dataset = self._open(directory)
        except BrokenDataset:
            if held is not None and (directory / PENDING).is_dir():
                return held.dataset
            self._held = {}
            raise
        # What changed while it was read has another fingerprint, by which the next reader opens it again.
        self._held = {directory: _Held(fingerprint, dataset)}
        settle_again()
        return dataset
