"""One delegation meeting by meeting, whom it represented and by whom it was represented, and the choice of delegations.

The first delegation of the link is the one pictured.
"""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.profiles import meetings_by_item, meetings_by_item_alt
from components.charts.written_figure import WrittenFigure
from components.comparison import LONG_TABLE
from components.delegations import draw_find_a_delegation
from components.figure_card import draw_downloads, draw_figure_card
from components.figures import FIGURES_KEPT, PLAIN, click, draw_chart, legible
from components.navigation import link_to
from components.notes import (
    MOST_NAMED,
    dated_title,
    joint_note,
    listed,
    review_note,
    silence_note,
    source_line,
    with_review,
)
from components.receipts import open_link
from components.rows_table import Column, Written, draw_written_rows, written_rows
from components.side_by_side import MOST_COMPARED, compared_labels, told_rows, whole_view
from components.view import View, remembered
from plenary import queries
from plenary.catalogue import translatable, translate_plural
from plenary.catalogue import translate as _
from plenary.choices import REGIONAL_GROUPS, item_number
from plenary.markup import escape
from plenary.profiles import compared
from plenary.selection import Selection

FEW_ROWS: Final = 10
"""Rows of those represented that stand in full; more scroll within."""

REPRESENTATION: Final = {
    "named": translatable("Named"),
    "members_unknown": translatable("Group or words: members unknown"),
}


def draw_choice(view: View) -> None:
    """Draw the choice of delegations and groups, and what of it the figures show."""
    chosen = view.selection.delegation or view.selection.group
    if not chosen:
        st.info(
            _(
                "Choose up to six delegations or regional groups, here or in the sidebar: the first delegation is "
                "shown meeting by meeting, all of them stand side by side. Until then the regional groups do."
            )
        )
    draw_find_a_delegation(view, "profiles", add=True)
    told = list(compared_labels(view).values())
    if len(told) > MOST_COMPARED:
        st.warning(
            _(
                "{count} delegations and groups are chosen. The figure shows the first {shown}: {names}. Tables and "
                "files have all of them."
            ).format(count=len(told), shown=MOST_COMPARED, names=escape(listed(told[:MOST_COMPARED])))
        )
    with st.container(horizontal=True):
        if view.selection.group != REGIONAL_GROUPS:
            link_to("profiles", _("Set all regional groups beside"), view.params(group=REGIONAL_GROUPS))
        if chosen:
            link_to("profiles", _("Choose anew"), view.params(group=(), delegation=()))


def pictured(view: View) -> str:
    """The delegation that is shown meeting by meeting: the first of the link; empty where it names none."""
    return next(iter(view.selection.delegation), "")


@remembered(CARDS_KEPT, page_settings=True)
def profile_card(view: View) -> Card:
    """The first delegation of the link meeting by meeting under each agenda item."""
    code = pictured(view)
    rows = _of_meetings(view)
    name = compared_labels(view)[f"delegation:{code}"] if code else ""
    other = translatable("The table has all delegations of the link; the figure the first one, {name}.")
    none = _("Choose a delegation: it is then shown meeting by meeting. The table has everyone who took the floor.")
    drawn = not rows.empty and not view.many
    return Card(
        code="profile",
        title=_("Meeting by meeting: {name}").format(name=name) if code else _("A delegation meeting by meeting"),
        table="profiles",
        count=_count(view, rows) if code else _("No delegation is chosen"),
        figure=(lambda _geometry, dark: _profile_figure(view, dark)) if drawn else None,
        rows=lambda: _written_profiles(view),
        foot=(
            FootLine(source_line(whole_view(view))),
            FootLine(joint_note(whole_view(view))),
            FootLine(_(other).format(name=escape(name)) if len(compared(view.selection)) > 1 and code else ""),
            FootLine(
                _(
                    "A statement under several items, or in a list for several meetings, stands at each, and counts "
                    "once."
                ),
                hint=_("A click on a mark opens its row."),
            ),
            FootLine(silence_note(view)),
        ),
        config=PLAIN,
        instead=_why_none(view, none),
    )


def _why_none(view: View, none: str) -> str:
    if not pictured(view):
        return none
    return _("No meeting is left by these filters.") if _of_meetings(view).empty else ""


def _count(view: View, rows: pd.DataFrame) -> str:
    """Statements of the delegation pictured, and at how many of the meetings speakers are recorded."""
    own = view.ask(queries.headline_counts, _own(view))
    if rows.empty:
        return _("{count} statements").format(count=own["statements"])
    return _("{count} statements; the rows shown record speakers at {recorded} of {meetings} meetings").format(
        count=own["statements"],
        recorded=rows.loc[rows["recorded"], "meeting_id"].nunique(),
        meetings=rows["meeting_id"].nunique(),
    )


def _own(view: View) -> Selection:
    """The selection of the delegation pictured alone."""
    return whole_view(view).selection.with_values("delegation", (pictured(view),))


def _of_meetings(view: View) -> pd.DataFrame:
    """The rows of the delegation pictured that name a meeting; none where the link names no delegation."""
    if not pictured(view):
        return pd.DataFrame()
    rows = view.ask(queries.profiles, _own(view))
    return rows[rows["meeting_id"].notna()]


def draw_profile_card(view: View) -> None:
    """Draw the first delegation of the link meeting by meeting, with the way to the others."""
    card, code, names = profile_card(view), pictured(view), compared_labels(view)
    key = f"chart-profile-{code}"
    draw_figure_card(view, card, lambda: draw_chart(card, key, on_select=lambda: click(key, "row")))
    if not code:
        return
    if not view.many:
        st.markdown(told_rows(view, code))
    with st.container(horizontal=True):
        link_to("delegations", _("Its statements"), view.params(delegation=(code,), group=()))
        for other in view.selection.delegation[1:MOST_COMPARED]:
            order = (other, *(one for one in view.selection.delegation if one != other))
            link_to("profiles", _("Meeting by meeting: {name}").format(name=names[f"delegation:{other}"]),
                    view.params(delegation=order))  # fmt: skip


def _item_labels(view: View) -> dict[str, str]:
    items = view.dataset.tables["agenda_items"]
    labels = {
        item: _("Item {number}").format(number=item_number(number))
        for item, number in zip(items["item_id"], items["number"].astype(str), strict=True)
    }
    return {**labels, "": _("No item recorded")}


@remembered(FIGURES_KEPT)
def _profile_figure(view: View, dark: bool) -> tuple[WrittenFigure, str]:
    rows, items = _of_meetings(view), _item_labels(view)
    titles = {session: dated_title(view, session) for session in rows["session_id"].unique()}
    name = compared_labels(view)[f"delegation:{pictured(view)}"]
    figure = legible(meetings_by_item(rows, items, titles, dark=dark), dark)
    return WrittenFigure(figure), with_review(view, meetings_by_item_alt(rows, name, items, titles), "profiles")


@remembered(16)
def _written_profiles(view: View) -> Written:
    rows = view.ask(queries.profiles)
    rows = rows.assign(recorded=rows["recorded"].astype(object))
    write = open_link(view)

    def entries(ids: str) -> str:
        return " ".join(map(write, ids.split(";")))

    columns = [
        Column("name", _("Delegation, name of the first day")),
        *([Column("session_id", _("Session"), labels=view.dataset.choices["session"])] if view.several else []),
        Column("item_id", _("Agenda item"), labels=_item_labels(view)),
        Column("ordinal", _("Meeting")),
        Column("date", _("Date")),
        Column("recorded", _("Speakers recorded")),
        Column("statement_count", _("Statements")),
        Column("shared_count", _("Of them elsewhere too")),
        Column("turn_count", _("Turns")),
        Column("represented_count", _("Named as represented")),
        Column("statement_ids", _("Entry"), markdown=entries),
    ]
    return written_rows(rows, columns)


def draw_representation(view: View) -> None:
    """Draw who spoke on whose behalf, with what is unknown of it, and its downloads."""
    st.subheader(_("Who spoke for whom"), anchor="representation")
    rows = view.ask(queries.representation)
    if rows.empty:
        st.markdown(_("No statement on behalf of others is recorded within these filters."))
    else:
        st.markdown(_represented_told(view))
        with st.container(height=LONG_TABLE if len(rows) > FEW_ROWS else "content"):
            draw_written_rows(_written_representation(view), alt=_("Who spoke on whose behalf"))
    st.caption(
        _(
            "A statement for a group represents its members only where the record names them. Where it names the "
            "group alone, who was among its members is unknown; no membership is read into it. {review}"
        ).format(review=review_note(view, "representation"))
    )
    if (view.selection.delegation or view.selection.group) and len(
        view.ask(queries.representation, whole_view(view).selection)
    ):
        link_to("profiles", _("Everyone who spoke for others"), view.params(delegation=(), group=()))
    draw_downloads(view, "representation", "representation")


@remembered(64)
def _represented_told(view: View) -> str:
    """How many statements were made on behalf of others, by how many speakers, and how many others each names."""
    rows = view.ask(queries.representation)
    by_statement = rows[rows["representation"] == "named"].groupby("statement_id", sort=False)
    count, speaking = rows["statement_id"].nunique(), rows["name"].nunique()
    speakers = translate_plural("{count} speaker", "{count} speakers", speaking).format(count=speaking)
    form = translate_plural(
        "{count} statement on behalf of others, by {speakers}.",
        "{count} statements on behalf of others, by {speakers}.",
        count,
    )
    text = form.format(count=count, speakers=speakers)
    if not len(by_statement):
        return text
    if len(by_statement) > MOST_NAMED:
        return _("{text} {count} of them name whom.").format(text=text, count=len(by_statement))
    told = [
        _("{speaker} {count} (para. {paragraph})").format(
            speaker=escape(inside["name"].iloc[0]), count=len(inside), paragraph=escape(inside["paragraph"].iloc[0])
        )
        for _statement, inside in by_statement
    ]
    return _("{text} Named one by one: by {named}.").format(text=text, named=listed(told))


@remembered(64)
def _written_representation(view: View) -> Written:
    sessions = view.dataset.choices["session"]
    columns = [
        Column("name", _("Speaker, name of the day")),
        Column("represented_name", _("On behalf of")),
        Column("represented_printed", _("As printed")),
        Column("representation", _("Who is named"), labels={code: _(text) for code, text in REPRESENTATION.items()}),
        *([Column("session_id", _("Session"), labels=sessions)] if view.several else []),
        Column("meetings", _("Meeting"), labels={}),
        Column("items", _("Items"), labels={}),
        Column("paragraph", _("Para.")),
        Column("statement_id", _("Entry"), markdown=open_link(view)),
    ]
    return written_rows(view.ask(queries.representation), columns)
