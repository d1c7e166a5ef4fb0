"""Recorded votes: the figures of the sentence against the lists of States."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from plenary.catalogue import translate as _
from plenary.checks.record.numbers import NUMBER, number
from plenary.checks.record.oddity import Odd
from plenary.extract.model import Reading, Report
from plenary.names import Names, normalised

TALLY: Final = re.compile(
    rf"\b(?:by|vote of) (?:a recorded vote of )?(?P<for>{NUMBER})(?: votes?)?(?: in favour)?(?:,| to) (?:to )?"
    rf"(?P<against>{NUMBER})(?: votes?)?(?: against)?"
    rf"(?:,? (?:with|and) (?P<abstaining>{NUMBER}) abstentions?)?(?!\w)"
)
"""How many voted for, against, and abstained; as in "by 24 votes to 19, with 4 abstentions"."""
HEAD: Final = re.compile(
    r"\b(?P<side>In favour|IN FAVOUR|Against|AGAINST|Abstaining|ABSTAINING|Abstentions?|ABSTENTIONS?) ?:[ \t]*\n?"
)
"""What stands above, or at the beginning of, a list of those who voted alike."""
Figures = tuple[int, int, int]
"""Votes for and against, and abstentions."""
Side = Literal["for", "against", "abstaining"]


@dataclass(frozen=True, slots=True)
class Voter:
    """A State in a list of votes: name as printed, its place, and its side."""

    printed: str
    start: int
    end: int
    side: Side


@dataclass(frozen=True, slots=True)
class Vote:
    """A recorded vote: its lists, and the figures that belong to them.

    Attributes:
        start: Offset of its first list.
        end: Offset after that list's heading.
        sides: The sides that have a list.
        voters: All States listed, in printed order.
        tally: The figures that the sentence gives; None where no sentence belongs to the lists.
        tally_printed: That sentence's figures; "" likewise.
    """

    start: int
    end: int
    sides: tuple[Side, ...]
    voters: tuple[Voter, ...]
    tally: Figures | None = None
    tally_printed: str = ""

    @property
    def counts(self) -> Figures:
        """Number of States listed for, against and abstaining."""
        sides = [voter.side for voter in self.voters]
        return sides.count("for"), sides.count("against"), sides.count("abstaining")


def vote_unlike_lists(reading: Reading, names: Names) -> Iterator[Odd]:
    """Figures of a vote that are not the numbers of States listed."""
    for vote in votes(reading.report, names):
        if vote.tally and vote.tally != vote.counts:
            message = _("{printed}, but the lists hold {voted_for}, {against} and {abstaining} names")
            voted_for, against, abstaining = vote.counts
            message = message.format(
                printed=vote.tally_printed, voted_for=voted_for, against=against, abstaining=abstaining
            )
            yield Odd(message, vote.start, vote.end)


def voter_twice(reading: Reading, names: Names) -> Iterator[Odd]:
    """A State that stands twice in the lists of one vote."""
    for vote in votes(reading.report, names):
        sides: dict[str, str] = {}
        for voter in vote.voters:
            name = normalised(voter.printed)
            if name in sides:
                yield Odd(_("{name} is listed twice in this vote").format(name=voter.printed), voter.start, voter.end)
            sides.setdefault(name, voter.side)


def votes(report: Report, names: Names) -> list[Vote]:
    """The recorded votes of a report in printed order, each with the figures that belong to it.

    Some reports give the figures before the lists and some after. Where figures stand on both sides and belong to no
    other vote, those that agree are taken: a finding must not rest on a wrong pair.
    """
    listed = _listed(report, names)
    tallies = TALLY.finditer(report.text) if listed else ()
    starts = [vote.start for vote in listed]
    # The figures above each vote and, at the end, those below the last.
    above: list[list[re.Match[str]]] = [[] for _vote in (*listed, None)]
    for found in tallies:
        # Two days or pages ("of 10 to 14 March") are no votes.
        if re.search("vote|abst", found[0], re.IGNORECASE):
            above[bisect_right(starts, found.start())].append(found)
    paired = []
    for vote, before, after in zip(listed, above, above[1:], strict=False):
        near = [*before[-1:], *after[:1]]
        agreeing = [found for found in near if vote.counts in _figures(report, found)]
        for chosen in (agreeing or near)[:1]:
            (after if chosen in after else before).remove(chosen)
            figures = vote.counts if agreeing else _figures(report, chosen)[0]
            vote = Vote(vote.start, vote.end, vote.sides, vote.voters, figures, " ".join(chosen[0].split()))
        paired.append(vote)
    return paired


def _figures(report: Report, found: re.Match[str]) -> list[Figures]:
    """What figures may mean: "rejected by 107 votes to 60" gives those against first in some reports."""
    more, fewer, abstaining = number(found["for"]), number(found["against"]), number(found["abstaining"] or "no")
    before = report.text[max(report.text.rfind("\n", 0, found.start()), 0) : found.start()]
    rejected = re.search(r"\breject", before, re.IGNORECASE)
    return [(more, fewer, abstaining), *([(fewer, more, abstaining)] if rejected else [])]


def _listed(report: Report, names: Names) -> list[Vote]:
    heads = list(HEAD.finditer(report.text))
    found: list[Vote] = []
    for place, head in enumerate(heads):
        printed = head["side"].casefold()
        side: Side = "for" if printed == "in favour" else "against" if printed == "against" else "abstaining"
        end = report.text.find("\n", head.end())
        ends = [len(report.text) if end < 0 else end]
        if place + 1 < len(heads):
            ends.append(heads[place + 1].start())
        voters = tuple(_voters(report.text, head.end(), min(ends), side, names))
        before = found[-1] if found else None
        # The lists of one vote follow each other; a side that comes again is another vote's.
        if before and side != "for" and side not in before.sides:
            found[-1] = Vote(before.start, before.end, (*before.sides, side), before.voters + voters)
        else:
            found.append(Vote(head.start(), head.end(), (side,), voters))
    return [vote for vote in found if len(vote.sides) > 1]


def _voters(text: str, start: int, end: int, side: Side, names: Names) -> Iterator[Voter]:
    for found in re.finditer(r"[^,;\n]+", text[start:end]):
        for printed, offset in _split(found[0], names):
            name = printed.strip().rstrip(".").strip()
            if name and name.casefold() not in {"none", "-", "–", "—"}:
                begin = start + found.start() + offset + printed.index(name)
                yield Voter(name, begin, begin + len(name), side)


def _split(piece: str, names: Names) -> Iterator[tuple[str, int]]:
    """The last piece of a list divided at its "and", where that is none of a name: Bosnia and Herzegovina stays."""
    bare = piece.strip().rstrip(".")
    at = [found.span() for found in re.finditer(r"\band\b", piece)]
    for start, end in () if names.rows_named(bare) else at:
        before, after = piece[:start].strip(), piece[end:].strip().rstrip(".")
        if (not before or names.rows_named(before)) and names.rows_named(after):
            yield piece[:start], 0
            yield piece[end:], end
            return
    yield piece, 0
