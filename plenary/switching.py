"""From one dataset to the next, all or nothing: a kill at any moment leaves the old one or the new one whole.

The new files are written into a folder of their own inside the dataset's folder, so that they lie on the same file
system. Giving that folder its final name, PENDING, is one step, and the only one that decides: before it the old
dataset stands untouched, after it the new one is decided on, and what is left is to move its files to their places.
Whoever reads the description of a dataset moves them first (`finish_switch`): moving a file is one step too, can be
begun again after a kill, and may be done by several processes at once.

Two directories cannot be exchanged in one step on every system (Linux has renameat2, others have nothing or something
else), and data/ may be the root of a mounted volume, which cannot be renamed at all; renaming a folder inside it can.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

PENDING: Final = ".pending"
"""Folder, inside the dataset's, of files that are decided on and wait to be moved to their places."""
LAST: Final = "datapackage.json"
"""Moved after all others: whoever watches the description alone sees it change when everything is there."""


def switch(directory: Path, staged: Path) -> None:
    """Put the files below `staged` in the place of those of the same name below `directory`, all or none.

    Args:
        directory: Folder of the dataset.
        staged: Folder inside it with the files that are new or changed, and nothing else. It is gone afterwards.

    Raises:
        OSError: Another switch is under way, or a file cannot be written; before the switch is decided, nothing
            has changed.
    """
    for folder, _folders, files in os.walk(staged):
        for file in files:
            to_disk(Path(folder) / file)
        to_disk(Path(folder))
    staged.rename(directory / PENDING)
    to_disk(directory)
    finish_switch(directory)


def finish_switch(directory: Path) -> None:
    """Move the files of a switch that was decided on to their places; nothing to do when there is none.

    Raises:
        OSError: A file cannot be moved; the switch can be finished later.
    """
    pending = directory / PENDING
    if not pending.is_dir():
        return
    folders = [Path(folder) for folder, _folders, _files in os.walk(pending)]
    files = [path for folder in folders for path in _entries(folder) if path.is_file()]
    for path in sorted(files, key=lambda path: (path.relative_to(pending) == Path(LAST), path)):
        place = directory / path.relative_to(pending)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.replace(place)
        except FileNotFoundError:
            continue  # Another process moved it.
    for folder in folders:
        to_disk(directory / folder.relative_to(pending))
    for folder in reversed(folders):
        try:
            folder.rmdir()
        except FileNotFoundError:
            continue
    to_disk(directory)


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except FileNotFoundError:
        return []


def to_disk(path: Path) -> None:
    """Have what is written in a file, or which files a folder has, survive a loss of power."""
    try:
        descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except FileNotFoundError:
        return
    except PermissionError:
        if path.is_dir() and os.name == "nt":
            return  # Windows opens no folder so; there a renaming is kept with the folder itself.
        raise
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
