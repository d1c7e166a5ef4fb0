"""Periods of speakers: spans of days in which name, membership and group of a speaker stay the same.

A turn carries the number of its period. Periods are the same in every world and language of names; what is told of one
is not: a table of some thousand rows each, in place of a copy of all turns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd
import pyarrow as pa

from plenary.frames import each_row
from plenary.names import Names

DAY = pd.ArrowDtype(pa.date32())


def speaker_periods(names: Names) -> pd.DataFrame:
    """The periods of all speakers, without a gap.

    Returns:
        One row per period; order speaker, first_day. Columns: period_id (1, 2, 3 ...), speaker_id, first_day, last_day.
    """
    rows = []
    for speaker_id in names.speaker_ids():
        starts = [dt.date.min, *names.changing_days(speaker_id)]
        ends = [*(day - dt.timedelta(days=1) for day in starts[1:]), dt.date.max]
        rows += [(speaker_id, first, last) for first, last in zip(starts, ends, strict=True)]
    frame = pd.DataFrame(rows, columns=["speaker_id", "first_day", "last_day"])
    frame.insert(0, "period_id", pd.RangeIndex(1, len(frame) + 1))
    return frame.astype({"speaker_id": "string", "first_day": DAY, "last_day": DAY})


def told_periods(periods: pd.DataFrame, used: Iterable[int], names: Names) -> pd.DataFrame:
    """What the names tell of the periods used, in their world and language.

    Args:
        periods: See `speaker_periods`.
        used: Numbers of the periods that turns have.
        names: The dated names, memberships and groups; they say who stands for a speaker in their world.

    Returns:
        One row per period used; order period_id. Columns: period_id, recorded_id (the speaker as recorded), speaker_id
        (who stands for it), name, name_today, iso3, group_id, group_role (both missing where no group is established),
        un_member.
    """
    rows = []
    for row in each_row(periods[periods["period_id"].isin(list(used))]):
        speaker_id, day = names.standing(row.speaker_id), row.first_day
        group = names.regional_group(speaker_id, day)
        of_day = (names.name_on(speaker_id, day), names.name_today(speaker_id), names.iso3(speaker_id))
        member = speaker_id in names.members("un", day)
        rows.append((row.period_id, row.speaker_id, speaker_id, *of_day, group.group_id, group.role, member))
    texts = ("recorded_id", "speaker_id", "name", "name_today", "iso3", "group_id", "group_role")
    frame = pd.DataFrame(rows, columns=["period_id", *texts, "un_member"])
    return frame.astype({"period_id": "int64", **dict.fromkeys(texts, "string"), "un_member": "boolean"})
