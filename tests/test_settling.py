"""A process that has settled walks little after each run."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from components import settling


@pytest.fixture(autouse=True)
def new_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settling as in a process that has run no page; nothing stays frozen for other tests."""
    monkeypatch.setattr(settling, "_settled", settling._Settled())
    yield
    gc.unfreeze()


def walked(kept: list[list[int]]) -> bool:
    """Whether a collection walks the last object of `kept`."""
    return any(known is kept[-1] for known in gc.get_objects())


def test_a_run_of_a_settled_process_freezes_nothing_unless_answers_were_added() -> None:
    """After the first runs, runs with known answers leave new objects to ordinary collections."""
    for _run in range(settling.SETTLING_RUNS):
        settling.settle(10)
    kept = [[1]]
    settling.settle(10 + settling.ANSWERS_WALKED - 1)
    assert walked(kept)


def test_many_new_answers_are_taken_out_of_collections() -> None:
    """Once enough answers were added, what is alive is no longer walked."""
    for _run in range(settling.SETTLING_RUNS):
        settling.settle(10)
    kept = [[1]]
    settling.settle(10 + settling.ANSWERS_WALKED)
    assert not walked(kept)


def test_what_was_frozen_and_dropped_is_freed_when_answers_are_added() -> None:
    """A cycle that was alive when the process settled, and is dropped later, does not stay for ever."""

    class Dropped:
        """Refers to itself."""

    dropped = Dropped()
    dropped.itself = dropped  # type: ignore[attr-defined]
    for _run in range(settling.SETTLING_RUNS):
        settling.settle(10)
    del dropped
    settling.settle(10 + settling.ANSWERS_WALKED)
    gc.unfreeze()
    assert not any(type(known) is Dropped for known in gc.get_objects())
