"""Names that the dated table does not hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from plenary.extract.behalf import BEHALF
from plenary.extract.heads import NO_HEAD, Head, head_at, number_at
from plenary.extract.mentions import ListStyle, Mention
from plenary.extract.modifiers import ModifierReader, modifier_follows, remark
from plenary.extract.offices import is_office
from plenary.extract.tokens import Tokens, word
from plenary.extract.wordings import (
    ADVERBIALS,
    BODY_WORDS,
    COLLECTIVES,
    CONNECTORS,
    ORGANIZATIONS,
    PARTS_OF_TITLES,
    STOPS,
)

_separator: Final = word(",", ";", "and", "&", "or")


class UnknownNameReader(ModifierReader):
    """Reads names that the dated table does not hold: where they end, and which "and" joins two of them."""

    def unknown(self, tokens: Tokens, start: int, last: int, head: Head, style: ListStyle) -> Mention | None:
        """A name that the table does not hold, up to where it must end."""
        if tokens.low[start] in COLLECTIVES and not head.colon:
            return self._collective(tokens, start, last, head)
        if not tokens.capital(start) and not head.colon and "ngos" not in tokens.low[start : start + 6]:
            return None
        if tokens.text[start] in (",", ";", ".", ":", ")", "("):
            return None
        end, ands = start, list[int]()
        while end < last:
            low = tokens.low[end]
            if tokens.depth[end]:
                inner = self.trie.longest(tokens, end + 1, last)
                state = inner >= 0 and tokens.text[inner : inner + 1] == [")"] and self.is_state(tokens, end + 1, inner)
                if state and _personal(tokens, start, end):
                    return Mention(start, end, replace(head, persons=True), person=True)
                if remark(tokens, end + 1) >= 0 or BEHALF(tokens, end + 1) >= 0:
                    break
                end = tokens.closing(end)
                continue
            if low in (",", ";", ":") or (low == "." and end + 1 >= last):
                if low == "," and (self._comma_inside(tokens, end, last) or self._unit(tokens, end, last, head)):
                    end += 1
                    continue
                break
            if low == "and":
                ands.append(end)
            elif not head.colon and self._stops(tokens, end, last, start):
                break
            end += 1
        end = min(end, last)
        split = (
            None if self._unit(tokens, start, end, head) else self._split(tokens, start, end, last, ands, head, style)
        )
        end = split if split is not None else end
        while end > start and (tokens.low[end - 1] in CONNECTORS - {"a"} or tokens.text[end - 1] in ".,"):
            end -= 1
        return Mention(start, end, head) if end > start else None

    def _collective(self, tokens: Tokens, start: int, last: int, head: Head) -> Mention:
        """Speakers who are only called what they are: "the panellists", "participants in the consultation"."""
        end = start + 1
        while (
            end < last
            and not (tokens.low[end] in STOPS and tokens.text[end].islower())
            and not (
                tokens.low[end] in (",", "and")
                and (head_at(tokens, end + 1, last, self.trie) or is_office(tokens, end + 1) >= 0)
            )
        ):
            if tokens.text[end] == "(":
                end = tokens.closing(end)
                continue
            if tokens.low[end] in (";", ":") or (tokens.low[end] == "." and end + 1 >= last):
                break
            end += 1
        while end > start + 1 and tokens.text[end - 1] in ",.":
            end -= 1
        return Mention(start, end, head)

    def _unit(self, tokens: Tokens, comma: int, last: int, head: Head) -> bool:
        """Whether a comma stands inside the name of a unit: "the Drugs, Laboratory and Scientific Services Branch"."""
        if head.plural or head.colon or head is NO_HEAD:
            return False
        words = tokens.low[comma + 1 : min(comma + 8, last)]
        part = next((at for at, low in enumerate(words) if low in PARTS_OF_TITLES), None)
        return part is not None and not {"the", ",", "by"} & set(words[:part])

    def _comma_inside(self, tokens: Tokens, comma: int, last: int) -> bool:
        """Whether a comma stands inside a name: "(Council), Inc.", or before "Inc.", "Ltd.", "LLC"."""
        return comma + 1 < last and tokens.low[comma + 1] in ("inc", "ltd", "llc", "e.v", "asbl")

    def _stops(self, tokens: Tokens, index: int, last: int, start: int) -> bool:
        """Whether a name in running text cannot go on with this token."""
        low, text = tokens.low[index], tokens.text[index]
        if text[0].isupper() or (text[0].isdigit() and index > start) or text in "–—&'’\"“”/-.":
            return False
        if low in STOPS and text.islower():
            return True
        if low in CONNECTORS:
            following = index + 1
            while following < last and tokens.low[following] in CONNECTORS:
                following += 1
            if following >= last or not tokens.capital(following):
                return low in ("on", "in", "at", "to", "by", "with", "from", "under", "as", "for")
            return low in ("by", "under", "with") or (low in ("at", "in") and tokens.low[following] in ("committee",))
        return low in ADVERBIALS

    def _split(
        self, tokens: Tokens, start: int, end: int, last: int, ands: list[int], head: Head, style: ListStyle
    ) -> int | None:
        """Index of the "and" that ends this name as the last but one of its list; None where none does."""
        if not ands:
            return None
        for place in ands:
            again = tokens.low[place + 1 : place + 3]
            if head is not NO_HEAD and head.plural and not head.colon and again in (["of", "the"], ["for", "the"]):
                return place
            if head_at(tokens, place + 1, last, self.trie) is not None or is_office(tokens, place + 1) >= 0:
                return place
        more = end < last and tokens.low[end] in (",", ";") and self.next_member(tokens, end, last, head) is not None
        if more and not (tokens.low[end] == "," and modifier_follows(tokens, end)):
            return None  # a further comma: the "and" is part of the name
        if (head.colon and style.open_list) or not head.plural:
            return None
        scored = [(self._weight(tokens, start, place, end), -place) for place in ands]
        weight, place = max(scored)
        return -place if weight > 0 else None

    def _weight(self, tokens: Tokens, start: int, place: int, end: int) -> float:
        """How much speaks for an "and" that joins two names rather than two words of one."""
        right, left_known = place + 1, self.trie.longest(tokens, start, place) == place
        if right >= end or not (tokens.capital(right) or tokens.low[right] == "the"):
            return -9
        known = self.trie.longest(tokens, right + (tokens.low[right] == "the"), end)
        weight = 1.0 + 5 * (known == end) + 4 * left_known + 3 * (tokens.low[right] == "the")
        left_words = {tokens.low[at] for at in range(start, place)}
        right_words = {tokens.low[at] for at in range(right, end)}
        weight += 2 * bool(right_words & ORGANIZATIONS) + 1 * bool(left_words & ORGANIZATIONS)
        before = [tokens.low[at] for at in range(max(place - 3, start), place)]
        if any(low in ("for", "of", "on", "in", "against") for low in before):
            weight -= 2.5
        return weight - 1.5 * (end - right == 1 and known != end)

    def next_member(self, tokens: Tokens, index: int, last: int, head: Head) -> int | None:
        """Index of the next member after a separator; None where the list ends."""
        position = index
        while position < last and (
            _separator(tokens, position) >= 0
            or tokens.low[position : position + 3] == ["as", "well", "as"]
            or tokens.low[position : position + 2] == ["followed", "by"]
            or (
                position > index
                and tokens.low[position] in ("by", "also", "from", "then", "thereafter", "subsequently")
            )
            or (position > index and head is not NO_HEAD and tokens.low[position] in ("of", "for"))
        ):
            position += 3 if tokens.low[position] == "as" else 2 if tokens.low[position] == "followed" else 1
        if position == index or position >= last:
            return None
        if tokens.text[position] in ".:)(":
            return None
        if head_at(tokens, position, last, self.trie) is not None or is_office(tokens, position) >= 0:
            return position
        start = position + (tokens.low[position] in ("the", "a", "an"))
        if start >= last:
            return None
        if self.trie.longest(tokens, start, last) >= 0:
            return position
        if head.colon or number_at(tokens, start) is not None:
            return position
        if tokens.low[start] in COLLECTIVES:
            return position
        if "ngos" in tokens.low[start : start + 3]:
            return position
        return position if tokens.capital(start) and tokens.low[start] not in BODY_WORDS else None


def _personal(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words look like the name of a person: one to five in capitals, no organization among them."""
    plain = all(
        text[0].isupper() or tokens.low[at] in ("de", "van", "von", "da", "al")
        for at, text in zip(range(first, last), tokens.text[first:last], strict=True)
    )
    return plain and 1 <= last - first <= 5 and not ORGANIZATIONS & set(tokens.low[first:last])
