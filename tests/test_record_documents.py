"""What the linter finds in the real documents, each finding judged by hand against the text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from plenary.extract import read_report
from plenary.extract.model import RecordFinding

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@cache
def findings(path: str) -> tuple[RecordFinding, ...]:
    """The findings of a document below the folder of real documents."""
    document = SHARED / path
    if not document.is_file():
        pytest.skip(f"../shared/{path} is not there: real documents are not part of the repository")
    return read_report(document).findings


def test_the_first_report_has_its_four_findings_and_no_other_warning() -> None:
    """No symbol; the 2nd and 10th meetings without speakers; the 7th not announced. All else is information."""
    found = [(finding.rule, finding.paragraph, finding.printed) for finding in findings("seed/draft_report_2010.txt")
             if finding.severity != "info"]  # fmt: skip
    assert found == [
        ("no_symbol", "", ""),
        ("meeting_without_speakers", "1", "2nd"),
        ("meeting_without_speakers", "1", "10th"),
        ("meeting_not_announced", "2", "7th"),
    ]


@pytest.mark.parametrize(
    ("rule", "paragraph", "printed"),
    [
        ("speaker_twice_in_list", "27", "Indonesia"),
        ("unknown_name", "78", "Morrocco"),
        ("unknown_name", "156", "Columbia"),
    ],
)
def test_slips_of_a_commission_report_are_found(rule: str, paragraph: str, printed: str) -> None:
    """Paragraph 27 lists Indonesia twice; paragraphs 78 and 156 misspell two States."""
    found = {(finding.rule, finding.paragraph, finding.printed) for finding in findings("corpus/E_2025_28.pdf")}
    assert (rule, paragraph, printed) in found


@pytest.mark.parametrize(
    "path",
    ["corpus/A_79_437_Add.4.pdf", "corpus/A_HRC_28_2.pdf", "corpus/FCCC_SBI_2024_13.txt", "corpus/E_2025_28.pdf"],
)
def test_lists_of_votes_agree_with_their_figures(path: str) -> None:
    """Every recorded vote of the real reports has as many names as its sentence counts."""
    assert not [finding for finding in findings(path) if finding.rule in {"vote_unlike_lists", "voter_twice"}]
