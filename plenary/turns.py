"""Turns with everything a reader sees beside them: the facts of the record, and what the names tell of the speaker."""

from __future__ import annotations

from typing import Any, Final

import narwhals as nw
import pandas as pd

from plenary.names import Names

TURN_COLUMNS: Final = (
    "statement_id", "session_id", "document_id", "paragraph", "position", "turn", "page", "name_printed", "speaker_id",
    "kind", "capacity", "act", "speaker_count", "basis", "review_status", "note", "symbol", "job_number",
    "document_status", "meeting_ids", "meetings", "dates", "date_basis", "item_ids", "items", "represents", "day",
    "name", "name_today", "group_id", "group_role", "un_member", "iso3",
)  # fmt: skip
"""Columns of `turns`: those of the table statements, and

symbol, job_number, document_status; meeting_ids, meetings (ordinals), dates, date_basis, item_ids, items (numbers),
represents (each joined by ";", missing where not recorded; represents leaves out those without an id); day (of the
first meeting, else the session's first day: the day for which the next columns hold, but in the world of today); name,
name_today, group_id, group_role (missing where no group is established), un_member, iso3. Where no speaker is named,
the names are what is printed.
"""

COUNT_COLUMNS: Final = (
    "session_id", "document_id", "review_status", "act", "kind", "capacity", "placed", "speaker_id", "name",
    "name_today", "group_id", "un_member", "turn_count",
)  # fmt: skip
"""Columns of `turn_counts`: turns counted by `plenary.facts.COUNTED_BY`, and what is told of the speaker."""


def turns(facts: nw.LazyFrame[Any], told: nw.LazyFrame[Any], standing: nw.LazyFrame[Any] | None) -> nw.LazyFrame[Any]:
    """One row per statement, exported once; columns `TURN_COLUMNS`.

    Args:
        facts: See `plenary.facts`.
        told: See `plenary.periods.told_periods`.
        standing: Columns represents and represents_told: who stands for those represented, where others do than those
            recorded.
    """
    frame = facts.drop("speaker_id").join(told.drop("recorded_id"), on="period_id", how="left")
    if standing is not None:
        frame = frame.join(standing, on="represents", how="left")
        frame = frame.with_columns(represents=nw.col("represents_told"))
    return frame.with_columns(
        name=nw.coalesce("name", "name_printed"),
        name_today=nw.coalesce("name_today", "name_printed"),
        un_member=nw.coalesce("un_member", nw.lit(False)),
    ).select(*TURN_COLUMNS)


def turn_counts(counts: nw.LazyFrame[Any], told: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Turns counted by all that is filtered often; columns `COUNT_COLUMNS`, some rows may agree in all but the count.

    Speakers that are only counted have no name.

    Args:
        counts: See `plenary.facts.turn_counts`.
        told: See `plenary.periods.told_periods`.
    """
    frame = counts.join(told.drop("recorded_id"), on="period_id", how="left")
    return frame.with_columns(un_member=nw.coalesce("un_member", nw.lit(False))).select(*COUNT_COLUMNS)


def represented(links: nw.LazyFrame[Any], told: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The table statement_represents with who stands for each of those represented; columns as before.

    Args:
        links: The table, with its session_id and link_row.
        told: Columns recorded_id and standing_id.
    """
    columns = links.collect_schema().names()
    frame = links.join(told, left_on="speaker_id", right_on="recorded_id", how="left")
    return frame.with_columns(speaker_id=nw.col("standing_id")).select(*columns)


def represented_together(texts: pd.Series[Any], names: Names) -> pd.DataFrame:
    """Who stands for those represented together, for each text that names some.

    Returns:
        One row per text. Columns: represents, represents_told (each joined by ";").
    """
    told = [";".join(dict.fromkeys(map(names.standing, text.split(";")))) for text in texts]
    return pd.DataFrame({"represents": texts.to_list(), "represents_told": told}, dtype="string")
