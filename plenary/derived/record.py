"""What the derived columns of turns, delegations, participation, sessions and regional groups mean."""

from __future__ import annotations

from plenary.catalogue import translate as _
from plenary.derived.described import Described


def columns() -> Described:
    """Column -> type, title and description."""
    return {
        "meeting_ids": (
            "string",
            _("Meetings"),
            _(
                "Ids of the meetings at which the list of speakers "
                'stands, joined by ";"; empty where the record names no meeting'
            ),
        ),
        "meetings": ("string", _("Meeting numbers"), _('Ordinals of those meetings, joined by ";"')),
        "dates": ("string", _("Dates"), _('ISO dates of those meetings, joined by ";"')),
        "item_ids": (
            "string",
            _("Agenda items"),
            _('Ids of the agenda items under which the row stands, joined by ";"; several for joint consideration'),
        ),
        "items": ("string", _("Agenda item numbers"), _('Numbers of those items, joined by ";"')),
        "date_basis": ("string", _("Basis of the dates"), _("stated or inferred, for each date")),
        "name": (
            "string",
            _("Name on the day"),
            _("Short name of the speaker that was in force on the day of the meeting"),
        ),
        "name_today": ("string", _("Name today"), _("Short name of the speaker in force today, or its last one")),
        "names_printed": (
            "string",
            _("Names as printed"),
            _('Distinct names as the documents print them, joined by ";"'),
        ),
        "iso3": (
            "string",
            _("ISO code"),
            _("ISO 3166-1 alpha-3 code of a State; empty for other speakers and for former States"),
        ),
        "group_id": (
            "string",
            _("Regional group"),
            _("Regional group of a State on the day; empty or none where it was in none or none is established"),
        ),
        "group_role": (
            "string",
            _("Role in the group"),
            _("member, or counted_with where the State is only counted with the group"),
        ),
        "un_member": (
            "boolean",
            _("Member of the United Nations"),
            _("Whether the speaker was a member of the United Nations on that day"),
        ),
        "member": (
            "boolean",
            _("Member of the United Nations"),
            _("Whether the State was a member of the United Nations on the first day of the session (or of one)"),
        ),
        "represents": (
            "string",
            _("Spoke on behalf of"),
            _('Ids of those for whom the speaker also spoke, joined by ";"; empty where none is recorded'),
        ),
        "symbol": ("string", _("Document symbol"), _("Symbol of the source document; empty where it prints none")),
        "job_number": ("string", _("Job number"), _("Job number printed in the source document")),
        "document_status": ("string", _("Status of the document"), _("draft or adopted")),
        "capacity": ("string", _("Capacity"), _('Capacities recorded, joined by ";"')),
        "statement_count": (
            "integer",
            _("Statements"),
            _("Number of statements within the filters; empty means that the State has none there, see participation"),
        ),
        "introduction_count": ("integer", _("Introductions"), _("Number of introductions within the filters")),
        "recorded_count": (
            "integer",
            _("Statements recorded"),
            _("Number of statements in the chosen sessions, whatever the other filters; by default reviewed ones"),
        ),
        "turn_count": ("integer", _("Turns"), _("Number of turns of every act within the filters")),
        "session_ids": ("string", _("Sessions"), _('Ids of the sessions of those turns, joined by ";"')),
        "session_id": ("string", _("Session"), _("Session for which the row holds, a code that lasts")),
        "meeting_count": ("integer", _("Meetings"), _("Meetings that the record of the session names")),
        "recorded_meeting_count": (
            "integer",
            _("Meetings with speakers recorded"),
            _("Those of the meetings whose speakers are recorded"),
        ),
        "state_statement_count": ("integer", _("Statements of States"), _("Statements of States within the filters")),
        "speaking_member_count": (
            "integer",
            _("Members that spoke"),
            _(
                "Members of the United Nations (of the group, where the row is of one) with a statement within the "
                "filters"
            ),
        ),
        "speaking_share": (
            "number",
            _("Share of members that spoke"),
            _(
                "Share, 0 to 1, of the members of the United Nations (of the group, where the row is of one) on the "
                "first day of the session"
            ),
        ),
        "other_count": (
            "integer",
            _("Other speakers"),
            _("Named speakers that are no States, with a statement within the filters"),
        ),
        "conclusion_count": (
            "integer",
            _("Conclusions"),
            _("Conclusions of the session within the filters; blank where none of the session are recorded here"),
        ),
        "unreviewed_count": (
            "integer",
            _("Turns not yet reviewed"),
            _("Turns within the filters that are not yet reviewed, whether or not they are counted"),
        ),
        "statement_ids": ("string", _("Statement ids"), _('Ids of the rows behind the counts, joined by ";"')),
        "participation": ("string", _("Participation"), _("statements, none_recorded, outside_filters or not_member")),
        "state_count": (
            "integer",
            _("States that spoke"),
            _("Distinct States of the group with a statement within the filters"),
        ),
        "member_count": (
            "integer",
            _("Members"),
            _(
                "Members of the United Nations (of the group, where the row is of one, those counted with it "
                "included) on the first day of the session"
            ),
        ),
        "statement_share": (
            "number",
            _("Share of statements"),
            _("Share, 0 to 1, of the statements of States within the filters"),
        ),
        "member_share": (
            "number",
            _("Share of members"),
            _("Share, 0 to 1, of the members of the United Nations on the first day of the session"),
        ),
    }
