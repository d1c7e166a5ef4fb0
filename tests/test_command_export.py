"""`python -m plenary export` writes what the dashboard shows, or says why not."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def export(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The finished command with these arguments."""
    command = [sys.executable, "-m", "plenary", "export", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)


def test_nine_rows_of_the_latin_american_group_on_item_6() -> None:
    """The query of the README prints a header and nine rows."""
    done = export("session=crime-congress-12&item=6&group=grulac", "--table", "statements")
    assert done.returncode == 0, done.stderr
    lines = list(csv.reader(io.StringIO(done.stdout.decode("utf-8"))))
    assert len(lines) == 1 + 9
    assert done.stdout.count(b"\n") == 10


def test_a_whole_link_says_the_same_as_its_query() -> None:
    """A pasted link of any page gives the same bytes as the bare query."""
    query = "session=crime-congress-12&item=6&group=grulac&view=tiles&embed=true"
    assert export(f"https://example.org/participation-map?{query}").stdout == export(query).stdout != b""


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("group=atlantis",), "atlantis"),
        (("item=6",), "exactly one session"),
        (("", "--table", "speeches"), "speeches"),
        (("", "--format", "pdf"), "pdf"),
        (("", "--data", "nowhere"), "datapackage.json"),
        (("", "--output", "no/such/folder/rows.csv"), "rows.csv"),
    ],
)
def test_what_cannot_be_exported_is_told_and_ends_with_2(arguments: tuple[str, ...], word: str) -> None:
    """Unknown values, tables, formats, folders: one line that names them, no rows, exit code 2."""
    done = export(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert word in done.stderr.decode("utf-8")
    assert "Traceback" not in done.stderr.decode("utf-8")


def test_output_goes_into_the_file(tmp_path: Path) -> None:
    """With --output the same bytes stand in the file and nothing on standard output."""
    target = tmp_path / "rows.csv"
    done = export("group=grulac", "--output", str(target))
    assert done.returncode == 0
    assert done.stdout == b""
    assert target.read_bytes() == export("group=grulac").stdout
