"""A process that has settled walks little after each run."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Iterator

import pytest

from components import settling
from tools.server import REPOSITORY


@pytest.fixture(autouse=True)
def new_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settling as in a process that has run no page; nothing stays frozen for other tests."""
    monkeypatch.setattr(settling, "_settled", settling._Settled())
    yield
    gc.unfreeze()


def walked(kept: list[list[int]]) -> bool:
    """Whether a collection walks the last object of `kept`."""
    return any(known is kept[-1] for known in gc.get_objects())


def test_what_the_first_runs_leave_is_taken_out_of_collections() -> None:
    """What is alive after one of the first runs is no longer walked."""
    kept = [[1]]
    settling.settle()
    assert not walked(kept)


def test_a_run_of_a_settled_process_freezes_nothing() -> None:
    """After the first runs, further ones leave new objects to ordinary collections."""
    for _run in range(settling.SETTLING_RUNS):
        settling.settle()
    kept = [[1]]
    settling.settle()
    assert walked(kept)


def test_a_dataset_that_was_frozen_and_dropped_is_freed() -> None:
    """A cycle that was alive when the process settled does not stay for ever once another dataset is shown."""

    class Dropped:
        """Refers to itself."""

    dropped = Dropped()
    dropped.itself = dropped  # type: ignore[attr-defined]
    settling.settle()
    del dropped
    settling.settle_again()
    settling.settle()
    gc.unfreeze()
    assert not any(type(known) is Dropped for known in gc.get_objects())


def test_streamlit_does_not_collect_everything_after_each_run() -> None:
    """Its collection walks what all readers hold; the collections of Python itself stay."""
    settings = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["runner"]["postScriptGC"] is False
    assert gc.isenabled()
