"""What the derived columns of pairs of States recorded together mean."""

from __future__ import annotations

from plenary.catalogue import translate as _
from plenary.derived.described import Described


def columns() -> Described:
    """Column -> type, title and description."""
    return {
        "other_speaker_id": ("string", _("Other State"), _("Id of the other State of the pair")),
        "other_name": (
            "string",
            _("Other name on the day"),
            _("Short name of the other State that was in force on the day of its latest statement"),
        ),
        "other_group_id": (
            "string",
            _("Other regional group"),
            _("Regional group of the other State on that day; empty where it was in none or none is established"),
        ),
        "unit_count": (
            "integer",
            _("Lists or items"),
            _("Lists of speakers, or agenda items in the table by item, in which the State is recorded"),
        ),
        "other_unit_count": ("integer", _("Of the other"), _("The same of the other State")),
        "together_count": ("integer", _("Together"), _("Those in which both States are recorded")),
        "expected_count": (
            "number",
            _("By chance"),
            _(
                "Those in which both would be on average if only how often each State is recorded at each session, and "
                "how many States each list or item has, were kept"
            ),
        ),
        "p_value": (
            "number",
            _("Chance of as many"),
            _("Chance, 0 to 1, of being together as often or more often under that null model (Poisson-binomial)"),
        ),
        "q_value": (
            "number",
            _("Corrected"),
            _("That chance corrected for the number of pairs, 0 to 1, by Benjamini and Hochberg"),
        ),
        "best_q_value": (
            "number",
            _("Least possible"),
            _("What the corrected chance would be if every pair were together as often as it could be"),
        ),
        "more_than_chance": (
            "boolean",
            _("More than chance"),
            _("Whether the corrected chance is at most 0.05; says nothing of agreement or alliance"),
        ),
    }
