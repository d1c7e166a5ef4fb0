"""The wording of a paragraph is shown only where the document itself is at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

import pytest

from components import wording
from plenary.documents import DocumentText, Paragraph, read_documents
from tests.dataset_copy import change, copy_dataset
from tests.pages.test_pages import opened, texts
from tests.report_files import as_docx, as_pdf

REPORT = "\n\n".join(
    [
        "1. The Assembly of Gardeners took up the care of old orchards at its first meeting.",
        "2. Statements were made by the representatives of Slovakia, Chile and Japan, after the chair had "
        "opened the gate.",
    ]
)


FORMS = {"txt": str.encode, "pdf": as_pdf, "docx": as_docx}


@pytest.fixture(params=["txt"])
def at_hand(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an invented report that one document of the dataset is said to be; text unless told otherwise."""
    folder = tmp_path / "documents"
    folder.mkdir()
    content = FORMS[request.param](REPORT)
    (folder / f"report.{request.param}").write_bytes(content)
    directory = copy_dataset(tmp_path)
    digest = hashlib.sha256(content).hexdigest()
    change(directory, "documents.csv", {"document_id": "v-10-52859"}, "sha256", digest)
    monkeypatch.setenv("PLENARY_DATA", str(directory))
    monkeypatch.setenv("PLENARY_DOCUMENTS", str(folder))
    return folder


@pytest.mark.parametrize("at_hand", list(FORMS), indirect=True)
def test_wording_is_unfolded_with_the_speaker_marked(at_hand: Path) -> None:
    """Where text, PDF or DOCX is at hand, an opened statement shows its paragraph with the printed name marked."""
    app = opened("timeline.py", row="crime-congress-12/2/4")
    assert not app.exception
    assert [expander.label for expander in app.expander if "Wording" in expander.label] == ["Wording of paragraph 2"]
    assert "of Slovakia, :primary-background[**Chile**] and Japan, after the chair had opened the gate" in texts(app)


def test_another_text_is_not_taken_for_the_document(at_hand: Path) -> None:
    """A file that differs by one sign is not the document: no wording is shown, and nothing fails."""
    (at_hand / "report.txt").write_text(REPORT + "!", encoding="utf-8")
    app = opened("timeline.py", row="crime-congress-12/2/4")
    assert not app.exception
    assert not [expander for expander in app.expander if "Wording" in expander.label]


def test_without_documents_there_is_no_wording() -> None:
    """Without the setting no page shows wording."""
    app = opened("conclusions.py")
    assert not [expander for expander in app.expander if "Wording" in expander.label]


def test_only_documents_of_rows_that_are_shown_are_read(at_hand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that shows no row of a document does not read it; the first row shown does, the next reader's does not."""
    read: list[str] = []

    def note(folder: Path, hashes: Collection[str]) -> dict[str, DocumentText]:
        read.extend(hashes)
        return read_documents(folder, hashes)

    monkeypatch.setattr(wording, "read_documents", note)
    opened("timeline.py")
    opened("the_record.py")
    assert read == []
    opened("timeline.py", row="crime-congress-12/2/4")
    opened("timeline.py", row="crime-congress-12/2/5")
    assert read == [hashlib.sha256(REPORT.encode()).hexdigest()]


def test_contradictions_and_views_open_the_wording_of_their_paragraphs(at_hand: Path) -> None:
    """A contradiction on paragraphs 1 to 4 shows the first once opened, then the one chosen; one not there is told."""
    app = opened("the_record.py")
    assert not app.exception
    assert "old orchards" not in texts(app)
    app.session_state["wording-meetings-named-and-recorded-differ"] = True
    app.run()
    assert "The Assembly of Gardeners took up the care of old orchards at its first meeting" in texts(app)
    chosen = app.selectbox(key="wording-meetings-named-and-recorded-differ-paragraph")
    assert chosen.options == ["1", "2", "3", "4"]
    chosen.set_value("2").run()
    assert "representatives of Slovakia, Chile and Japan" in texts(app)
    app.selectbox(key="wording-meetings-named-and-recorded-differ-paragraph").set_value("4").run()
    assert "was not found in the document" in texts(app)


def test_a_speaker_of_a_footnote_is_marked_there(at_hand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the name stands in a footnote of the paragraph and not in its text, it is marked in the footnote."""
    paragraph = Paragraph("Statements were made by three States.", (), ("Slovakia, Chile and Japan.",))
    monkeypatch.setattr(wording, "_read", lambda *_: DocumentText({"2": paragraph}, ""))
    app = opened("timeline.py", row="crime-congress-12/2/4")
    assert "Footnote: Slovakia, :primary-background[**Chile**] and Japan" in texts(app)
