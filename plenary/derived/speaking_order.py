"""What the derived columns of the order of speaking mean."""

from __future__ import annotations

from plenary.catalogue import translate as _
from plenary.derived.described import Described


def columns() -> Described:
    """Column -> type, title and description."""
    return {
        "place": (
            "integer",
            _("Place in the list"),
            _(
                "Place among the turns printed for the same meetings and agenda items, from 1, whatever the filters; "
                "the printed order may not be that of speaking; empty where the record names no meeting"
            ),
        ),
        "place_count": ("integer", _("Places of the list"), _("Turns printed for the same meetings and agenda items")),
        "compared_place": (
            "integer",
            _("Place among the statements compared"),
            _(
                "Place among the statements of the list, without those of officers and the Secretariat; filters by "
                "group and delegation do not move it; empty for turns that are not compared"
            ),
        ),
        "compared_count": (
            "integer",
            _("Statements compared"),
            _("Statements that have a place to be compared: of the list, or of the row's group, kind or capacity"),
        ),
        "relative_position": (
            "number",
            _("Relative position"),
            _(
                "0 for the first to 1 for the last of the statements compared; empty where it is alone in its list or "
                "the list is alphabetical"
            ),
        ),
        "alphabetical": (
            "boolean",
            _("Alphabetical list"),
            _(
                "Whether the list is printed in alphabetical order, which says nothing of the order of speaking; empty "
                "where it is too short to tell"
            ),
        ),
        "alphabetical_share": (
            "number",
            _("Pairs in alphabetical order"),
            _(
                "Of the pairs of speakers of one paragraph of the list, the share, 0 to 1, in alphabetical order: 0.5 "
                "is expected by chance; empty where there are fewer than 15"
            ),
        ),
        "split": (
            "string",
            _("Split"),
            _("speaker (regional groups of States, kinds of all others) or capacity; each statement is once in each"),
        ),
        "code": ("string", _("Code"), _("Regional group, kind of speaker or capacity")),
        "list_count": ("integer", _("Lists"), _("Lists of speakers in which these statements stand")),
        "unplaced_count": (
            "integer",
            _("Statements without a position"),
            _("Statements that are alone in their list, in an alphabetical one, or at no recorded meeting"),
        ),
        "mean_position": (
            "number",
            _("Mean position"),
            _("Mean of the relative positions, 0 first to 1 last, each statement counting the same"),
        ),
        "null_position": (
            "number",
            _("Mean position in random order"),
            _("Mean of the same over random orders within each list"),
        ),
        "null_low": (
            "number",
            _("Band, lower end"),
            _("2.5th percentile of the mean position over random orders within each list, for this row alone"),
        ),
        "null_high": (
            "number",
            _("Band, upper end"),
            _("97.5th percentile of the mean position over random orders within each list, for this row alone"),
        ),
        "standing": (
            "string",
            _("Standing"),
            _("earlier than the band, within it or later; empty where no order could move the mean"),
        ),
        "permutation_count": ("integer", _("Random orders"), _("Number of random orders drawn")),
        "seed": ("integer", _("Seed"), _("Seed of the random orders, with which they can be drawn again")),
        "first_statement_id": ("string", _("First statement"), _("Id of the first of the statements compared")),
        "first_name": ("string", _("First speaker"), _("Its speaker, name on the day")),
        "last_statement_id": ("string", _("Last statement"), _("Id of the last of the statements compared")),
        "last_name": ("string", _("Last speaker"), _("Its speaker, name on the day")),
        "as_member_count": (
            "integer",
            _("Statements of members"),
            _("Statements compared whose speaker spoke as a member"),
        ),
        "as_observer_count": (
            "integer",
            _("Statements of observers"),
            _("Statements compared whose speaker the record calls an observer"),
        ),
        "first_observer_place": (
            "integer",
            _("Place of the first observer"),
            _("Place among the statements compared; empty without an observer"),
        ),
        "members_after_count": (
            "integer",
            _("Members after the first observer"),
            _("Statements of members after it; 0 where the list sets all observers last; empty without an observer"),
        ),
        "observer_gap": (
            "number",
            _("Gap for observers"),
            _("Mean place of the observers less that of the members, in places; empty unless both are there"),
        ),
        "observer_later_share": (
            "number",
            _("Observers later"),
            _(
                "Share, 0 to 1, of the pairs of an observer and a member in which the observer is later; empty unless "
                "both are there"
            ),
        ),
    }
