"""What the derived columns of views, words of attribution, threads and proposals mean."""

from __future__ import annotations

from plenary.catalogue import translate as _
from plenary.derived.described import Described


def columns() -> Described:
    """Column -> type, title and description."""
    return {
        "phrases_printed": (
            "string",
            _("Phrases as printed"),
            _('Distinct attribution phrases of the class as the documents print them, joined by ";"'),
        ),
        "point_count": (
            "integer",
            _("Views"),
            _("Number of views within the filters that are attributed by the class"),
        ),
        "paragraphs": ("string", _("Paragraphs"), _('Paragraphs in which they stand, joined by ";"')),
        "point_ids": ("string", _("View ids"), _('Ids of the views of the discussion that are meant, joined by ";"')),
        "lower_count": (
            "integer",
            _("Fewest speakers"),
            _(
                "Fewest speakers that the plain word allows: 1 for a singular, 2 for a plural; a reading of ours, "
                "there is no official scale. Blank: the phrase gives no number, or names who held the view"
            ),
        ),
        "upper_count": (
            "integer",
            _("Most speakers"),
            _(
                "1 for a singular; else the speakers with a statement recorded under the agenda items of the view, at "
                "whichever meeting. Blank as for the fewest"
            ),
        ),
        "listed_speaker_count": (
            "integer",
            _("Speakers recorded"),
            _("Speakers with a statement recorded under the items of the view of the row for which they are most"),
        ),
        "listed_statement_count": (
            "integer",
            _("Statements recorded"),
            _("Statements of those speakers there, reviewed or not"),
        ),
        "listed_unreviewed_count": (
            "integer",
            _("Of them not yet reviewed"),
            _("Those of the statements not yet reviewed"),
        ),
        "unlisted_meeting_ids": (
            "string",
            _("Meetings without recorded speakers"),
            _('Ids of meetings on these items whose speakers are not recorded, joined by ";"; blank: none is known'),
        ),
        "attribution_printed": (
            "string",
            _("Attribution as printed"),
            _("Phrase by which the record attributes the view"),
        ),
        "attribution_class": (
            "string",
            _("Class of attribution"),
            _("Class of that phrase by its word of quantity; no number follows from it"),
        ),
        "attribution_status": (
            "string",
            _("Status of attribution"),
            _("named, group, unnamed or secretariat: whether the record says who held the view"),
        ),
        "conclusion_paragraph": ("string", _("Paragraph of the conclusion"), _("As printed")),
        "conclusion_summary": ("string", _("Summary of the conclusion"), _("In our own words")),
        "point_paragraph": ("string", _("Paragraph of the view"), _("As printed")),
        "point_position": ("integer", _("Place of the view"), _("Place among the views of its paragraph, from 1")),
        "point_summary": ("string", _("Summary of the view"), _("In our own words")),
        "outcome": (
            "string",
            _("What became of the proposal"),
            _(
                "direct or partial: a recorded conclusion takes it up; not_taken_up: none of those recorded does; "
                "not_established: no conclusions of the session are recorded here"
            ),
        ),
        "conclusion_ids": (
            "string",
            _("Conclusion ids"),
            _('Ids of the conclusions that rest on the view, joined by ";"; blank: none'),
        ),
        "support": (
            "string",
            _("What the conclusion rests on"),
            _(
                "direct or partial: a recorded view; no_view: none of those recorded; not_established: no views of the "
                "session are recorded here"
            ),
        ),
        "direct_count": ("integer", _("Direct threads"), _("Views that the conclusion takes up directly")),
        "partial_count": ("integer", _("Partial threads"), _("Views that the conclusion takes up in part")),
    }
