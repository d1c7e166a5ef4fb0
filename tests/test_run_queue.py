"""Runs wait for each other; none holds up others for too long, and what waits for something else lets them run."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from components.run_queue import RunQueue


def started(run: Callable[[], None]) -> threading.Thread:
    """A thread that runs it."""
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def test_a_run_waits_for_the_one_under_way() -> None:
    """The second begins when the first has ended."""
    queue, told, waiting = RunQueue(60.0), [], threading.Event()

    def second() -> None:
        waiting.set()
        with queue.run():
            told.append("second")

    with queue.run():
        thread = started(second)
        assert waiting.wait(10)
        told.append("first")
    thread.join(10)
    assert told == ["first", "second"]


def test_a_run_that_lasts_too_long_is_overtaken() -> None:
    """The next one begins; the end of the slow one ends no run but its own."""
    queue, overtaken, ended = RunQueue(0.01), threading.Event(), threading.Event()

    def second() -> None:
        with queue.run():
            overtaken.set()
            assert ended.wait(10)

    with queue.run():
        thread = started(second)
        assert overtaken.wait(10)
    assert queue.busy
    ended.set()
    thread.join(10)
    assert not queue.busy


def test_runs_begin_in_the_order_in_which_they_came() -> None:
    """However many wait."""
    queue, told, threads = RunQueue(60.0), [], []

    def run(number: int) -> None:
        with queue.run():
            told.append(number)

    with queue.run():
        for number in range(20):
            threads.append(started(lambda number=number: run(number)))
            while len(queue._waiting) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join(10)
    assert told == list(range(20))


def test_what_waits_for_something_else_lets_others_run() -> None:
    """While a run waits aside another one is under way; afterwards it goes on with its own."""
    queue, ran = RunQueue(60.0), threading.Event()

    def second() -> None:
        with queue.run():
            ran.set()

    with queue.run():
        with queue.aside():
            started(second)
            assert ran.wait(10)
        assert queue.busy
    assert not queue.busy


def test_a_run_within_a_run_is_the_same() -> None:
    """The inner one neither waits for the outer one nor ends it."""
    queue = RunQueue(60.0)
    with queue.run():
        with queue.run():
            pass
        assert queue.busy
    assert not queue.busy


def test_whoever_has_no_place_steps_nowhere() -> None:
    """An answer computed outside of any run leaves that of another alone."""
    queue = RunQueue(60.0)
    with queue.run():

        def other() -> None:
            with queue.aside():
                pass

        started(other).join(10)
        assert queue.busy


def test_a_failing_run_gives_up_its_place() -> None:
    """Whatever is raised, the next one runs."""
    queue = RunQueue(60.0)
    try:
        with queue.run():
            raise ValueError
    except ValueError:
        pass
    assert not queue.busy
