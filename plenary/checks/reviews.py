"""Reviews: each row that is called reviewed has one, made with the file that the dataset names today."""

from __future__ import annotations

from collections.abc import Iterator

from plenary.catalogue import translate as _
from plenary.checks.rows import Row, Rows
from plenary.model import Finding, ReviewStatus

REVIEWED_TABLES = ("statements", "points", "conclusions")


def rows_without_review(rows: Rows) -> Iterator[Finding]:
    """A row that is called reviewed and that no review of the document as it is covers."""
    hashes = {row["document_id"]: row["sha256"] for row in rows["documents"]}
    reviews: dict[tuple[str, str], list[Row]] = {}
    for row in rows["reviews"]:
        if row["sha256"] == hashes.get(row["document_id"]):
            reviews.setdefault((row["document_id"], row["table"]), []).append(row)
    for table in REVIEWED_TABLES:
        for row in rows[table] if table in rows.tables else ():
            if row["review_status"] != ReviewStatus.REVIEWED:
                continue
            found = reviews.get((row["document_id"], table), ())
            if not any(not review["paragraphs"] or row["paragraph"] in review.values("paragraphs") for review in found):
                message = _("is reviewed, but no row of reviews covers paragraph {paragraph}")
                yield row.finding("review_status", message.format(paragraph=row["paragraph"]))


def reviews_of_another_text(rows: Rows) -> Iterator[Finding]:
    """A review that was made with another file than the one that the dataset names for the document."""
    hashes = {row["document_id"]: row["sha256"] for row in rows["documents"]}
    for row in rows["reviews"]:
        if row["sha256"] != hashes.get(row["document_id"], row["sha256"]):
            yield row.finding("sha256", _("is not the hash of the document as it is today"), "info")
