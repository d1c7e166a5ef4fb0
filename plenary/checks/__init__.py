"""The linter of the dataset: everything that is wrong with it at once, file by file and row by row.

The schema (types, keys, allowed values) is checked by frictionless; here is what only the domain knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plenary.catalogue import translate as _
from plenary.checks import links, order, receipts, reviews, speakers
from plenary.checks.contract import check_contract
from plenary.checks.rows import Rows, read_rows
from plenary.documents import DocumentText, read_documents
from plenary.kept import check_kept_versions
from plenary.model import Finding
from plenary.schema import PACKAGE_FILE, BrokenPackage, Package, is_sealed, read_package

Rule = Callable[[Rows], Iterable[Finding]]
DocumentRule = Callable[[Rows, Mapping[str, DocumentText]], Iterable[Finding]]

STATEMENTS: Final = ("statements", "statement_meetings", "meetings", "sessions")
REFERENCE: Final = ("speakers", "speaker_names", "groups", "memberships")
RULES: Final[Mapping[Rule, tuple[str, ...]]] = {
    order.spans_reversed: (),
    order.meetings_out_of_session: ("sessions", "meetings"),
    order.numbering_broken: ("statements", "points", "documents_before", "vocabulary"),
    order.printed_order_broken: ("paragraphs", "statements", "documents_before", "points", "conclusions"),
    order.pages_beyond_document: ("documents", "paragraphs"),
    order.identifiers_unlike_parts: (
        "agenda_items",
        "meetings",
        "statements",
        "points",
        "documents_before",
        "conclusions",
    ),
    order.sessions_mixed: (),
    order.keys_repeated: (),
    order.counts_outside_bands: (),
    links.lists_unknown: (),
    links.codes_undefined: ("vocabulary",),
    links.statements_without_item: ("statements", "statement_items", "discrepancies", "documents"),
    links.statements_without_meeting: ("statements", "statement_meetings", "discrepancies", "documents"),
    links.meetings_unlike_attestation: ("meetings", "statement_meetings"),
    links.items_unlike_meetings: ("meetings", "meeting_items", "statement_meetings", "statement_items", "documents"),
    links.paragraphs_unlike_meetings: ("meetings", "statements", "statement_meetings"),
    links.speakers_unnamed: ("statements",),
    links.kinds_unlike_speakers: (*STATEMENTS, "speakers"),
    reviews.rows_without_review: ("documents", "reviews"),
    reviews.reviews_of_another_text: ("documents", "reviews"),
    speakers.names_shared: ("speakers", "speaker_names"),
    speakers.memberships_overlapping: ("groups", "memberships"),
}
"""Each rule, with the tables that must be readable for it; a rule without tables looks at those that are."""
NAME_RULES: Final[Mapping[Rule, tuple[str, ...]]] = {
    speakers.names_unresolved: (*STATEMENTS, "statement_represents", "document_names", *REFERENCE),
    speakers.capacities_unfit: (*STATEMENTS, *REFERENCE),
}
"""Rules that look names up: they need reference tables without errors."""
DOCUMENT_RULES: Final[Mapping[DocumentRule, tuple[str, ...]]] = {
    receipts.paragraphs_unlike_document: ("paragraphs",),
    receipts.names_not_printed: ("statements", "statement_represents"),
    receipts.attributions_not_printed: ("points",),
    receipts.titles_not_printed: ("agenda_items", "documents_before"),
    receipts.wording_repeated: ("vocabulary", *(table for table, _column in receipts.TITLES)),
}
"""Rules that compare rows with the documents at hand."""


@dataclass(frozen=True)
class CheckReport:
    """What a check of the dataset found.

    Attributes:
        findings: Everything found, by file, row and column.
        counts: Table -> number of rows, for the tables that could be read, in the order of the package.
        not_checked: What could not be checked and why, a sentence each without full stop.
    """

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    not_checked: tuple[str, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings with which the dataset must not be published."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def check_dataset(directory: Path, documents: Path | None = None) -> CheckReport:
    """Everything that is wrong with the dataset in `directory`.

    Args:
        directory: Folder with datapackage.json and the files that it names. They may be missing or broken.
        documents: Folder with documents, each known by the hash of its text; None: nothing is compared with them.

    Raises:
        OSError: The folder `documents` cannot be read.
    """
    try:
        package = read_package(directory)
    except BrokenPackage as error:
        return CheckReport((error.finding,), {}, ())
    rows, findings = read_rows(package)
    not_checked: list[str] = []
    findings += check_contract(rows)
    unsound = {finding.file for finding in findings if finding.severity == "error"}
    findings += is_sealed(directory)
    findings += check_kept_versions(directory)
    findings += _undescribed(package)
    for rule, tables in RULES.items():
        if _readable(rule, tables, rows, not_checked):
            findings += rule(rows)
    if any(package.tables[name].file in unsound for name in REFERENCE if name in package.tables):
        not_checked.append(_("printed names and capacities: the reference tables have errors"))
    else:
        for rule, tables in NAME_RULES.items():
            if _readable(rule, tables, rows, not_checked):
                findings += rule(rows)
    if "documents" in rows.tables:
        texts, missing = _texts(rows, documents)
        not_checked += missing
        for document_rule, tables in DOCUMENT_RULES.items():
            if texts and _readable(document_rule, tables, rows, not_checked):
                findings += document_rule(rows, texts)
    unique = dict.fromkeys(sorted(findings, key=lambda finding: finding.place))
    counts = {name: len(rows[name]) for name in package.tables if name in rows.tables}
    return CheckReport(tuple(unique), counts, tuple(not_checked))


def _readable(rule: Callable[..., object], tables: Iterable[str], rows: Rows, not_checked: list[str]) -> bool:
    broken = [
        rows.package.tables[name].file for name in tables if name not in rows.tables and name in rows.package.tables
    ]
    if broken:
        name = rule.__name__.replace("_", " ")
        not_checked.append(_("{rule}: {files} could not be read").format(rule=name, files=", ".join(broken)))
    return all(name in rows.tables for name in tables)


def _undescribed(package: Package) -> list[Finding]:
    rules = (*RULES.values(), *NAME_RULES.values(), *DOCUMENT_RULES.values())
    missing = {name: None for tables in rules for name in tables if name not in package.tables}
    message = _("describes no table {table}")
    return [Finding(PACKAGE_FILE, None, None, message.format(table=name)) for name in missing]


def _texts(rows: Rows, documents: Path | None) -> tuple[dict[str, DocumentText], list[str]]:
    hashes = {row["sha256"] for row in rows["documents"] if row["sha256"]}
    found = read_documents(documents, hashes) if documents else {}
    texts = {row["document_id"]: found[row["sha256"]] for row in rows["documents"] if row["sha256"] in found}
    message = _("receipts and wording of {document}: the document is not at hand")
    missing = [row["document_id"] for row in rows["documents"] if row["document_id"] not in texts]
    return texts, [message.format(document=document) for document in missing]
