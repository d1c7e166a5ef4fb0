"""Notes under figures and cards, all drawn from the rows: source, what is not recorded, joint items, special cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from components.charts.participation_words import capital
from components.charts.words import written_day
from components.receipts import document_name
from components.view import View, labels, remembered, session_title
from plenary import queries
from plenary.catalogue import translate as _
from plenary.choices import item_number, meeting_label
from plenary.frames import each_row
from plenary.markup import escape
from plenary.review import review_words
from plenary.selection import MOST_NAMED_SESSIONS, all_of


def listed(words: Iterable[str]) -> str:
    """Words as an enumeration: "a, b and c"."""
    return all_of(list(words))


MOST_NAMED: Final = 12
"""Paragraphs, documents or meetings that a note names; of more it gives their number and the first and last."""


@remembered(256)
def source_line(view: View) -> str:
    """The source of the statements within the filters: documents with their status, and paragraphs."""
    if view.by_counts:
        return _source_documents(view, view.ask(queries.documents_read)["document_id"])
    rows = view.ask(queries.paragraphs_read)
    if rows.empty:
        return _("None of the lists of speakers in the source is left by these filters.")
    return source_of(view, rows)


def _source_documents(view: View, documents: pd.Series[str]) -> str:
    """The documents that are the source of more rows than are told one by one."""
    if documents.empty:
        return _("None of the lists of speakers in the source is left by these filters.")
    if len(documents) > MOST_NAMED:
        text = _("Source: {count} documents, which the page “The record” lists.").format(count=f"{len(documents):,}")
    else:
        sources = "; ".join(escape(document_name(view, code)) for code in documents)
        text = _("Source: {sources}.").format(sources=sources)
    return _with_drafts(view, text, documents)


def source_of(view: View, rows: pd.DataFrame) -> str:
    """The source of rows: documents with their status, and paragraphs.

    Args:
        view: The view.
        rows: At least one row; columns document_id, paragraph.
    """
    parts = []
    for document_id, inside in rows.groupby("document_id", sort=False):
        name = escape(document_name(view, str(document_id)))
        paragraphs = list(dict.fromkeys(inside["paragraph"]))
        if len(paragraphs) > MOST_NAMED:
            told = _("{count} paragraphs from {first} to {last}").format(
                count=len(paragraphs), first=escape(paragraphs[0]), last=escape(paragraphs[-1])
            )
        else:
            told = _("paras. {paragraphs}").format(paragraphs=", ".join(map(escape, paragraphs)))
        parts.append(_("{document}, {paragraphs}").format(document=name, paragraphs=told))
    if len(parts) > MOST_NAMED:
        text = _("Source: {count} documents, which the page “The record” lists.").format(count=len(parts))
    else:
        text = _("Source: {sources}.").format(sources="; ".join(parts))
    return _with_drafts(view, text, rows["document_id"])


def _with_drafts(view: View, text: str, documents: Iterable[str]) -> str:
    """The text on sources; where drafts are among the documents, with what was not compared."""
    drafts = [code for code in dict.fromkeys(documents) if view.dataset.document(code)["status"] == "draft"]
    return _("{text} {drafts}").format(text=text, drafts=_not_compared(view, drafts)) if drafts else text


def _not_compared(view: View, drafts: Sequence[str]) -> str:
    """That drafts were not compared with the adopted reports; they are named where others are chosen too."""
    if len(view.dataset.documents(view.selection.session)) == 1:
        return _("The adopted report was not compared.")
    if len(drafts) > MOST_NAMED:
        return _("Not compared with the adopted report: {count} of them, which are drafts.").format(count=len(drafts))
    names = listed(escape(document_name(view, document)) for document in drafts)
    return _("Not compared with the adopted report: {names}.").format(names=names)


@remembered(256, whole=True)
def status_note(view: View) -> str:
    """What the status of the documents of the chosen sessions means for their use; empty when all are adopted."""
    documents = view.dataset.documents(view.selection.session)
    drafts = documents[documents["status"] == "draft"]["document_id"]
    if drafts.empty:
        return ""
    names = listed(document_name(view, document_id) for document_id in drafts)
    return _("Source: {names}; the adopted report was not compared.").format(names=names)


@remembered(256, whole=True)
def silence_note(view: View) -> str:
    """Why "no statement recorded" is not silence: meetings whose speakers are not recorded, and attendance."""
    meetings = view.ask(queries.meetings)
    mentioned = meetings[meetings["attestation"] == "only_mentioned"]
    texts = []
    if view.many and len(mentioned):
        texts = [_("{count} meetings").format(count=f"{len(mentioned):,}")]
    for session_id, inside in () if view.many else mentioned.groupby("session_id", sort=False):
        if len(inside) > MOST_NAMED:
            told = _("{count} meetings").format(count=len(inside))
        else:
            told = listed(meeting_label(ordinal) for ordinal in inside["ordinal"])
        session = session_title(view, str(session_id))
        texts.append(_("{meetings} ({session})").format(meetings=told, session=session) if view.several else told)
    if texts:
        note = _(
            "“No statement recorded” is not silence: the speakers of the {meetings} are not recorded, nor is "
            "attendance."
        )
        note = note.format(meetings=listed(texts))
    else:
        note = _("“No statement recorded” is not silence: attendance is not recorded.")
    hidden = view.ask(queries.unreviewed_counts)["statements"] if not view.selection.review else 0
    if not hidden:
        return note
    return _(
        "{note} Whoever speaks only in rows not yet reviewed, which are left out, counts as outside the filters."
    ).format(note=note)


@remembered(256)
def joint_note(view: View) -> str:
    """How statements under several agenda items are counted; empty when there are none."""
    if view.by_counts:
        return _("A statement under several agenda items stands under each, and counts once.")
    links = view.dataset.rows("statement_items", view.selection.session)
    shown = view.ask(queries.statements)
    joint = shown[shown["statement_id"].isin(links.loc[links["basis"] == "joint", "statement_id"])]
    if joint.empty:
        return ""
    texts = []
    for session_id, inside in joint.groupby("session_id", sort=False):
        together = ", ".join(listed(map(item_number, items.split(";"))) for items in dict.fromkeys(inside["items"]))
        session = session_title(view, str(session_id))
        texts.append(_("{items} ({session})").format(items=together, session=session) if view.several else together)
    return _(
        "Items {items} were considered jointly: a statement stands under each, counts once, and which item the speaker "
        "addressed is not recorded."
    ).format(items="; ".join(texts))


@remembered(256, whole=True)
def group_note(view: View) -> str:
    """The special cases of group membership among the members of the days of the sessions, each with its note."""
    names, days = view.dataset.names, view.dataset.membership_days(view.selection.session)
    # Of each State once for each of its periods: within one, name and group are the same.
    periods = {
        (member, names.period_start(member, day)): None
        for day in dict.fromkeys(days.values())
        for member in names.members("un", day)
    }
    notes: dict[str, None] = {}
    for member, day in sorted(periods, key=lambda period: names.name_on(*period)):
        group = names.regional_group(member, day)
        if group.role != "member" and group.note:
            told = _("{name}: {note}").format(name=escape(names.name_on(member, day)), note=escape(group.note))
            notes[told] = None
    return " ".join(notes)


@remembered(256, whole=True)
def members_note(view: View) -> str:
    """The members of the United Nations of which the shares are taken: on the first day of each session, or today."""
    members = view.dataset.names.members
    days = view.dataset.membership_days(view.selection.session)
    if today := view.dataset.names.as_of:
        form = _("Members of the United Nations today ({day}), not on the day of the session: {members}.")
        return form.format(day=written_day(today), members=len(members("un", today)))
    if len(days) == 1:
        (day,) = days.values()
        return _("Members of the United Nations on {day}: {members}.").format(
            day=written_day(day), members=len(members("un", day))
        )
    counts = [(day, len(members("un", day))) for day in dict.fromkeys(days.values())]
    if len(counts) > MOST_NAMED:
        counts = [counts[0], counts[-1]]
        form = _("Members of the United Nations on the first day of each session: from {counts}.")
        return form.format(counts=_(" to ").join(_members_on(*pair) for pair in counts))
    return _("Members of the United Nations on the first day of each session: {counts}.").format(
        counts=listed(_members_on(*pair) for pair in counts)
    )


def _members_on(day: dt.date, count: int) -> str:
    return _("{count} on {day}").format(count=count, day=written_day(day))


@remembered(256)
def review_note(view: View, table: str) -> str:
    """Whether rows not yet reviewed are in a figure, as a sentence; empty where there are none within the filters."""
    words = review_words(view.dataset, view.selection, table)
    return f"{capital(words)}." if words else ""


def with_review(view: View, alt: str, table: str) -> str:
    """The alternative text of a figure, with whether rows not yet reviewed are in it."""
    return f"{alt} {review_note(view, table)}".strip()


@remembered(256, whole=True)
def group_labels(view: View, day: dt.date | None = None) -> Mapping[str, str]:
    """Names of the regional groups that were in force on a day: by default the first of the latest chosen session."""
    return {**labels(view, "group"), **_renamed_groups(view, day)}


@remembered(256, whole=True)
def short_group_labels(view: View) -> Mapping[str, str]:
    """The same names, short, for tables and axes."""
    renamed = {code: name.removesuffix(" Group") for code, name in _renamed_groups(view, None).items()}
    return {**labels(view, "group_short"), **renamed}


def _renamed_groups(view: View, day: dt.date | None) -> dict[str, str]:
    """Name on that day of each group that was renamed at some time."""
    day = day or view.dataset.day(view.selection.session)
    names = view.dataset.tables["group_names"]
    return {
        row.group_id: row.name
        for row in each_row(names[names["valid_from"].notna() | names["valid_to"].notna()])
        if (pd.isna(row.valid_from) or row.valid_from <= day) and (pd.isna(row.valid_to) or day <= row.valid_to)
    }


def dated_title(view: View, session_id: str) -> str:
    """Short title of a session with the year or years of its meetings, which sets it apart on any axis.

    The years of the days of meetings, where the record names any: a session may be opened in the year before.
    """
    title = session_title(view, session_id)
    years = view.dataset.meeting_years.get(session_id) or {view.dataset.days((session_id,))[session_id].year}
    years_told = _("{first} to {last}") if len(years) > 1 else "{first}"
    year = years_told.format(first=min(years), last=max(years))
    return title if year in title else _("{session}, {year}").format(session=title, year=year)


def of_day(view: View, recorded: str, today: str) -> str:
    """The words for what is told as of the day, or those for the world of today."""
    return today if view.dataset.names.as_of else recorded


def sessions_told(view: View, sessions: Sequence[str]) -> str:
    """Sessions as an enumeration of their short titles; of many their number."""
    if len(sessions) > MOST_NAMED_SESSIONS:
        return _("{count} of the chosen sessions").format(count=len(sessions))
    return _("the {sessions}").format(sessions=listed(session_title(view, session) for session in sessions))
