"""What the head of a record does not say: symbol, days, adoption."""

from __future__ import annotations

from collections.abc import Iterator

from plenary.catalogue import translate as _
from plenary.checks.record.oddity import Odd
from plenary.extract.model import Reading
from plenary.model import DocumentStatus
from plenary.names import Names


def no_symbol(reading: Reading, names: Names) -> Iterator[Odd]:
    """A record that does not print its own symbol; its job number, if any, is what it can be cited by."""
    masthead = reading.report.masthead
    if masthead.symbol or masthead.symbols:
        return
    if masthead.job_number:
        message = _("the document does not print its own symbol; it can be cited by its job number, {number}")
        yield Odd(message.format(number=masthead.job_number))
    else:
        yield Odd(_("the document prints neither a symbol of its own nor a job number"))


def not_adopted(reading: Reading, names: Names) -> Iterator[Odd]:
    """A draft: the adopted report may differ."""
    if reading.report.masthead.status is DocumentStatus.DRAFT:
        yield Odd(_("the document is a draft; the adopted report may differ"))


def no_date(reading: Reading, names: Names) -> Iterator[Odd]:
    """A record that bears no day."""
    if reading.report.masthead.date is None:
        yield Odd(_("the document bears no date"))


def no_session_dates(reading: Reading, names: Names) -> Iterator[Odd]:
    """A record that does not say from when to when the session lasted: days of meetings cannot be compared with it."""
    masthead = reading.report.masthead
    if masthead.first_date is None or masthead.last_date is None:
        yield Odd(_("the first and the last day of the session are not printed at the head of the document"))
