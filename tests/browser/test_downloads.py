"""What a reader downloads equals what the screen shows and what the command line writes."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from components.settings import ROOT
from tools.browser import WatchedPage

LINK = "session=crime-congress-12&item=6&group=grulac"


def downloaded(page: Page, key: str) -> bytes:
    """What the button with this key gives."""
    with page.expect_download() as started:
        page.locator(f".st-key-{key} button").click()
    return Path(started.value.path()).read_bytes()


def written(link: str, table: str, file_format: str = "csv") -> bytes:
    """What the command line writes for the same link."""
    command = [sys.executable, "-m", "plenary", "export", link, "--table", table, "--format", file_format]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=120).stdout


def test_csv_of_the_screen_equals_the_command_and_the_table(app_url: str, watched_page: WatchedPage) -> None:
    """The nine rows of the screen are, byte for byte, those of the download and of the command line."""
    page = watched_page.open(f"{app_url}/timeline?{LINK}&view=timeline-download")
    data = downloaded(page, "download-timeline-statements-csv")
    assert data == written(LINK, "statements")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"))))
    assert len(rows) == 9
    table = watched_page.open(f"{app_url}/timeline?{LINK}&view=timeline-table").locator(".st-key-card-timeline table")
    printed = [row.locator("td").nth(1).inner_text() for row in table.locator("tbody tr").all()]
    assert printed == [row["name_printed"] for row in rows]


@pytest.mark.parametrize(
    ("address", "place", "table"),
    [
        ("participation-map?group=african&view=map-download", "map", "participation"),
        ("participation-map?meeting=crime-congress-12:8&view=ranking-download", "ranking", "regional_groups"),
        ("conclusions?addressee=unodc&sort=theme", "conclusions", "conclusions"),
        ("delegations?meeting=crime-congress-12:9&sort=statements", "delegations", "delegations"),
        ("discussion?theme=victims", "points", "points"),
        ("balance?group=african&view=silence-download", "silence", "silent_members"),
    ],
)
def test_csv_of_every_page_equals_the_command(
    address: str, place: str, table: str, app_url: str, watched_page: WatchedPage
) -> None:
    """Each table's download on its page equals the command line for the same link, order included."""
    page = watched_page.open(f"{app_url}/{address}")
    data = downloaded(page, f"download-{place}-{table}-csv")
    assert data == written(f"{app_url}/{address}", table)
    assert data.count(b"\n") > 1


def test_csv_for_excel_and_with_description_hold_the_same_rows(app_url: str, watched_page: WatchedPage) -> None:
    """The file for spreadsheets begins with its mark; the zip holds the plain CSV and says link and n of N."""
    page = watched_page.open(f"{app_url}/timeline?{LINK}&view=timeline-download")
    plain = written(LINK, "statements")
    assert downloaded(page, "download-timeline-statements-excel") == written(LINK, "statements", "excel")
    with zipfile.ZipFile(io.BytesIO(downloaded(page, "download-timeline-statements-zip"))) as archive:
        assert archive.read("statements.csv") == plain
        text = archive.read("description.txt").decode("utf-8")
    assert "9 of 46" in text
    assert f"{app_url}/timeline?{LINK}" in text


def test_whole_dataset_is_the_sealed_files(app_url: str, watched_page: WatchedPage) -> None:
    """The full download holds every table as it lies in the repository."""
    page = watched_page.open(f"{app_url}/the-record")
    with zipfile.ZipFile(io.BytesIO(downloaded(page, "download-whole"))) as archive:
        for name in ("datapackage.json", "statements.csv", "reference/speaker_names.csv", "map/areas.csv"):
            assert archive.read(name) == (ROOT / "data" / name).read_bytes()
