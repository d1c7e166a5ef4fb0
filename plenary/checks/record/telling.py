"""Findings and accounts of a record in words: one line each, or a whole report in Markdown."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.extract.model import Masthead, Reading, RecordFinding, Sentence, Use
from plenary.markup import escape
from plenary.model import Act, DocumentStatus, Severity

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")


def severity_word(severity: Severity) -> str:
    """A severity in the reader's language."""
    return {"error": _("error"), "warning": _("warning"), "info": _("information")}[severity]


def describe(finding: RecordFinding) -> str:
    """A finding on one line: where, what is printed, why it is odd, the nearest known names, how grave."""
    told = [_where(finding.paragraph, finding.page)]
    if finding.printed:
        told.append(_("“{printed}”").format(printed=finding.printed))
    message = finding.message
    if finding.hints:
        message = _("{message}; the nearest known names, which are no answer: {names}").format(
            message=message, names=", ".join(finding.hints)
        )
    line = _("{finding} ({severity})").format(
        finding=": ".join([*told, message]), severity=severity_word(finding.severity)
    )
    return " ".join(line.split())


def _where(paragraph: str, page: int | None) -> str:
    places = [_("§{paragraph}").format(paragraph=paragraph)] if paragraph else []
    if page is not None:
        places.append(_("page {page}").format(page=page))
    return ", ".join(places) or _("whole document")


def report_markdown(reading: Reading) -> str:
    """What was read in a document, in Markdown: the document, rows, account of its sentences, findings.

    It holds none of the document's sentences, only places; whatever comes from the document is escaped.
    """
    return "\n".join([*_head(reading), "", *_rows(reading), "", *_account(reading), "", *_findings(reading), ""])


def _head(reading: Reading) -> Iterator[str]:
    source, masthead = reading.report.source, reading.report.masthead
    yield "# " + _("What was read in {document}").format(document=escape(masthead.symbol or source.name))
    yield ""
    for label, value in (
        (_("File"), source.name),
        (_("SHA-256"), source.sha256),
        (_("Symbol"), "; ".join(masthead.symbols or filter(None, (masthead.symbol,)))),
        (_("Job number"), masthead.job_number),
        (_("Title"), masthead.title),
        (_("Body"), masthead.body),
        (_("Session"), masthead.session),
        (_("Days of the session"), _days(masthead)),
        (_("Date"), masthead.date.isoformat() if masthead.date else ""),
        (_("Status"), _("draft") if masthead.status is DocumentStatus.DRAFT else _("adopted")),
    ):
        if value:
            yield f"- {label}: {escape(value)}"


def _days(masthead: Masthead) -> str:
    def written(day: dt.date | None) -> str:
        return day.isoformat() if day else _("not printed")

    if masthead.first_date is None and masthead.last_date is None:
        return ""
    return _("{first} to {last}").format(first=written(masthead.first_date), last=written(masthead.last_date))


def _rows(reading: Reading) -> Iterator[str]:
    acts = Counter(turn.act for turn in reading.turns)
    meetings = {ordinal for turn in reading.turns for ordinal in turn.meetings}
    count = len(reading.turns)
    yield "## " + _("Rows")
    yield ""
    yield translate_plural("{count} row was read.", "{count} rows were read.", count).format(count=count)
    if meetings:
        yield ""
        message = translate_plural("They stand at {count} meeting.", "They stand at {count} meetings.", len(meetings))
        yield message.format(count=len(meetings))
    yield ""
    for act in Act:
        if acts[act]:
            yield f"- {escape(act.value.replace('_', ' '))}: {acts[act]}"


def _account(reading: Reading) -> Iterator[str]:
    account = reading.account
    reasons = Counter(sentence.reason for sentence in account.sentences if sentence.use is Use.IGNORED)
    lost = [sentence for sentence in account.sentences if sentence.use is Use.NOT_UNDERSTOOD]
    yield "## " + _("Account of the text")
    yield ""
    message = _("{count} sentences have a verb of speaking or name a speaker; {share} of them are accounted for.")
    yield message.format(count=len(account.sentences), share=escape(f"{account.understood_share:.1%}"))
    yield ""
    yield "- " + _("Used: {count}").format(count=account.count(Use.USED))
    yield "- " + _("Ignored for a reason: {count}").format(count=account.count(Use.IGNORED))
    for reason, count in sorted(reasons.items()):
        yield f"  - {escape(reason)}: {count}"
    yield "- " + _("Not understood: {count}").format(count=len(lost))
    yield from (f"  - {escape(_sentence_place(sentence))}" for sentence in lost)


def _sentence_place(sentence: Sentence) -> str:
    place = _("{place}, characters {start} to {end}")
    return place.format(place=_where(sentence.paragraph, sentence.page), start=sentence.start, end=sentence.end)


def _findings(reading: Reading) -> Iterator[str]:
    yield "## " + _("Findings")
    yield ""
    if not reading.findings:
        yield _("Nothing odd was found in the record.")
    for severity in SEVERITIES:
        found = [finding for finding in reading.findings if finding.severity == severity]
        if found:
            yield from _findings_of(severity, found)


def _findings_of(severity: Severity, found: Iterable[RecordFinding]) -> Iterator[str]:
    lines = [f"- {escape(describe(finding))}" for finding in found]
    yield "### " + _("{severity}: {count}").format(severity=severity_word(severity).capitalize(), count=len(lines))
    yield ""
    yield from lines
    yield ""
