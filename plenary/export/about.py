"""What an exported file says of itself: filters, n of N, link, version, day, licence, status of the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from plenary.catalogue import translate as _
from plenary.export.tables import row_count
from plenary.links import rows_link
from plenary.names import ENGLISH
from plenary.review import review_words
from plenary.selection import WITHOUT_NAMES, Selection
from plenary.store import Dataset

LICENCE: Final = "CC0-1.0"
LICENCE_ADDRESS: Final = "https://creativecommons.org/publicdomain/zero/1.0/"


@dataclass(frozen=True)
class About:
    """What an exported file says of itself.

    Attributes:
        table: Name of the table.
        count: Rows in the file.
        total: Rows of the same table in the chosen sessions without filters.
        filters: The filters in words; empty when none restricts these rows.
        review: What rows not yet reviewed mean for the file; empty where there are none.
        ignored: Names of filters of the link that say nothing about these rows.
        link: Address of the page with these rows, pinned to the version.
        version: Version of the dataset.
        digest: SHA-256 of the dataset's description.
        retrieved: Day of the export, in universal time.
        statuses: Status of each kind of source document behind the rows: draft, adopted.
        world: World and language of the names, in words; empty as recorded and in English, and where the rows hold no
            names.
        as_of: Day of that world; None as recorded.
        language: Code of the language of the names.
    """

    table: str
    count: int
    total: int
    filters: str
    review: str
    ignored: tuple[str, ...]
    link: str
    version: str
    digest: str
    retrieved: dt.date
    statuses: tuple[str, ...]
    world: str = ""
    as_of: dt.date | None = None
    language: str = ENGLISH

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Name and text of each thing that the file says, in the order in which a reader should see them."""
        draft = " " + _("A draft report was not compared with the adopted one.") if "draft" in self.statuses else ""
        return (
            (_("Plenary Atlas"), self.table),
            (_("Rows"), _("{count} of {total}").format(count=self.count, total=self.total)),
            (_("Filters"), self.filters or _("none")),
            *(((_("Review"), self.review),) if self.review else ()),
            *(((_("World"), self._world()),) if self.world else ()),
            (_("Filters of the link that say nothing about these rows"), ", ".join(self.ignored) or _("none")),
            (_("Link"), self.link),
            (_("Dataset version"), self.version),
            (_("SHA-256 of the dataset's description"), self.digest),
            (_("Retrieved"), self.retrieved.isoformat()),
            (_("Licence"), _("CC0 1.0 for the curated data; the source documents are the United Nations'.")),
            (_("Status of the source documents"), ", ".join(self.statuses) + "." + draft),
            (_("Missing values"), _("An empty cell means not recorded or not applicable; the codebook says which.")),
        )

    def _world(self) -> str:
        text = _("{world}; names as printed stay as printed.").format(world=self.world[:1].upper() + self.world[1:])
        if self.as_of is None:
            return text
        return _(
            "{text} Where the description of a column speaks of the day of a meeting or session, that day is meant; a "
            "State that is no more by then is its one successor."
        ).format(text=text)

    def text(self) -> str:
        """The same as lines of text."""
        return "".join(_("{name}: {text}").format(name=name, text=text) + "\n" for name, text in self.lines())


def describe(dataset: Dataset, selection: Selection, table: str, *, count: int, site: str, retrieved: dt.date) -> About:
    """What a file with the rows of `table` says of itself.

    Args:
        dataset: The dataset.
        selection: Filters and order, its sessions named.
        table: A key of `plenary.export.TABLES`.
        count: Rows in the file.
        site: Address of the dashboard's first page; empty when no address is known.
        retrieved: Day of the export.
    """
    return About(
        table=table,
        count=count,
        total=row_count(dataset, selection.unfiltered(), table),
        filters=selection.sentence(dataset.choices, table),
        review=review_words(dataset, selection, table),
        ignored=selection.without_meaning_for(table),
        link=rows_link(site, table, selection, dataset.version),
        version=dataset.version,
        digest=dataset.hash,
        retrieved=retrieved,
        statuses=tuple(sorted(set(dataset.documents(selection.session)["status"]))),
        **_world(dataset, table),
    )


def _world(dataset: Dataset, table: str) -> dict[str, Any]:
    if table in WITHOUT_NAMES:
        return {}
    names = dataset.names
    return {"world": ", ".join(dataset.seen.values()), "as_of": names.as_of, "language": names.language}
