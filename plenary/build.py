"""The build of a dataset: its facts, links and cubes as Parquet, put together once and read by every process.

A build lies in a folder of its own, named after what it was made of, in ``build/`` of the dataset's folder or where
the setting PLENARY_BUILD says. It is put together under another name and gets its own in one step, when everything is
in it: a kill leaves the builds that there were as they were. What a process has opened stays where it is.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from plenary import engine, facts, table_files
from plenary.catalogue import translate as _
from plenary.engine import Embedded, Engine
from plenary.facts import CUBES, FACTS, LINKS, OF_STATEMENTS, SOURCE, Recipe, write_facts
from plenary.names import Names
from plenary.periods import speaker_periods
from plenary.schema import PACKAGE_FILE, PARQUET, read_package
from plenary.switching import to_disk
from plenary.table_files import read_table, write_sources

LOGGER: Final = logging.getLogger(__name__)

BUILD: Final = "build"
"""Folder, inside the dataset's, of its builds."""
STAGED: Final = ".staged-"
"""Beginning of the name of a folder in which a build is put together."""
DESCRIPTION: Final = "build.json"
SCHEMA_VERSION: Final = 1
"""Version of the layout of a build."""
DESCRIBING: Final = ("sessions", "documents", "meetings", "agenda_items")
"""Tables of the package that facts are put together with."""
BUILT: Final = (*LINKS, FACTS, *CUBES)
"""Tables of a build."""


@dataclass(frozen=True)
class Build:
    """What a build was made of, and what it has.

    Attributes:
        schema_version: `SCHEMA_VERSION` of the code that made it.
        dataset_version: Version of the dataset.
        dataset_hash: SHA-256 of datapackage.json, which holds the hashes of all files.
        made_by: SHA-256 of the code that puts facts together, and of the periods of speakers.
        engine: Name and version of the engine that put it together.
        row_counts: Rows by table.
        files: Size by file, each relative to the build's folder with forward slashes.
    """

    schema_version: int
    dataset_version: str
    dataset_hash: str
    made_by: str
    engine: str
    row_counts: dict[str, int]
    files: dict[str, int]

    @property
    def folder(self) -> str:
        """Name of its folder."""
        return f"{self.dataset_hash[:16]}-{self.made_by[:8]}"


def builds_of(directory: Path) -> Path:
    """Folder of the builds of the dataset in `directory`: the setting PLENARY_BUILD, else ``build/`` inside it."""
    return Path(os.environ.get("PLENARY_BUILD") or directory / BUILD)


def find_build(root: Path, dataset_hash: str, periods: pd.DataFrame) -> Path | None:
    """Folder of the build of a dataset that this code can read; None where there is none, or it is not whole.

    Args:
        root: Folder of builds.
        dataset_hash: SHA-256 of the dataset's datapackage.json.
        periods: See `plenary.periods.speaker_periods`; the numbers in the build are theirs.
    """
    made_by = _made_by(periods)
    folder = root / f"{dataset_hash[:16]}-{made_by[:8]}"
    try:
        told = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        LOGGER.warning("build: %s cannot be read: %s", folder, error)
        return None
    wanted = {"schema_version": SCHEMA_VERSION, "dataset_hash": dataset_hash, "made_by": made_by}
    files = told.get("files", {}) if isinstance(told, dict) else {}
    if not files or any(told.get(name) != value for name, value in wanted.items()):
        LOGGER.warning("build: %s is not what its name says", folder)
        return None
    for file, size in files.items():
        place = folder / file
        if not place.is_file() or place.stat().st_size != size:
            LOGGER.warning("build: %s is not the file that was built", place)
            return None
    return folder


def read_build(folder: Path, embedded: Embedded, rows: Engine) -> None:
    """Take the tables of a build: cubes into the memory of `embedded`, facts and links for `rows` to read."""
    for name in BUILT:
        if name in CUBES:
            embedded.hold(name, table_place(folder, name))
        else:
            rows.read(name, table_place(folder, name))


def table_place(folder: Path, name: str) -> Path:
    """File or folder of a table of a build; an engine of many processes writes a folder of files."""
    file = folder / f"{name}{PARQUET}"
    return file if file.is_file() else folder / name


def write_build(directory: Path, root: Path, cluster: Engine | None = None) -> tuple[Path, bool]:
    """Put the build of a sealed dataset together, all or nothing.

    Args:
        directory: Folder of the dataset, whose seal was tested.
        root: Folder of builds; a cluster's workers must see it, and the dataset's names in it, at the same place.
        cluster: Cluster that puts facts and cubes together; None: the embedded engine.

    Returns:
        Folder of the build, and whether it was made now; not when it is there already, whole.

    Raises:
        OSError: A file cannot be read or written, or another dataset took the place of this one meanwhile.
        EngineDown: The cluster did not answer.
    """
    dataset_hash = _hash_of(directory)
    periods = speaker_periods(Names.read(directory))
    if (found := find_build(root, dataset_hash, periods)) is not None:
        return found, False
    root.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=STAGED, dir=root))
    try:
        staged.chmod(0o755)
        package = read_package(directory)
        embedded = Embedded(spill=staged / "spilled")
        working = cluster or embedded
        write_sources(embedded, package)
        for table in DESCRIBING:
            working.write(table, read_table(package, table))
        working.write("speaker_periods", periods)
        if cluster is not None:
            for table in OF_STATEMENTS:
                file = staged / f"{SOURCE}{table}{PARQUET}"
                embedded.save(f"{SOURCE}{table}", file)
                cluster.read(f"{SOURCE}{table}", file)
        counts = _write_tables(working, staged)
        if _hash_of(directory) != dataset_hash:
            raise OSError(errno.ESTALE, _("another dataset took its place meanwhile"), str(directory))
        for leftover in (*staged.glob(f"{SOURCE}*"), staged / "spilled"):
            shutil.rmtree(leftover, ignore_errors=True) if leftover.is_dir() else leftover.unlink(missing_ok=True)
        made = Build(
            schema_version=SCHEMA_VERSION,
            dataset_version=package.version,
            dataset_hash=dataset_hash,
            made_by=_made_by(periods),
            engine=working.version,
            row_counts=counts,
            files={path.relative_to(staged).as_posix(): path.stat().st_size for path in staged.rglob(f"*{PARQUET}")},
        )
        text = json.dumps(asdict(made), indent=2, sort_keys=True) + "\n"
        (staged / DESCRIPTION).write_text(text, encoding="utf-8", newline="\n")
        if find_build(root, dataset_hash, periods) is not None:  # Another process was faster.
            return root / made.folder, False
        _name(staged, root / made.folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return root / made.folder, True


def _write_tables(working: Engine, staged: Path) -> dict[str, int]:
    """Write the tables of a build as Parquet, each read from there by what comes after it; rows by table."""
    counts: dict[str, int] = {}

    def keep(name: str, recipe: Recipe) -> None:
        working.define(name, recipe)
        counts[name] = working.save(name, staged / f"{name}{PARQUET}")
        working.drop(name)
        working.read(name, table_place(staged, name))

    write_facts(working, keep)
    return counts


def _name(staged: Path, place: Path) -> None:
    """Give a build its name; one of that name is not whole, else it would have been found."""
    for path in (*staged.rglob("*"), staged):
        to_disk(path)
    if place.exists():
        place.rename(staged.with_name(f"{staged.name}-broken"))
        shutil.rmtree(staged.with_name(f"{staged.name}-broken"), ignore_errors=True)
    staged.rename(place)
    to_disk(place.parent)


def _hash_of(directory: Path) -> str:
    return hashlib.sha256((directory / PACKAGE_FILE).read_bytes()).hexdigest()


def _made_by(periods: pd.DataFrame) -> str:
    """Hash of what facts hang on besides the files: a build made by other code than this is none of this code's."""
    code = b"".join(Path(str(module.__file__)).read_bytes() for module in (facts, engine, table_files))
    return hashlib.sha256(code + periods.to_csv(index=False).encode()).hexdigest()
