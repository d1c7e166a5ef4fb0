"""One speaker as a list names it, and how lists are worded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from plenary.extract.heads import Head

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ListStyle:
    """How a list is worded, as far as its sentence and its document tell.

    Attributes:
        open_list: Whether sibling lists of the document end without "and" before their last name.
        presenting: Whether its speakers gave presentations: persons may stand without honorifics then.
    """

    open_list: bool = False
    presenting: bool = False


PLAIN: Final = ListStyle()


@dataclass(slots=True)
class Mention:
    """One speaker as a list names it; all places are indices of tokens.

    Attributes:
        first: First token of the name, without a leading article.
        last: Index after it.
        head: The head under which it stands.
        known: Whether the dated table holds the name (on any day).
        office: Whether it is an office or title, which may hold the name of a State or organization.
        person: Whether it is the name of a person.
        count: How many speakers it stands for when it names none.
        bearer: The person in whose stead the State stands that follows in brackets.
        behalf: For whom the speaker spoke, in printed order.
        observer: Whether the record says that it spoke as an observer.
        apposition: Name of the person who held the office.
        remark: What else the parentheses say, such as "by video"; None where nothing.
    """

    first: int
    last: int
    head: Head
    known: bool = False
    office: bool = False
    person: bool = False
    count: int | None = None
    bearer: Span | None = None
    behalf: list[Span] = field(default_factory=list)
    observer: bool = False
    apposition: Span | None = None
    remark: Span | None = None
