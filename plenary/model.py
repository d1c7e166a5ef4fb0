"""Facts and closed vocabularies that all of plenary shares."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, Self


class Kind(StrEnum):
    """What a speaker is in the record at hand."""

    STATE = "state"
    IGO = "igo"
    UN_ENTITY = "un_entity"
    NGO = "ngo"
    NHRI = "nhri"
    GROUP = "group"
    TERRITORY = "territory"
    SECRETARIAT = "secretariat"
    OFFICER = "officer"
    PERSON = "person"
    UNNAMED = "unnamed"
    OTHER = "other"


class Act(StrEnum):
    """What a speaker did on taking the floor."""

    STATEMENT = "statement"
    INTRODUCTION = "introduction"
    PRESENTATION = "presentation"
    RIGHT_OF_REPLY = "right_of_reply"
    EXPLANATION_OF_VOTE = "explanation_of_vote"
    OPENING = "opening"
    CLOSING = "closing"


class Capacity(StrEnum):
    """In which capacity a speaker took the floor, as the record says."""

    MEMBER = "member"
    OBSERVER = "observer"
    OTHER = "other"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What a row rests on: the record states it, it was inferred, or the list stands under several items at once."""

    STATED = "stated"
    INFERRED = "inferred"
    JOINT = "joint"


class Attestation(StrEnum):
    """How the record attests a meeting."""

    SPEAKERS_RECORDED = "speakers_recorded"
    ONLY_MENTIONED = "only_mentioned"


class Section(StrEnum):
    """Part of a report in which a paragraph stands."""

    PROCEEDINGS = "proceedings"
    DISCUSSION = "discussion"
    CONCLUSIONS = "conclusions"


class AttributionStatus(StrEnum):
    """To whom a record ascribes a view."""

    NAMED = "named"
    GROUP = "group"
    UNNAMED = "unnamed"
    SECRETARIAT = "secretariat"


class ReviewStatus(StrEnum):
    """Whether a second reading has compared a row with its document."""

    REVIEWED = "reviewed"
    UNREVIEWED = "unreviewed"


class DocumentStatus(StrEnum):
    """Whether the text that was curated is a draft, the adopted one, or a table that others compiled."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    COMPILED = "compiled"


class DiscrepancyKind(StrEnum):
    """What is the matter with a record."""

    CONTRADICTION = "contradiction"
    GAP = "gap"
    INFERENCE = "inference"
    STATUS = "status"


class Strength(StrEnum):
    """How far a conclusion rests on a view of the discussion."""

    DIRECT = "direct"
    PARTIAL = "partial"


Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Finding:
    """What a check found at one place of one file.

    Attributes:
        file: Path of the file, relative to the dataset's folder, with forward slashes.
        row: Line number in the file (the header is line 1); None where the finding concerns the whole file.
        column: Column name; None where it concerns the whole row or file.
        message: What is wrong, one sentence without a full stop.
        severity: error: the dataset must not be published so; warning: a person should look; info: nothing to mend.
    """

    file: str
    row: int | None
    column: str | None
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """The finding as `file:row:column: message`; parts that do not apply are left out."""
        place = ":".join(str(part) for part in (self.file, self.row, self.column) if part is not None)
        return f"{place}: {self.message}"

    @property
    def place(self) -> tuple[str, int, str, str]:
        """Key that sorts findings by file, row, column and message."""
        return (self.file, self.row or 0, self.column or "", self.message)


@dataclass(frozen=True)
class Speaker:
    """Whoever can take the floor: a row of reference/speakers.

    Attributes:
        speaker_id: ISO 3166-1 alpha-3 code of a State, the alpha-3 that ISO 3166-3 keeps of a former one, else a slug.
        kind: What the speaker is today, or was last; a record may have it otherwise.
        name: Short name of today, or the last one.
        iso3: ISO 3166-1 alpha-3 code; None where there is none.
        first_date: First day as a speaker distinct from others; None where open or unknown.
        last_date: Last day as a speaker distinct from others; None where open or unknown.
        successor_ids: Speakers that came after it; empty where none.
        note: What a reader must know of it; empty where nothing.
        earlier_kind: What it was before; None where the same ever since.
        earlier_kind_to: Last day on which it was that; None likewise.
    """

    speaker_id: str
    kind: Kind
    name: str
    iso3: str | None
    first_date: dt.date | None
    last_date: dt.date | None
    successor_ids: tuple[str, ...]
    note: str
    earlier_kind: Kind | None = None
    earlier_kind_to: dt.date | None = None

    def as_of(self, day: dt.date) -> Self:
        """The speaker with the kind that it had on that day."""
        if self.earlier_kind is None or self.earlier_kind_to is None or self.earlier_kind_to < day:
            return self
        return replace(self, kind=self.earlier_kind)


NameForm = Literal["short", "inverted", "formal", "variant"]


@dataclass(frozen=True)
class SpeakerName:
    """A dated name of a speaker: a row of reference/speaker_names.

    Attributes:
        speaker_id: Whose name it is.
        name: As United Nations documents print it, without a leading "the".
        form: Short, inverted ("Iran (Islamic Republic of)"), formal, or another documented form.
        language: Code of the language, such as "en".
        valid_from: First day on which the name was in force; None where no source bounds it.
        valid_to: Last day on which the name was in force; None where it still is, or where no source bounds it.
        source: Where the name and its dates come from.
    """

    speaker_id: str
    name: str
    form: NameForm
    language: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str

    def holds_on(self, day: dt.date) -> bool:
        """Whether the name was in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


MembershipBasis = Literal["established", "attested", "not_established"]


@dataclass(frozen=True)
class GroupMembership:
    """The regional group of a speaker on one day.

    Attributes:
        group_id: The group; None where the speaker is in none or no source establishes one.
        role: "member", or "counted_with" where it is counted with a group and is no member of it; None without a group.
        basis: Whether a source dates the membership, shows it on some day, or neither.
        note: What a reader must know of it; empty where nothing.
    """

    group_id: str | None
    role: Literal["member", "counted_with"] | None
    basis: MembershipBasis
    note: str
