"""Which printed numbers count the paragraphs of a report, and which belong to something that stands inside one.

An agenda, the operative paragraphs of a resolution or an annexed list have numbers of their own. Numbers make runs that
go up by one; where a run goes on after another one, the other stood inside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

PRINTED: Final = re.compile(
    r"[-•*·]?\s*(?P<number>\d{1,4}(?:\.\d{1,3})*)(?P<again>\s?(?:bis|ter|quater)\b)?\s?[.)](?:\s+(?=\d)|\s*(?=[^\W\d_]|[“”\"(\[‘'*]))"
)
DOTTED: Final = re.compile(r"[-•*·]?\s*(?P<number>\d{1,3}(?:\.\d{1,3}){1,3})(?P<again>)\s+(?=[^\W\d_]|[“\"(])")
GAP: Final = 3
"""Most numbers that may be missing in a run: a number that was not read, or not printed."""

DEPTH: Final = 40
"""Most runs that are open at the same time."""

FEWEST: Final = 60
"""Fewest characters of a paragraph whose number follows a gap."""

Value = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that begins with a number.

    Attributes:
        index: Place of the block.
        value: The number, parts between full stops one by one.
        again: "bis", "ter" or the like; "" for a plain number.
        left: Its edge, in points or blanks.
        length: Characters of the block.
    """

    index: int
    value: Value
    again: str
    left: float
    length: int

    @property
    def printed(self) -> str:
        """The number as printed."""
        return ".".join(map(str, self.value)) + (f" {self.again}" if self.again else "")


@dataclass(slots=True)
class Run:
    """Numbers that go up by one.

    Attributes:
        members: Its candidates, in order.
        host: The run at whose end it begins; None for the first one.
        inside: Whether the host goes on after it.
    """

    members: list[Candidate] = field(default_factory=list)
    host: Run | None = None
    inside: bool = False


def number_at(text: str) -> re.Match[str] | None:
    """The number with which a block begins, and what follows it."""
    return PRINTED.match(text) or DOTTED.match(text)


def value_of(found: re.Match[str]) -> tuple[Value, str]:
    """The number as a value, and its "bis"."""
    return tuple(int(part) for part in found["number"].split(".")), (found["again"] or "").strip()


def follows(before: Candidate, after: Candidate) -> bool:
    """Whether the one number comes right after the other."""
    if after.again:
        return after.value == before.value
    a, b = before.value, after.value
    if len(a) == len(b):
        return any(a[:i] == b[:i] and b[i] == a[i] + 1 and all(part == 1 for part in b[i + 1 :]) for i in range(len(a)))
    if len(b) > len(a):
        return b[: len(a)] == a and all(part == 1 for part in b[len(a) :])
    return b[:-1] == a[: len(b) - 1] and b[-1] == a[len(b) - 1] + 1


def runs_of(candidates: Sequence[Candidate], opened: Callable[[Candidate, Candidate], bool], alike: float) -> list[Run]:
    """Runs of numbers; candidates that fit nowhere are left out.

    Args:
        candidates: Blocks that begin with a number, in order.
        opened: Whether the text before the second candidate introduces a list that begins with it, after the first.
        alike: Difference of edges that does not count.
    """
    runs: list[Run] = []
    stack: list[Run] = []
    last_return = {
        candidate.value: place
        for place, (before, candidate) in enumerate(pairwise(candidates), 1)
        if not follows(before, candidate)
    }
    for place, candidate in enumerate(candidates):
        returns = last_return.get(candidate.value, 0) > place
        run = _host(stack, candidate, returns, alike, opened)
        if run is not None:
            while stack[-1] is not run:
                stack.pop().inside = True
            run.members.append(candidate)
        elif candidate.value[-1] == 1 or (not stack and _goes_on(candidate, candidates[place + 1 : place + 3])):
            run = Run([candidate], stack[-1] if stack else None)
            runs.append(run)
            stack.append(run)
            del stack[: max(len(stack) - DEPTH, 0)]
    return runs


def _host(
    stack: list[Run],
    candidate: Candidate,
    returns: bool,
    alike: float,
    opened: Callable[[Candidate, Candidate], bool],
) -> Run | None:
    """The open run that the candidate goes on with.

    Where two do, the edge tells; else that the number comes again later out of turn, so that this one stands inside;
    else that it is longer than the items of a list that a sentence introduced.
    """
    matches = [run for run in reversed(stack) if follows(run.members[-1], candidate)]
    if not matches:
        return _with_gap(stack, candidate, alike)
    top = matches[0]
    edged = [run for run in matches if abs(run.members[-1].left - candidate.left) <= alike]
    if len(edged) == 1:
        return edged[0]
    if returns:
        return top
    for lower in matches[1:]:
        mean = sum(member.length for member in top.members) / len(top.members)
        if candidate.length > 2 * mean and opened(lower.members[-1], top.members[0]):
            return lower
    return top


def _with_gap(stack: list[Run], candidate: Candidate, alike: float) -> Run | None:
    """The run in which some numbers before the candidate are missing."""
    if len(candidate.value) != 1 or candidate.length <= FEWEST:
        return None
    for run in reversed(stack):
        last = run.members[-1]
        if (
            len(run.members) > 1
            and len(last.value) == 1
            and 1 < candidate.value[0] - last.value[0] <= GAP
            and abs(last.left - candidate.left) <= alike
        ):
            return run
    return None


def _goes_on(candidate: Candidate, rest: Sequence[Candidate]) -> bool:
    """Whether numbers that begin in the middle, as in an addendum, go on."""
    return bool(rest) and follows(candidate, rest[0]) and len(rest) > 1 and follows(rest[0], rest[1])
