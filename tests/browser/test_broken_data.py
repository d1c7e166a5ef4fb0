"""A broken dataset gives one clear page in the browser, and mending the files heals it without a restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.dataset_copy import copy_dataset
from tools.browser import WatchedPage
from tools.server import Server

TITLE = "The dataset cannot be shown"


def test_missing_file_and_doubled_key_are_told_and_mended_without_restart(
    serve: Callable[..., Server], watched_page: WatchedPage, tmp_path: Path
) -> None:
    """Without statements.csv, and with a doubled row, the page names file and cure; the file back, all is drawn."""
    directory = copy_dataset(tmp_path)
    statements = directory / "statements.csv"
    whole = statements.read_bytes()
    server = serve(directory)
    page = watched_page.open(f"{server.url}/timeline")
    expect(page.get_by_text("44 of 44 statements").first).to_be_visible()

    statements.unlink()
    watched_page.open(f"{server.url}/timeline")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    assert "Traceback" not in page.content()

    statements.write_bytes(whole + whole.splitlines(keepends=True)[-1])
    watched_page.open(f"{server.url}/")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_text("python -m plenary check").first).to_be_visible()

    statements.write_bytes(whole)
    watched_page.open(f"{server.url}/timeline")
    expect(page.get_by_text("44 of 44 statements").first).to_be_visible()
    watched_page.assert_clean()
