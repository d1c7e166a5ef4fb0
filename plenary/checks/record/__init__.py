"""The linter of a record: what is odd in a report itself, whoever reads it.

A contradiction in a record is kept and told, not repaired; so no rule makes a finding that stops rows from being read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from plenary.checks.record import (
    dates,
    documents,
    masthead,
    meetings,
    numbering,
    quantities,
    speakers,
    votes,
    wording,
)
from plenary.checks.record.oddity import Odd, paragraph_at
from plenary.checks.record.telling import describe, report_markdown
from plenary.extract.model import Reading, RecordFinding
from plenary.model import Severity
from plenary.names import Names

__all__ = ["RULES", "Rule", "check_record", "describe", "report_markdown"]

Rule = Callable[[Reading, Names], Iterable[Odd]]

RULES: Final[Mapping[Rule, Severity]] = {
    masthead.no_symbol: "warning",
    masthead.not_adopted: "info",
    masthead.no_date: "info",
    masthead.no_session_dates: "info",
    meetings.meeting_without_speakers: "warning",
    meetings.meeting_not_announced: "warning",
    meetings.meetings_skipped: "info",
    meetings.turn_without_meeting: "info",
    meetings.item_without_meeting: "info",
    meetings.item_without_outcome: "info",
    meetings.no_outcome: "info",
    meetings.item_not_on_agenda: "warning",
    dates.meeting_with_two_dates: "warning",
    dates.dates_out_of_order: "warning",
    dates.date_outside_session: "warning",
    dates.impossible_date: "warning",
    dates.wrong_weekday: "warning",
    numbering.paragraph_misnumbered: "warning",
    numbering.subparagraph_misnumbered: "warning",
    numbering.footnote_misnumbered: "warning",
    numbering.footnote_unmarked: "info",
    speakers.speaker_twice_in_list: "warning",
    speakers.not_a_member: "warning",
    speakers.speaker_not_in_being: "warning",
    speakers.name_not_in_force: "warning",
    speakers.unknown_name: "warning",
    votes.vote_unlike_lists: "warning",
    votes.voter_twice: "warning",
    quantities.count_unlike_names: "warning",
    documents.malformed_symbol: "warning",
    documents.document_listed_twice: "warning",
    documents.document_with_two_titles: "info",
    documents.document_not_cited: "info",
    documents.document_not_listed: "info",
    wording.unclosed_mark: "warning",
    wording.doubled_word: "info",
}
"""Each rule, named after what it finds, with the severity of its findings."""
PRINTED_LENGTH: Final = 80
"""Most characters of the wording that a finding shows."""


def check_record(reading: Reading, names: Names) -> tuple[RecordFinding, ...]:
    """Everything odd in a record, by place: first what concerns the whole document, then in printed order."""
    findings = {
        _placed(reading, rule.__name__, severity, odd): None
        for rule, severity in RULES.items()
        for odd in rule(reading, names)
    }
    return tuple(sorted(findings, key=_place))


def _placed(reading: Reading, rule: str, severity: Severity, odd: Odd) -> RecordFinding:
    report = reading.report
    if odd.start is None:
        return RecordFinding(rule, odd.paragraph or "", None, "", odd.message, severity, odd.hints)
    printed = " ".join(report.text[odd.start : odd.end].split())
    if len(printed) > PRINTED_LENGTH:
        printed = printed[: PRINTED_LENGTH - 1].rstrip() + "…"
    paragraph = paragraph_at(report, odd.start) if odd.paragraph is None else odd.paragraph
    page = report.page_at(odd.start) if report.runs else None
    return RecordFinding(rule, paragraph, page, printed, odd.message, severity, odd.hints, odd.start, odd.end)


def _place(finding: RecordFinding) -> tuple[int, int, str, str]:
    return (-1 if finding.start is None else finding.start, finding.end or 0, finding.rule, finding.message)
