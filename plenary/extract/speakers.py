"""Lists of speakers: which names a stretch of a sentence holds, under which head, and for whom they spoke.

speakers := member (separator member)*        member := head? name modifier*
name     := known name | office | person | count | other name
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from plenary.extract.behalf import BEHALF, with_members
from plenary.extract.calendar import NUMBER_WORDS
from plenary.extract.heads import NO_HEAD, Head, divided, head_at, number_at
from plenary.extract.mentions import PLAIN, ListStyle, Mention
from plenary.extract.modifiers import remark
from plenary.extract.offices import is_office, office_end, person_end
from plenary.extract.tokens import Tokens, maybe, sequence, word
from plenary.extract.unknown_names import UnknownNameReader
from plenary.extract.wordings import COUNTED, STOPS
from plenary.model import Kind

_including: Final = sequence(maybe(word(",")), word("including"))


class SpeakerParser(UnknownNameReader):
    """Reads lists of speakers with the names of one dated table."""

    def speakers(
        self, tokens: Tokens, index: int, last: int, head: Head = NO_HEAD, bare: bool = False, style: ListStyle = PLAIN
    ) -> tuple[list[Mention], int]:
        """The speakers that a list names from `index` on, and the index after the list; none where none can be read.

        Args:
            tokens: The sentence.
            index: Where the list begins.
            last: Where it ends at the latest.
            head: The head before it, when that has been read already.
            bare: Whether names without a head are speakers too (a subject "Brazil and Chile").
            style: How the list is worded.
        """
        mentions: list[Mention] = []
        position = end = index
        if head is NO_HEAD or head.colon:
            found = head_at(tokens, position, last, self.trie)
            if found is not None:
                head, position = found, found.end
            nested = head_at(tokens, position, last, self.trie) if head.colon else None
            if nested is not None:
                head, position = nested, nested.end
        while position < last:
            mention = self._member(tokens, position, last, head, bare, style)
            if mention is None:
                break
            mentions.append(mention)
            end = position = self.modifiers(tokens, mention.last, last, mention)
            if head.semicolons:
                while position < last and not (tokens.low[position] == ";" and not tokens.depth[position]):
                    position += 1
                end = position
            if mention.count is not None:
                more, after = self.groups_after(tokens, position, last)
                if more:
                    mentions += more
                    end = after
                    break
                following = self.group_list(tokens, position, last)
                if following is not None:
                    head, position = following, following.end
                    continue
            following_member = self.next_member(tokens, position, last, head)
            if following_member is None:
                break
            position = following_member
            found = head_at(tokens, position, last, self.trie)
            if found is not None:
                head, position = found, found.end
        return mentions, end

    def _member(
        self, tokens: Tokens, index: int, last: int, head: Head, bare: bool, style: ListStyle
    ) -> Mention | None:
        start = index
        while start < last and tokens.low[start] in (
            "the",
            "both",
            "a",
            "an",
            "its",
            "his",
            "her",
            "their",
            '"',
            "“",
            "•",
        ):
            start += 1
        if start >= last:
            return None
        counted = self._count(tokens, start, last, head)
        if counted is not None:
            return counted
        if head.colon and head.semicolons:
            return self._between_semicolons(tokens, start, last, head, style)
        after = self.trie.longest(tokens, start, last)
        if after >= 0 and self._ends_name(tokens, after, last, head):
            after = self.with_abbreviation(tokens, after, last)
            whole = with_members(tokens, after, last)
            office = is_office(tokens, start) >= 0
            return Mention(start, whole, head, known=whole == after, office=office and whole == after)
        if head.persons or person_end(tokens, start, last) >= 0:
            end = person_end(tokens, start, last, titled=not head.persons)
            if end >= 0:
                return Mention(start, end, replace(head, persons=True, kind=Kind.PERSON), person=True)
        end = office_end(tokens, start, last, self.trie)
        if end >= 0 and (not head.colon or (head.kind is None and not head.group)):
            return Mention(start, end, head, office=True)
        if head is NO_HEAD and not bare:
            return None
        return self.unknown(tokens, start, last, head, style)

    def _between_semicolons(
        self, tokens: Tokens, start: int, last: int, head: Head, style: ListStyle
    ) -> Mention | None:
        """A name in a list whose names are divided by semicolons and may hold commas."""
        titled = self._titled(tokens, start, last, head, style)
        if titled is not None:
            return titled
        end = start
        while end < last and not (tokens.low[end] == ";" and not tokens.depth[end]):
            if tokens.text[end] == "(" and (remark(tokens, end + 1) >= 0 or BEHALF(tokens, end + 1) >= 0):
                break
            end += 1
        if head.persons:
            end = next((at for at in range(start, end) if tokens.text[at] == ","), end)
            return Mention(start, end, head, person=True) if end > start else None
        while end > start and tokens.text[end - 1] in ".,":
            end -= 1
        return Mention(start, end, head, known=self.trie.longest(tokens, start, end) == end) if end > start else None

    def _titled(self, tokens: Tokens, start: int, last: int, head: Head, style: ListStyle) -> Mention | None:
        """A person with a title, or a title alone, between semicolons; the title where it names for whom it speaks."""
        end = next((at for at in range(start, last) if tokens.low[at] == ";" and not tokens.depth[at]), last)
        while end > start and tokens.text[end - 1] in ".,":
            end -= 1
        person = person_end(tokens, start, end, titled=not (head.persons or style.presenting))
        first = start if person < 0 else person + 1
        if person >= end:
            return Mention(start, end, head, person=True)
        office = office_end(tokens, first, end, self.trie)
        if person < 0 and office < 0:
            return None
        office = end if office >= 0 else office
        names = any(
            self.trie.longest(tokens, at, end) >= 0 and tokens.low[at - 1] in ("of", "the", "for")
            for at in range(first + 1, end)
        )
        if person >= 0 and (office < 0 or not names):
            return Mention(start, person, head, person=True)
        return Mention(
            first + (tokens.low[first] in ("the", "a")), office, replace(head, persons=False, kind=None), office=True
        )

    def _count(self, tokens: Tokens, index: int, last: int, head: Head) -> Mention | None:
        number = number_at(tokens, index)
        if number is None or tokens.depth[index]:
            return None
        for position in range(index + 1, min(index + 7, last)):
            low = tokens.low[position]
            if low in COUNTED and not (position + 1 < last and tokens.low[position + 1] in COUNTED):
                return Mention(index, position + 1, head, count=number)
            if (
                tokens.text[position] in ",;:.()"
                or low in ("of", "and")
                or (low in STOPS and tokens.text[position].islower())
            ):
                break
        return None

    def groups_after(self, tokens: Tokens, index: int, last: int) -> tuple[list[Mention], int]:
        """Groups for which counted speakers spoke: ", including one on behalf of A and one on behalf of B"."""
        position = _including(tokens, index)
        found: list[Mention] = []
        head = Head(0, None, Kind.GROUP, representative=True, group=True)
        while 0 <= position < last:
            position += number_at(tokens, position) is not None
            after = BEHALF(tokens, position)
            if after < 0 or (found and after >= last):
                break
            spans, position = self.behalf(tokens, after, last, inside=True)
            if not spans or tokens.text[position : position + 1] == [":"]:
                return [], index  # a list that a colon announces: `group_list`
            found += [
                Mention(first, end, head, known=True) for first, end in spans if tokens.low[first] not in NUMBER_WORDS
            ]
            again = position
            while again < last and tokens.low[again] in (",", "and", ";"):
                again += 1
            if again == position or number_at(tokens, again) is None:
                break
            position = again
        return found, position

    def group_list(self, tokens: Tokens, index: int, last: int) -> Head | None:
        """The head of the groups for which some of the speakers counted before spoke."""
        after = _including(tokens, index)
        if after < 0 or number_at(tokens, after) is None:
            return None
        position = after + 1
        while position < last and tokens.low[position] not in (":", ".", ";"):
            position += 1
        wording = " ".join(tokens.low[after:position])
        if position < last and tokens.low[position] == ":" and "behalf" in wording:
            return Head(position + 1, None, Kind.GROUP, colon=True, group=True, count=number_at(tokens, after),
                        representative=True, semicolons=divided(tokens, position + 1))  # fmt: skip
        return None

    def _ends_name(self, tokens: Tokens, after: int, last: int, head: Head) -> bool:
        """Whether a known name ends where the table says, and is not only the beginning of a longer one."""
        if after >= last:
            return True
        low = tokens.low[after]
        if low in (",", ";", ".", ":", "(", ")", "[", "]", "and", "or", "–", "—", "&", '"', "”"):
            return low not in ("–", "—", "&")
        if low in ("'", "’") or low.startswith(("'s", "’s")):
            return False
        return (
            (low in STOPS and tokens.text[after].islower())
            or (tokens.text[after][0].islower() and low not in ("of", "for"))
            or (not head.colon and low == "as")
        )
