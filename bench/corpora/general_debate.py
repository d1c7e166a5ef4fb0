"""Who spoke in the General Debate, 1946 to 2024, as a dataset with Parquet.

Source: the table of speakers of the UN General Debate Corpus (Jankin, Baturo and Dasandi, doi 10.7910/DVN/0TJX8Y, CC0).
Each name is resolved as `python -m plenary add-table` resolves it, with the mapping that comes with the program: by the
dated names, by judgements written down with their reasons, never by likeness.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bench.corpora.folder import describe, to_parquet
from plenary.schema import read_descriptor, read_package
from plenary.tables.mapping import built_in_mapping, read_mapping
from plenary.tables.source import read_source
from plenary.tables.telling import words
from plenary.tables.writing import add_table

NAME: Final = "general-debate"
FILE: Final = "general_debate_speakers_1946_2024.xlsx"


def write_general_debate(base: Path, shared: Path, folder: Path) -> tuple[int, list[str]]:
    """Write the dataset.

    Args:
        base: Folder of the dataset whose contract and reference tables hold for it.
        shared: Folder in which the table lies, below corpus/.
        folder: A new or empty folder.

    Returns:
        Number of statements, and what became of the names, a line each.

    Raises:
        FileNotFoundError: The table is not there.
    """
    path = shared / "corpus" / FILE
    mapping_path = built_in_mapping(path)
    if mapping_path is None:
        raise FileNotFoundError(f"no mapping for {FILE}")
    mapping = read_mapping(mapping_path)
    layout = add_table(read_source(path, mapping.sheet), mapping, base, folder, with_curated=False)
    package = read_package(folder)
    own = {name: value for name, value in read_descriptor(folder).items() if name not in ("resources", "plenary:bands")}
    counts = {name: band[0] for name, table in package.tables.items() if (band := table.band)}
    counts |= to_parquet(folder)
    # The description is the one that was written, but for what Parquet changes.
    describe(package, folder, counts, own)
    return counts["statements"], list(words(layout))
