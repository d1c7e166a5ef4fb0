"""Findings are told in one line and in Markdown; no reading makes the linter fail."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from plenary.checks.record import RULES, check_record, describe, report_markdown
from plenary.extract.model import (
    Account,
    AgendaItem,
    Block,
    BlockKind,
    DocumentBefore,
    Mark,
    Masthead,
    MeetingMention,
    Passage,
    Reading,
    RecordFinding,
    Report,
    Resolution,
    Run,
    Sentence,
    Source,
    Turn,
    Use,
)
from plenary.model import Act, Capacity, DocumentStatus, Kind
from plenary.names import Names
from tests.records import MASTHEAD, heard, part, record

REPOSITORY = Path(__file__).resolve().parent.parent


@cache
def names() -> Names:
    """The names of the dataset, read once for all tests."""
    return Names.read(REPOSITORY / "data")


def test_a_finding_is_one_line_with_place_wording_reason_and_severity() -> None:
    """Paragraph, page, what is printed, why it is odd and how grave stand in this order."""
    finding = RecordFinding("rule", "2", 3, "7th", "it is\nodd", "warning")
    assert describe(finding) == "§2, page 3: “7th”: it is odd (warning)"
    whole = RecordFinding("rule", "", None, "", "it is odd", "info")
    assert describe(whole) == "whole document: it is odd (information)"


def test_the_report_counts_rows_sentences_and_findings() -> None:
    """Two statements and an introduction, four sentences of which one is lost, and findings by severity."""
    reading = record(
        part("1", "Chile and Peru spoke.", heard("Chile", "CHL"), heard("Peru", "PER")),
        part("2", "Kenya introduced the text.", heard("Kenya", "KEN", act=Act.INTRODUCTION)),
    )
    ignored = (Sentence("3", 1, 0, 5, Use.IGNORED, "content"), Sentence("4", 2, 10, 20, Use.NOT_UNDERSTOOD))
    reading = dataclasses.replace(reading, account=Account((*reading.account.sentences, *ignored)))
    reading = dataclasses.replace(reading, findings=check_record(reading, names()))
    text = report_markdown(reading)
    for line in ("3 rows were read.", "- statement: 2", "- introduction: 1", "  - content: 1"):
        assert line in text.splitlines()
    assert "4 sentences" in text
    assert r"75\.0%" in text
    assert r"  - §4, page 2, characters 10 to 20" in text.splitlines()
    assert "### Information: 1" in text.splitlines()
    assert "Chile and Peru spoke" not in text


def test_nothing_of_a_document_becomes_markup() -> None:
    """Names, titles and symbols with the signs of Markdown and HTML are shown letter by letter."""
    hostile = "<script>[x](javascript:1)|*_`#"
    head = dataclasses.replace(MASTHEAD, title=hostile, body=hostile, symbols=(hostile,), symbol=hostile)
    reading = record(part(hostile, hostile, heard(hostile)), masthead=head)
    reading = dataclasses.replace(reading, findings=check_record(reading, names()))
    text = report_markdown(reading)
    assert "<script>" not in text
    assert "[x](" not in text
    assert r"\<script\>\[x\]\(javascript\:1\)\|\*\_\`\#" in text


def test_every_rule_says_what_it_finds() -> None:
    """Each rule has a sentence on what it finds, and a name of its own, which is the code of its findings."""
    assert all(rule.__doc__ for rule in RULES)
    assert len({rule.__name__ for rule in RULES}) == len(RULES)


WORDS = (
    "Chile Peru Morrocco Czechoslovakia Palestine statements were made by three speakers: ( ) “ ” and and 31 April"
    " Monday, 5 April 2016 In favour: Against: Abstaining: by 24 votes to 19, with 4 abstentions A/CONF.900/7 (a)"
    " including two of whom none ; . \n \u0660 \ufb01"
).split(" ")
texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=40).map(" ".join)
days = st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
numbers = st.sampled_from(["", "1", "2", "3", "12", "12 (a)", "12 (b)", "12 (ii)", "12 (zz)", "٣", "99999999", "*"])
ordinals = st.integers(-1, 12) | st.integers(10**9, 10**12)
items = st.lists(st.sampled_from(["6", "18 (d)", "18(d)", "", "(", "10"]), max_size=2).map(tuple)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings of any text: blocks, turns, mentions and documents stand anywhere in it, in any order."""
    text = draw(texts)
    offset = st.integers(0, len(text) + 3)

    def span() -> tuple[int, int]:
        start, end = sorted((draw(offset), draw(offset)))
        return start, end

    def several(maximum: int) -> range:
        return range(draw(st.integers(0, maximum)))

    cuts = sorted({0, len(text), *(draw(offset) for _cut in several(6))})
    blocks = tuple(
        Block(draw(st.sampled_from(BlockKind)), draw(numbers), start, end, 1, draw(st.integers(0, 2)),
              draw(st.sampled_from(["", "I", "A"])), tuple(Mark(draw(offset), draw(numbers)) for _mark in several(2)))
        for start, end in itertools.pairwise(cuts)
    )  # fmt: skip
    runs = draw(st.sampled_from([(), (Run(0, 1, 0),), (Run(0, 1, 0), Run(5, 2, 0))]))
    some_days = st.lists(st.dates(dt.date(2016, 4, 1), dt.date(2016, 4, 12)), max_size=3).map(tuple)
    mentions = tuple(
        MeetingMention(tuple(draw(st.lists(ordinals, max_size=3))), draw(some_days), draw(numbers), 1, *span(),
                       draw(st.booleans()), draw(items))
        for _mention in several(4)
    )  # fmt: skip
    turns = tuple(
        Turn(draw(numbers), order, draw(st.sampled_from(Act)), draw(st.sampled_from(WORDS)),
             draw(st.sampled_from(Kind)), "", draw(st.sampled_from(Capacity)),
             tuple(draw(st.lists(st.sampled_from(WORDS), max_size=2))), draw(st.none() | st.integers(0, 9)),
             tuple(draw(st.lists(ordinals, max_size=2))), draw(some_days), draw(items), "",
             draw(st.sampled_from(["", "CHL", "VAT", "CSK", "no-such-speaker"])), draw(st.sampled_from(Resolution)),
             1, *span(), *span())
        for order in several(5)
    )  # fmt: skip
    masthead = Masthead(
        symbol=draw(st.sampled_from(["", "A/1", "("])), first_date=draw(days), last_date=draw(days), date=draw(days),
        status=draw(st.sampled_from(DocumentStatus)), symbols=tuple(draw(st.lists(st.text(max_size=4), max_size=2))),
    )  # fmt: skip
    documents = tuple(
        DocumentBefore(draw(st.sampled_from(["", "A/CONF.900/7", "-", "A/1-E/2"])), draw(texts), draw(numbers), 1,
                       draw(offset))
        for _document in several(3)
    )  # fmt: skip
    agenda = tuple(
        AgendaItem(draw(st.sampled_from(["6", "18 (d)", ""])), draw(texts), draw(offset)) for _i in several(2)
    )
    passages = tuple(Passage("decision", draw(numbers), "", 1, *span()) for _passage in several(2))
    sentences = tuple(Sentence(draw(numbers), 1, *span(), draw(st.sampled_from(Use)), "x") for _s in several(3))
    source = Source("any.txt", "text", "0" * 64, (text,), (), paged=False)
    report = Report(source, text, blocks, runs, masthead, agenda, documents, passages)
    return Reading(report, turns, mentions, Account(sentences))


@given(readings())
def test_no_reading_makes_the_linter_fail(reading: Reading) -> None:
    """Any reading gives findings in the order of their places, the same each time, that can be told and written."""
    found = check_record(reading, names())
    assert found == check_record(reading, names())
    places = [-1 if finding.start is None else finding.start for finding in found]
    assert places == sorted(places)
    assert len(set(found)) == len(found)
    for finding in found:
        assert finding.message
        assert not finding.message.endswith(".")
        assert "\n" not in describe(finding)
    text = report_markdown(dataclasses.replace(reading, findings=found))
    assert text.count("\n- ") >= len(found)
