"""Older versions of the dataset, kept beside the present one: each a whole sealed dataset in a folder of its own.

They lie in ``versions/<version>/`` of the dataset's folder, in the columns of the present version, so that the same
code reads them; geometry of the map is not kept, its own file serves all versions.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from plenary.catalogue import translate as _
from plenary.dictionary import data_dictionary
from plenary.model import Finding
from plenary.schema import PACKAGE_FILE, BrokenPackage, is_sealed, read_descriptor, read_package

VERSIONS: Final = "versions"
"""Folder, inside the dataset's, of the versions that are kept."""
STAGED: Final = ".staged-"
"""Beginning of the name of a folder in which a version is put together."""
NAMES_A_FOLDER: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]*")
"""A version under which it can be kept, on every system; semantic versions all are."""


class NotKept(Exception):
    """The present version cannot be kept; nothing was written. `findings` says why."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__(*map(str, findings))


def kept_versions(directory: Path) -> tuple[str, ...]:
    """Versions kept beside the dataset in `directory`, newest first by their numbers.

    A folder counts when the description in it states the version that the folder is named after.
    """
    found = [folder.name for folder in _folders(directory) if _stated_version(folder) == folder.name]
    return tuple(sorted(found, key=version_numbers, reverse=True))


def version_folder(directory: Path, version: str) -> Path:
    """Folder of a kept version of the dataset in `directory`."""
    return directory / VERSIONS / version


def version_numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, by which versions are ordered: 1.10.0 comes after 1.9.0."""
    return tuple(map(int, re.findall(r"\d+", version)))


def keep_version(directory: Path) -> bool:
    """Keep the present version of the dataset in `directory`; False when it is kept already, just as it is.

    Copied are the tables as they were sealed and the licence; description and dictionary name these alone. The folder
    gets its name when everything is in it.

    Raises:
        NotKept: A seal does not hold, or this version is kept with other content.
        OSError: A file cannot be read or written.
    """
    if problems := is_sealed(directory):
        raise NotKept(*problems)
    package = read_package(directory)
    if not NAMES_A_FOLDER.fullmatch(package.version):
        message = _("version: {version} cannot be the name of a folder")
        raise NotKept(Finding(PACKAGE_FILE, None, None, message.format(version=package.version)))
    place = version_folder(directory, package.version)
    if place.exists():
        if differing := _of_other_content(directory):
            raise NotKept(*differing)
        return False
    place.parent.mkdir(exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=STAGED, dir=place.parent))
    try:
        for table in package.tables.values():
            (staged / table.file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(table.path, staged / table.file)
        (staged / PACKAGE_FILE).write_text(_description(directory), encoding="utf-8", newline="\n")
        (staged / "README.md").write_text(data_dictionary(staged), encoding="utf-8", newline="\n")
        if (directory / "LICENSE").is_file():
            shutil.copyfile(directory / "LICENSE", staged / "LICENSE")
        staged.chmod(0o755)
        staged.rename(place)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return True


def check_kept_versions(directory: Path) -> list[Finding]:
    """What is wrong with the versions kept beside the dataset in `directory`, whose description can be read.

    A seal that is broken, a folder not named after the version in it, and a present version that is kept with other
    content: a link pinned to it would be answered in two ways.
    """
    findings: list[Finding] = []
    for folder in _folders(directory):
        broken = is_sealed(folder)
        findings += [replace(finding, file=f"{VERSIONS}/{folder.name}/{finding.file}") for finding in broken]
        stated = _stated_version(folder)
        if stated and stated != folder.name:
            message = _("the folder must bear the name of the version in it, {version}; no link leads there")
            place = f"{VERSIONS}/{folder.name}/{PACKAGE_FILE}"
            findings.append(Finding(place, None, None, message.format(version=stated)))
    return [*findings, *_of_other_content(directory)]


def _of_other_content(directory: Path) -> list[Finding]:
    version = read_package(directory).version
    place = version_folder(directory, version) / PACKAGE_FILE
    if not NAMES_A_FOLDER.fullmatch(version) or not place.parent.is_dir():
        return []
    try:
        same = place.read_text(encoding="utf-8") == _description(directory)
    except (OSError, UnicodeDecodeError):
        same = False
    if same:
        return []
    message = _("version {version} is kept with other content: what has changed since needs a version of its own")
    return [Finding(PACKAGE_FILE, None, None, message.format(version=version))]


def _description(directory: Path) -> str:
    """The description of the dataset as it is kept: of its tables alone, with their seals."""
    descriptor = read_descriptor(directory)
    kept = [entry for entry in descriptor["resources"] if "schema" in entry]
    return json.dumps(descriptor | {"resources": kept}, indent=2, ensure_ascii=False) + "\n"


def _folders(directory: Path) -> list[Path]:
    try:
        entries = sorted((directory / VERSIONS).iterdir())
    except OSError:
        return []
    return [entry for entry in entries if entry.is_dir() and not entry.name.startswith(".")]


def _stated_version(folder: Path) -> str:
    """The version that the description in a folder states; empty when there is none to be read."""
    try:
        descriptor: Mapping[str, Any] = read_descriptor(folder)
    except BrokenPackage:
        return ""
    return str(descriptor.get("version", ""))
