"""Notes under figures and cards, all drawn from the rows: source, what is not recorded, joint items, special cases."""

from __future__ import annotations

from collections.abc import Iterable

from components.receipts import document_name
from components.view import View, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.choices import meeting_label
from plenary.frames import each_row
from plenary.markup import escape
from plenary.selection import Selection


def listed(words: Iterable[str]) -> str:
    """Words as an enumeration: "a, b and c"."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])


@remembered(256)
def source_line(view: View) -> str:
    """The source of the statements within the filters: documents with their status, and paragraphs."""
    rows = view.ask(queries.statements)
    if rows.empty:
        return _("None of the lists of speakers in the source is left by these filters.")
    parts = []
    for document_id, inside in rows.groupby("document_id", sort=False):
        paragraphs = ", ".join(escape(paragraph) for paragraph in dict.fromkeys(inside["paragraph"]))
        name = escape(document_name(view, str(document_id)))
        parts.append(_("{document}, paras. {paragraphs}").format(document=name, paragraphs=paragraphs))
    text = _("Source: {sources}.").format(sources="; ".join(parts))
    drafts = (rows["document_status"] == "draft").any()
    return _("{text} The adopted report was not compared.").format(text=text) if drafts else text


@remembered(256)
def status_note(view: View) -> str:
    """What the status of the documents means for their use; empty when all are adopted."""
    drafts = view.dataset.tables["documents"].query("status == 'draft'")["document_id"]
    if drafts.empty:
        return ""
    names = listed(document_name(view, document_id) for document_id in drafts)
    return _("Source: {names}; the adopted report was not compared.").format(names=names)


@remembered(256)
def silence_note(view: View) -> str:
    """Why "no statement recorded" is not silence: meetings whose speakers are not recorded, and attendance."""
    meetings = view.ask(queries.meetings, Selection(session=view.selection.session))
    mentioned = meetings[meetings["attestation"] == "only_mentioned"]["ordinal"]
    if mentioned.empty:
        return _("“No statement recorded” is not silence: attendance is not recorded.")
    return _(
        "“No statement recorded” is not silence: the speakers of the {meetings} are not recorded, nor is attendance."
    ).format(meetings=listed(meeting_label(ordinal) for ordinal in mentioned))


@remembered(256)
def joint_note(view: View) -> str:
    """How statements under several agenda items are counted; empty when there are none."""
    links = view.dataset.tables["statement_items"]
    joint = links[links["basis"] == "joint"]
    if joint.empty:
        return ""
    numbers = view.dataset.tables["agenda_items"].set_index("item_id")["number"]
    together = listed(dict.fromkeys(numbers[joint["item_id"]]))
    return _(
        "Items {items} were considered jointly: a statement stands under each, counts once, and which item the speaker "
        "addressed is not recorded."
    ).format(items=together)


@remembered(256)
def group_note(view: View) -> str:
    """The special cases of group membership among the members of that day, each with its note."""
    day = view.dataset.day(view.selection.session)
    states = view.ask(queries.participation, Selection(session=view.selection.session))
    notes = []
    for row in each_row(states[states["member"]]):
        group = view.dataset.names.regional_group(row.speaker_id, day)
        if group.role != "member" and group.note:
            notes.append(_("{name}: {note}").format(name=escape(row.name), note=escape(group.note)))
    return " ".join(notes)
