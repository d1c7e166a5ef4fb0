"""What became of the names of a table: in words, and as CSV for whoever mends the table or its mapping."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Final

from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.tables.building import Layout
from plenary.tables.resolving import Resolved

COLUMNS: Final = ("row", "session", "name", "code", "outcome", "speaker_id", "form", "reason", "nearest_speaker_ids")
SHOWN: Final = 40
"""Names that the words list; the CSV has all."""


def names_table(layout: Layout) -> str:
    """CSV with a row for each entry whose name is not that of its speaker by the dated table: COLUMNS; else the header.

    `outcome` is unknown, disagrees, ambiguous or left_out for those not taken over; listed, other_dates or judged for
    those taken over.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry, resolved in layout.outcomes:
        if resolved.outcome != "in_force":
            writer.writerow((
                entry.row, layout.sessions[entry.session].id, entry.name, entry.code, resolved.outcome,
                resolved.speaker_id, resolved.form, resolved.reason, ";".join(resolved.hints),
            ))  # fmt: skip
    return file.getvalue()


def words(layout: Layout) -> list[str]:
    """Lines: how many statements, how their names were resolved, and which names were not, with the rows."""
    counts = Counter(resolved.outcome for _entry, resolved in layout.outcomes)
    taken = len(layout.tables["statements"])
    lines = [
        _("statements: {count}; sessions: {sessions}").format(count=f"{taken:,}", sessions=len(layout.sessions)),
        _(
            "names in force: {in_force}; names of its own, listed: {listed}; names of other dates with the right code: "
            "{other_dates}; judged one by one: {judged}"
        ).format(**{name: counts[name] for name in ("in_force", "listed", "other_dates", "judged")}),
    ]
    for entry, resolved in layout.outcomes:
        if resolved.outcome in ("judged", "left_out"):
            lines.append(
                _("row {row}, “{name}”, code {code}: {decision}. {reason}").format(
                    row=entry.row,
                    name=entry.name,
                    code=entry.code or _("none"),
                    decision=resolved.speaker_id or _("left out"),
                    reason=resolved.reason,
                )
            )
    missing = layout.missing
    count = len(missing)
    lines.append(
        translate_plural(
            "{count} row is not taken over: its speaker is not sure",
            "{count} rows are not taken over: their speaker is not sure",
            count,
        ).format(count=count)
        if count
        else _("no row is left whose speaker is not sure")
    )
    rows: dict[tuple[str, str, Resolved], list[int]] = {}
    for entry, resolved in missing:
        rows.setdefault((entry.name, entry.code, resolved), []).append(entry.row)
    for (name, code, resolved), numbers in list(rows.items())[:SHOWN]:
        told = ", ".join(map(str, numbers[:5])) + (" …" if len(numbers) > 5 else "")
        place = _("“{name}”, code {code}, rows {rows}").format(name=name, code=code or _("none"), rows=told)
        lines.append(f"{place}: {_why(resolved)}")
    if len(rows) > SHOWN:
        lines.append(_("and {count} more names").format(count=len(rows) - SHOWN))
    spoken_for = {row["name_printed"]: None for row in layout.tables["statement_represents"] if not row["speaker_id"]}
    if spoken_for:
        lines.append(_("spoken for, kept as printed, and no known names: {names}").format(names="; ".join(spoken_for)))
    return lines


def _why(resolved: Resolved) -> str:
    near = ", ".join(resolved.hints) or _("none")
    if resolved.outcome == "disagrees":
        return _("name and code disagree; between them: {near}").format(near=near)
    if resolved.outcome == "ambiguous":
        return _("names several speakers in the session: {near}").format(near=near)
    if resolved.reason == "other_dates":
        return _("was in force on other dates only; nearest: {near}").format(near=near)
    return _("is no known name; nearest, which is no answer: {near}").format(near=near)
