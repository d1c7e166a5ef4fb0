"""How evenly statements are spread over members: Lorenz curve, Gini coefficient, concentration, effective number.

Each is given twice, among the members that spoke and among all members, silent ones included: the two answer different
questions and are never to be mixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pandas as pd

from plenary.choices import with_sessions
from plenary.membership import member_statements
from plenary.selection import Selection
from plenary.store import Dataset

SPEAKERS: Final = "speakers"
MEMBERS: Final = "members"
SCOPES: Final = (SPEAKERS, MEMBERS)
"""Among whom statements are spread: members with a statement, or all members."""

Counts = np.ndarray[Any, np.dtype[np.int64]]
"""Statements of each member."""


def concentration(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """How evenly the statements of members are spread, among those that spoke and among all members.

    With the filter by group: among the members of those groups. The filters by delegation and kind do not apply.

    Returns:
        Two rows per chosen session, by its first day: scope `SPEAKERS`, then `MEMBERS`. Columns: session_id, scope,
        scope_member_count, member_statement_count; gini (0: all alike; see `gini`); gini_lowest (the least that so
        many statements among so many members can have, each being whole); hhi (sum of squared shares, 1/n to 1),
        hhi_normalised (0 to 1); effective_speaker_count (1/hhi: so many members with equal shares are as concentrated)
        and effective_share (of the members of the scope). All but the counts are missing without a statement;
        hhi_normalised with a single member too. The scope changes neither hhi nor effective_speaker_count: who has no
        share adds none.

    Source: Gini, Variabilità e mutabilità (1912); Hirschman, The paternity of an index, American Economic Review 54
        (1964); Laakso, Taagepera, "Effective" number of parties, Comparative Political Studies 12 (1979), the number
        of order 2 of Hill, Diversity and evenness, Ecology 54 (1973).
    """
    rows = [
        {"session_id": session_id, "scope": scope, **_measures(counts)}
        for session_id, scope, counts in _scopes(dataset, selection)
    ]
    whole = {"scope_member_count": "Int64", "member_statement_count": "Int64"}
    measured = ("gini", "gini_lowest", "hhi", "hhi_normalised", "effective_speaker_count", "effective_share")
    return pd.DataFrame(rows).astype(whole | dict.fromkeys(measured, "Float64"))


def lorenz(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The corners of the Lorenz curves: members from fewest statements to most, with the statements they add up to.

    The filters apply as in `concentration`.

    Returns:
        For each chosen session, by its first day, and scope (see `SCOPES`): the origin, then one row for all members
        with the same number of statements, fewest first; between corners the curve is straight. Columns: session_id,
        scope, corner (0, 1, 2 ...), statements_each (of the members that this corner adds; missing at the origin),
        cumulative_member_count, cumulative_statement_count, cumulative_member_share, cumulative_statement_share
        (0 to 1). No row of a scope without a statement.

    Source: Lorenz, Methods of measuring the concentration of wealth, Publications of the American Statistical
        Association 9 (1905).
    """
    found = []
    for session_id, scope, counts in _scopes(dataset, selection):
        if not counts.sum():
            continue
        each, sizes = np.unique(counts, return_counts=True)
        members, statements = np.cumsum([0, *sizes]), np.cumsum([0, *(each * sizes)])
        found.append(
            pd.DataFrame(
                {
                    "session_id": session_id,
                    "scope": scope,
                    "corner": range(len(members)),
                    "statements_each": pd.array([None, *each.tolist()], dtype="Int64"),
                    "cumulative_member_count": members,
                    "cumulative_statement_count": statements,
                    "cumulative_member_share": members / members[-1],
                    "cumulative_statement_share": statements / statements[-1],
                }
            )
        )
    columns = (
        "session_id scope corner statements_each cumulative_member_count cumulative_statement_count "
        "cumulative_member_share cumulative_statement_share"
    )
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns.split())


def _scopes(dataset: Dataset, selection: Selection) -> Iterator[tuple[str, str, Counts]]:
    """Session, scope and the statements of each of its members, fewest first."""
    selection = with_sessions(selection, dataset.choices)
    members = member_statements(dataset, selection)
    for session_id in dataset.days(selection.session):
        inside = members[members["session_id"] == session_id]
        if selection.group:
            inside = inside[inside["group_id"].isin(selection.group)]
        counts = np.sort(inside["member_statement_count"].to_numpy(np.int64))
        yield session_id, SPEAKERS, counts[counts > 0]
        yield session_id, MEMBERS, counts


def _measures(counts: Counts) -> dict[str, int | float | None]:
    size, total = len(counts), int(counts.sum())
    found: dict[str, int | float | None] = {"scope_member_count": size, "member_statement_count": total}
    if not total:
        names = ("gini", "gini_lowest", "hhi", "hhi_normalised", "effective_speaker_count", "effective_share")
        return found | dict.fromkeys(names)
    index = float(((counts / total) ** 2).sum())
    return found | {
        "gini": gini(counts),
        "gini_lowest": gini(_most_even(total, size)),
        "hhi": index,
        "hhi_normalised": (index - 1 / size) / (1 - 1 / size) if size > 1 else None,
        "effective_speaker_count": 1 / index,
        "effective_share": 1 / index / size,
    }


def gini(counts: Counts) -> float:
    """Gini coefficient of counts that are not all zero: 0 when all are alike, below 1 when one has everything.

    The mean absolute difference of two members, each with each and with itself, over twice the mean: of a whole, as the
    members are one. L-moments of a sample leave out the pairs of a member with itself, hence the factor (n - 1) / n.

    Source: Hosking, L-moments, Journal of the Royal Statistical Society B 52 (1990): the second L-moment is half the
        mean difference, the first the mean.
    """
    from scipy.stats import lmoment

    size = len(counts)
    if size < 2:
        return 0.0
    mean, half_difference = lmoment(counts.astype(float), order=[1, 2])
    # Rounding leaves a trace on either side of zero where all are alike.
    return max(0.0, float((size - 1) / size * half_difference / mean))


def _most_even(total: int, size: int) -> Counts:
    """So many statements spread as evenly over so many members as whole statements can be."""
    each, more = divmod(total, size)
    return np.repeat(np.array([each, each + 1], dtype=np.int64), [size - more, more])
