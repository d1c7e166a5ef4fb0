"""What the figures of the dashboard need of one reading: the frames that `plenary.queries` gives of the dataset.

Computed anew at each call and kept nowhere: a document that a reader brings leaves nothing behind.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from plenary.extract.model import MeetingMention, Reading, Resolution, Turn
from plenary.model import Act, Kind
from plenary.names import Names
from plenary.participation import NO_GROUP


@dataclass(frozen=True, slots=True)
class Counts:
    """Headline counts of one reading.

    Attributes:
        turns: Rows.
        statements: Rows that are statements.
        state_statements: Statements of speakers of kind state.
        states: Distinct States that made them, by their id, else by their printed name.
        others: Distinct speakers that are no States and made statements, those only counted left out.
        meetings: Distinct meetings named.
        recorded_meetings: Those at which somebody took the floor.
    """

    turns: int
    statements: int
    state_statements: int
    states: int
    others: int
    meetings: int
    recorded_meetings: int


def counts(reading: Reading) -> Counts:
    """The headline counts."""
    statements = [turn for turn in reading.turns if turn.act is Act.STATEMENT]
    recorded = {ordinal for turn in reading.turns for ordinal in turn.meetings}
    return Counts(
        turns=len(reading.turns),
        statements=len(statements),
        state_statements=sum(turn.kind is Kind.STATE for turn in statements),
        states=len({_bearer(turn) for turn in statements if turn.kind is Kind.STATE}),
        others=len({_bearer(turn) for turn in statements if turn.kind not in (Kind.STATE, Kind.UNNAMED)}),
        meetings=len(recorded | {ordinal for mention in reading.mentions for ordinal in mention.meetings}),
        recorded_meetings=len(recorded),
    )


def _bearer(turn: Turn) -> tuple[Kind, str]:
    return turn.kind, turn.speaker_id or turn.name_printed


def day_of(reading: Reading) -> dt.date | None:
    """The day for which membership is counted: the session's first, else the first of any turn, else the document's."""
    head = reading.report.masthead
    return head.first_date or min((day for turn in reading.turns for day in turn.dates), default=head.date)


def participation(reading: Reading, names: Names, day: dt.date) -> pd.DataFrame:
    """What the document says of each State, for the map: statements of States that a table resolved.

    Returns:
        Columns and order of `plenary.queries.participation`; participation is "statements", "none_recorded" or
        "not_member". States of today and of that day, and those that took the floor.
    """
    spoke = Counter(
        turn.speaker_id
        for turn in reading.turns
        if turn.act is Act.STATEMENT and turn.kind is Kind.STATE and turn.speaker_id
    )
    members = set(names.members("un", day))
    of_today = {state for state in names.states() if names.exists(state, names.last_day)}
    rows = [
        (
            state,
            names.iso3(state),
            names.name_on(state, day),
            names.regional_group(state, day).group_id or NO_GROUP,
            state in members,
            "statements" if state in spoke else "none_recorded" if state in members else "not_member",
            spoke.get(state),
            spoke.get(state, 0),
        )
        for state in members | of_today | set(spoke)
    ]
    columns = ["speaker_id", "iso3", "name", "group_id", "member", "participation", "statement_count", "recorded_count"]
    frame = pd.DataFrame(rows, columns=columns).astype({"statement_count": "Int64", "recorded_count": "Int64"})
    return frame.sort_values("name", ignore_index=True)


def off_the_map(reading: Reading) -> list[Turn]:
    """Statements of States that the map cannot show, since no row of the dated table bears their name."""
    return [
        turn for turn in reading.turns if turn.act is Act.STATEMENT and turn.kind is Kind.STATE and not turn.speaker_id
    ]


def unresolved(reading: Reading) -> list[Turn]:
    """Turns whose name the dated table does not hold and whose kind the record does not tell."""
    return [turn for turn in reading.turns if turn.resolution is Resolution.UNKNOWN]


def timeline(reading: Reading, names: Names) -> pd.DataFrame:
    """Every turn in printed order.

    Returns:
        One row per turn, with the columns that `components.charts.timeline` needs. statement_id is the turn's place in
        the document; meeting_id joins the ordinals of a list that stands for several meetings by ";"; ordinal is the
        first of them; place is 1, 2, 3 ... within such a list. These three and group_id are missing where the document
        does not tell; item_ids "" stands for no item.
    """
    places: Counter[str] = Counter()
    whole = day_of(reading) or names.last_day
    rows = []
    for turn in reading.turns:
        day = min(turn.dates, default=whole)
        group = names.regional_group(turn.speaker_id, day).group_id if turn.speaker_id else None
        name = names.name_on(turn.speaker_id, day) if turn.speaker_id else turn.name_printed
        meeting = ";".join(map(str, turn.meetings)) or None
        if meeting:
            places[meeting] += 1
        rows.append(
            (str(turn.order), ";".join(turn.items), meeting, turn.meetings[0] if meeting else None,
             places[meeting] if meeting else None, True, name, turn.name_printed, turn.kind.value, group,
             turn.act.value, turn.paragraph, turn.page)
        )  # fmt: skip
    columns = ["statement_id", "item_ids", "meeting_id", "ordinal", "place", "selected", "name", "name_printed", "kind",
               "group_id", "act", "paragraph", "page"]  # fmt: skip
    types = {"ordinal": "Int64", "place": "Int64", "meeting_id": "string", "group_id": "string", "selected": "bool"}
    return pd.DataFrame(rows, columns=columns).astype(types)


def meetings(reading: Reading) -> pd.DataFrame:
    """The meetings that the document names.

    Returns:
        One row per meeting, in the order of the ordinals: meeting_id, ordinal, date (missing where the document does
        not tell), date_basis, attestation, item_ids (those named where the meeting is, "" for none).
    """
    dates: dict[int, dt.date] = {}
    items: dict[int, str] = {}
    names_of_meetings: list[Turn | MeetingMention] = [*reading.turns, *reading.mentions]
    for named in names_of_meetings:
        told = ";".join(named.items)
        for ordinal in named.meetings:
            items[ordinal] = items.get(ordinal) or told
        if len(named.dates) == len(named.meetings):
            dates = dict(zip(named.meetings, named.dates, strict=True)) | dates  # The first date told stays.
    recorded = {ordinal for turn in reading.turns for ordinal in turn.meetings}
    rows = [
        (str(ordinal), ordinal, dates.get(ordinal), "stated",
         "speakers_recorded" if ordinal in recorded else "only_mentioned", items[ordinal])
        for ordinal in sorted(items)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["meeting_id", "ordinal", "date", "date_basis", "attestation", "item_ids"])
