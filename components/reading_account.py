"""What is odd in a document, what became of each of its sentences on speakers, and its downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import PurePath
from typing import Final

import pandas as pd
import streamlit as st

from components.measured import measured_part
from components.reading import Document
from components.rows_table import Column, draw_rows, draw_written_rows
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.checks.record.telling import report_markdown
from plenary.extract.model import RecordFinding, Use
from plenary.extract.reasons import REASONS
from plenary.extract.table import rows_csv, rows_json
from plenary.markup import escape
from plenary.model import Severity

BYTE_ORDER_MARK: Final = "\ufeff"


SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
SCROLLED: Final = 420
"""Height in pixels of a long list, which scrolls."""


@st.fragment
@measured_part
def draw_findings(document: Document) -> None:
    """Draw what is inconsistent in the report itself: where, what is printed, why it is odd; the gravest first."""
    st.subheader(_("Inconsistent in the report itself"), anchor="findings")
    findings, paged = document.reading.findings, document.reading.report.source.paged
    if not findings:
        st.markdown(_("Nothing was found."))
        return
    st.caption(_("A contradiction is shown as it stands and not repaired. Nearest names are hints, never an answer."))
    words = {"error": _("Serious"), "warning": _("To check"), "info": _("To know")}
    counts = Counter(finding.severity for finding in findings)
    severity = st.segmented_control(
        _("How grave"),
        severities := [severity for severity in SEVERITIES if counts[severity]],
        format_func=lambda severity: _("{label} ({count})").format(label=words[severity], count=counts[severity]),
        default=severities[0],
        required=True,
        key=f"severity-{document.key}",
        label_visibility="collapsed",
    )
    rows = [(_where(finding, paged), _told(finding)) for finding in findings if finding.severity == severity]
    written = pd.DataFrame(rows, columns=[_("Where"), _("What is odd")])
    with st.container(key="findings", height=SCROLLED if len(rows) > 10 else "content", border=False):
        draw_written_rows(written, alt=_("What is inconsistent in the report itself"))


def _where(finding: RecordFinding, paged: bool) -> str:
    parts = []
    if finding.paragraph:
        parts.append(_("para. {paragraph}").format(paragraph=escape(finding.paragraph)))
    if paged and finding.page is not None:
        parts.append(_("p. {page}").format(page=finding.page))
    return ", ".join(parts) or _("whole report")


def _told(finding: RecordFinding) -> str:
    """What is printed, marked as the names in a sentence are, and why it is odd."""
    printed = f":gray-background[{escape(finding.printed)}] " if finding.printed else ""
    hints = ", ".join(escape(hint) for hint in finding.hints)
    nearest = _(" (nearest known names, no answer: {names})").format(names=hints) if hints else ""
    return f"{printed}{escape(finding.message)}{nearest}"


def use_words(use: Use) -> str:
    """What became of a sentence, in words."""
    return {Use.USED: _("Used"), Use.IGNORED: _("Ignored"), Use.NOT_UNDERSTOOD: _("Not understood")}[use]


def reason_words(reason: str) -> str:
    """Why a sentence was left aside, in words; the code itself where it has none."""
    return _(REASONS[reason]) if reason in REASONS else reason


@st.fragment
@measured_part
def draw_account(document: Document) -> None:
    """Draw what became of each sentence with a speaking verb or a speaker marker; those not understood first."""
    reading, account = document.reading, document.reading.account
    st.subheader(_("Account of the text"), anchor="account")
    count = len(account.sentences)
    st.markdown(
        translate_plural(
            "{count} sentence speaks of a speaker. {share:.1%} was used or left aside for a reason.",
            "{count} sentences speak of speakers. {share:.1%} of them were used or left aside for a reason.",
            count,
        ).format(count=count, share=account.understood_share)
    )
    if not count:
        return
    uses = [use for use in (Use.NOT_UNDERSTOOD, Use.IGNORED, Use.USED) if account.count(use)]
    use = st.segmented_control(
        _("What became of them"),
        uses,
        format_func=lambda use: _("{label} ({count})").format(label=use_words(use), count=account.count(use)),
        default=uses[0],
        required=True,
        key=f"account-{document.key}",
    )
    told = [sentence for sentence in account.sentences if sentence.use is use]
    rows = pd.DataFrame(
        [
            (sentence.paragraph or None, sentence.page, reason_words(sentence.reason),
             " ".join(reading.report.text[sentence.start : sentence.end].split()))
            for sentence in told
        ],
        columns=["paragraph", "page", "reason", "sentence"],
    )  # fmt: skip
    columns = [
        Column("paragraph", _("Para.")),
        *([Column("page", _("Page"))] if reading.report.source.paged else []),
        *([Column("reason", _("Reason"))] if use is Use.IGNORED else []),
        Column("sentence", _("Sentence")),
    ]
    with st.container(height=SCROLLED if len(told) > 8 else "content", border=False):
        draw_rows(rows, columns, alt=_("Sentences and what became of them"))


def draw_downloads(document: Document) -> None:
    """Draw the downloads of the document: its rows in three formats, and the report in words."""
    st.subheader(_("Downloads"), anchor="downloads")
    reading = document.reading
    stem = f"plenary-atlas-{PurePath(document.name).stem}"
    files: list[tuple[str, str, str, Callable[[], str]]] = [
        (_("Rows as CSV"), ".csv", "text/csv", lambda: rows_csv(reading)),
        (_("CSV for Excel"), "-for-excel.csv", "text/csv", lambda: BYTE_ORDER_MARK + rows_csv(reading)),
        (_("Rows as JSON"), ".json", "application/json", lambda: rows_json(reading)),
        (_("Report in words"), ".md", "text/markdown", lambda: report_markdown(reading)),
    ]
    with st.container(horizontal=True):
        for label, suffix, mime, data in files:
            st.download_button(
                label,
                data=data,
                file_name=f"{stem}{suffix}",
                mime=mime,
                key=f"download-reading{suffix.replace('.', '-')}",
                on_click="ignore",
                icon=":material/download:",
            )
    st.caption(
        _(
            "The rows carry the sentences of the document. “Rows as CSV” equals, byte for byte, what "
            "`python -m plenary read FILE --rows OUT.csv` writes; “CSV for Excel” adds a byte order mark. In both an "
            "apostrophe stands before text that a spreadsheet could run."
        )
    )
