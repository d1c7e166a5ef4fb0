"""Who took the floor, counted without a look at the single turns; and the first of these."""

from __future__ import annotations

from typing import Final

import narwhals as nw
import pandas as pd

from plenary.catalogue import translate as _
from plenary.selected import collect, counted, select_counts, select_turns, turn_total
from plenary.selection import Selection
from plenary.store import Dataset

UNNAMED: Final = ""
"""Stands for the speakers that a record only counts, while rows are put together by speaker."""

FIRST_TURNS: Final = 100


def speakers(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Everyone who took the floor within the selection, with counts alone: `delegations` without its lists of ids.

    Returns:
        One row per speaker, and one for all speakers that are only counted (speaker_id missing, the name says so);
        order name. Columns: speaker_id, name, name_today, kind, group_id (of the first session, by its id),
        statement_count, introduction_count, turn_count (of every act), session_count. No row when nothing matches.
    """
    told = ("speaker_id", "name", "name_today", "kind", "group_id")
    rows = collect(select_counts(dataset, selection).group_by(*told, "session_id", "act").agg(turn_total()))
    counted = rows["act"].isin(selection.act or ("statement",))
    rows = rows.assign(
        statement_count=rows["turn_count"].where(counted, 0),
        introduction_count=rows["turn_count"].where(rows["act"] == "introduction", 0),
        code=rows["speaker_id"].fillna(UNNAMED),
    ).sort_values(["session_id", "name", "kind", "act"])
    grouped = rows.groupby("code", sort=False)
    frame = grouped[[*told]].first()
    frame.loc[frame.index == UNNAMED, ["name", "name_today"]] = _("Speakers not named")
    for name in ("statement_count", "introduction_count", "turn_count"):
        frame[name] = grouped[name].sum().astype("Int64")
    frame["session_count"] = grouped["session_id"].nunique().astype("Int64")
    return frame.sort_values("name", ignore_index=True)


def speaker_counts(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """What each speaker did at each session within the selection.

    Returns:
        One row per session and speaker, and per session one for all that are only counted (speaker_id missing); in no
        order. Columns: session_id, speaker_id, statement_count (of the acts that the selection names, if any),
        turn_count (of every act). No row when nothing matches.
    """
    by = ("session_id", "speaker_id")
    counts = select_counts(dataset, selection)
    rows = collect(counts.group_by(*by).agg(turn_total()))
    stated = collect(counted(counts, selection).group_by(*by).agg(turn_total()))
    stated = stated.rename(columns={"turn_count": "statement_count"})
    frame = rows.merge(stated, how="left", on=[*by])
    return frame.assign(statement_count=frame["statement_count"].fillna(0).astype("int64"))


def documents_read(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The documents from which the turns that the selection leaves were read: column document_id, in no order."""
    return collect(select_counts(dataset, selection).select("document_id").unique())


def paragraphs_read(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The paragraphs from which the turns that the selection leaves were read.

    Returns:
        Columns session_id, document_id, paragraph, each once; order of the turns. No row when nothing matches.
    """
    turns = select_turns(dataset, selection).group_by("session_id", "document_id", "paragraph")
    rows = turns.agg(nw.col("turn").min().alias("first")).sort("session_id", "document_id", "first", "paragraph")
    return collect(rows.drop("first"))


def first_turns(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The first `FIRST_TURNS` turns that the selection leaves, by day; columns of `plenary.turns.turns`."""
    turns = select_turns(dataset, selection).sort("day", "session_id", "document_id", "turn")
    return collect(turns.head(FIRST_TURNS))
