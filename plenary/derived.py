"""What the columns mean that are derived from several tables, and so stand in no table of the package."""

from __future__ import annotations

from collections.abc import Mapping

from plenary.catalogue import translate as _
from plenary.schema import Field


def derived_fields() -> Mapping[str, Field]:
    """Columns that are derived from several tables and so stand in no table of the package."""
    described = {
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
    return {
        name: Field(name=name, type=kind, title=title, description=text)
        for name, (kind, title, text) in described.items()
    }
