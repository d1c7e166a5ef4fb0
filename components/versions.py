"""Versions of the dataset on the pages: the notice of a link to an older one, and the list of all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd
import streamlit as st

from components.dataset import load_dataset
from components.navigation import PageEntry, link_to
from components.rows_table import Column, draw_rows
from components.view import View, remembered, show_set
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.changelog import Remark, read_changes
from plenary.choices import ROWS
from plenary.export import codebook
from plenary.kept import version_folder
from plenary.links import PAGE_OF_TABLE, view_link
from plenary.markup import escape
from plenary.schema import PACKAGE_FILE
from plenary.selection import Selection
from plenary.store import Dataset
from plenary.versions import asked, differences, published
from plenary.worlds import seen

DRAWN: Final = 50
"""Rows that differ which are drawn of each table; the others are counted."""


@dataclass(frozen=True)
class ToldVersion:
    """A version as the page of the record lists it.

    Attributes:
        version: Its number.
        day: Day on which it was made, as its description states it; may be empty.
        digest: SHA-256 of its description.
        remarks: What changed with it.
    """

    version: str
    day: str
    digest: str
    remarks: tuple[Remark, ...]


def draw_version_notice(view: View, entry: PageEntry) -> None:
    """Draw that the link names an older version, what of this page differs since, and the way to the present one.

    Nothing where the present version is shown, unless the link asks for one whose files cannot be shown.
    """
    version = view.selection.v
    if not version or version == (present := load_dataset()).version:
        return
    present = seen(present, view.selection.world, view.selection.names)
    with st.container(border=True, key="version-notice"):
        if view.dataset.version != version:
            told = _(
                ":material/warning: The link asks for version {version} of the dataset. Its files cannot be shown, so "
                "you see the present version, {present}. The link keeps asking for {version}: it will show it when the "
                "files are mended (`python -m plenary check` lists what is wrong)."
            )
            st.markdown(told.format(version=escape(version), present=escape(present.version)))
            return
        changes = _changes(view, present, _asked(view, present), entry.tables)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_notice(view, present, changes), width="stretch")
            text = _("Show the present version")
            st.button(text, key="show-present-version", on_click=show_set, args=("v", ""))
        count = sum(map(len, changes.values()))
        if count:
            text = translate_plural("The {count} row that differs", "The {count} rows that differ", count)
            with st.expander(text.format(count=f"{count:,}")):
                for table, rows in changes.items():
                    _draw_changes(view, present, table, rows)


def _asked(view: View, present: Dataset) -> Selection:
    """The selection as the link spells it: what only the present version knows counts for the rows added since."""
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    return replace(asked(params, view.dataset, present), view=(), v="")


@remembered(16)
def _changes(view: View, present: Dataset, selection: Selection, tables: tuple[str, ...]) -> Mapping[str, pd.DataFrame]:
    """The rows that differ, by table."""
    return {table: differences(view.dataset, present, selection, table) for table in tables}


def _notice(view: View, present: Dataset, changes: Mapping[str, pd.DataFrame]) -> str:
    told = _(
        ":material/history: You see version {version} of the dataset, as the link asks. "
        "The present version is {present}."
    ).format(version=escape(view.dataset.version), present=escape(present.version))
    address = view_link("", "the-record", view.selection) + "#versions"
    way = _("[What changed between the versions]({address})").format(address=address)
    if not changes:
        return f"{told} {way}"
    found = [change for rows in changes.values() for change in rows["change"]]
    if not found:
        return " ".join([told, _("In this view no row differs since then."), way])
    added, changed, gone = (found.count(change) for change in ("added", "changed", "gone"))
    since = _("Since then, in this view: {added}, {changed}, {gone}.").format(
        added=translate_plural("{count} row added", "{count} rows added", added).format(count=f"{added:,}"),
        changed=translate_plural("{count} changed", "{count} changed", changed).format(count=f"{changed:,}"),
        gone=translate_plural("{count} gone", "{count} gone", gone).format(count=f"{gone:,}"),
    )
    return " ".join([told, since, way])


def _draw_changes(view: View, present: Dataset, table: str, rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    title = _table_title(table)
    st.markdown(f"**{title}**")
    gone = set(rows.loc[rows["change"] == "gone", "row_id"])

    def entry(row_id: str) -> str:
        if table not in ROWS:
            return escape(row_id)
        version = view.dataset.version if row_id in gone else ""
        address = view_link("", PAGE_OF_TABLE[table], replace(view.kept, row=row_id, v=version))
        return f"[{escape(row_id)}]({address})"

    fields = {field.name: field.title for field in codebook(present, table)}
    changes = {"added": _("added"), "changed": _("changed"), "gone": _("gone")}
    shown = rows.head(DRAWN).assign(columns=rows["columns"].replace("", pd.NA))
    draw_rows(
        shown,
        [
            Column("row_id", _("Row"), markdown=entry),
            Column("label", _("What it is")),
            Column("change", _("Since then"), labels=changes),
            Column("columns", _("What changed"), labels=fields),
        ],
        alt=_("Rows that differ between the versions: {table}").format(table=title),
    )
    if len(rows) > DRAWN:
        text = translate_plural(
            "{count} more row of this table differs.", "{count} more rows differ.", len(rows) - DRAWN
        )
        st.caption(text.format(count=f"{len(rows) - DRAWN:,}"))


def _table_title(table: str) -> str:
    return {
        "statements": _("Statements and other turns"),
        "meetings": _("Meetings"),
        "delegations": _("Delegations"),
        "conclusions": _("Conclusions"),
        "points": _("Views of the discussion"),
        "quantifiers": _("Words of attribution"),
        "threads": _("Conclusions and the views on which they rest"),
        "proposals": _("Proposals"),
        "documents_before": _("Documents before the sessions"),
        "discrepancies": _("Notes on the record"),
        "profiles": _("Delegations meeting by meeting"),
        "representation": _("Who spoke for whom"),
        "comparison": _("Delegations and groups side by side"),
        "speakers_over_sessions": _("Speakers over sessions"),
    }[table]


def draw_versions(view: View) -> None:
    """Draw the versions of the dataset, newest first: day, hash, what changed, and the way to each."""
    present = load_dataset()
    st.markdown(
        _(
            "A link that names a version (`v=`) goes on showing it when there is a newer one. "
            "Versions before the present one are kept whole, in the columns of today."
        )
    )
    for told in _versions(view, present):
        now = told.version == present.version
        st.markdown(
            (_("#### Version {version}, the present one") if now else _("#### Version {version}")).format(
                version=escape(told.version)
            )
        )
        seal = _("SHA-256 of its description: {digest}").format(digest=told.digest)
        st.caption(_("{day}. {seal}").format(day=escape(told.day), seal=seal) if told.day else seal)
        st.markdown(_remarks(told.remarks))
        if told.version != view.dataset.version:
            label = _("Show the present version") if now else _("Show version {version}").format(version=told.version)
            link_to("", label, [] if now else [("v", told.version)], icon=":material/history:")


@remembered(32)
def _versions(view: View, present: Dataset) -> tuple[ToldVersion, ...]:
    changes = read_changes(present.directory)
    told = []
    for version in present.versions:
        folder = present.directory if version == present.version else version_folder(present.directory, version)
        digest = hashlib.sha256((folder / PACKAGE_FILE).read_bytes()).hexdigest()
        told.append(ToldVersion(version, published(folder), digest, changes.get(version, ())))
    return tuple(told)


def _remarks(remarks: tuple[Remark, ...]) -> str:
    """The remarks as Markdown; their own text shows letter by letter."""
    if not remarks:
        return _("What changed is not told.")
    return "\n".join(
        f"- {escape(remark.text)}" if remark.listed else f"\n{escape(remark.text)}\n" for remark in remarks
    )
