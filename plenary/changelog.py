"""What changed in the data from version to version: CHANGELOG.md beside the dataset, written for readers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CHANGELOG: Final = "CHANGELOG.md"
HEADING: Final = re.compile(r"##[ \t]+(?P<version>\S+)[ \t]*")


@dataclass(frozen=True)
class Remark:
    """A paragraph, or an entry of a list, of what is told of a version.

    Attributes:
        text: Its words, on one line, as they stand in the file.
        listed: Whether it is an entry of a list.
    """

    text: str
    listed: bool


def read_changes(directory: Path) -> Mapping[str, tuple[Remark, ...]]:
    """What the file beside the dataset in `directory` tells of each version; nothing when there is none to be read."""
    try:
        text = (directory / CHANGELOG).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    return parse_changes(text)


def parse_changes(text: str) -> Mapping[str, tuple[Remark, ...]]:
    """Version -> its remarks, in the order of the text.

    A line ``## version`` begins a version, a line with a hyphen before it an entry of a list, a blank line ends either.
    Nothing else is taken for markup. What stands before the first version belongs to none.
    """
    changes: dict[str, list[tuple[list[str], bool]]] = {}
    remarks: list[tuple[list[str], bool]] = []
    open_remark = False
    for line in text.splitlines():
        if heading := HEADING.fullmatch(line):
            remarks = changes.setdefault(heading["version"], [])
            open_remark = False
        elif not line.strip():
            open_remark = False
        elif line.startswith("- "):
            remarks.append(([line.removeprefix("- ").strip()], True))
            open_remark = True
        elif open_remark:
            remarks[-1][0].append(line.strip())
        else:
            remarks.append(([line.strip()], False))
            open_remark = True
    return {
        version: tuple(Remark(" ".join(lines), listed) for lines, listed in told) for version, told in changes.items()
    }
