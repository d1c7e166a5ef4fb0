"""Versions of a dataset, one after the other, and what readers of each must see."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plenary.choices import with_sessions
from plenary.export import export_file
from plenary.kept import keep_version
from plenary.schema import PACKAGE_FILE, read_package, seal
from plenary.selection import parse_link, read_selection
from plenary.store import open_dataset
from plenary.switching import switch
from tests.dataset_copy import change, copy_dataset
from tests.deployment.site import Replica
from tests.deployment.visitors import Browser, Visitor
from tools.server import HOST

VIEWS: Final = (
    ("", ""),
    ("timeline", "session=crime-congress-12&item=6"),
    ("timeline", "row=crime-congress-12/2/3"),
    ("delegations", "group=grulac"),
    ("conclusions", "session=crime-congress-12&item=10"),
    ("participation-map", "view=map-table"),
)
"""Pages with the queries by which readers open them; each shows something that changes from version to version."""

FILTERED: Final = ("timeline", "group", (3,))
"""The page on which readers choose a filter themselves, the filter, and the position of the value in its list."""

ROWS: Final = ("statements", "session=crime-congress-12&item=6")
"""Table and query of the rows that readers save."""

BOLIVIA: Final = "crime-congress-12/2/3"
FILES: Final = ("statements.csv", "conclusions.csv", "datapackage.json")


@dataclass(frozen=True)
class Edition:
    """What one version is and shows.

    Attributes:
        version: Its number.
        hash: SHA-256 of its description.
        statements: Statements of the first page, counted by hand.
        words: Every word of each of `VIEWS`, and of the page on which a filter was chosen, by page and query.
        rows: The file of `ROWS`.
        files: SHA-256 of each of `FILES`.
    """

    version: str
    hash: str
    statements: int
    words: Mapping[tuple[str, str], tuple[str, ...]]
    rows: bytes
    files: Mapping[str, str]


def first_edition(folder: Path) -> Path:
    """The seed's rows as a dataset of their own: 44 statements, all reviewed."""
    return copy_dataset(folder)


def next_edition(directory: Path, folder: Path) -> Path:
    """The version after the one in `directory`, in a folder of its own; the one before is kept in it.

    The statement of Bolivia is not reviewed where it was, or reviewed where it was not: 43 statements, or 44 again. The
    summary of a conclusion names the version.
    """
    following = folder / "data"
    shutil.copytree(directory, following)
    keep_version(following)
    path = following / PACKAGE_FILE
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    major, minor, _patch = descriptor["version"].split(".")
    descriptor["version"] = f"{major}.{int(minor) + 1}.0"
    path.write_text(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    review = "unreviewed" if _statements(directory) == 44 else "reviewed"
    change(following, "statements.csv", {"statement_id": BOLIVIA}, "review_status", review)
    summary = f"What version {descriptor['version']} says of this conclusion."
    change(following, "conclusions.csv", {"paragraph": "19 (a)"}, "summary", summary)
    seal(following)
    return following


def put_in_place(edition: Path, directory: Path) -> None:
    """Switch the dataset in `directory` to an edition, as the command line does it: all files or none."""
    staged = directory / ".staged-edition"
    for path in edition.rglob("*"):
        place = directory / path.relative_to(edition)
        if path.is_file() and not (place.is_file() and place.read_bytes() == path.read_bytes()):
            copy = staged / path.relative_to(edition)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    switch(directory, staged)


def _statements(directory: Path) -> int:
    dataset = open_dataset(directory)
    turns = dataset.rows("turns")
    return int(((turns["act"] == "statement") & (turns["review_status"] == "reviewed")).sum())


def read_edition(directory: Path, control: Replica) -> Edition:
    """What readers must see of the dataset in `directory`.

    Pages are those of a replica that nobody else asks, with the dataset in its own folder; their numbers are compared
    with those of the rows themselves. Files are written by this process.
    """
    dataset = open_dataset(directory)
    browser = Browser(f"http://{HOST}:{control.port}/atlas", HOST)
    words = {}
    for page, query in VIEWS:
        with Visitor(browser, page) as visitor:
            words[page, query] = visitor.words(query)
    page, parameter, positions = FILTERED
    with Visitor(browser, page) as visitor:
        visitor.words("")
        drawn = visitor.chosen(parameter, positions)
        words[page, visitor.query] = drawn
    statements = _statements(directory)
    assert any(f"Dataset version {dataset.version}." in word for word in words["", ""])
    assert any(f"**{statements} of {statements} statements**" in word for word in words["", ""])
    table, query = ROWS
    selection, unknown = read_selection(parse_link(f"?{query}"), dataset.choices)
    assert unknown == []
    return Edition(
        dataset.version,
        dataset.hash,
        statements,
        words,
        export_file(
            dataset,
            with_sessions(selection, dataset.choices),
            table,
            "csv",
            site="",
            retrieved=dt.datetime.now(dt.UTC).date(),
        ),
        {name: _digest(directory, name) for name in FILES},
    )


def _digest(directory: Path, name: str) -> str:
    paths = {resource.file: resource.path for resource in read_package(directory).resources}
    return hashlib.sha256(paths.get(name, directory / name).read_bytes()).hexdigest()
