"""What the derived columns of balance, silence and concentration mean."""

from __future__ import annotations

from plenary.catalogue import translate as _
from plenary.derived.described import Described


def columns() -> Described:
    """Column -> type, title and description."""
    return {
        "member_statement_count": (
            "integer",
            _("Statements of members"),
            _("Statements within the filters of members of the United Nations (of the group or scope of the row)"),
        ),
        "member_statement_share": (
            "number",
            _("Share of the statements of members"),
            _("Share, 0 to 1, of the statements of members within the filters; blank where there is none"),
        ),
        "member_statement_share_low": (
            "number",
            _("Share of statements, from"),
            _(
                "Lower end of the 95% bootstrap interval, members drawn again within their groups; blank where the "
                "group has none of the statements or all, or fewer than two members"
            ),
        ),
        "member_statement_share_high": (
            "number",
            _("Share of statements, to"),
            _("Upper end of the same interval"),
        ),
        "representation_ratio": (
            "number",
            _("Ratio of the shares"),
            _("Share of the statements over share of the members; 1 is parity"),
        ),
        "comparison": (
            "string",
            _("Share of statements beside share of members"),
            _(
                "below or above where the whole interval of the share of statements is below or above the share of "
                "members, within where it holds it; blank without an interval"
            ),
        ),
        "speaking_share_low": (
            "number",
            _("Share of members that spoke, from"),
            _(
                "Lower end of the exact 95% interval by Clopper and Pearson, one trial a member; blank with a single "
                "member"
            ),
        ),
        "speaking_share_high": (
            "number",
            _("Share of members that spoke, to"),
            _("Upper end of the same interval"),
        ),
        "turn_meeting_count": (
            "integer",
            _("Meetings with turns"),
            _("Meetings within the filters at which a turn is recorded, of whomever; of rows not left out"),
        ),
        "partial_meeting_count": (
            "integer",
            _("Meetings with turns left out"),
            _("Those of these meetings of which turns not yet reviewed are left out"),
        ),
        "opportunity_count": (
            "integer",
            _("Opportunities"),
            _("Members of the group times meetings with turns"),
        ),
        "statements_per_opportunity": (
            "number",
            _("Statements for each opportunity"),
            _("Statements at those meetings over opportunities; blank without an opportunity"),
        ),
        "few_meetings": (
            "boolean",
            _("Few meetings"),
            _("Whether the row rests on fewer than five meetings with turns"),
        ),
        "group_note": (
            "string",
            _("Special case"),
            _(
                "What is noted of the regional group of the State on that day: in two, in none, counted with one; "
                "else blank"
            ),
        ),
        "session_turn_count": (
            "integer",
            _("Turns in the session"),
            _("Turns of every act in the session, whatever the filters, reviewed or not"),
        ),
        "attendance": (
            "string",
            _("Attendance"),
            _("attested where a turn in the session shows it, else not_recorded; lists of participants are not held"),
        ),
        "represented_count": (
            "integer",
            _("Spoken for"),
            _(
                "Statements within the filters that another speaker made on behalf of it by name (of a group: of one "
                "of its members)"
            ),
        ),
        "never_recorded": (
            "boolean",
            _("No statement at all"),
            _("Whether none of the chosen sessions at which the State was a member has a statement, reviewed or not"),
        ),
        "scope": (
            "string",
            _("Counted among"),
            _("speakers: members with a statement within the filters; members: all members, silent ones included"),
        ),
        "scope_member_count": ("integer", _("Members counted"), _("Number of members in the scope")),
        "gini": (
            "number",
            _("Gini coefficient"),
            _("Of statements per member of the scope: 0 where all have as many, near 1 where one has all"),
        ),
        "gini_lowest": (
            "number",
            _("Lowest possible Gini coefficient"),
            _("The least that so many whole statements among so many members can have"),
        ),
        "hhi": (
            "number",
            _("Herfindahl-Hirschman index"),
            _("Sum of the squared shares of the members in the statements, 0 to 1"),
        ),
        "hhi_normalised": (
            "number",
            _("The same, normalised"),
            _("0 where all members of the scope have as many statements, 1 where one has all"),
        ),
        "effective_speaker_count": (
            "number",
            _("Effective number of speakers"),
            _("Number of members with equal shares that would be as concentrated: one over the index"),
        ),
        "effective_share": (
            "number",
            _("Effective share"),
            _("Effective number of speakers over the members counted"),
        ),
        "corner": ("integer", _("Corner"), _("Corner of the Lorenz curve, 0 at the origin; straight between corners")),
        "statements_each": (
            "integer",
            _("Statements of each"),
            _("Number of statements that each of the members has whom this corner adds; blank at the origin"),
        ),
        "cumulative_member_count": (
            "integer",
            _("Members up to here"),
            _("Members with so many statements or fewer"),
        ),
        "cumulative_statement_count": (
            "integer",
            _("Statements up to here"),
            _("Statements of those members together"),
        ),
        "cumulative_member_share": (
            "number",
            _("Share of members up to here"),
            _("Share, 0 to 1, of the members counted"),
        ),
        "cumulative_statement_share": (
            "number",
            _("Share of statements up to here"),
            _("Share, 0 to 1, of the statements of members within the filters"),
        ),
    }
