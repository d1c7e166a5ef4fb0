"""The figures of the dashboard, each in its card: map, tiles, shares of the groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.participation_map import MAP_CONFIG, map_alt, participation_map, participation_tiles
from components.charts.regional_groups import (
    group_shares,
    group_shares_alt,
    group_shares_by_session,
    group_shares_by_session_alt,
)
from components.charts.written_figure import WrittenFigure
from components.figure_card import draw_figure_card
from components.geometry import geometry_address
from components.notes import (
    dated_title,
    group_labels,
    group_note,
    members_note,
    of_day,
    short_group_labels,
    silence_note,
    source_line,
    with_review,
)
from components.receipts import short_report_link
from components.rows_table import Column, Written, written_rows
from components.view import View, change, current_view, labels, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.frames import each_row
from plenary.markup import escape

PLAIN = {"displaylogo": False, "displayModeBar": False}
FIGURES_KEPT = 128
MOST_LISTED = 12
"""Speakers on no map that are listed at once; the rest is unfolded."""
LABELS_ON_LIGHT = "#717579"
ZOOM = {"displaylogo": False, "displayModeBar": True, "modeBarButtons": [["zoomInGeo", "zoomOutGeo", "resetGeo"]]}


@remembered(256)
def statement_count(view: View) -> str:
    """How many statements the filters leave, as the head of a figure writes it: n of N."""
    chosen, whole = view.ask(queries.headline_counts), view.ask(queries.headline_counts, view.whole)
    return _("{count} of {total} statements").format(
        count=f"{chosen['statements']:,}", total=f"{whole['statements']:,}"
    )


def click(key: str, parameter: str) -> None:
    """Take a click on a mark into the link.

    The State as filter (a second click takes it off), the statement as the entry opened, or the meetings of a list as
    filter.
    """
    points = st.session_state[key]["selection"]["points"]
    if not points:
        return
    code = _first_code(points[0].get("customdata"))
    if parameter in ("row", "meeting"):
        change(parameter, code if parameter == "row" else filter(None, code.split(";")))
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


@remembered(CARDS_KEPT, page_settings=True)
def map_card(view: View, small: bool = False) -> Card:
    """The participation map, or, by the setting "tiles", one tile a member.

    Args:
        view: The view.
        small: Always the map, and at lower height, as on the overview.
    """
    tiles = _as_tiles(view, small)
    return Card(
        code="map",
        title=_("States by number of statements recorded"),
        table="participation",
        count=_members_with_statements(view),
        figure=lambda geometry, dark: _map_figure(view, "" if tiles else geometry, dark, small),
        rows=lambda: _written_participation(view),
        foot=(
            FootLine(source_line(view)),
            FootLine(f"{members_note(view)} {silence_note(view)}"),
            FootLine("", hint=_("A click on a State filters by it, a second click takes the filter off.")),
            boundaries_line(),
        ),
        config={**MAP_CONFIG, **(PLAIN if tiles else ZOOM)},
        setting="tiles" if tiles else "",
    )


def boundaries_line() -> FootLine:
    """What the boundaries and names on a map do not say, and where its geometry comes from."""
    return FootLine(
        _(
            "The boundaries and names shown and the designations used on this map do not imply official "
            "endorsement or acceptance by the United Nations or by Plenary Atlas. Hatched areas: their status "
            "is disputed or not settled. Geometry: visionscarto world atlas, after Natural Earth; equal-area "
            "projection."
        ),
        hint=_("Pointing at a hatched area says how it is treated here."),
    )


def _as_tiles(view: View, small: bool) -> bool:
    return "tiles" in view.selection.view and not small


def draw_map_card(view: View, *, small: bool = False) -> None:
    """Draw the participation map (or, by the setting "tiles", one tile a member) in its card.

    Args:
        view: The view of this run.
        small: Draw it without its settings and at lower height, as on the overview.
    """
    card = map_card(view, small)
    key = "chart-tiles" if _as_tiles(view, small) else "chart-map"

    def chart() -> None:
        if not small:
            draw_setting(view, "map", _("Drawn as"), {"map": _("World map"), "tiles": _("One equal tile a member")})
        draw_chart(card, key, on_select=lambda: click(key, "delegation"))

    draw_figure_card(view, card, chart)


def draw_chart(card: Card, key: str, on_select: Callable[[], None] | None = None) -> None:
    """Draw the figure of a card, or in its place why there is none.

    Args:
        card: The card.
        key: What the chart is called.
        on_select: Takes a click on a mark; None: a click does nothing.
    """
    if card.figure is None:
        st.info(card.why_no_figure())
        return
    figure, alt = card.figure(geometry_address(), is_dark())
    st.plotly_chart(
        figure,
        key=key,
        config=dict(card.config),
        alt=alt,
        on_select=on_select or "ignore",
        selection_mode="points",
    )


@remembered(64)
def _written_participation(view: View) -> Written:
    columns = [
        Column("name", of_day(view, _("State, name of the day"), _("State, name of today"))),
        Column("iso3", _("ISO")),
        Column("group_id", _("Group"), labels=short_group_labels(view)),
        Column("participation", _("What the record shows"), labels=labels(view, "participation")),
        Column("statement_count", _("Statements")),
        Column("speaker_id", _("Report an error"), markdown=short_report_link),
    ]
    return written_rows(view.ask(queries.participation), columns)


@remembered(256)
def _members_with_statements(view: View) -> str:
    rows = view.ask(queries.participation)
    spoke, members = rows["participation"] == "statements", int(rows["member"].sum())
    count = int((rows["member"] & spoke).sum())
    others = int(spoke.sum()) - count
    text = _("{statements}; {states} of {members} members have one or more").format(
        statements=statement_count(view), states=count, members=members
    )
    if not others:
        return text
    form = translate_plural(
        "{text}, and so has {count} State that was no member",
        "{text}, and so have {count} States that were no members",
        others,
    )
    return form.format(text=text, count=others)


@remembered(FIGURES_KEPT)
def _map_figure(view: View, geometry: str, dark: bool, small: bool) -> tuple[WrittenFigure, str]:
    rows = view.ask(queries.participation)
    if geometry:
        figure = participation_map(rows, view.dataset.tables["areas"], geometry, dark=dark)
    else:
        figure = legible(participation_tiles(rows, dark=dark), dark)
    if small:
        entries = sum(bool(trace.showlegend) for trace in figure.data)
        figure.update_layout(height=320 + 20 * max(0, entries - 5))
    return WrittenFigure(figure), with_review(view, map_alt(rows), "participation")


def legible(figure: go.Figure, dark: bool) -> go.Figure:
    """The figure with words that can be read: in the light theme Streamlit's grey for them has a contrast of 3.7.

    The grey instead has 4.6, and 3.8 on the dark theme, where it stands after a change of theme until the next run.
    """
    if dark:
        return figure
    text = {"color": LABELS_ON_LIGHT}
    return figure.update_layout(font=text, xaxis={"tickfont": text}, yaxis={"tickfont": text})


def draw_setting(view: View, name: str, label: str, forms: dict[str, str]) -> None:
    """Draw the choice between two forms of a figure; the second is named by the link while it is chosen.

    Args:
        view: The view.
        name: What the setting is called in keys.
        label: What is chosen, for screen readers.
        forms: Code -> title of the form the figure has by itself, and of the other.
    """
    key, (plain, other) = f"setting-{name}", forms
    st.session_state[key] = other if other in view.selection.view else plain
    st.segmented_control(
        label,
        list(forms),
        format_func=forms.__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=_set_view,
        args=(key, other),
    )


def _set_view(key: str, code: str) -> None:
    """Take a setting of a figure into the link: `code` is there while its control says so."""
    others = [other for other in current_view().selection.view if other != code]
    change("view", [*others, code] if st.session_state[key] == code else others)


@remembered(CARDS_KEPT, page_settings=True)
def ranking_card(view: View) -> Card:
    """The shares of the regional groups in statements and in members, session by session."""
    whole = replace(view.selection, group=(), delegation=())
    total = f"{int(view.ask(queries.headline_counts, whole)['state_statements']):,}"
    return Card(
        code="ranking",
        title=_("Regional groups: share of statements beside share of members"),
        table="regional_groups",
        count=_("{count} statements of States").format(count=total),
        figure=None if view.many else lambda _geometry, dark: _ranking_figure(view, dark),
        rows=lambda: _written_groups(view),
        foot=(
            FootLine(source_line(view)),
            FootLine(members_note(view)),
            FootLine(
                _(
                    "Filters by group and delegation do not apply here: the groups are compared with one another. "
                    "Special cases: {notes}"
                ).format(notes=group_note(view))
            ),
        ),
        config=PLAIN,
    )


def draw_ranking_card(view: View) -> None:
    """Draw the shares of the regional groups in statements and in members, session by session, in their card."""
    card = ranking_card(view)
    draw_figure_card(view, card, lambda: draw_chart(card, "chart-ranking"))


@remembered(64)
def _written_groups(view: View) -> Written:
    sessions = view.dataset.choices["session"]
    columns = [
        *([Column("session_id", _("Session"), labels=sessions)] if view.several else []),
        Column("group_id", _("Regional group"), labels=group_labels(view)),
        Column("statement_count", _("Statements")),
        Column("state_count", _("States that spoke")),
        Column("member_count", _("Members in the group")),
        Column("statement_share", _("Share of statements"), share=True),
        Column("member_share", _("Share of members"), share=True),
        Column("group_id", _("Report an error"), markdown=short_report_link),
    ]
    return written_rows(view.ask(queries.regional_groups), columns)


@remembered(FIGURES_KEPT)
def _ranking_figure(view: View, dark: bool) -> tuple[WrittenFigure, str]:
    rows = view.ask(queries.regional_groups)
    if view.several:
        sessions = {session: dated_title(view, session) for session in view.selection.session}
        figure = group_shares_by_session(rows, short_group_labels(view), sessions)
        alt = group_shares_by_session_alt(rows, group_labels(view), sessions)
    else:
        figure = group_shares(rows, short_group_labels(view))
        alt = group_shares_alt(rows, group_labels(view))
    return WrittenFigure(legible(figure, dark)), with_review(view, alt, "regional_groups")


def draw_not_on_the_map(view: View) -> None:
    """Draw who spoke within the filters and cannot stand on a map: organizations, officers, the Secretariat."""
    lines = _lines_of_others(view)
    if not lines:
        st.caption(_("Nobody but States took the floor within these filters."))
        return
    st.markdown(_("**Also took the floor, on no map:**"))
    st.markdown("\n".join(lines[:MOST_LISTED]))
    if len(lines) > MOST_LISTED:
        with st.expander(_("{count} more").format(count=len(lines) - MOST_LISTED)):
            st.markdown("\n".join(lines[MOST_LISTED:]))


@remembered(256)
def _lines_of_others(view: View) -> tuple[str, ...]:
    """Speakers that are no States, each with its kind and its statements, or other turns where it has none."""
    rows, kinds = view.ask(queries.speakers), labels(view, "kind")
    return tuple(
        f"- {escape(row.name)} ({escape(kinds[row.kind])}): {row.statement_count or row.turn_count}"
        for row in each_row(rows[rows["kind"] != "state"])
    )
