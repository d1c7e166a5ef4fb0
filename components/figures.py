"""The figures of the dashboard, each in its card: map, tiles, shares of the groups, timeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from components.addresses import geometry_address
from components.charts.participation_map import MAP_CONFIG, map_alt, participation_map, participation_tiles
from components.charts.regional_groups import group_shares, group_shares_alt
from components.charts.timeline import statement_timeline, timeline_alt
from components.charts.words import written_day
from components.charts.written_figure import WrittenFigure
from components.figure_card import draw_figure_card
from components.notes import group_note, joint_note, listed, silence_note, source_line
from components.receipts import short_report_link
from components.rows_table import Column
from components.statements import STATEMENT_COLUMNS, statement_rows
from components.view import View, change, current_view, labels, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.frames import each_row
from plenary.markup import escape
from plenary.selection import Selection

PLAIN = {"displaylogo": False, "displayModeBar": False}
FIGURES_KEPT = 128
LABELS_ON_LIGHT = "#717579"
ZOOM = {"displaylogo": False, "displayModeBar": True, "modeBarButtons": [["zoomInGeo", "zoomOutGeo", "resetGeo"]]}


@remembered(256)
def statement_count(view: View) -> str:
    """How many statements the filters leave, as the head of a figure writes it: n of N."""
    chosen, whole = view.ask(queries.headline_counts), view.ask(queries.headline_counts, Selection())
    return _("{count} of {total} statements").format(count=chosen["statements"], total=whole["statements"])


def _click(key: str, parameter: str) -> None:
    """Take a click on a mark into the link.

    The State as filter (a second click takes it off), or the statement as the entry opened.
    """
    points = st.session_state[key]["selection"]["points"]
    if not points:
        return
    code = _first_code(points[0].get("customdata"))
    if parameter == "row":
        change("row", code)
        return
    chosen = current_view().selection.delegation
    if code in current_view().dataset.choices["delegation"]:
        change("delegation", [other for other in chosen if other != code] if code in chosen else [*chosen, code])


def _first_code(customdata: Any) -> str:
    while isinstance(customdata, (list, tuple)):
        customdata = customdata[0]
    return str(customdata)


def is_dark() -> bool:
    """Whether the reader sees the dark theme."""
    return st.context.theme.type == "dark"


def draw_map_card(view: View, *, small: bool = False) -> None:
    """Draw the participation map (or, by the setting "tiles", one tile a member) in its card.

    Args:
        view: The view of this run.
        small: Draw it without its settings and at lower height, as on the overview.
    """
    rows = view.ask(queries.participation)
    day_counted = written_day(view.dataset.day(view.selection.session))
    members = int(rows["member"].sum())
    with_statements = int((rows["participation"] == "statements").sum())
    tiles = "tiles" in view.selection.view and not small

    def chart() -> None:
        if not small:
            _draw_map_setting(view)
        figure, alt = _map_figure(view, "" if tiles else geometry_address(), is_dark(), small)
        st.plotly_chart(
            figure,
            key="chart-tiles" if tiles else "chart-map",
            config={**MAP_CONFIG, **(PLAIN if tiles else ZOOM)},
            alt=alt,
            on_select=lambda: _click("chart-tiles" if tiles else "chart-map", "delegation"),
            selection_mode="points",
        )

    draw_figure_card(
        view,
        "map",
        title=_("States by number of statements recorded"),
        table="participation",
        count=_("{statements}; {states} of {members} members have one or more").format(
            statements=statement_count(view), states=with_statements, members=members
        ),
        chart=chart,
        rows=lambda: rows,
        columns=[
            Column("name", _("State, name of the day")),
            Column("iso3", _("ISO")),
            Column("group_id", _("Group"), labels=labels(view, "group_short")),
            Column("participation", _("What the record shows"), labels=labels(view, "participation")),
            Column("statement_count", _("Statements")),
            Column("speaker_id", _("Report an error"), markdown=short_report_link),
        ],
        foot=[
            source_line(view),
            _("Members of the United Nations on {day}: {members}. {silence}").format(
                day=day_counted, members=members, silence=silence_note(view)
            ),
            _("A click on a State filters by it, a second click takes the filter off."),
            _(
                "The boundaries and names shown and the designations used on this map do not imply official "
                "endorsement or acceptance by the United Nations or by Plenary Atlas. Hatched areas: their status is "
                "disputed or not settled; pointing at one says how it is treated here. "
                "Geometry: visionscarto world atlas, after Natural Earth; equal-area projection."
            ),
        ],
    )


@remembered(FIGURES_KEPT)
def _map_figure(view: View, geometry: str, dark: bool, small: bool) -> tuple[WrittenFigure, str]:
    rows = view.ask(queries.participation)
    if geometry:
        figure = participation_map(rows, view.dataset.tables["areas"], geometry, dark=dark)
    else:
        figure = legible(participation_tiles(rows, dark=dark), dark)
    if small:
        figure.update_layout(height=320)
    return WrittenFigure(figure), map_alt(rows)


def legible(figure: go.Figure, dark: bool) -> go.Figure:
    """The figure with words that can be read: in the light theme Streamlit's grey for them has a contrast of 3.7.

    The grey instead has 4.6, and 3.8 on the dark theme, where it stands after a change of theme until the next run.
    """
    if dark:
        return figure
    text = {"color": LABELS_ON_LIGHT}
    return figure.update_layout(font=text, xaxis={"tickfont": text}, yaxis={"tickfont": text})


def _draw_map_setting(view: View) -> None:
    views = {"map": _("World map"), "tiles": _("One equal tile a member")}
    st.session_state["setting-map"] = "tiles" if "tiles" in view.selection.view else "map"
    st.segmented_control(
        _("Drawn as"),
        list(views),
        format_func=views.__getitem__,
        key="setting-map",
        required=True,
        label_visibility="collapsed",
        on_change=_set_view,
        args=("setting-map", "tiles"),
    )


def _set_view(key: str, code: str) -> None:
    others = [other for other in current_view().selection.view if other != code]
    change("view", [*others, code] if st.session_state[key] == code else others)


def draw_ranking_card(view: View) -> None:
    """Draw the shares of the regional groups in statements and in members, in their card."""
    rows = view.ask(queries.regional_groups)
    total = int(rows["statement_count"].sum())
    members = int(rows["member_count"].sum())
    draw_figure_card(
        view,
        "ranking",
        title=_("Regional groups: share of statements beside share of members"),
        table="regional_groups",
        count=_("{count} statements of States; {members} members on {day}").format(
            count=total, members=members, day=written_day(view.dataset.day(view.selection.session))
        ),
        chart=lambda: _draw_ranking(view),
        rows=lambda: rows,
        columns=[
            Column("group_id", _("Regional group"), labels=labels(view, "group")),
            Column("statement_count", _("Statements")),
            Column("state_count", _("States that spoke")),
            Column("member_count", _("Members in the group")),
            Column("statement_share", _("Share of statements"), share=True),
            Column("member_share", _("Share of members"), share=True),
            Column("group_id", _("Report an error"), markdown=short_report_link),
        ],
        foot=[
            source_line(view),
            _(
                "Filters by group and delegation do not apply here: the groups are compared with one another. "
                "Special cases: {notes}"
            ).format(notes=group_note(view)),
        ],
    )


def _draw_ranking(view: View) -> None:
    figure, alt = _ranking_figure(view, is_dark())
    st.plotly_chart(figure, key="chart-ranking", config=PLAIN, alt=alt)


@remembered(FIGURES_KEPT)
def _ranking_figure(view: View, dark: bool) -> tuple[WrittenFigure, str]:
    rows = view.ask(queries.regional_groups)
    figure = legible(group_shares(rows, labels(view, "group_short")), dark)
    return WrittenFigure(figure), group_shares_alt(rows, labels(view, "group"))


def draw_timeline_card(view: View, *, small: bool = False) -> None:
    """Draw the timeline in its card.

    Args:
        view: The view of this run.
        small: Draw it without its setting, as on the overview.
    """
    by = "kind" if "by-kind" in view.selection.view else "group"

    def chart() -> None:
        if not small:
            _draw_timeline_setting(view)
        figure, alt = _timeline_figure(view, by, is_dark())
        st.plotly_chart(
            figure,
            key="chart-timeline",
            config=PLAIN,
            alt=alt,
            on_select=lambda: _click("chart-timeline", "row"),
            selection_mode="points",
        )

    draw_figure_card(
        view,
        "timeline",
        title=_("Statements in the order of the printed lists, meeting by meeting"),
        table="statements",
        count=statement_count(view),
        chart=chart,
        rows=lambda: statement_rows(view),
        columns=STATEMENT_COLUMNS,
        foot=[
            source_line(view),
            joint_note(view),
            _("The printed order may not be the order of speaking. A click on a mark opens its row."),
        ],
    )


@remembered(FIGURES_KEPT)
def _timeline_figure(view: View, by: str, dark: bool) -> tuple[WrittenFigure, str]:
    rows, meetings = view.ask(queries.timeline), view.ask(queries.meetings)
    figure = statement_timeline(
        rows,
        meetings,
        by=by,
        titles=_track_titles(view, {*rows["item_ids"], *meetings["item_ids"]}),
        group_labels=labels(view, "group"),
        kind_labels=labels(view, "kind"),
        act_labels=labels(view, "act"),
    )
    return WrittenFigure(legible(figure, dark)), timeline_alt(rows, meetings)


def _track_titles(view: View, sets_of_items: Iterable[str]) -> dict[str, str]:
    numbers = dict(view.dataset.tables["agenda_items"][["item_id", "number"]].astype(str).to_numpy().tolist())
    sessions = view.dataset.choices["session"]
    titles = {}
    for items in sets_of_items:
        ids = items.split(";")
        if len(ids) == 1:
            title = _("Agenda item {number}").format(number=numbers[items])
        else:
            title = _("Agenda items {numbers}, considered jointly").format(
                numbers=listed(numbers[item] for item in ids)
            )
        session = sessions[ids[0].rpartition(":")[0]]
        titles[items] = _("{session}: {title}").format(session=session, title=title) if len(sessions) > 1 else title
    return titles


def _draw_timeline_setting(view: View) -> None:
    views = {"by-group": _("By regional group"), "by-kind": _("By kind of speaker")}
    st.session_state["setting-timeline"] = "by-kind" if "by-kind" in view.selection.view else "by-group"
    st.segmented_control(
        _("Marks"),
        list(views),
        format_func=views.__getitem__,
        key="setting-timeline",
        required=True,
        label_visibility="collapsed",
        on_change=_set_view,
        args=("setting-timeline", "by-kind"),
    )


def draw_not_on_the_map(view: View) -> None:
    """Draw who spoke within the filters and cannot stand on a map: organizations, officers, the Secretariat."""
    rows = view.ask(queries.delegations)
    others = rows[rows["kind"] != "state"]
    kinds = labels(view, "kind")
    if others.empty:
        st.caption(_("Nobody but States took the floor within these filters."))
        return
    st.markdown(_("**Also took the floor, on no map:**"))
    lines = []
    for row in each_row(others):
        turns = row.statement_count or row.introduction_count
        lines.append(f"- {escape(row.name)} ({escape(kinds[row.kind])}): {turns}")
    st.markdown("\n".join(lines))
