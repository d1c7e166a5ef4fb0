"""Sentences of reports are understood: who took the floor, how, for whom, at which meeting and item."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pytest

from plenary.extract.acts import ActFinder
from plenary.extract.calendar import days, items_in, meetings_in, ordinals
from plenary.extract.model import Block, BlockKind
from plenary.extract.places import roman
from plenary.extract.reasons import REASONS, RULES, ignored
from plenary.extract.sentences import sentences
from plenary.extract.speakers import SpeakerParser
from plenary.extract.tokens import Tokens
from plenary.extract.trie import NameTrie
from plenary.names import Names
from plenary.schema import DATA


@lru_cache(maxsize=1)
def finder() -> ActFinder:
    """The reader of sentences, with the dataset's own names."""
    return ActFinder(SpeakerParser(NameTrie(Names.read(DATA))))


def read(sentence: str) -> list[tuple[str, list[str]]]:
    """The acts of a sentence, each with its speakers as printed; "for" joins those for whom one spoke."""
    tokens = Tokens(sentence)

    def words(first: int, last: int) -> str:
        return sentence[tokens.start[first] : tokens.end[last - 1]]

    return [
        (
            deed.act.value + (" rendered" if deed.content else ""),
            [
                words(one.first, one.last) + "".join(f" for {words(first, last)}" for first, last in one.behalf)
                for one in deed.mentions
            ],
        )
        for deed in finder().deeds(tokens)
    ]


UNDERSTOOD = {
    "Statements were made by the representatives of Chad, Peru and Fiji.": [("statement", ["Chad", "Peru", "Fiji"])],
    "The representative of Chad made a statement.": [("statement", ["Chad"])],
    "The representatives of Chad and Peru took the floor.": [("statement", ["Chad", "Peru"])],
    "The Board heard statements by the observers for Malta and the Holy See.": [("statement", ["Malta", "Holy See"])],
    "A statement was also made by the observer for Malta, as did the representative of Chad.": [
        ("statement", ["Malta"]),
        ("statement", ["Chad"]),
    ],
    "Interventions were made by the delegations of Trinidad and Tobago and Bosnia and Herzegovina.": [
        ("statement", ["Trinidad and Tobago", "Bosnia and Herzegovina"])
    ],
    "The floor was then given to the representatives of Chad and Peru.": [("statement", ["Chad", "Peru"])],
    "Taking part in the debate were the representatives of Chad and Peru.": [("statement", ["Chad", "Peru"])],
    "Speakers on the item were the representatives of Chad and Peru.": [("statement", ["Chad", "Peru"])],
    "Interventions came from Chad, Peru and Fiji.": [("statement", ["Chad", "Peru", "Fiji"])],
    "The following delegations made statements: Chad; Peru; and Fiji.": [("statement", ["Chad", "Peru", "Fiji"])],
    "The following speakers took the floor: Mr. Ali (Chad), Ms. Ruiz (Peru) and Dr. Rao (Fiji).": [
        ("statement", ["Chad", "Peru", "Fiji"])
    ],
    "The representatives of Guinea, Guinea-Bissau, Papua New Guinea and Equatorial Guinea spoke.": [
        ("statement", ["Guinea", "Guinea-Bissau", "Papua New Guinea", "Equatorial Guinea"])
    ],
    "Statements were made by the representatives of the Republic of Korea and the Democratic People's Republic of Korea.": [
        ("statement", ["Republic of Korea", "Democratic People's Republic of Korea"])
    ],
    "Statements were made by the representatives of Niger, Nigeria, Dominica and the Dominican Republic.": [
        ("statement", ["Niger", "Nigeria", "Dominica", "Dominican Republic"])
    ],
    "Statements were made by the observers for Lanterns of Hope, Boats and Nets International and Towpath Watch.": [
        ("statement", ["Lanterns of Hope", "Boats and Nets International", "Towpath Watch"])
    ],
    "A statement was made by the observer for Boats and Nets.": [("statement", ["Boats and Nets"])],
    "A statement was made by the observer for Physicians for Peace and Prevention.": [
        ("statement", ["Physicians for Peace and Prevention"])
    ],
    "The representative of Chad (on behalf of the Group of African States) made a statement.": [
        ("statement", ["Chad for Group of African States"])
    ],
    "The representative of Chad, speaking also on behalf of Mali and the Niger, made a statement.": [
        ("statement", ["Chad for Mali for Niger"])
    ],
    "The representative of Chad made a joint statement on behalf of Mali, the Niger and Togo.": [
        ("statement", ["Chad for Mali for Niger for Togo"])
    ],
    "Statements were made by the representatives of Malta on behalf of the European Union, Chad, Peru and Fiji.": [
        ("statement", ["Malta for European Union", "Chad", "Peru", "Fiji"])
    ],
    "Statements were made by Malta (on behalf of the European Union and its 27 member States) and Chad.": [
        ("statement", ["Malta for European Union and its 27 member States", "Chad"])
    ],
    "The representatives of Chad and Malta, on behalf of States members of the European Union that are members of the "
    "Board, made statements in explanation of vote before the vote.": [
        (
            "explanation_of_vote",
            ["Chad", "Malta for States members of the European Union that are members of the Board"],
        )
    ],
    "A statement was made on behalf of the Group of African States.": [("statement", ["Group of African States"])],
    "The representative of Chad introduced a draft resolution.": [("introduction", ["Chad"])],
    "The draft decision was introduced by the representative of Peru.": [("introduction", ["Peru"])],
    "Introducing the item, the representative of the Secretariat drew attention to the report.": [
        ("introduction", ["Secretariat"])
    ],
    "In his opening remarks the Chair stressed the number of ferries.": [("opening", ["Chair"])],
    "The Chair opened the session.": [("opening", ["Chair"])],
    "The session was opened at 10.20 a.m. on Monday, 3 May 2004, by the outgoing President, Ms. Ana Ruiz (Peru).": [
        ("opening", ["outgoing President"])
    ],
    "The Executive Director answered questions and made concluding remarks.": [("closing", ["Executive Director"])],
    "Presentations were made by the following panellists: Ana Ruiz, Professor; John Rao; and Bo Lund.": [
        ("presentation", ["Ana Ruiz", "John Rao", "Bo Lund"])
    ],
    "A panel composed of Mr. Ali (Chad) and Ms. Ruiz (Peru) gave presentations.": [("presentation", ["Chad", "Peru"])],
    "The representatives of Chad and Peru spoke in exercise of the right of reply.": [
        ("right_of_reply", ["Chad", "Peru"])
    ],
    "The delegations of Chad and Peru availed themselves of their right of reply.": [
        ("right_of_reply", ["Chad", "Peru"])
    ],
    "Speaking in exercise of the right of reply, the representative of Chad rejected the remarks.": [
        ("right_of_reply", ["Chad"])
    ],
    "The representatives of Chad and Peru explained their positions.": [("explanation_of_vote", ["Chad", "Peru"])],
    "Before the vote, a statement in explanation of vote was made by the representative of Chad; after the vote, "
    "statements were made by the representatives of Peru and Fiji.": [
        ("explanation_of_vote", ["Chad"]),
        ("explanation_of_vote", ["Peru", "Fiji"]),
    ],
    "Statements in explanation of vote were made by Chad before the vote and, after the vote, by Peru.": [
        ("explanation_of_vote", ["Chad"])
    ],
    "The representative of Chad made general comments and the representative of Peru made a statement in explanation of "
    "position.": [("statement", ["Chad"]), ("explanation_of_vote", ["Peru"])],
    "A statement was made by the representative of Kenya, on behalf of Iran (Islamic Republic of), Cuba and Chile.": [
        ("statement", ["Kenya for Iran (Islamic Republic of) for Cuba for Chile"])
    ],
    "In the addendum to its report, Chad had explained its position on the 40 pending proposals.": [],
    "Delegates of nine States made statements, including three on behalf of groups: African Group, LDCs and LMDCs.": [
        ("statement", ["nine States", "African Group", "LDCs", "LMDCs"])
    ],
    "Statements were made by the Minister of Health of Bolivia (Plurinational State of) and the Minister of Trade of "
    "Chile.": [("statement", ["Minister of Health of Bolivia (Plurinational State of)", "Minister of Trade of Chile"])],
    "In exercise of their rights of reply, the representatives of Chad and Peru made statements.": [
        ("right_of_reply", ["Chad", "Peru"])
    ],
    "Twenty-two delegations made statements.": [("statement", ["Twenty-two delegations"])],
    "A representative of one Party made a statement.": [("statement", ["one Party"])],
    "Statements were made by representatives of two Parties, including one on behalf of the African Group.": [
        ("statement", ["two Parties", "African Group"])
    ],
    "The representative of Chad, whose country had recently joined, also spoke.": [("statement", ["Chad"])],
    "The Minister of Ports of Chad, Mr. Ali Haroun, addressed the Conference.": [
        ("statement", ["Minister of Ports of Chad"])
    ],
    "Mr. Ali Haroun, Minister of Ports of Chad, addressed the Conference.": [
        ("statement", ["Minister of Ports of Chad"])
    ],
    "The President, in his capacity as the representative of Chad, made a statement.": [("statement", ["Chad"])],
    "A message from the Secretary-General was read out by the Chair.": [("statement", ["Chair for Secretary-General"])],
    "The representative of Chad said that ferries mattered.": [("statement rendered", ["Chad"])],
}
LEFT_ASIDE = (
    "The Board welcomed the report of Chad.",
    "The draft resolution was sponsored by Chad, Peru and Fiji.",
    "At the request of the representative of Chad, a vote was taken.",
    "The representative of Chad requested a recorded vote.",
    "Some speakers said that statements by Governments mattered.",
    "The document entitled “Statement made by the representative of Chad” was before the Board.",
    "Mr. Ali Haroun (Chad) was elected Chair.",
    "Those who made statements were thanked.",
    "No representative may make more than two statements on an amendment.",
)


@pytest.mark.parametrize("sentence", UNDERSTOOD, ids=range(len(UNDERSTOOD)))
def test_a_sentence_tells_who_took_the_floor_and_how(sentence: str) -> None:
    """Each act of the sentence is read with its speakers as printed, in order."""
    assert read(sentence) == UNDERSTOOD[sentence]


@pytest.mark.parametrize("sentence", LEFT_ASIDE, ids=range(len(LEFT_ASIDE)))
def test_who_is_only_spoken_of_took_no_floor(sentence: str) -> None:
    """Sponsors, voters, officers elected, hosts and quoted titles give no speaker."""
    assert read(sentence) == []


def test_a_lower_case_word_is_no_abbreviation() -> None:
    """The pronoun "who" is not the World Health Organization."""
    assert read("The Board heard the representative of Chad, who made a statement.")[0][1] == ["Chad"]
    assert read("Statements were made by the observers for WHO and Malta.") == [("statement", ["WHO", "Malta"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At its 3rd and 4th meetings, on 11 and 12 March 2025, it met", [((3, 4), ["2025-03-11", "2025-03-12"])]),
        ("At the 5th meeting, on 12 March, it met", [((5,), ["2024-03-12"])]),
        ("At its 3rd to 5th meetings, from 3 to 5 May 1996, it met", [((3, 4, 5), ["1996-05-03", "1996-05-04", "1996-05-05"])]),
        ("At its 5th meeting, on 12 March 2025, and 7th meeting, on 13 March 2025, it met", [((5,), ["2025-03-12"]), ((7,), ["2025-03-13"])]),
        ("At the 1206th meeting (31 May and 1 June 1975), it met", [((1206,), ["1975-05-31", "1975-06-01"])]),
        ("At its first meeting, on Monday, 3 May 1993, it met", [((1,), ["1993-05-03"])]),
        ("At the resumed 1st meeting, on 9 June, it met", [((1,), ["2024-06-09"])]),
        ("The Board devoted its 2nd to 4th meetings to the debate", [((2, 3, 4), [])]),
        ("At the 2nd meeting, held jointly with the 4th meeting of SBSTA 61, on 3 June, it met", [((2,), ["2024-06-03"])]),
        ("It took note of the twenty-first annual meeting of experts", []),
        ("At its eighth meeting of the Conference of the Parties, on 3 May, it met", []),
    ],
)  # fmt: skip
def test_meetings_are_named_with_their_days(text: str, expected: list[tuple[tuple[int, ...], list[str]]]) -> None:
    """Ordinals and days are read as printed; a day without a year belongs to the year at hand, here 2024."""
    found = [(name.ordinals, [day.isoformat() for day in name.dates]) for name in meetings_in(text, 2024)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under agenda items 2 and 10", ("2", "10")),
        ("considered items 3 to 5 and 7 (a) and (b)", ("3", "4", "5", "7 (a)", "7 (b)")),
        ("(Agenda sub-item 2(a))", ("2(a)",)),
        ("AGENDA ITEM THREE - Report", ("3",)),
        ("Item 18 (d) was considered on 5 June", ("18 (d)",)),
        ("no agenda here", ()),
    ],
)
def test_agenda_items_are_named_by_number(text: str, expected: tuple[str, ...]) -> None:
    """Numbers, spans, letters and words give the items in printed order."""
    assert items_in(text) == expected


def test_impossible_days_are_left_out() -> None:
    """31 April is no day; of a session over two years the year inside it is taken."""
    assert days("30 and 31 April 2010", None) == (dt.date(2010, 4, 30),)
    assert days("6 December and 10 March", 2024, (dt.date(2024, 12, 6), dt.date(2025, 3, 14))) == (
        dt.date(2024, 12, 6),
        dt.date(2025, 3, 10),
    )


def test_ordinals_and_numerals_are_numbers() -> None:
    """Ordinals in digits and words, and Roman numerals, are read; other words are none."""
    assert ordinals("2nd, twenty-fourth and 7th to 9th") == (2, 24, 7, 8, 9)
    assert [roman(label) for label in ("I", "IV", "IX", "XIV", "A", "")] == [1, 4, 9, 14, 0, 0]


def test_sentences_end_at_full_stops_that_end_them() -> None:
    """Abbreviations, initials, symbols and brackets do not end a sentence."""
    text = "Mr. A. B. Ali (Chad. Peru) spoke on L.21/Rev.1. The Chair closed the session. See para. 3."
    assert [text[start:end] for start, end in sentences(text, 0, len(text))] == [
        "Mr. A. B. Ali (Chad. Peru) spoke on L.21/Rev.1.",
        "The Chair closed the session.",
        "See para. 3.",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Some speakers stressed the matter of ferries.", "unattributed_view"),
        ("The representative of Chad requested a recorded vote.", "procedure"),
        ("The Chair informed the Board that ferries were late.", "presiding_or_informing"),
        ("The Board heard that ferries were late.", "act_of_the_body"),
        ("It was stated that ferries mattered.", "refers_back"),
        ("Zwei Vertreter spoke at the representatives' table in vain.", ""),
    ],
)
def test_a_sentence_is_left_aside_for_a_reason(text: str, reason: str) -> None:
    """The reason is a code; a sentence without one is reported as not understood."""
    assert ignored(text, Block(BlockKind.PARAGRAPH, "1", 0, len(text), 1)) == reason


def test_each_reason_has_words_for_readers() -> None:
    """Every rule, and what a listed speaker said, has its label."""
    assert {code for code, _rule in RULES} | {"content_of_listed_act"} == set(REASONS)
    assert all(REASONS.values())
