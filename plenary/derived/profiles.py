"""What the derived columns of profiles, comparison, representation and speakers over sessions mean."""

from __future__ import annotations

from plenary.catalogue import translate as _
from plenary.derived.described import Described


def columns() -> Described:
    """Column -> type, title and description."""
    return {
        "speaker_id": ("string", _("Speaker"), _("Id of the speaker in reference/speakers")),
        "item_id": (
            "string",
            _("Agenda item"),
            _("Agenda item for which the row holds; empty where none is recorded"),
        ),
        "recorded": (
            "boolean",
            _("Speakers recorded"),
            _("Whether the rows shown record a speaker there, whoever it was; where not, the counts are empty"),
        ),
        "shared_count": (
            "integer",
            _("Statements that stand elsewhere too"),
            _("Those of the statements that stand at several meetings or items, and count once in a total"),
        ),
        "represented_place": (
            "integer",
            _("Place"),
            _("1, 2, 3 ... among those whom the statement names as represented"),
        ),
        "represented_printed": (
            "string",
            _("On behalf of, as printed"),
            _("On whose behalf the statement was made, as the document prints it"),
        ),
        "represented_name": (
            "string",
            _("On behalf of"),
            _("Name of the one represented on the day of the meeting; as printed where it has no id"),
        ),
        "represented_id": (
            "string",
            _("Id of the one represented"),
            _("Id in reference/speakers of the one represented; empty where the words are none of its names"),
        ),
        "represented_kind": ("string", _("Kind of the one represented"), _("What the one represented is today")),
        "representation": (
            "string",
            _("Who is named"),
            _(
                "named where the record names the one represented; members_unknown where a group, an organization or "
                "words stand for members that the record does not name"
            ),
        ),
        "compared_kind": ("string", _("What is compared"), _("delegation, or group for a regional group")),
        "compared_id": ("string", _("Code"), _("Id of the delegation, or code of the regional group")),
        "delegation_count": (
            "integer",
            _("Delegations"),
            _("1; of a group its members on the first day of the session, those counted with it included"),
        ),
        "placed_count": (
            "integer",
            _("Statements at a meeting"),
            _("Those of the statements that stand at a meeting; the others name none"),
        ),
        "speaking_count": ("integer", _("Delegations with statements"), _("Delegations that made a statement")),
        "spoke_for_count": (
            "integer",
            _("Statements for others"),
            _("Those of the statements that were made on behalf of others too"),
        ),
        "unknown_count": (
            "integer",
            _("Statements for groups, members unknown"),
            _(
                "Further statements on behalf of groups or in words that name no members: whether it was among those "
                "is not recorded"
            ),
        ),
        "body": ("string", _("Body"), _("Body whose session it is")),
        "appearance": (
            "string",
            _("Appearance"),
            _("first, successor, returning, again, lapsed or ended, among the chosen sessions within the filters"),
        ),
        "last_session_id": (
            "string",
            _("Last session before"),
            _("Earlier chosen session where it, or the State that it succeeded, last made a statement"),
        ),
        "same_body": (
            "boolean",
            _("Of the same body"),
            _("Whether that earlier session was one of the same body"),
        ),
        "predecessor_ids": (
            "string",
            _("Predecessors that spoke"),
            _('Ids of those that it succeeded and that made a statement earlier, joined by ";"'),
        ),
    }
