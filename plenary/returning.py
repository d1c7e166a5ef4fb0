"""Who took the floor for the first time, again, after a pause or no more, over the chosen sessions."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any, Final

import narwhals as nw
import pandas as pd

from plenary.choices import with_sessions
from plenary.profiles import everyone
from plenary.selected import collect, counted, select_counts, turn_total
from plenary.selection import Selection
from plenary.store import Dataset

OF_ONE_SESSION: Final = ("officer", "secretariat", "person", "unnamed")
"""Kinds whose rows name an office, a person or a number of speakers of one session: nobody who could come back."""

ABSENT: Final = ("lapsed", "ended")
APPEARANCES: Final = ("first", "successor", "returning", "again", *ABSENT)
"""What a session can be for a speaker; those absent made a statement at an earlier session, and none there."""


def speakers_over_sessions(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """What each of the chosen sessions is for everyone who made a statement there or at an earlier one of them.

    "First" is first among the chosen sessions within the filters, never in history. A renamed State is the same
    speaker. A State whose predecessor made a statement earlier is no new one.

    Returns:
        One row per session and speaker; order first day of the session, appearance in the order of `APPEARANCES`,
        name. Columns: session_id, body (of the session), speaker_id, name (of the first day), kind (as the latest
        record has it), group_id (of a State on the first day; missing without one), appearance, statement_count
        (missing where it has none), last_session_id (the earlier session where it, or its predecessor, last made a
        statement; missing for a first one), same_body (whether that session was one of the same body; missing
        likewise), predecessor_ids (those that made a statement earlier, joined by ";"; missing but for successors).
        appearance is "first", "successor" (none of its own earlier, one of a predecessor), "again" (also at the
        session before), "returning" (earlier, but not at the session before), "lapsed" (earlier, none here) or
        "ended" (earlier, and it is no more on the first day). Filters by delegation and group leave the rows of
        those chosen; what came before them is looked up among all speakers. No row when nothing matches.

    Source: gains and losses between consecutive lists are those of the study of turnover (J. M. Diamond, Proc. Natl.
        Acad. Sci. USA 64 (1969), 57 to 63); the classes of those who come back or are succeeded are ours.
    """
    selection = with_sessions(selection, dataset.choices)
    names, days = dataset.names, dataset.days(selection.session)
    turns = counted(select_counts(dataset, everyone(selection)), selection)
    turns = turns.filter(~nw.col("speaker_id").is_null(), ~nw.col("kind").is_in(OF_ONE_SESSION))
    by = ("session_id", "speaker_id", "document_id", "kind")
    heard_at = dict(iter(collect(turns.group_by(*by).agg(turn_total()).sort(*by)).groupby("session_id")))
    bodies = dict(zip(dataset.tables["sessions"]["session_id"], dataset.tables["sessions"]["body"], strict=True))

    @cache
    def told(speaker: str, day: dt.date) -> tuple[str, str | None]:
        return names.name_on(speaker, day), names.regional_group(speaker, day).group_id

    kinds: dict[str, str] = {}
    last: dict[str, str] = {}
    before, rows = "", []
    for session_id, day in days.items():
        counts: dict[Any, int] = {}
        if (inside := heard_at.get(session_id)) is not None:
            kinds |= dict(zip(inside["speaker_id"], inside["kind"], strict=True))
            counts = inside.groupby("speaker_id")["turn_count"].sum().to_dict()
        for speaker in {*counts, *last}:
            earlier = [code for code in names.predecessors(speaker) if code in last]
            known = last.get(speaker) or max((last[code] for code in earlier), key=list(days).index, default=None)
            if speaker in counts:
                shown = "again" if known == before else "returning"
                if speaker not in last:
                    shown = "successor" if earlier else "first"
            else:
                shown = "lapsed" if names.exists(speaker, day) else "ended"
            name, group = told(speaker, names.period_start(speaker, day))
            group = group if kinds[speaker] == "state" else None
            if (selection.delegation or selection.group) and not (
                speaker in selection.delegation or group in selection.group
            ):
                continue
            row = (session_id, bodies[session_id], speaker, name, kinds[speaker], group, shown)
            same = bodies[known] == bodies[session_id] if known else None
            before_it = ";".join(earlier) if shown == "successor" else None
            rows.append((*row, counts.get(speaker), known, same, before_it))
        last |= dict.fromkeys(counts, session_id)
        before = session_id
    columns = ["session_id", "body", "speaker_id", "name", "kind", "group_id", "appearance", "statement_count"]
    frame = pd.DataFrame(rows, columns=[*columns, "last_session_id", "same_body", "predecessor_ids"])
    texts = dict.fromkeys(["group_id", "last_session_id", "predecessor_ids"], "string")
    frame = frame.astype({"statement_count": "Int64", "same_body": "boolean", **texts})
    order = frame.assign(
        session_place=frame["session_id"].map({session: place for place, session in enumerate(days)}),
        appearance_place=frame["appearance"].map(APPEARANCES.index),
    ).sort_values(["session_place", "appearance_place", "name"], ignore_index=True)
    return order.drop(columns=["session_place", "appearance_place"])


def appearance_counts(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """How many speakers each chosen session has of each appearance.

    Returns:
        One row per session, by its first day; columns session_id and `APPEARANCES`, each 0 or more. A session without
        a statement within the filters has zeros, but for those that lapsed.
    """
    rows = speakers_over_sessions(dataset, selection)
    sessions = list(dataset.days(with_sessions(selection, dataset.choices).session))
    found = rows.groupby(["session_id", "appearance"]).size().unstack(fill_value=0)
    found = found.reindex(index=sessions, columns=list(APPEARANCES), fill_value=0)
    return found.rename_axis("session_id").rename_axis(columns=None).astype("Int64").reset_index()
