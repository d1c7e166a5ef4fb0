"""A reader brings a document in a real browser: rows, sentence, figures, downloads, bad files, other readers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components.settings import ROOT
from tests.browser.test_downloads import downloaded
from tests.conftest import AxeViolation
from tests.report_files import as_docx, as_pdf
from tests.uploads import NAMES, REPORT, SENTENCE
from tools.browser import WatchedPage
from tools.server import Server, running_app

SEED = ROOT.parent / "shared" / "seed" / "draft_report_2010.txt"
FILTERED = "session=crime-congress-12&group=grulac"
ENDLESS = """
import sys

sys.path.insert(0, {root!r})

from plenary.extract import isolated

isolated.READER = "tests.hostile_readers:loop"

import streamlit as st

from components.addresses import MIDDLEWARE, ROUTES, SHELL

app = st.App(SHELL, routes=ROUTES, middleware=MIDDLEWARE)
"""
"""The app with a reader that never ends."""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The written report as a text file."""
    path = tmp_path / "lighthouses.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def bring(watched: WatchedPage, *files: Path) -> Page:
    """Choose these files in the list of uploads."""
    watched.page.locator("input[type=file]").first.set_input_files(list(files))
    return watched.page


def reading_processes() -> list[int]:
    """The processes that read a document for a child of this process, now."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command, status = path.read_bytes(), (path.parent / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        parent = int(status.rpartition(")")[2].split()[1])
        if b"plenary.extract.isolated" in command and str(os.getpid()) in _parents(parent):
            found.append(int(path.parent.name))
    return found


def _parents(process: int) -> set[str]:
    known: set[str] = set()
    while process > 1:
        known.add(str(process))
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        process = int(status.rpartition(")")[2].split()[1])
    return known


def rows_are_shown(watched: WatchedPage, count: int) -> None:
    """Wait until the page shows so many rows."""
    expect(watched.page.get_by_text(f"Row 1 of {count}")).to_be_visible(timeout=30_000)
    watched.wait_until_drawn()


def read_by_command(file: Path, folder: Path, form: str) -> str:
    """What the command line writes for the same file."""
    out = folder / f"rows.{form}"
    command = [sys.executable, "-m", "plenary", "read", str(file), "--rows", str(out), "--format", form]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=120)
    assert answer.returncode in (0, 1), answer.stderr
    return out.read_text(encoding="utf-8")


def test_a_report_becomes_rows_beside_their_sentence(app_url: str, watched_page: WatchedPage, report: Path) -> None:
    """Seven rows, the sentence of the chosen one with its speaker bold; nothing in the console, nobody else asked."""
    watched_page.open(f"{app_url}/read-a-report")
    page = bring(watched_page, report)
    rows_are_shown(watched_page, len(NAMES))
    sentence = page.locator(".st-key-sentence")
    expect(sentence).to_contain_text(SENTENCE)
    expect(sentence.locator("strong", has_text="Malta").first).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text(f"Row 2 of {len(NAMES)}")).to_be_visible()
    expect(sentence.locator("strong", has_text="Chile").first).to_be_visible()
    expect(page.get_by_text("“Morrocco”").first).to_be_visible()
    watched_page.assert_clean()


def test_downloads_equal_the_command_line(
    app_url: str, watched_page: WatchedPage, report: Path, tmp_path: Path
) -> None:
    """CSV and JSON are, byte for byte, what `read` writes; the CSV for Excel differs by its first mark alone."""
    watched_page.open(f"{app_url}/read-a-report")
    page = bring(watched_page, report)
    rows_are_shown(watched_page, len(NAMES))
    plain = downloaded(page, "download-reading-csv").decode("utf-8")
    assert plain == read_by_command(report, tmp_path, "csv")
    assert plain.count(SENTENCE) == 5
    assert downloaded(page, "download-reading-for-excel-csv").decode("utf-8") == "\ufeff" + plain
    rows = downloaded(page, "download-reading-json").decode("utf-8")
    assert rows == read_by_command(report, tmp_path, "json")
    assert [row["speaker_as_written"] for row in json.loads(rows)] == NAMES
    assert "A/CONF\\.412/7" in downloaded(page, "download-reading-md").decode("utf-8")


@pytest.mark.parametrize(("suffix", "form"), [("pdf", as_pdf), ("docx", as_docx)])
def test_pdf_and_docx_give_the_same_rows(
    suffix: str, form: Callable[[str], bytes], app_url: str, watched_page: WatchedPage, tmp_path: Path
) -> None:
    """The same report as a PDF and as a DOCX gives the same speakers in the same order."""
    path = tmp_path / f"lighthouses.{suffix}"
    path.write_bytes(form(REPORT))
    watched_page.open(f"{app_url}/read-a-report")
    page = bring(watched_page, path)
    rows_are_shown(watched_page, len(NAMES))
    rows = json.loads(downloaded(page, "download-reading-json"))
    assert [row["speaker_as_written"] for row in rows] == NAMES
    watched_page.assert_clean()


@pytest.mark.skipif(not SEED.is_file(), reason="the seed lies in ../shared, which is not here")
def test_the_seed_gives_46_rows_and_its_findings(app_url: str, watched_page: WatchedPage, tmp_path: Path) -> None:
    """46 rows, equal to the command's; 2nd, 7th and 10th meetings and the symbol are told as odd."""
    watched_page.open(f"{app_url}/read-a-report")
    page = bring(watched_page, SEED)
    rows_are_shown(watched_page, 46)
    assert downloaded(page, "download-reading-csv").decode("utf-8") == read_by_command(SEED, tmp_path, "csv")
    told = page.locator(".st-key-findings").inner_text()
    for odd in ("2nd", "7th", "10th", "symbol"):
        assert odd in told
    expect(page.get_by_text("This very document belongs to the dataset")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Open: ")).first.click()
    expect(page.get_by_role("heading", name="Overview", level=1)).to_be_visible()
    assert "session=crime-congress-12" in page.url


def test_bad_files_end_in_a_message_and_harm_no_other_reader(
    app_url: str, watched_page: WatchedPage, report: Path, tmp_path: Path, browser: Browser
) -> None:
    """Random bytes, an empty file and half a PDF are told by name; the page reads on, and so does another reader's."""
    bad = {"noise.pdf": bytes(range(256)) * 20, "empty.txt": b"", "half.pdf": as_pdf(REPORT)[:400]}
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    other = WatchedPage(browser.new_context().new_page())
    other.open(f"{app_url}/read-a-report")
    bring(other, report)
    watched_page.open(f"{app_url}/read-a-report")
    page = bring(watched_page, *(tmp_path / name for name in bad), report)
    rows_are_shown(watched_page, len(NAMES))
    alerts = page.get_by_role("alert")
    for name in bad:
        expect(alerts.filter(has_text=name)).to_be_visible()
    assert "Traceback" not in page.inner_text("body")
    watched_page.assert_clean()
    rows_are_shown(other, len(NAMES))
    expect(other.page.get_by_role("alert")).to_have_count(0)
    other.assert_clean()
    other.page.context.close()


def test_a_document_that_takes_too_long_can_be_taken_away(
    serve: Callable[..., Server], watched_page: WatchedPage, report: Path
) -> None:
    """With a limit of a hundredth of a second the message says so; the document removed, the page is as at first."""
    server = serve(settings={"PLENARY_READ_MAX_SECONDS": "0.01"})
    watched_page.open(f"{server.url}/read-a-report")
    page = bring(watched_page, report)
    expect(page.get_by_role("alert").filter(has_text="lighthouses.txt")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Read it again")).to_be_visible()
    page.get_by_role("button", name=re.compile("Remove")).first.click()
    expect(page.get_by_role("alert")).to_have_count(0)
    watched_page.assert_clean()


def test_files_too_large_or_of_another_kind_are_told_before_they_are_sent(
    serve: Callable[..., Server], watched_page: WatchedPage, report: Path, tmp_path: Path
) -> None:
    """With a limit of one megabyte two are refused, and so is a picture; the report beside them is read."""
    server = serve(settings={"PLENARY_READ_MAX_BYTES": "1000000"})
    large, picture = tmp_path / "large.txt", tmp_path / "picture.png"
    large.write_bytes(b"x" * 2_000_000)
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    watched_page.open(f"{server.url}/read-a-report")
    expect(watched_page.page.get_by_text("Limits for a document: 1 MB")).to_be_visible()
    page = bring(watched_page, large, picture, report)
    rows_are_shown(watched_page, len(NAMES))
    expect(page.get_by_text("File must be 1.0MB or smaller")).to_be_visible()
    expect(page.get_by_text("files are not allowed")).to_be_visible()
    watched_page.assert_clean()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_document_that_never_ends_is_stopped_when_it_is_taken_away(
    watched_page: WatchedPage, browser: Browser, report: Path, tmp_path: Path
) -> None:
    """While it is read another reader opens a page as ever; taken away, it is read no longer."""
    script = tmp_path / "app.py"
    script.write_text(ENDLESS.format(root=str(ROOT)), encoding="utf-8")
    with running_app(tmp_path / "served", script) as server:
        watched_page.open(f"{server.url}/read-a-report")
        page = bring(watched_page, report)
        expect(page.get_by_text("Reading lighthouses.txt: 2 of at most 60 seconds")).to_be_visible(timeout=30_000)
        other = WatchedPage(browser.new_context().new_page())
        other.open(f"{server.url}/conclusions").context.close()
        assert len(reading_processes()) == 1
        page.get_by_role("button", name=re.compile("Remove")).first.click()
        expect(page.get_by_text("Reading lighthouses.txt")).to_have_count(0, timeout=5_000)
        for _moment in range(50):
            if not reading_processes():
                break
            page.wait_for_timeout(100)
        assert reading_processes() == []
        watched_page.assert_clean()


def test_the_link_keeps_its_filters_and_the_document_waits_on_other_pages(
    app_url: str, watched_page: WatchedPage, report: Path
) -> None:
    """Filters are kept for other pages; after one of them the rows are still there and can be removed for good."""
    watched_page.open(f"{app_url}/read-a-report?{FILTERED}")
    page = bring(watched_page, report)
    rows_are_shown(watched_page, len(NAMES))
    expect(page.get_by_text("Kept for other pages")).to_be_visible()
    page.locator(".st-key-navigation").get_by_role("link", name="Conclusions", exact=True).click()
    expect(page.get_by_role("heading", name="Conclusions", level=1)).to_be_visible()
    assert "group=grulac" in page.url
    page.locator(".st-key-navigation").get_by_role("link", name="Read a report", exact=True).click()
    rows_are_shown(watched_page, len(NAMES))
    page.get_by_role("button", name="Remove lighthouses.txt").click()
    expect(page.get_by_text("Row 1 of")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Read a report", level=1)).to_be_visible()
    expect(page.get_by_text("Row 1 of")).to_have_count(0)


def test_the_page_with_a_document_fits_and_is_accessible(
    app_url: str, watched_page: WatchedPage, report: Path, axe: Callable[[Page], list[AxeViolation]]
) -> None:
    """At 1280 and 390 pixels, light and dark, it neither scrolls sideways nor breaks a serious rule of axe-core."""
    found: dict[tuple[int, str], list[str]] = {}
    for theme, width in (("light", 1280), ("light", 390), ("dark", 390), ("dark", 1280)):
        watched_page.page.set_viewport_size({"width": width, "height": 900})
        watched_page.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        watched_page.open(f"{app_url}/read-a-report")
        page = bring(watched_page, report)
        rows_are_shown(watched_page, len(NAMES))
        found[width, theme] = [str(violation) for violation in axe(page)]
        if (pixels := watched_page.sideways_scroll()) > 0:
            found[width, theme].append(f"scrolls sideways by {pixels} pixels")
    assert {state: violations for state, violations in found.items() if violations} == {}
