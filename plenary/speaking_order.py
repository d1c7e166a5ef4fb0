"""In which order the floor was taken: places in the lists, groups against a random order, first and last speakers.

A list is what a record prints as one: the turns under the same meetings and agenda items of one document. Within it the
printed order is all that is known, and it may be another than that of speaking. A list that stands for several
meetings is one list, and nothing here says at which of them a turn was. A list that is printed in alphabetical order
says nothing of the order of speaking: its statements have places, and no position that is compared.

Compared are statements (or the turns of the acts that the selection names) of those who were called from a list of
speakers. Who speaks for the body itself, its officers and its Secretariat (capacity "other"), opens or answers by
office: they have a place in the list, and are compared only where the selection names that capacity.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from plenary.choices import REGIONAL_GROUPS, with_sessions
from plenary.participation import NO_GROUP
from plenary.selected import counted, in_order, one_by_one
from plenary.selection import Selection, fold
from plenary.store import Dataset

LIST: Final = ("session_id", "document_id", "meeting_ids", "item_ids")
"""Columns that together name a list of speakers; without meeting_ids there is none."""

OF_THE_BODY: Final = "other"
"""Capacity of those who speak for the body itself."""

PERMUTATIONS: Final = 2_000
"""Random orders: the ends of a band of 95 per cent then rest on 50 of them each."""

SEED: Final = 2010
"""Of the random orders, so that everyone gets the same bands."""

BAND: Final = (0.025, 0.975)

ALPHABETICAL: Final = 0.9
"""Share of the pairs of speakers in alphabetical order from which a list counts as printed in that order."""

FEWEST_PAIRS: Final = 15
"""Pairs of which so large a share is no chance: six speakers have 15, and one order in 120 has 14 or more of them."""

SESSIONS_KEPT: Final = 128
"""Sessions whose lists have been compared with the alphabet."""

SAME: Final = 1e-9
"""Positions that differ by less are the same: means are sums of fractions."""

OF_GROUPS: Final = (
    "session_id", "split", "code", "compared_count", "list_count", "unplaced_count", "mean_position", "null_position",
    "null_low", "null_high", "standing", "permutation_count", "seed",
)  # fmt: skip

OF_LISTS: Final = (
    *LIST, "meetings", "dates", "items", "alphabetical", "alphabetical_share", "compared_count", "first_statement_id",
    "first_name", "last_statement_id", "last_name", "as_member_count", "as_observer_count",
    "first_observer_place", "members_after_count", "observer_gap", "observer_later_share",
)  # fmt: skip


def order(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Every turn that the selection leaves, with its place in the list in which it is printed.

    Returns:
        One row per turn; order first day of the session, first meeting, list, turn; turns at no recorded meeting last.
        Columns of `plenary.turns.turns`, and: class_id (regional group of a State, "none" without one; kind of any
        other speaker), place (1, 2, 3 ... in the list, whatever the filters and reviews), place_count (turns in the
        list), compared_place and compared_count (the same among the statements of the list that are compared, see the
        module; filters by group and delegation do not move them), relative_position (0 first to 1 last of these;
        missing where a statement is alone in its list or the list is alphabetical), alphabetical (whether the list is
        printed in alphabetical order, see `alphabetical_shares`; missing where it is too short to tell). What does not
        apply is missing: a turn at no recorded meeting has no place. No row when nothing matches.
    """
    selection = with_sessions(selection, dataset.choices)
    every = in_order(one_by_one(dataset, Selection(session=selection.session, review="all")))
    lists = every[every["meeting_ids"].notna()]
    places = _places(lists, "place", "place_count")
    compared = _compared(dataset, selection).set_index("statement_id")
    rows = in_order(one_by_one(dataset, selection))
    rows = rows.assign(class_id=_classes(rows), alphabetical=_alphabetical(_shares_of(dataset, rows)))
    rows = rows.join(places, on="statement_id")
    columns = ["compared_place", "compared_count", "relative_position"]
    return _in_order(dataset, rows.join(compared[columns], on="statement_id"))


def order_of_groups(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Where in their lists the speakers of each group, kind and capacity stand, against lists in random order.

    The filters by group and delegation do not apply: the groups are compared with one another. Each band holds for
    its row alone: of twenty rows one is outside by chance, and the rows of one session hang together, since whoever
    speaks earlier puts others later.

    Returns:
        One row per session and code; order first day of the session, split, the usual order of the codes. Columns:
        session_id; split ("speaker": regional groups of States, "none" for those in no group, and kinds of all other
        speakers; "capacity"), code; compared_count (statements that have a relative position), list_count (lists in
        which these stand), unplaced_count (statements that have none: alone in their list, in an alphabetical one, or
        at no recorded meeting); mean_position (mean of the relative positions, 0 first to 1 last, each statement
        counting the same); null_position, null_low, null_high (mean, and 2.5th and 97.5th percentile, of the same mean
        in `PERMUTATIONS` random orders within each list); standing ("earlier" than the band, "within" it, "later";
        missing where no order could move the mean, or without a position); permutation_count, seed. Within each split
        the two counts of statements add up to all of those who were called from a list. No row when nothing matches.

    Source: Each list is a stratum, as in P. van Elteren, "On the combination of independent two sample tests of
        Wilcoxon", Bulletin of the International Statistical Institute 37 (1960): ranks are taken within the list and
        added up over lists, here scaled to 0 to 1 and compared with permutations in place of a normal distribution.
        Within a list any order is as likely as any other (P. Good, Permutation, Parametric and Bootstrap Tests of
        Hypotheses, 3rd ed. (2005), on permutations within blocks). scipy.stats.permutation_test permutes a sample as
        a whole and knows no strata, so the orders are drawn with NumPy.
        No record claims a random order: speakers are called as they ask for the floor (rules 68 and 109 of the rules
        of procedure of the General Assembly, A/520), and bodies set ranks, groups and members first.
    """
    selection = with_sessions(selection, dataset.choices)
    rows = _compared(dataset, selection)
    codes = {
        "speaker": [*REGIONAL_GROUPS, NO_GROUP, *dataset.choices["kind"]],
        "capacity": [*dataset.choices["capacity"]],
    }
    found = []
    for session_id in dataset.days(selection.session):
        inside = rows[rows["session_id"] == session_id]
        present = [
            (split, code) for split, known in codes.items() for code in known if (inside[_COLUMN[split]] == code).any()
        ]
        if present:
            found.append(_against_random_orders(inside, present).assign(session_id=session_id))
    whole = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[*OF_GROUPS])
    return whole[[*OF_GROUPS]]


def first_and_last(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """First and last speaker of each list, and where its observers stand.

    The filters by group and delegation do not apply, since they would make others the first.

    Returns:
        One row per list with a statement that is compared (see the module); order first day of the session, first
        meeting, first turn. Columns: those of `LIST`; meetings, dates, items; alphabetical (whether it is printed in
        alphabetical order, so that first and last are those of the alphabet; missing where it is too short to tell),
        alphabetical_share (see `alphabetical_shares`); compared_count; first_statement_id,
        first_name, last_statement_id, last_name (name of the day); as_member_count, as_observer_count
        (by capacity; the rest is unknown); first_observer_place (among the statements compared; missing without an
        observer); members_after_count (members after the first observer: 0 where all observers come last; missing
        without an observer); observer_gap (mean place of the observers less that of the members, in places; above 0
        observers are later) and observer_later_share (share of the pairs of an observer and a member in which the
        observer is later, 0.5 where neither is earlier), both missing unless both are there.
        No row when nothing matches.

    Source: The share is the statistic U of Mann and Whitney divided by the number of pairs (H. B. Mann and D. R.
        Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals of
        Mathematical Statistics 18 (1947)), from the ranks, none of which are tied.
    """
    selection = with_sessions(selection, dataset.choices)
    rows = _in_order(dataset, _compared(dataset, selection))
    rows = rows[rows["meeting_ids"].notna()]
    lists = rows.groupby([*LIST], dropna=False, sort=False)
    first, last = (ends.reset_index(drop=True) for ends in (lists.head(1), lists.tail(1)))
    places = _places_of_members_and_observers(rows.assign(list=lists.ngroup()), len(first))
    frame = first[[*LIST, "meetings", "dates", "items", "alphabetical", "alphabetical_share"]].assign(
        compared_count=lists.size().to_numpy(),
        **{f"first_{name}": first[name] for name in ("statement_id", "name")},
        **{f"last_{name}": last[name] for name in ("statement_id", "name")},
        **places,
    )
    whole = ["compared_count", *(name for name in OF_LISTS if name.startswith("as_") or name.endswith("_place"))]
    return frame[[*OF_LISTS]].astype(
        dict.fromkeys([*whole, "members_after_count"], "Int64")
        | dict.fromkeys(["alphabetical_share", "observer_gap", "observer_later_share"], "Float64")
        | {"alphabetical": "boolean"}
    )


@lru_cache(maxsize=SESSIONS_KEPT)
def alphabetical_shares(dataset: Dataset, session_id: str) -> pd.Series[float]:
    """How far the lists of a session are printed in alphabetical order, whatever the filters and reviews.

    Returns:
        By statement_id of each turn in a list: of the pairs of statements of one paragraph of its list, those for the
        body itself left out, the share whose printed names stand in the order of the alphabet (0.5 is expected of a
        random order); missing where there are fewer than `FEWEST_PAIRS`. Paragraphs are compared each for itself,
        since many reports give members, observers and organizations one each.

    Source: M. G. Kendall, "A new measure of rank correlation", Biometrika 30 (1938), by scipy.stats.kendalltau: of
        tau the share is (tau + 1) / 2.
    """
    from scipy.stats import kendalltau  # Slow to load, and most of the dashboard does without.

    turns = dataset.rows("turns", (session_id,))
    turns = turns[turns["meeting_ids"].notna()]
    # Panellists and officers stand as their programme has it, in a list that is alphabetical otherwise.
    called = (turns["act"] == "statement") & (turns["capacity"] != OF_THE_BODY)
    shares: dict[str, float | None] = {}
    for _list, inside in turns.groupby([*LIST], dropna=False, sort=False):
        pairs, ordered = 0, 0.0
        for _paragraph, names in inside[called[inside.index]].groupby("paragraph", sort=False)["name_printed"]:
            if len(names) > 1 and names.nunique() > 1:
                count = len(names) * (len(names) - 1) // 2
                by_name = pd.Series([*map(fold, names)]).rank(method="first")
                tau = kendalltau(range(len(names)), by_name).statistic
                pairs, ordered = pairs + count, ordered + count * (float(tau) + 1) / 2
        share = ordered / pairs if pairs >= FEWEST_PAIRS else None
        shares |= dict.fromkeys(inside["statement_id"], share)
    return pd.Series(shares, dtype="Float64")


_COLUMN: Final = {"speaker": "class_id", "capacity": "capacity"}
"""Column of the codes of each split."""


def _classes(rows: pd.DataFrame) -> pd.Series[str]:
    """Regional group of a State, kind of any other speaker."""
    return rows["group_id"].fillna(NO_GROUP).where(rows["kind"] == "state", rows["kind"])


def _shares_of(dataset: Dataset, rows: pd.DataFrame) -> pd.Series[float]:
    """For each turn of `rows` the share of `alphabetical_shares`."""
    shares = [alphabetical_shares(dataset, session_id) for session_id in rows["session_id"].unique()]
    return rows["statement_id"].map(pd.concat(shares)) if shares else pd.Series(index=rows.index, dtype="Float64")


def _alphabetical(shares: pd.Series[float]) -> pd.Series[bool]:
    """Whether lists with these shares count as alphabetical; missing where there are too few pairs."""
    return (shares.astype("Float64") >= ALPHABETICAL).astype("boolean")


def _places(rows: pd.DataFrame, place: str, count: str) -> pd.DataFrame:
    """Place in the list and places of the list among `rows`, which stand in printed order; index statement_id."""
    grouped = rows.groupby([*LIST], dropna=False, sort=False)["statement_id"]
    places = pd.DataFrame({place: grouped.cumcount() + 1, count: grouped.transform("size")}).astype("Int64")
    return places.set_index(pd.Index(rows["statement_id"]))


def _compared(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The statements that are compared, those at no recorded meeting included, with place and relative position."""
    chosen = selection.for_table("order_of_groups")
    rows = in_order(counted(one_by_one(dataset, chosen), chosen))
    if not chosen.capacity:
        rows = rows[rows["capacity"] != OF_THE_BODY]
    listed = rows[rows["meeting_ids"].notna()]
    rows = rows.join(_places(listed, "compared_place", "compared_count"), on="statement_id")
    shares = _shares_of(dataset, rows)
    alphabetical = _alphabetical(shares)
    several = rows["compared_count"].where((rows["compared_count"] > 1) & ~alphabetical.fillna(False))
    relative = (rows["compared_place"] - 1).astype("Float64") / (several - 1).astype("Float64")
    return rows.assign(
        class_id=_classes(rows), alphabetical_share=shares, alphabetical=alphabetical, relative_position=relative
    )


def _in_order(dataset: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows by first day of the session, first meeting and list, each list as printed."""
    meetings = dataset.tables["meetings"].set_index("meeting_id")[["ordinal", "date"]]
    first = rows["meeting_ids"].str.partition(";")[0] if len(rows) else rows["meeting_ids"]
    keys = {
        "first_date": rows["session_id"].map(dataset.days()),
        "meeting_date": first.map(meetings["date"]),
        "ordinal": first.map(meetings["ordinal"]),
        "list_turn": rows.groupby([*LIST], dropna=False)["turn"].transform("min"),
    }
    # A meeting without a date stands among the others by its number.
    by = ["first_date", "session_id", "ordinal", "meeting_date", "document_id", "list_turn", "turn"]
    return rows.assign(**keys).sort_values(by, kind="stable", ignore_index=True).drop(columns=[*keys])


def _against_random_orders(rows: pd.DataFrame, codes: list[tuple[str, str]]) -> pd.DataFrame:
    """The rows of `order_of_groups` of one session, without its id.

    Args:
        rows: Its statements that are compared.
        codes: Split and code of each row that is wanted; each has a statement.
    """
    placed = rows[rows["relative_position"].notna()].reset_index(drop=True)
    positions = placed["relative_position"].to_numpy(dtype=float)
    of_code = np.column_stack([(placed[_COLUMN[split]] == code).to_numpy(dtype=float) for split, code in codes])
    counts = of_code.sum(axis=0)
    sums = np.zeros((PERMUTATIONS, len(codes)))
    lists = [*placed.groupby([*LIST], dropna=False, sort=False).indices.values()]
    rng = np.random.default_rng(SEED)
    for inside in lists:
        orders = np.broadcast_to(positions[inside], (PERMUTATIONS, len(inside)))
        sums += rng.permuted(orders, axis=1) @ of_code[inside]
    frame = pd.DataFrame(
        {
            "split": [split for split, _code in codes],
            "code": [code for _split, code in codes],
            "compared_count": counts.astype(int),
            "list_count": np.sum([of_code[inside].any(axis=0) for inside in lists], axis=0) if lists else 0,
            "unplaced_count": [int((rows[_COLUMN[split]] == code).sum()) for split, code in codes] - counts.astype(int),
            "mean_position": _shares(positions @ of_code, counts),
            "null_position": _shares(sums.mean(axis=0), counts),
            "null_low": _shares(np.quantile(sums, BAND[0], axis=0), counts),
            "null_high": _shares(np.quantile(sums, BAND[1], axis=0), counts),
            "permutation_count": PERMUTATIONS,
            "seed": SEED,
        }
    )
    frame["standing"] = [
        _standing(*row) for row in zip(frame["mean_position"], frame["null_low"], frame["null_high"], strict=True)
    ]
    return frame.astype(dict.fromkeys(("compared_count", "list_count", "unplaced_count"), "Int64"))


def _shares(sums: npt.NDArray[np.float64], counts: npt.NDArray[np.float64]) -> pd.Series[float]:
    """Sums divided by their counts; missing where nothing is counted."""
    return pd.Series(np.divide(sums, counts, where=counts > 0, out=np.full(len(sums), np.nan)), dtype="Float64")


def _standing(mean: Any, low: Any, high: Any) -> str | None:
    if pd.isna(mean) or high - low < SAME:
        return None
    if mean < low - SAME:
        return "earlier"
    return "later" if mean > high + SAME else "within"


def _places_of_members_and_observers(rows: pd.DataFrame, list_count: int) -> dict[str, pd.Series[Any]]:
    """The columns of `first_and_last` about members and observers, one value per list.

    Args:
        rows: Statements that are compared, each list as printed; column list: its number from 0.
        list_count: Number of the lists.
    """
    both = rows[rows["capacity"].isin(["member", "observer"])]
    both = both.assign(observer=both["capacity"] == "observer", rank=both.groupby("list").cumcount() + 1)
    numbers = range(list_count)
    observers, members = (part.groupby("list") for part in (both[both["observer"]], both[~both["observer"]]))
    observer_count, member_count = (part.size().reindex(numbers, fill_value=0) for part in (observers, members))
    first = observers["compared_place"].min().reindex(numbers)
    after = both[~both["observer"] & (both["compared_place"] > both["list"].map(first)).fillna(False)]
    means = [part["compared_place"].mean().reindex(numbers) for part in (observers, members)]
    # No two statements of a list share a place: of ranks the statistic U follows at once.
    ranks = observers["rank"].sum().reindex(numbers) - observer_count * (observer_count + 1) / 2
    pairs = observer_count * member_count
    return {
        "as_member_count": member_count,
        "as_observer_count": observer_count,
        "first_observer_place": first,
        "members_after_count": after.groupby("list").size().reindex(numbers, fill_value=0).where(first.notna()),
        "observer_gap": means[0] - means[1],
        "observer_later_share": (ranks / pairs).where(pairs > 0),
    }
