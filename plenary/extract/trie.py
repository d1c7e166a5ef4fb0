"""The dated table of names as a trie over tokens: the longest known name at a place of a sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from plenary.extract.tokens import TOKEN, Tokens
from plenary.names import Names, normalised

END: Final = ""
"""Key under which a node of the trie keeps that a name ends there; no token is empty."""


class NameTrie:
    """Finds names of the dated table in tokens, and resolves them for a day."""

    def __init__(self, names: Names) -> None:
        """Args: the dated names."""
        self.names = names
        self._root: dict[str, Any] = {}
        for row in names.printed_names():
            self._add(row.name)
        self._resolved: dict[tuple[str, dt.date], str] = {}

    def _add(self, name: str) -> None:
        node = self._root
        for found in TOKEN.finditer(normalised(name)):
            node = node.setdefault(found.group(), {})
        letters = [letter for letter in name if letter.isalpha()]
        # An abbreviation is one in print too: "WHO" is no "who".
        node[END] = node.get(END, True) and sum(map(str.isupper, letters)) * 2 > len(letters)

    def longest(self, tokens: Tokens, index: int, last: int | None = None) -> int:
        """Index after the longest known name that begins at `index` and ends before `last`; -1 where none does."""
        after, low = -1, tokens.low
        node = self._root
        for position in range(index, len(low) if last is None else last):
            if low[position] not in node:
                break
            node = node[low[position]]
            if END in node and not (node[END] and tokens.text[index].islower()):
                after = position + 1
        return after

    def closes(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether a known name that begins at `first` or later ends right before `last`."""
        return any(self.longest(tokens, at, last) == last for at in range(first, last))

    def speaker_id(self, printed: str, day: dt.date) -> str:
        """Id of the speaker that bears the name; "" where none, or several, do.

        A name that is known, but for other days, still names its speaker when no other has ever borne it and the
        speaker is one of its own on that day: reports print a name a little before or after its days.
        """
        key = (printed, day)
        found = self._resolved.get(key)
        if found is None:
            if len(self._resolved) > 20_000:
                self._resolved.clear()
            found = self._resolved[key] = self._look_up(printed, day)
        return found

    def _look_up(self, printed: str, day: dt.date) -> str:
        rows = self.names.rows_named(printed)
        bearers = {row.speaker_id for row in rows if row.holds_on(day)}
        if not bearers:
            bearers = {row.speaker_id for row in rows}
            bearers = {bearer for bearer in bearers if len(bearers) == 1 and self.names.exists(bearer, day)}
        return bearers.pop() if len(bearers) == 1 else ""
