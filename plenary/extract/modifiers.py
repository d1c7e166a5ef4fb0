"""What follows the name of a speaker: brackets, asides, the capacity in which it spoke, the person who held the office.

modifier := "(" on behalf of ... ")" | ", on behalf of ..." | ", in its capacity as ..." | ", Name of a person"
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from plenary.extract.behalf import BEHALF, BehalfReader
from plenary.extract.heads import NO_HEAD, Head, classes
from plenary.extract.mentions import Mention
from plenary.extract.offices import is_office, office_end, person_end
from plenary.extract.tokens import Tokens, either, maybe, phrase, sequence, word
from plenary.extract.wordings import REMARKS, SPOKESPERSONS
from plenary.model import Capacity, Kind

_instead: Final = sequence(
    maybe(word("speaking", "acting")), either(phrase("as the representative of"),
        phrase("in his capacity as the representative of"),
                             phrase("as representative of"), phrase("in his capacity as representative of")),
                                 maybe(word("the")),
)  # fmt: skip


_for: Final = sequence(maybe(word("speaking", "also")), maybe(word("also")), word("for"))


as_observer: Final = either(
    phrase("in its capacity as observer"), phrase("in his capacity as observer"), phrase("in her capacity as observer"),
    phrase("as observer"), phrase("as an observer"), phrase("in its capacity as an observer"), phrase("observer"),
    phrase("in their capacity as observers"), phrase("as observers"), phrase("observers"),
)  # fmt: skip


in_capacity: Final = either(
    sequence(maybe(word("speaking", "acting")), word("in"), word("his", "her", "its", "their", "the"),
        word("capacity")),
    sequence(maybe(word("speaking", "acting")), word("as"), either(word("the", "a", "an"), is_office)),
    sequence(word("who", "which"), word("is", "was", "were", "has", "had", "also", "served", "chaired", "presided")),
    sequence(word("speaking", "noting", "referring", "responding", "recalling", "supported", "participating", "joined"),
             word("under", "that", "to", "by", "via", "as", "at", "on", "from", "through", "also", "for")),
)  # fmt: skip


remark: Final = word(*REMARKS)


class ModifierReader(BehalfReader):
    """Reads what follows the name of a speaker and belongs to it."""

    def modifiers(self, tokens: Tokens, index: int, last: int, mention: Mention) -> int:
        """Reads what belongs to a speaker into it; the index after it."""
        position = index
        while position < last:
            if mention.head.semicolons and tokens.text[position] != "(":
                break
            if tokens.text[position] in "([":
                closing = tokens.closing(position)
                self._parenthesis(tokens, position + 1, min(closing - 1, last), mention)
                position = closing
                continue
            comma = position + 1 if tokens.low[position] == "," else position
            behalf = BEHALF(tokens, comma)
            if behalf >= 0:
                mention.behalf, position = self.behalf(tokens, behalf, last)
                continue
            observer = as_observer(tokens, comma)
            if observer >= 0 and comma > position:
                mention.observer, position = True, observer
                continue
            singular = not mention.apposition and (mention.office or not mention.head.plural or mention.person)
            is_person = mention.person or (mention.known and self._is_person(tokens, mention.first, mention.last))
            if comma > position and singular and not is_person:
                person = person_end(tokens, comma, last, titled=not mention.office and mention.head is NO_HEAD)
                closed = mention.office or person >= last or tokens.text[person : person + 1] == [","]
                if person >= 0 and not closed and person_end(tokens, comma, last) < 0:
                    person = -1
                if person >= 0 and self._is_person(tokens, comma, person):
                    mention.apposition, position = (comma, person), self._further_persons(tokens, person, last)
                    continue
            if comma > position and mention.person:
                office = office_end(tokens, comma, last, self.trie)
                if office >= 0 and tokens.low[comma] != "the":
                    mention.apposition = (mention.first, mention.last)
                    start = comma + (tokens.low[comma] in ("a", "an"))
                    mention.first, mention.last, mention.office, mention.person = start, office, True, False
                    mention.head = NO_HEAD
                    position = office
                    continue
            if (
                comma > position
                and mention.person
                and mention.head is NO_HEAD
                and self._belongs_to(tokens, comma, last)
            ):
                position = last
                continue
            if comma > position and tokens.low[comma : comma + 1] in (["a"], ["an"]):
                stop = self._aside_end(tokens, comma, last)
                kind = classes(" ".join(tokens.low[comma:stop]))
                if kind in (Kind.NGO, Kind.IGO, Kind.UN_ENTITY, Kind.NHRI):
                    mention.head, position = replace(mention.head, kind=kind), stop
                    continue
            instead = _instead(tokens, comma) if comma > position else -1
            known = self.trie.longest(tokens, instead, last) if instead >= 0 else -1
            if known >= 0:
                mention.first, mention.last, mention.known, mention.office = instead, known, True, False
                mention.head, position = Head(0, representative=True), known
                continue
            if comma > position and in_capacity(tokens, comma) >= 0:
                position = self._aside_end(tokens, comma, last)
                continue
            break
        return position

    def _parenthesis(self, tokens: Tokens, index: int, last: int, mention: Mention) -> None:
        behalf = BEHALF(tokens, index)
        if behalf >= 0:
            mention.behalf, _end = self.behalf(tokens, behalf, last, inside=True)
            return
        if as_observer(tokens, index) >= 0:
            mention.observer = True
            return
        speaking_for = _for(tokens, index)
        if (
            speaking_for >= 0
            and speaking_for < last
            and (tokens.capital(speaking_for) or tokens.low[speaking_for] == "the")
        ):
            mention.behalf, _end = self.behalf(tokens, speaking_for, last, inside=True)
            return
        speaks = mention.known and SPOKESPERSONS & set(tokens.low[max(mention.first - 4, 0) : mention.first])
        if speaks and self.trie.longest(tokens, index, last) == last and self.is_state(tokens, index, last):
            mention.behalf, mention.first, mention.last = [(mention.first, mention.last)], index, last
            return
        known = self.trie.longest(tokens, index, last) if mention.person else -1
        if known >= 0 and (known == last or tokens.low[known] == ",") and self.is_state(tokens, index, known):
            after = tokens.closing(index - 1)
            office = (
                office_end(tokens, after + 1, len(tokens), self.trie) if tokens.low[after : after + 1] == [","] else -1
            )
            if office >= 0 and person_end(tokens, after + 1, len(tokens)) < 0 and tokens.low[after + 1] != "the":
                return  # "Mr. A (State), President of the Meeting": the office speaks
            mention.apposition = mention.bearer = (mention.first, mention.last)
            mention.first, mention.last, mention.known, mention.person = index, known, True, False
            mention.head = replace(mention.head, kind=None, persons=False, capacity=Capacity.UNKNOWN)
            behalf = BEHALF(tokens, known + 1)
            if behalf >= 0:
                mention.behalf, _end = self.behalf(tokens, behalf, last, inside=True)
            return
        mention.remark = (index, last) if index < last else None

    def _is_person(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether words in capitals are no known name, or one of a person."""
        if self.trie.longest(tokens, first, last) < last:
            return True
        rows = self.trie.names.rows_named(" ".join(tokens.text[first:last]))
        return any(self.trie.names.speaker(row.speaker_id).kind is Kind.PERSON for row in rows)

    def _belongs_to(self, tokens: Tokens, index: int, last: int) -> bool:
        """Whether what follows a person to the end is only where the person works: "Dr. A, University of B"."""
        rest = tokens.low[index:last]
        return tokens.capital(index) and not {",", ";", "and", "by"} & set(rest) and person_end(tokens, index, last) < 0

    def _further_persons(self, tokens: Tokens, index: int, last: int) -> int:
        """Index after further persons who hold one office together: "its Co-Chairs, Ms. A (X) and Mr. B (Y)"."""
        position = index
        while position < last:
            after = tokens.closing(position) if tokens.text[position] == "(" else position
            if after >= last or tokens.low[after] not in ("and", ","):
                return (
                    after if after < last and after > position and tokens.low[after : after + 1] != [","] else position
                )
            person = person_end(tokens, after + 1, last)
            if person < 0:
                return position
            position = person
        return position

    def _aside_end(self, tokens: Tokens, index: int, last: int) -> int:
        """Index of the comma that ends an aside ("in her capacity as Chair of the group,"); its own end else."""
        for position in range(index, last):
            if tokens.low[position] in (",", ";") and not tokens.depth[position]:
                return position
        return last


def modifier_follows(tokens: Tokens, comma: int) -> bool:
    """Whether after a comma something follows that belongs to the speaker before it."""
    return BEHALF(tokens, comma + 1) >= 0 or in_capacity(tokens, comma + 1) >= 0 or as_observer(tokens, comma + 1) >= 0
