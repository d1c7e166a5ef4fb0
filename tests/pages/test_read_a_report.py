"""The page "Read a report": what it shows of a document, what it says of a bad one, and what it keeps."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from streamlit.testing.v1 import AppTest

from components import reading as reading_component
from plenary.extract import isolated
from plenary.extract.model import Limits, Reason, Unreadable
from plenary.extract.table import rows_frame
from tests.pages.test_pages import FILES, ROOT, opened, texts
from tests.report_files import as_docx, as_pdf
from tests.uploads import NAMES, REPORT, SENTENCE

PAGE = "read_a_report.py"
SEED = ROOT.parent / "shared" / "seed" / "draft_report_2010.txt"


def with_files(*files: tuple[str, bytes]) -> AppTest:
    """The page after a reader brought these files."""
    app = opened(PAGE)
    bring(app, *files)
    return app


def bring(app: AppTest, *files: tuple[str, bytes]) -> None:
    """Make these the files of the list of uploads."""
    app.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in files])
    app.run()


def metric(app: AppTest, label: str) -> str:
    """Value of a headline figure."""
    return next(element.value for element in app.metric if element.label == label)


def as_read_by(reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have documents read by one of the hostile readers."""
    monkeypatch.setattr(isolated, "READER", f"tests.hostile_readers:{reader}")


def test_the_page_says_what_becomes_of_a_document() -> None:
    """Before anything is brought the page says where a document stays, that it is never stored, and the limits."""
    app = opened(PAGE)
    assert not app.exception
    said = texts(app)
    assert "never stored" in said
    assert "50 MB, 2,000 pages, 60 seconds" in said
    assert "Kept for other pages" not in said
    assert not app.metric


@pytest.mark.parametrize("form", ["txt", "pdf", "docx"])
def test_a_report_is_shown_as_its_rows(form: str) -> None:
    """Text, PDF and DOCX of one report give seven rows, six States and an unknown name, in printed order."""
    content = {"txt": str.encode, "pdf": as_pdf, "docx": as_docx}[form](REPORT)
    app = with_files((f"report.{form}", content))
    assert not app.exception
    assert app.dataframe[0].value["As printed"].tolist() == NAMES
    assert metric(app, "Rows") == "7"
    assert metric(app, "States") == "6"
    assert "5 of 193 members and 1 other State" in texts(app)


def test_the_sentence_stands_beside_its_row_with_the_speakers_marked() -> None:
    """The first row's name is marked bold, the other speakers of its sentence on grey; Next goes on to the second."""
    app = with_files(("report.txt", REPORT.encode()))
    marked = next(text.value for text in app.markdown if "primary-background" in text.value)
    assert ":primary-background[**Malta**]" in marked
    assert ":gray-background[Niger]" in marked
    assert ":gray-background[Nigeria]" in marked
    bare = re.sub(r":(?:primary|gray)-background\[\**(.*?)\**\]", r"\1", marked).replace("\\", "")
    assert bare == SENTENCE
    next(button for button in app.button if button.label == "Next").click().run()
    assert ":primary-background[**Chile**]" in texts(app)
    assert "Row 2 of 7" in texts(app)


def test_what_is_odd_and_what_is_unknown_is_told_with_its_place() -> None:
    """The 3rd meeting has no speakers; Morrocco is in no table, and Morocco is a hint, not an answer."""
    app = with_files(("report.txt", REPORT.encode()))
    told = "\n".join(" ".join(map(str, row)) for table in app.table for row in table.value.itertuples(index=False))
    assert re.search(r"para\. 1.*3rd", told)
    assert re.search(r"Morrocco 2 .*Morocco", told)


@pytest.mark.parametrize(
    ("reader", "words"),
    [("refuse", "bad.txt, page 7"), ("abort", "bad.txt"), ("fail", "bad.txt")],
)
def test_a_document_that_cannot_be_read_leaves_the_page_usable(
    reader: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal or crash is one clear message without traceback, and the next document is read."""
    as_read_by(reader, monkeypatch)
    app = with_files(("bad.txt", b"secret words"))
    assert not app.exception
    (message,) = app.error
    assert words in message.value.replace("\\", "")
    assert "secret" not in texts(app)
    monkeypatch.undo()
    bring(app, ("bad.txt", b"secret words"), ("good.txt", REPORT.encode()))
    assert not app.exception
    assert metric(app, "Rows") == "7"


def test_a_crash_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document whose process crashed has a button that reads it once more."""
    as_read_by("abort", monkeypatch)
    app = with_files(("report.txt", REPORT.encode()))
    monkeypatch.undo()
    app.button(key=next(button.key for button in app.button if button.label == "Read it again")).click().run()
    assert not app.error
    assert metric(app, "Rows") == "7"


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words(reason: Reason) -> None:
    """No reason is shown to a reader by its code alone."""
    told = reading_component.describe(Unreadable("report.pdf", reason))
    assert len(told.split()) > 3
    assert reason.value not in told or "_" not in reason.value


def test_removing_a_document_forgets_it() -> None:
    """Once it is taken from the list, nothing of it is shown or kept in the session."""
    app = with_files(("report.txt", REPORT.encode()))
    assert app.session_state["documents-read"]
    app.file_uploader[0].clear()
    app.run()
    assert app.session_state["documents-read"] == {}
    assert not app.metric
    assert "Malta" not in texts(app)


def test_a_document_stays_for_a_reader_who_comes_back_and_can_be_removed_then() -> None:
    """After another page the rows are still there, with a button that removes them for good."""
    app = with_files(("report.txt", REPORT.encode()))
    app.switch_page("../pages/timeline.py").run()
    app.switch_page(f"../pages/{PAGE}").run()
    assert metric(app, "Rows") == "7"
    next(button for button in app.button if button.label == "Remove report\\.txt").click().run()
    assert app.session_state["documents-read"] == {}
    assert not app.metric


def test_no_more_than_five_documents_are_kept() -> None:
    """The sixth document is named and not read."""
    app = with_files(*[(f"report-{number}.txt", REPORT.encode()) for number in range(6)])
    assert len(app.session_state["documents-read"]) == 5
    assert any("5 documents are kept" in warning.value for warning in app.warning)
    assert len(app.selectbox(key="document-chosen").options) == 5


def test_nothing_of_a_document_is_kept_outside_the_session() -> None:
    """Another reader's session begins empty."""
    with_files(("report.txt", REPORT.encode()))
    other = opened(PAGE)
    assert not other.metric
    assert "Malta" not in texts(other)


def test_words_of_a_document_are_no_markup() -> None:
    """Markdown, HTML and formulas in names and file name are shown letter by letter."""
    text = REPORT.replace("Malta", "Malta<script>").replace("Lighthouses", "[Lamps](javascript:x) $x$")
    app = with_files(("**bold**.txt", text.encode()))
    assert not app.exception
    said = texts(app)
    for raw in ("<script>", "[Lamps](", "$x$", "**bold**"):
        assert raw not in said


def test_limits_that_are_no_numbers_are_told_to_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit set wrongly stops this page with a message, and no other."""
    monkeypatch.setenv("PLENARY_READ_MAX_SECONDS", "soon")
    app = opened(PAGE)
    assert not app.exception
    assert "set wrongly" in app.error[0].value
    assert not opened("timeline.py").error


def test_streamlit_lets_through_what_the_limit_allows() -> None:
    """The size up to which Streamlit accepts an upload holds the largest document that is read."""
    import tomllib

    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] * 1024 * 1024 >= Limits().byte_count


def test_no_other_page_loads_the_reader() -> None:
    """After all other pages have been opened in a fresh interpreter, no module of plenary.extract is loaded."""
    others = [file for file in FILES if file != PAGE]
    code = (
        "import sys\nfrom tests.pages.test_pages import opened\n"
        f"for file in {others!r}: assert not opened(file).exception\n"
        "print([name for name in sys.modules if name.startswith('plenary.extract')])\n"
        f"opened({PAGE!r})\nprint('plenary.extract.isolated' in sys.modules)\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines()[-2:] == ["[]", "True"]


@pytest.mark.skipif(not SEED.is_file(), reason="the seed lies in ../shared, which is not here")
def test_the_seed_gives_its_46_rows_and_says_that_it_belongs_to_the_dataset() -> None:
    """46 rows, 44 of them statements, 39 States; the 2nd, 7th and 10th meetings and the symbol are told as odd."""
    app = with_files((SEED.name, SEED.read_bytes()))
    assert not app.exception
    assert metric(app, "Rows") == "46"
    assert metric(app, "States") == "39"
    said = texts(app)
    assert "belongs to the dataset" in said
    told = "\n".join(" ".join(map(str, row)) for table in app.table for row in table.value.itertuples(index=False))
    for odd in ("2nd", "10th", "7th", "symbol"):
        assert odd in told
    kept = next(iter(app.session_state["documents-read"].values()))
    assert len(rows_frame(kept.reading)) == 46


def test_a_long_list_can_be_searched() -> None:
    """Of 51 rows the search for "FIJ" leaves the one of Fiji with its sentence; words of nobody leave none."""
    text = REPORT.replace("Malta, Chile", "Malta, " + "Chile, " * 45)
    app = with_files(("report.txt", text.encode()))
    assert metric(app, "Rows") == "51"
    app.text_input[0].set_value("FIJ").run()
    assert "Row 1 of 1" in texts(app)
    assert ":primary-background[**Fiji**]" in texts(app)
    app.text_input[0].set_value("Atlantis").run()
    assert not app.exception
    assert any("No speaker has these words" in info.value for info in app.info)
