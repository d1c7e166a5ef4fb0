"""Settings of a hosted dashboard are read from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.settings import documents_folder, report_address

ROW = "crime-congress-12/19/a"
QUOTED = "crime-congress-12%2F19%2Fa"


@pytest.mark.parametrize(
    ("setting", "address"),
    [
        ("", f"the-record?row={QUOTED}#report-an-error"),
        ("mailto:atlas@example.org", f"mailto:atlas@example.org?subject={QUOTED}"),
        ("https://example.org/new", f"https://example.org/new?row={QUOTED}"),
        ("https://example.org/new?kind=error", f"https://example.org/new?kind=error&row={QUOTED}"),
        ("https://example.org/{row}/report", f"https://example.org/{QUOTED}/report"),
    ],
)
def test_report_leads_to_the_operators_address_with_the_row(
    setting: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row's id stands in the operator's address where it says, else as subject or query.

    Without a setting on the page of the record.
    """
    monkeypatch.setenv("PLENARY_REPORT_ADDRESS", setting)
    assert report_address(ROW) == address


def test_documents_are_looked_for_only_in_a_folder_that_exists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the setting, or where it names no folder, no document is at hand."""
    monkeypatch.delenv("PLENARY_DOCUMENTS", raising=False)
    assert documents_folder() is None
    monkeypatch.setenv("PLENARY_DOCUMENTS", str(tmp_path / "missing"))
    assert documents_folder() is None
    monkeypatch.setenv("PLENARY_DOCUMENTS", str(tmp_path))
    assert documents_folder() == tmp_path
