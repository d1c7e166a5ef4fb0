"""What a document says at a glance: its head, its counts, the map and the timeline of just this document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from components.charts.participation_map import MAP_CONFIG, map_alt, participation_map
from components.charts.participation_words import plain
from components.charts.timeline import statement_timeline, timeline_alt
from components.charts.words import written_day
from components.figures import PLAIN, ZOOM, is_dark, legible
from components.geometry import geometry_address
from components.measured import measured_part
from components.navigation import link_to
from components.notes import group_labels, listed
from components.reading import Document
from components.reading_rows import resolution_words
from components.rows_table import Column, draw_rows
from components.view import View, labels
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.export import csv_text
from plenary.extract import figures
from plenary.extract.model import Reading, Turn
from plenary.markup import escape
from plenary.model import DocumentStatus

FIGURE_WIDTH: Final = 128
"""Pixels: six figures in a row on a desktop, two on a telephone."""

MOST_TURNS: Final = 200
"""Turns of which the timeline shows all; beyond it the reader chooses one agenda item."""


def draw_document(view: View, document: Document) -> None:
    """Draw what the head of the document says, and whether the dataset holds this very document."""
    head, source = document.reading.report.masthead, document.reading.report.source
    st.subheader(escape(head.title or document.name), anchor="document")
    pages = len(source.pages)
    drafted = _("draft") if head.status is DocumentStatus.DRAFT else ""
    days = [written_day(day) for day in (head.first_date, head.last_date) if day]
    facts = [
        head.symbol or _("no symbol printed"),
        head.job_number,
        drafted,
        head.body,
        head.session,
        head.place,
        _(" to ").join(dict.fromkeys(days)),
        translate_plural("{count} page", "{count} pages", pages).format(count=pages) if source.paged else "",
        document.name if head.title else "",
    ]
    st.markdown(" · ".join(escape(fact) for fact in facts if fact))
    _draw_of_the_dataset(view, source.sha256)


def _draw_of_the_dataset(view: View, sha256: str) -> None:
    documents = view.dataset.tables["documents"]
    known = documents[documents["sha256"] == sha256]["document_id"]
    read_from = view.dataset.session_documents
    sessions = [session for session, documents in read_from.items() if not known[known.isin(documents)].empty]
    if known.empty:
        return
    with st.container(border=True, key="of-the-dataset"):
        st.markdown(
            _(
                ":material/verified: This very document belongs to the dataset. Below is what the reader makes of it "
                "by itself; what was curated from it, row by row, is on the pages of the dashboard."
            )
        )
        for session in sessions:
            label = _("Open: {title}").format(title=view.dataset.choices["session"][session])
            link_to("", label, view.params(session=[session]), icon=":material/arrow_forward:")


def draw_counts(reading: Reading) -> None:
    """Draw the headline counts of the document."""
    found = figures.counts(reading)
    told = [
        (_("Rows"), f"{found.turns:,}", _("{count} of them statements").format(count=found.statements)),
        (_("States"), str(found.states), _("made {count} statements").format(count=found.state_statements)),
        (_("Other speakers"), str(found.others), _("who made statements")),
        (_("Meetings"), str(found.meetings), _("speakers recorded at {count}").format(count=found.recorded_meetings)),
        (_("Understood"), f"{reading.account.understood_share:.1%}", _("of sentences on speakers")),
        (
            _("To check"),
            str(sum(finding.severity != "info" for finding in reading.findings)),
            _("in the report itself"),
        ),
    ]
    row = st.container(horizontal=True, gap="xsmall")
    for name, value, note in told:
        with row.container(border=True, width=FIGURE_WIDTH, gap="xsmall"):
            st.metric(name, value)
            st.caption(note)


def draw_map(view: View, reading: Reading) -> None:
    """Draw the map of the States that made statements in the document."""
    names = view.dataset.names
    told = figures.day_of(reading)
    day = told or names.last_day
    rows = figures.participation(reading, names, day)
    spoke = rows["participation"] == "statements"
    members, of_members = int(rows["member"].sum()), int((spoke & rows["member"]).sum())
    count = _("{spoke} of {members} members").format(spoke=of_members, members=members)
    if others := int((spoke & ~rows["member"]).sum()):
        count = translate_plural(
            "{members} and {count} other State", "{members} and {count} other States", others
        ).format(members=count, count=others)

    def chart() -> None:
        figure = participation_map(rows, view.dataset.tables["areas"], geometry_address(), dark=is_dark())
        st.plotly_chart(figure, key="chart-reading-map", config={**MAP_CONFIG, **ZOOM}, alt=map_alt(rows))

    counted = _("Members of the United Nations on {day}: {members}.").format(day=written_day(day), members=members)
    without = figures.off_the_map(reading)
    _draw_card(
        "map",
        title=_("States by number of statements in this document"),
        count=count,
        chart=chart,
        rows=rows,
        columns=[
            Column("name", _("State, name of the day")),
            Column("iso3", _("ISO")),
            Column("group_id", _("Group"), labels=labels(view, "group_short")),
            Column("participation", _("What the document shows"), labels=labels(view, "participation")),
            Column("statement_count", _("Statements")),
        ],
        foot=[
            counted if told else _("{counted} The document tells no day: these are today's.").format(counted=counted),
            _("States on no map, their names in no table: {names}.").format(names=_printed(without)) if without else "",
            _("Boundaries and names on this map imply no endorsement or acceptance by the United Nations."),
        ],
    )


@st.fragment
@measured_part
def draw_timeline(view: View, reading: Reading) -> None:
    """Draw the timeline of the document."""
    rows, meetings = figures.timeline(reading, view.dataset.names), figures.meetings(reading)
    titles = _titles(reading, dict.fromkeys([*rows["item_ids"], *meetings["item_ids"]]))
    turns = len(reading.turns)
    if turns > MOST_TURNS and len(titles) > 1:
        counts = rows.groupby("item_ids")["statement_id"].nunique()
        chosen = st.selectbox(
            _("Timeline of"),
            [items for items in titles if items in counts],
            format_func=lambda items: _("{label} ({count})").format(label=titles[items], count=counts[items]),
            key="timeline-of",
        )
        rows = rows[rows["item_ids"] == chosen]
        held = {meeting for meetings_of_list in rows["meeting_id"].dropna() for meeting in meetings_of_list.split(";")}
        meetings = meetings[meetings["meeting_id"].isin(held)]
        turns = int(counts[chosen])
    # Plotly reads some HTML in its words: what the document prints is to be shown letter by letter.
    shown = rows.assign(name=rows["name"].map(plain), name_printed=rows["name_printed"].map(plain))

    def chart() -> None:
        figure = statement_timeline(
            shown,
            meetings,
            by="group",
            titles={items: plain(title) for items, title in titles.items()},
            group_labels=group_labels(view, figures.day_of(reading)),
            kind_labels=labels(view, "kind"),
            act_labels=labels(view, "act"),
        )
        alt = timeline_alt(rows, meetings)
        st.plotly_chart(legible(figure, is_dark()), key="chart-reading-timeline", config=PLAIN, alt=alt)

    _draw_card(
        "timeline",
        title=_("Turns in printed order, meeting by meeting"),
        count=_("{count} of {total} turns").format(count=turns, total=len(reading.turns)),
        chart=chart,
        rows=rows,
        columns=[
            Column("meeting_id", _("Meeting"), labels={}),
            Column("item_ids", _("Items"), labels={}),
            Column("place", _("Place")),
            Column("name", _("Speaker, name of the day")),
            Column("name_printed", _("As printed")),
            Column("kind", _("Kind of speaker"), labels=labels(view, "kind")),
            Column("act", _("Type"), labels=labels(view, "act")),
            Column("paragraph", _("Para.")),
        ],
        foot=[_("A list of speakers that stands for several meetings, or for several agenda items, stands here once.")],
    )


def _titles(reading: Reading, sets_of_items: Iterable[str]) -> dict[str, str]:
    known = {item.number: item.title for item in reading.report.agenda}
    titles = {}
    for items in sets_of_items:
        numbers = [number for number in items.split(";") if number]
        if not numbers:
            titles[items] = _("Agenda item not told")
        elif len(numbers) == 1:
            title = _("Agenda item {number}").format(number=numbers[0])
            name = " ".join(known.get(numbers[0], "").split())
            titles[items] = _("{item}: {title}").format(item=title, title=name) if 0 < len(name) <= 60 else title
        else:
            titles[items] = _("Agenda items {numbers}").format(numbers=listed(numbers))
    return titles


def draw_names(reading: Reading) -> None:
    """Draw how the names of the document were resolved, and list those that were not."""
    counted = Counter(turn.resolution for turn in reading.turns)
    st.subheader(_("Names"), anchor="names")
    st.markdown(
        "\n".join(f"- {resolution_words(resolution)}: **{count}**" for resolution, count in counted.most_common())
    )
    unknown = figures.unresolved(reading)
    if not unknown:
        return
    hints = {finding.start: finding.hints for finding in reading.findings if finding.hints}
    rows = pd.DataFrame(
        [
            (turn.name_printed, turn.paragraph, turn.page, ", ".join(hints.get(turn.start, ())) or None)
            for turn in unknown
        ],
        columns=["name_printed", "paragraph", "page", "hints"],
    )
    st.markdown(_("**Names that were not resolved.** They are kept as printed, as kind “other”, and never guessed."))
    draw_rows(
        rows,
        [
            Column("name_printed", _("As printed")),
            Column("paragraph", _("Para.")),
            *([Column("page", _("Page"))] if reading.report.source.paged else []),
            Column("hints", _("Nearest known names, no answer")),
        ],
        alt=_("Names that were not resolved"),
    )


def _printed(turns: Sequence[Turn]) -> str:
    return listed(escape(name) for name in dict.fromkeys(turn.name_printed for turn in turns))


def _draw_card(
    card: str,
    *,
    title: str,
    count: str,
    chart: Callable[[], None],
    rows: pd.DataFrame,
    columns: Sequence[Column],
    foot: Sequence[str],
) -> None:
    """Draw a figure of the document with its table and the download of its rows; its side stands in no link."""
    sides = {"chart": _("Chart"), "table": _("Table")}
    with st.container(border=True, key=f"card-reading-{card}"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.subheader(title, anchor=f"card-{card}", width="content")
            side = st.segmented_control(
                _("Side of the card"),
                list(sides),
                format_func=sides.__getitem__,
                default="chart",
                required=True,
                key=f"side-reading-{card}",
                label_visibility="collapsed",
            )
        st.caption(count)
        if side == "table":
            draw_rows(rows, columns, alt=title)
            st.download_button(
                _("CSV"),
                data=lambda: csv_text(rows).encode(),
                file_name=f"plenary-atlas-{card}.csv",
                mime="text/csv",
                key=f"download-reading-{card}",
                on_click="ignore",
                icon=":material/download:",
            )
        else:
            chart()
        for line in filter(None, foot):
            st.caption(line)
