"""What a candidate changes, in words: for the curator to read before anything is accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.curation.acceptance import Proposal
from plenary.curation.tables import Cells, Tables

OF_STATEMENTS = ("statement_meetings", "statement_items", "statement_represents")
LINKED = ("meeting_id", "item_id", "name_printed")
IGNORED = ("statement_id", "position", "turn")
"""Columns that change when a row before comes or goes, and say nothing of the row itself."""


def changes(proposal: Proposal) -> list[str]:
    """One line for each change: new session, new, changed and lost statements, then the other tables' rows.

    Statements of one paragraph are compared by the name and act of the speaker, in printed order. None when nothing
    changes.
    """
    if not proposal.changed:
        return []
    lines = [
        _("new session {session}: {title}").format(session=row["session_id"], title=row["title"])
        for row in _new(proposal, "sessions", "session_id")
    ]
    lines += [
        _("new document {document}: {title}").format(document=row["symbol"] or row["document_id"], title=row["title"])
        for row in _new(proposal, "documents", "document_id")
    ]
    for row in proposal.after["documents"]:
        for other in proposal.before["documents"]:
            if other["document_id"] == row["document_id"] and other["sha256"] != row["sha256"]:
                message = _("{document} is another file than before: {old} -> {new}")
                lines.append(message.format(document=row["document_id"], old=other["sha256"], new=row["sha256"]))
    lines += _statements(proposal)
    for name in proposal.changed:
        if name != "statements" and name not in OF_STATEMENTS:
            lines += _rows(proposal, name)
    return lines


def _new(proposal: Proposal, table: str, key: str) -> list[Cells]:
    known = {row[key] for row in proposal.before[table]}
    return [row for row in proposal.after[table] if row[key] not in known]


def _statements(proposal: Proposal) -> Iterator[str]:
    before, after = (_by_paragraph(tables) for tables in (proposal.before, proposal.after))
    come = 0
    told: list[str] = []
    for place in dict.fromkeys([*before, *after]):
        old, new = before.get(place, []), after.get(place, [])
        if not old:
            come += len(new)
            continue
        was, now = ([(row["name_printed"], row["act"]) for row in rows] for rows in (old, new))
        for operation, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if operation == "equal":
                for row, other in zip(new[start:end], old[first:last], strict=True):
                    told += _cells(place[1], other, row)
                continue
            gone, came = old[first:last], new[start:end]
            for row, other in zip(came, gone, strict=False):
                told.append(_named(place[1], other, _("is now {new}").format(new=_speaker(row))))
            told += [_named(place[1], row, _("is gone")) for row in gone[len(came) :]]
            told += [_named(place[1], row, _("is new")) for row in came[len(gone) :]]
    if come:
        message = translate_plural(
            "{count} statement in paragraphs that had none", "{count} statements in paragraphs that had none", come
        )
        yield message.format(count=come)
    yield from told


def _by_paragraph(tables: Tables) -> dict[tuple[str, str], list[Cells]]:
    links: dict[str, dict[str, list[str]]] = {}
    for table, column in zip(OF_STATEMENTS, LINKED, strict=True):
        for row in tables[table]:
            value = row[column] if row.get("basis", "stated") == "stated" else f"{row[column]} ({row['basis']})"
            links.setdefault(row["statement_id"], {}).setdefault(table, []).append(value)
    found: dict[tuple[str, str], list[Cells]] = {}
    for row in tables["statements"]:
        linked = {table: "; ".join(values) for table, values in links.get(row["statement_id"], {}).items()}
        full = row | dict.fromkeys(OF_STATEMENTS, "") | linked
        found.setdefault((row["document_id"], row["paragraph"]), []).append(full)
    return found


def _cells(paragraph: str, old: Cells, new: Cells) -> Iterator[str]:
    for column in new:
        if column not in IGNORED and old[column] != new[column]:
            message = _("{column}: {old} -> {new}")
            change = message.format(column=column, old=old[column] or _("blank"), new=new[column] or _("blank"))
            yield _named(paragraph, new, change)


def _named(paragraph: str, row: Cells, change: str) -> str:
    return _("para. {paragraph}, {name}: {change}").format(paragraph=paragraph, name=_speaker(row), change=change)


def _speaker(row: Cells) -> str:
    return row["name_printed"] if row["act"] == "statement" else f"{row['name_printed']} ({row['act']})"


def _rows(proposal: Proposal, table: str) -> Iterator[str]:
    key = proposal.package.tables[table].key
    old, new = (_keyed(tables[table], key) for tables in (proposal.before, proposal.after))
    counts = (
        (_("{count} new"), sum(name not in old for name in new)),
        (_("{count} changed"), sum(name in old and old[name] != row for name, row in new.items())),
        (_("{count} gone"), sum(name not in new for name in old)),
    )
    told = ", ".join(text.format(count=count) for text, count in counts if count)
    yield f"{table}: {told}" if told else _("{table}: in another order").format(table=table)


def _keyed(rows: Sequence[Cells], key: Sequence[str]) -> dict[tuple[str, ...], Cells]:
    return {tuple(row[column] for column in key): row for row in rows}
