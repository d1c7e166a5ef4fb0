"""A local dataset: the tables of another one with those of a table beside them, written all or nothing."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from plenary.catalogue import translate as _
from plenary.curation.tables import Cells, inserted, read_tables, table_text
from plenary.model import Finding, Kind, Speaker
from plenary.names import Names
from plenary.schema import PACKAGE_FILE, Package, read_descriptor, read_package, seal
from plenary.switching import switch
from plenary.tables.building import Layout, lay_out, own_speakers
from plenary.tables.mapping import Mapping as Columns
from plenary.tables.source import Source

KEPT: Final = ("vocabulary", "speakers", "speaker_names", "groups", "group_names", "memberships", "areas")
"""Tables that a dataset without the curated sessions keeps."""


class RefusedFolder(Exception):
    """A folder that must not be written to; `args[0]` says why, without a full stop."""


class NothingTakenOver(Exception):
    """No row has a speaker that is sure; nothing was written. `layout` has the names."""

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self.layout = layout


class BrokenResult(Exception):
    """The dataset that would be written has errors; nothing was written. `findings` says which."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(*map(str, findings))
        self.findings = findings


def add_table(source: Source, mapping: Columns, base: Path, output: Path, *, with_curated: bool = True) -> Layout:
    """Write a dataset of the rows of a table, beside those of `base`.

    A kill at any moment leaves in `output` what was there before, or the new dataset whole.

    Args:
        source: The table.
        mapping: What its columns are.
        base: Folder of the dataset whose description and reference tables are taken.
        output: Folder to write: a new or empty one, or a local dataset that is replaced.
        with_curated: Whether the sessions of `base` stand in it too.

    Raises:
        RefusedFolder: `output` is `base`, or holds something else than a dataset.
        NothingTakenOver: No row has a speaker that is sure.
        BrokenResult: The check finds errors; only a mapping with mistakes leads there.
        UnreadableTable: The table does not fit its mapping.
        BrokenPackage: The description of `base` cannot be read.
        OSError: A file cannot be read or written.
    """
    from plenary.checks import check_dataset

    if output.resolve() == base.resolve():
        raise RefusedFolder(_("{folder} is the dataset that is added to; name another folder").format(folder=output))
    replaces = (output / PACKAGE_FILE).is_file()
    if output.exists() and not replaces and not (output.is_dir() and not any(output.iterdir())):
        raise RefusedFolder(_("{folder} holds something else than a dataset").format(folder=output))
    package = read_package(base)
    tables = read_tables(package)
    if any(row["document_id"] == mapping.document.id for row in tables["documents"]):
        message = _("the dataset in {folder} has the document {document} already")
        raise RefusedFolder(message.format(folder=base, document=mapping.document.id))
    if not with_curated:
        tables = {name: rows if name in KEPT else [] for name, rows in tables.items()}
    parent = output if replaces else output.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".staged-{output.name}-", dir=parent))
    try:
        for name, rows in zip(("speakers", "speaker_names"), own_speakers(mapping), strict=True):
            tables[name] = inserted(tables[name], [_full(package, name, row) for row in rows], "speaker_id")
        _write(package, staged, tables, mapping)
        names = Names.read(staged)
        layout = lay_out(source, mapping, names, _speakers(tables["speakers"]))
        if not layout.tables["statements"]:
            raise NothingTakenOver(layout)
        for name, rows in layout.tables.items():
            tables[name] = [*tables[name], *(_full(package, name, row) for row in rows)]
        _write(package, staged, tables, mapping)
        errors = check_dataset(staged).errors
        if errors:
            raise BrokenResult(errors)
        staged.chmod(0o755)
        if replaces:
            switch(output, staged)
        else:
            _to_disk(staged)
            if output.exists():
                output.rmdir()
            staged.rename(output)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return layout


def _full(package: Package, table: str, row: Cells) -> Cells:
    return {column: row.get(column, "") for column in package.tables[table].columns}


def _speakers(rows: list[Cells]) -> tuple[Speaker, ...]:
    return tuple(
        Speaker(row["speaker_id"], Kind(row["kind"]), row["name"], row["iso3"] or None, None, None, (), "")
        for row in rows
    )


def _write(package: Package, folder: Path, tables: Mapping[str, list[Cells]], mapping: Columns) -> None:
    """All files of the package with these tables, bands of their very numbers of rows, and the seal."""
    descriptor = read_descriptor(package.directory)
    descriptor["version"] = f"{package.version.partition('+')[0]}+{mapping.document.id}"
    descriptor["plenary:bands"] = {name: [len(rows), len(rows)] for name, rows in tables.items()}
    for resource in package.resources:
        path = folder / resource.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if resource.name in tables:
            text = table_text(package.tables[resource.name].columns, tables[resource.name])
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            shutil.copyfile(resource.path, path)
    text = json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    (folder / PACKAGE_FILE).write_text(text, encoding="utf-8", newline="\n")
    seal(folder)


def _to_disk(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
