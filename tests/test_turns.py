"""Runs take turns; none holds up others for longer than it may, and what waits for something else lets them run."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from components.turns import Turns


def started(run: Callable[[], None]) -> threading.Thread:
    """A thread that runs it."""
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def test_a_run_waits_for_the_one_under_way() -> None:
    """The second begins when the first has ended."""
    turns, told, waiting = Turns(60.0), [], threading.Event()

    def second() -> None:
        waiting.set()
        with turns.turn():
            told.append("second")

    with turns.turn():
        thread = started(second)
        assert waiting.wait(10)
        told.append("first")
    thread.join(10)
    assert told == ["first", "second"]


def test_a_turn_that_lasts_too_long_is_overtaken() -> None:
    """The next one begins; the end of the slow one ends no turn but its own."""
    turns, overtaken, ended = Turns(0.01), threading.Event(), threading.Event()

    def second() -> None:
        with turns.turn():
            overtaken.set()
            assert ended.wait(10)

    with turns.turn():
        thread = started(second)
        assert overtaken.wait(10)
    assert turns.taken
    ended.set()
    thread.join(10)
    assert not turns.taken


def test_runs_begin_in_the_order_in_which_they_came() -> None:
    """However many wait."""
    turns, told, threads = Turns(60.0), [], []

    def run(number: int) -> None:
        with turns.turn():
            told.append(number)

    with turns.turn():
        for number in range(20):
            threads.append(started(lambda number=number: run(number)))
            while len(turns._waiting) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join(10)
    assert told == list(range(20))


def test_what_waits_for_something_else_lets_others_run() -> None:
    """While a run waits aside another has its turn; afterwards it goes on with its own."""
    turns, ran = Turns(60.0), threading.Event()

    def second() -> None:
        with turns.turn():
            ran.set()

    with turns.turn():
        with turns.aside():
            started(second)
            assert ran.wait(10)
        assert turns.taken
    assert not turns.taken


def test_a_turn_within_a_turn_is_the_same() -> None:
    """The inner one neither waits for the outer one nor ends it."""
    turns = Turns(60.0)
    with turns.turn():
        with turns.turn():
            pass
        assert turns.taken
    assert not turns.taken


def test_whoever_has_no_turn_steps_nowhere() -> None:
    """An answer computed outside of any run leaves the turn of another alone."""
    turns = Turns(60.0)
    with turns.turn():

        def other() -> None:
            with turns.aside():
                pass

        started(other).join(10)
        assert turns.taken


def test_a_failing_run_ends_its_turn() -> None:
    """Whatever is raised, the next one runs."""
    turns = Turns(60.0)
    try:
        with turns.turn():
            raise ValueError
    except ValueError:
        pass
    assert not turns.taken
