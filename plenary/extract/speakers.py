"""Lists of speakers: which names a stretch of a sentence holds, under which head, and for whom they spoke.

speakers := member (separator member)*        member := head? name modifier*
name     := known name | office | person | count | other name
modifier := "(" on behalf of ... ")" | ", on behalf of ..." | ", in its capacity as ..." | ", Name of a person"
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from plenary.extract.calendar import NUMBER_WORDS
from plenary.extract.heads import NO_HEAD, Head, classes, divided, head_at, number_at
from plenary.extract.offices import is_office, office_end, person_end
from plenary.extract.tokens import Rule, Tokens, either, maybe, phrase, sequence, word
from plenary.extract.trie import NameTrie
from plenary.extract.wordings import (
    ADVERBIALS,
    BODY_WORDS,
    COLLECTIVES,
    CONNECTORS,
    COUNTED,
    ORGANIZATIONS,
    PARTS_OF_TITLES,
    REMARKS,
    SPOKESPERSONS,
    STOPS,
)
from plenary.model import Capacity, Kind

Span = tuple[int, int]


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


BEHALF: Final[Rule] = either(
    sequence(
        maybe(word("also", "and", "speaking", "speaks", "who", "spoke", "acting", "made", "delivered", "jointly")),
        maybe(word("also", "spoke", "speaking", "jointly")),
        either(
            phrase("on behalf of"), phrase("in the name of"), phrase("on the behalf of"), phrase("for and on behalf of")
        ),
        maybe(phrase("and in the name of")),
    ),
    phrase("jointly with"),
)
"""The words before those for whom a speaker speaks."""
_instead: Final = sequence(
    maybe(word("speaking", "acting")), either(phrase("as the representative of"), phrase("in his capacity as the representative of"),
                             phrase("as representative of"), phrase("in his capacity as representative of")), maybe(word("the")),
)  # fmt: skip
_for: Final = sequence(maybe(word("speaking", "also")), maybe(word("also")), word("for"))
_as_observer: Final = either(
    phrase("in its capacity as observer"), phrase("in his capacity as observer"), phrase("in her capacity as observer"),
    phrase("as observer"), phrase("as an observer"), phrase("in its capacity as an observer"), phrase("observer"),
    phrase("in their capacity as observers"), phrase("as observers"), phrase("observers"),
)  # fmt: skip
_separator: Final = word(",", ";", "and", "&", "or")
_capacity: Final = either(
    sequence(maybe(word("speaking", "acting")), word("in"), word("his", "her", "its", "their", "the"), word("capacity")),
    sequence(maybe(word("speaking", "acting")), word("as"), either(word("the", "a", "an"), is_office)),
    sequence(word("who", "which"), word("is", "was", "were", "has", "had", "also", "served", "chaired", "presided")),
    sequence(word("speaking", "noting", "referring", "responding", "recalling", "supported", "participating", "joined"),
             word("under", "that", "to", "by", "via", "as", "at", "on", "from", "through", "also", "for")),
)  # fmt: skip
_reason: Final = word(*REMARKS)


class SpeakerParser:
    """Reads lists of speakers with the names of one dated table."""

    def __init__(self, trie: NameTrie) -> None:
        """Args: the known names."""
        self.trie = trie
        self.presenting = False

    def speakers(
        self, tokens: Tokens, index: int, last: int, head: Head = NO_HEAD, bare: bool = False, open_list: bool = False
    ) -> tuple[list[Mention], int]:
        """The speakers that a list names from `index` on, and the index after the list; none where none can be read.

        Args:
            tokens: The sentence.
            index: Where the list begins.
            last: Where it ends at the latest.
            head: The head before it, when that has been read already.
            bare: Whether names without a head are speakers too (a subject "Brazil and Chile").
            open_list: Whether sibling lists of the document end without "and" before their last name.
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
            mention = self._member(tokens, position, last, head, bare, open_list)
            if mention is None:
                break
            mentions.append(mention)
            end = position = self._modifiers(tokens, mention.last, last, mention)
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
            after = self._next(tokens, position, last, head)
            if after is None:
                break
            position = after
            found = head_at(tokens, position, last, self.trie)
            if found is not None:
                head, position = found, found.end
        return mentions, end

    # --- One member of a list

    def _member(self, tokens: Tokens, index: int, last: int, head: Head, bare: bool, open_list: bool) -> Mention | None:
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
            return self._between_semicolons(tokens, start, last, head)
        after = self.trie.longest(tokens, start, last)
        if after >= 0 and self._ends_name(tokens, after, last, head):
            after = self._abbreviation(tokens, after, last)
            whole = _with_members(tokens, after, last)
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
        return self._unknown(tokens, start, last, head, open_list)

    def _between_semicolons(self, tokens: Tokens, start: int, last: int, head: Head) -> Mention | None:
        """A name in a list whose names are divided by semicolons and may hold commas."""
        titled = self._titled(tokens, start, last, head)
        if titled is not None:
            return titled
        end = start
        while end < last and not (tokens.low[end] == ";" and not tokens.depth[end]):
            if tokens.text[end] == "(" and (_reason(tokens, end + 1) >= 0 or BEHALF(tokens, end + 1) >= 0):
                break
            end += 1
        if head.persons:
            end = next((at for at in range(start, end) if tokens.text[at] == ","), end)
            return Mention(start, end, head, person=True) if end > start else None
        while end > start and tokens.text[end - 1] in ".,":
            end -= 1
        return Mention(start, end, head, known=self.trie.longest(tokens, start, end) == end) if end > start else None

    def _titled(self, tokens: Tokens, start: int, last: int, head: Head) -> Mention | None:
        """A person with a title, or a title alone, between semicolons; the title where it names for whom it speaks."""
        end = next((at for at in range(start, last) if tokens.low[at] == ";" and not tokens.depth[at]), last)
        while end > start and tokens.text[end - 1] in ".,":
            end -= 1
        person = person_end(tokens, start, end, titled=not (head.persons or self.presenting))
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
        """Groups for which counted speakers spoke: ", including one on behalf of A, one on behalf of B and one on behalf of C"."""
        position = _including(tokens, index)
        found: list[Mention] = []
        head = Head(0, None, Kind.GROUP, representative=True, group=True)
        while 0 <= position < last:
            position += number_at(tokens, position) is not None
            after = BEHALF(tokens, position)
            if after < 0 or (found and after >= last):
                break
            spans, position = self.behalf(tokens, after, last, inside=True)
            if tokens.low[after : after + 2] == ["groups", "of"] or not spans:
                return [], index
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

    def _abbreviation(self, tokens: Tokens, after: int, last: int) -> int:
        """Index after "(WHO)" where that follows a name; else `after`."""
        if after + 2 < last and tokens.text[after] == "(" and tokens.text[after + 2] == ")":
            inner = tokens.text[after + 1]
            if sum(letter.isupper() for letter in inner) >= 2:
                return after + 3
        return after

    def _unknown(self, tokens: Tokens, start: int, last: int, head: Head, open_list: bool) -> Mention | None:
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
                state = (
                    inner >= 0 and tokens.text[inner : inner + 1] == [")"] and self._is_state(tokens, end + 1, inner)
                )
                if state and _personal(tokens, start, end):
                    return Mention(start, end, replace(head, persons=True), person=True)
                if _reason(tokens, end + 1) >= 0 or BEHALF(tokens, end + 1) >= 0:
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
            None
            if self._unit(tokens, start, end, head)
            else self._split(tokens, start, end, last, ands, head, open_list)
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
        self, tokens: Tokens, start: int, end: int, last: int, ands: list[int], head: Head, open_list: bool
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
        if end < last and tokens.low[end] in (",", ";") and self._next(tokens, end, last, head) is not None:
            if not (tokens.low[end] == "," and _modifier_follows(tokens, end, last)):
                return None  # a further comma: the "and" is part of the name
        if (head.colon and open_list) or not head.plural:
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
        return weight - 1.5 * (end - right == 1 and not known == end)

    # --- What follows a member

    def _modifiers(self, tokens: Tokens, index: int, last: int, mention: Mention) -> int:
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
            observer = _as_observer(tokens, comma)
            if observer >= 0 and comma > position:
                mention.observer, position = True, observer
                continue
            singular = not mention.apposition and (mention.office or not mention.head.plural or mention.person)
            if comma > position and singular and not mention.person:
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
            if comma > position and _capacity(tokens, comma) >= 0:
                position = self._aside_end(tokens, comma, last)
                continue
            break
        return position

    def _is_person(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether words in capitals are no known name, or one of a person."""
        if self.trie.longest(tokens, first, last) < last:
            return True
        rows = self.trie.names.rows_named(" ".join(tokens.text[first:last]))
        return any(self.trie.names.speaker(row.speaker_id).kind is Kind.PERSON for row in rows)

    def _is_state(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether a known name is that of a State, a territory or the European Union, for which a person speaks."""
        rows = self.trie.names.rows_named(" ".join(tokens.text[first:last]).replace("( ", "(").replace(" )", ")"))
        speakers = [self.trie.names.speaker(row.speaker_id) for row in rows]
        return any(one.kind in (Kind.STATE, Kind.TERRITORY) or one.speaker_id == "european-union" for one in speakers)

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

    def _parenthesis(self, tokens: Tokens, index: int, last: int, mention: Mention) -> None:
        behalf = BEHALF(tokens, index)
        if behalf >= 0:
            mention.behalf, _end = self.behalf(tokens, behalf, last, inside=True)
            return
        if _as_observer(tokens, index) >= 0:
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
        if mention.known and mention.first > 3 and set(tokens.low[mention.first - 4 : mention.first]) & SPOKESPERSONS:
            if self.trie.longest(tokens, index, last) == last and self._is_state(tokens, index, last):
                mention.behalf, mention.first, mention.last = [(mention.first, mention.last)], index, last
                return
        known = self.trie.longest(tokens, index, last) if mention.person else -1
        if known >= 0 and (known == last or tokens.low[known] == ",") and self._is_state(tokens, index, known):
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

    def behalf(self, tokens: Tokens, index: int, last: int, inside: bool = False) -> tuple[list[Span], int]:
        """For whom a speaker spoke: the names after "on behalf of", and the index after them.

        Args:
            tokens: The sentence.
            index: First token after "of".
            last: Where the names end at the latest.
            inside: Whether they stand in parentheses and fill them.
        """
        spans: list[Span] = []
        position = end = index
        while position < last:
            start = position
            if tokens.low[start : start + 2] == ["itself", "and"]:
                start += 2
            while start < last and tokens.low[start] in ("the", "a", "an", "also"):
                start += 1
            known = self.trie.longest(tokens, start, last)
            ends = known >= last or tokens.low[known] in (",", ";", "and", ".", ")", "(", "as")
            if known >= 0 and (ends or (not inside and tokens.low[known] not in ("that", "which", "and", "member"))):
                stop = self._abbreviation(tokens, known, last)
                stop = min(_with_members(tokens, stop, last + 1), last)
            else:
                stop = self._behalf_end(tokens, start, last, inside)
            if stop <= start:
                break
            spans.append((start, stop))
            end = position = stop
            if position < last and tokens.text[position] == "(":
                end = position = tokens.closing(position)
            joined = position
            while joined < last and (
                tokens.low[joined] in (",", ";", "and") or tokens.low[joined : joined + 3] == ["as", "well", "as"]
            ):
                joined += 3 if tokens.low[joined] == "as" else 1
            if joined == position or joined >= last:
                break
            if not inside and not self._goes_on(tokens, position, joined, last, spans):
                break
            if tokens.low[joined] in NUMBER_WORDS or tokens.low[joined] in (
                "taking",
                "with",
                "in",
                "speaking",
                "which",
                "who",
                "that",
            ):
                break
            again = BEHALF(tokens, joined)
            position = again if again >= 0 else joined
        return spans, end

    def _goes_on(self, tokens: Tokens, separator: int, index: int, last: int, spans: list[Span]) -> bool:
        """Whether the names for whom somebody spoke go on after a separator in running text."""
        start = index + (index < last and tokens.low[index] == "the")
        known = self.trie.longest(tokens, start, last)
        if tokens.low[separator] == "," and tokens.low[separator + 1] == "and":
            return False
        if known < 0:
            return False
        if tokens.low[separator] == "and":
            return True
        if not self._is_state(tokens, *spans[0]):
            return False
        # "A, B and C": a list only where an "and" closes it before the next verb.
        for position in range(known, last):
            low = tokens.low[position]
            if low == "and" and not tokens.depth[position]:
                return (
                    len(spans) > 1 or self.trie.names.rows_named(" ".join(tokens.text[spans[0][0] : spans[0][1]])) != ()
                )
            if low in STOPS and tokens.text[position].islower():
                return False
        return False

    def _behalf_end(self, tokens: Tokens, start: int, last: int, inside: bool) -> int:
        """Where a name for whom somebody spoke ends that the table does not hold as such."""
        for position in range(start, last):
            low = tokens.low[position]
            if tokens.depth[position] > tokens.depth[start]:
                continue
            if low in (",", ";", ":", ".") or low in (
                "taking",
                "made",
                "introduced",
                "said",
                "stated",
                "spoke",
                "delivered",
            ):
                return position
            if low == "and" and tokens.capital(
                position + 1 + (position + 1 < last and tokens.low[position + 1] == "the")
            ):
                if " ".join(tokens.low[position : position + 3]) not in ("and its member",):
                    following = position + 1 + (tokens.low[position + 1] == "the")
                    if inside or self.trie.longest(tokens, following, last) >= 0:
                        if not _inside_name(tokens, start, position):
                            return position
            if (
                not inside
                and low in STOPS
                and tokens.text[position].islower()
                and low not in ("that", "are", "is", "which")
            ):
                return position
        return last

    def _next(self, tokens: Tokens, index: int, last: int, head: Head) -> int | None:
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


_including: Final = sequence(maybe(word(",")), word("including"))


def _personal(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words look like the name of a person: one to five in capitals, no organization among them."""
    plain = all(
        text[0].isupper() or tokens.low[at] in ("de", "van", "von", "da", "al")
        for at, text in zip(range(first, last), tokens.text[first:last], strict=True)
    )
    return plain and 1 <= last - first <= 5 and not ORGANIZATIONS & set(tokens.low[first:last])


def _with_members(tokens: Tokens, after: int, last: int) -> int:
    """Index after "and its 27 member States" where that follows a name; else `after`."""
    if tokens.low[after : after + 2] == ["and", "its"]:
        for position in range(after + 2, min(after + 6, last, len(tokens))):
            if tokens.low[position] == "states":
                return position + 1
    return after


def _modifier_follows(tokens: Tokens, comma: int, last: int) -> bool:
    """Whether after a comma something follows that belongs to the speaker before it."""
    return BEHALF(tokens, comma + 1) >= 0 or _capacity(tokens, comma + 1) >= 0 or _as_observer(tokens, comma + 1) >= 0


def _inside_name(tokens: Tokens, start: int, place: int) -> bool:
    """Whether an "and" seems to stand inside a name: right after a lower-case word's object ("of Peace and ...")."""
    before = [tokens.low[at] for at in range(max(start, place - 2), place)]
    return any(low in ("for", "of", "on", "against") for low in before)
