"""Source -> report: its text cleaned and laid out in blocks, each character with its page and place."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.extract.agenda import agenda_of, documents_before_of
from plenary.extract.edges import body_lines
from plenary.extract.footnotes import Marks, attach_marks, is_marked, mark_length, take_footnotes
from plenary.extract.grouping import group_rows
from plenary.extract.joining import Vocabulary, join_rows
from plenary.extract.masthead import masthead_of, speaks_of_a_meeting
from plenary.extract.model import Block, BlockKind, Mark, Reason, Report, Run, Source, Unreadable
from plenary.extract.passages import passages_of
from plenary.extract.rows import rows_of_page, setting_of, wrap_width
from plenary.extract.structure import Draft, structure


def parse_report(source: Source) -> Report:
    """Lay out a report.

    Raises:
        Unreadable: It has neither a numbered paragraph nor a head nor a sentence about a meeting: it is no report.
    """
    lines, dropped = body_lines(source)
    pages = [rows_of_page(page) for page in lines]
    setting = setting_of(pages)
    pages, notes = take_footnotes(pages, setting)
    vocabulary = Vocabulary(source.pages)
    marks = Marks(notes, raised=any(row.marks for page in pages for row in page))
    attach_marks(pages, marks)
    width = wrap_width(pages) if setting is None else None
    stretches = [
        join_rows(group, vocabulary, marks, source.pages) for group in group_rows(pages, setting, width, vocabulary)
    ]
    drafts = structure([stretch for stretch in stretches if stretch.text], setting)
    unmarked = Marks()
    for note in notes:
        stretch = join_rows(
            note.rows, vocabulary, unmarked, source.pages, mark_length(note), own_mark=is_marked(note.rows[0])
        )
        if stretch.text:
            drafts.append(Draft(stretch, BlockKind.FOOTNOTE, note.sign))
    text, blocks, runs = _assemble(drafts)
    masthead = masthead_of(text, blocks, source, dropped)
    numbered = any(block.kind is BlockKind.PARAGRAPH and block.number for block in blocks)
    headed = bool(masthead.symbol or masthead.session or masthead.job_number)
    if not (numbered or headed or speaks_of_a_meeting(text)):
        raise Unreadable(source.name, Reason.NO_REPORT)
    return Report(
        source,
        text,
        blocks,
        runs,
        masthead,
        agenda_of(text, blocks),
        documents_before_of(text, blocks, masthead),
        passages_of(text, blocks),
    )


def _assemble(drafts: Sequence[Draft]) -> tuple[str, tuple[Block, ...], tuple[Run, ...]]:
    """Text, blocks and runs of the whole document."""
    parts: list[str] = []
    blocks: list[Block] = []
    runs: list[Run] = []
    length = 0
    for draft in drafts:
        stretch, cut = draft.stretch, draft.cut
        text = stretch.text[cut:]
        if not text:
            continue
        shift = length - cut
        first = 0
        for place, (offset, _page, _start) in enumerate(stretch.runs):
            if offset > cut:
                break
            first = place
        offset, page, start = stretch.runs[first]
        runs.append(Run(length, page, start + cut - offset))
        runs.extend(Run(shift + later, on, at) for later, on, at in stretch.runs[first + 1 :])
        blocks.append(
            Block(
                draft.kind,
                draft.number,
                length,
                length + len(text),
                page=page,
                level=draft.level,
                label=draft.label,
                marks=tuple(Mark(max(shift + mark.offset, length), mark.number) for mark in stretch.marks),
            )
        )
        parts.append(text)
        length += len(text) + 1
    return "\n".join(parts), tuple(blocks), tuple(runs)
