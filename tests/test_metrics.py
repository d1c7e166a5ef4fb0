"""What is counted and logged for the operator: runs, requests, kept answers, engine, version; nothing of a reader."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from streamlit.runtime.scriptrunner import RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from components import log_lines
from components.addresses import SHELL
from components.measured import measured_part, measured_run
from components.page_names import page_name, route_name
from plenary.spent import Spent
from plenary.store import Dataset
from tests.answers import client

NAMED = {
    "plenary_run_seconds",
    "plenary_request_seconds",
    "plenary_kept",
    "plenary_engine_seconds",
    "plenary_dataset_shown",
    "plenary_dataset",
}
"""Every metric of a process without Streamlit's server."""


def samples() -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Value of each sample that /metrics gives now, by its name and labels."""
    families = text_string_to_metric_families(client().get("/metrics").text)
    return {
        (sample.name, frozenset(sample.labels.items())): float(sample.value)
        for family in families
        for sample in family.samples
    }


def value(name: str, **labels: str) -> float:
    """Value of one sample; 0 where it is not there yet."""
    return samples().get((name, frozenset(labels.items())), 0.0)


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Turns the log on, onto the standard output of the test."""
    monkeypatch.setenv("PLENARY_LOG", "json")
    log_lines._is_written.cache_clear()
    yield
    log_lines.LOGGER.handlers.clear()
    log_lines.LOGGER.setLevel(logging.NOTSET)
    log_lines._is_written.cache_clear()


def test_metrics_are_openmetrics_text_and_all_are_documented(dataset: Dataset) -> None:
    """The address gives OpenMetrics 1.0, not to be kept, with the version shown; docs/hosting.md names each metric."""
    answer = client().get("/metrics")
    assert answer.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.endswith("# EOF\n")
    assert {family.name for family in text_string_to_metric_families(answer.text)} == NAMED
    assert value("plenary_dataset_info", version=dataset.version, hash=dataset.hash) == 1
    told = (Path(__file__).parent.parent / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert [name for name in {*NAMED, "plenary_sessions"} if f"`{name}" not in told] == []


def test_a_request_is_counted_by_kind_and_status() -> None:
    """Rows given and rows refused count under their own status; an address of no known kind counts as other."""
    given, refused = {"route": "data", "status": "200"}, {"route": "data", "status": "400"}
    before = [value("plenary_request_seconds_count", **labels) for labels in (given, refused)]
    client().get("/data/health")
    client().get("/data/statements.csv?group=nobody")
    client().get("/data/statements.csv?group=nobody")
    after = [value("plenary_request_seconds_count", **labels) for labels in (given, refused)]
    assert [late - early for early, late in zip(before, after, strict=True)] == [1, 2]


def test_no_text_of_an_address_becomes_a_label() -> None:
    """Names of pages and routes are ours; whatever else stands in an address is "other", or the first page."""
    assert [route_name(path) for path in ("/", "/timeline", "/data/x.csv", "/entry/a/b", "/static/js/i.js")] == [
        "page", "page", "data", "entry", "static",
    ]  # fmt: skip
    assert {route_name(path) for path in ("/alice", "/timeline/alice", "/wp-admin/setup.php")} == {"other"}
    assert [page_name(path) for path in ("/atlas/timeline", "/atlas/", "", "/alice")] == [
        "timeline", "overview", "overview", "overview",
    ]  # fmt: skip


def test_a_page_counts_as_run_with_its_engine_time_and_answers() -> None:
    """Running a page by AppTest adds one finished run of it; its questions were computed, or found kept."""
    labels = {"page": "overview", "part": "page", "status": "finished"}
    runs, engine = value("plenary_run_seconds_count", **labels), value("plenary_engine_seconds_count")
    kept = sum(value("plenary_kept_total", cache="answers", result=name) for name in ("found", "computed"))
    page = AppTest.from_file(str(SHELL), default_timeout=120)
    page.query_params["session"] = "crime-congress-12"
    page.query_params["q"] = "words that nobody asked for before"
    assert not page.run().exception
    assert value("plenary_run_seconds_count", **labels) == runs + 1
    assert value("plenary_engine_seconds_count") > engine
    assert sum(value("plenary_kept_total", cache="answers", result=name) for name in ("found", "computed")) > kept


@pytest.mark.parametrize(
    ("error", "status"),
    [(StopException(), "stopped"), (RerunException(RerunData()), "overtaken"), (ValueError("secret"), "failed")],
)
def test_a_run_that_does_not_finish_says_how_it_ended(error: BaseException, status: str) -> None:
    """Streamlit's own ways to end a run are no failures, and pass on; an error is one, and passes on too."""
    labels = {"page": "timeline", "part": "page", "status": status}
    before = value("plenary_run_seconds_count", **labels)
    with pytest.raises(type(error)), measured_run("timeline"):
        raise error
    assert value("plenary_run_seconds_count", **labels) == before + 1


def test_a_fragment_counts_where_it_runs_alone() -> None:
    """A part drawn with its page is part of that run; drawn again by itself it is a run of its own."""
    labels = {"page": "overview", "part": "fragment", "status": "finished"}
    before = value("plenary_run_seconds_count", **labels)
    draw = measured_part(lambda: st.session_state)
    with measured_run("overview"):
        draw()
    assert value("plenary_run_seconds_count", **labels) == before
    draw()
    assert value("plenary_run_seconds_count", **labels) == before + 1


def test_each_request_is_one_line_without_personal_data(
    logged: None, capsys: pytest.CaptureFixture[str], dataset: Dataset
) -> None:
    """Kind, page, status, bytes and milliseconds; no address, browser, cookie, filter or word of the reader."""
    headers = {"User-Agent": "secret-browser", "Cookie": "secret=cookie", "X-Forwarded-For": "203.0.113.7"}
    client().get("/timeline?q=secret-words&delegation=BRA", headers=headers)
    client().get("/data/secret-name.csv?q=secret-words", headers=headers)
    client().get("/metrics")
    with pytest.raises(ValueError, match="secret"), measured_run("timeline"):
        raise ValueError("secret")
    written = capsys.readouterr().out
    page, rows, run = map(json.loads, written.splitlines())
    assert (page["event"], page["route"], page["page"], page["status"]) == ("request", "page", "timeline", 200)
    assert page["bytes"] > 1000
    assert page["ms"] > 0
    assert (rows["route"], rows["status"]) == ("data", 404)
    assert (run["event"], run["page"], run["status"]) == ("run", "timeline", "failed")
    assert page["time"].endswith("Z")
    for word in ("secret", "BRA", "203.0", "testclient"):
        assert word not in written


def test_without_the_setting_nothing_is_logged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The log is written where it is asked for, and nowhere else."""
    monkeypatch.delenv("PLENARY_LOG", raising=False)
    log_lines._is_written.cache_clear()
    client().get("/timeline")
    assert capsys.readouterr().out == ""


def test_time_spent_is_added_up_over_threads_and_failures() -> None:
    """Blocks count whether they fail or not; a thread knows its own seconds."""
    spent = Spent()
    with spent.measured():
        pass
    with pytest.raises(ValueError, match="x"), spent.measured():
        raise ValueError("x")
    count, seconds = spent.in_all()
    assert count == 2
    assert seconds == pytest.approx(spent.of_thread())
    assert seconds > 0
