"""The filters and page settings of one view: read from a link, written to a link, told as an English sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from plenary.catalogue import translate as _

Choices: TypeAlias = Mapping[str, Mapping[str, str]]
"""Known codes of each list parameter with their labels, in the order in which a reader should see them."""

LISTS: Final = tuple("session meeting item group delegation kind act capacity theme action addressee view".split())
FILTERS: Final = (*(name for name in LISTS if name != "view"), "q")
SINGLE: Final = ("q", "review", "row", "sort", "world", "names", "v")
"""Parameters with one value.

Search text, whether rows not yet reviewed are shown, the entry that is opened, order, the world and the language of the
names, dataset version. Only the first two restrict rows.
"""

WORLDS: Final = ("today",)
"""Values of `world`; without the parameter names, codes, membership and groups are those of the day, as recorded."""

NAME_LANGUAGES: Final = ("ar", "zh", "fr", "ru", "es")
"""Values of `names`: the languages, besides English, of names of States and groups.

Source: official languages of the United Nations, in the order of rule 51 of the General Assembly's rules of procedure.
"""

OF_NAMES: Final = ("world", "names")
"""Parameters by which the same rows are told with other names; they restrict none."""

REVIEWS: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("reviewed",),
    "all": ("reviewed", "unreviewed"),
    "unreviewed": ("unreviewed",),
}
"""The review statuses of the rows that each value of `review` leaves; without the parameter only reviewed rows.

It restricts rows and yet is no filter: every other filter narrows what is shown, this one widens it.
"""

IN_SESSION: Final = ("meeting", "item")
LONGEST_SEARCH: Final = 500
FOREIGN_PARAMETERS: Final = ("embed", "embed_options")
"""Parameters that Streamlit itself reads: not ours, and no mistake of the reader's."""

OF_TURNS: Final = ("session", "meeting", "item", "group", "delegation", "kind", "act", "capacity")

TABLE_FILTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "statements": OF_TURNS,
    "delegations": OF_TURNS,
    "participation": OF_TURNS,
    "participation_by_session": OF_TURNS,
    "sessions": OF_TURNS,
    "regional_groups": ("session", "meeting", "item", "kind", "act", "capacity"),
    "meetings": ("session", "meeting", "item"),
    "conclusions": ("session", "item", "theme", "action", "addressee", "q"),
    "points": ("session", "item", "theme", "q"),
    "documents_before": ("session", "item", "q"),
    "discrepancies": ("session",),
    "quantifiers": ("session", "item", "theme", "q"),
    "threads": ("session", "item", "theme", "q"),
    "proposals": ("session", "item", "theme", "q"),
    "conclusion_support": ("session", "item", "theme", "action", "addressee", "q"),
    "balance": ("session", "meeting", "item", "act", "capacity"),
    "silent_members": ("session", "meeting", "item", "group", "delegation", "act", "capacity"),
    "concentration": ("session", "meeting", "item", "group", "act", "capacity"),
    "lorenz": ("session", "meeting", "item", "group", "act", "capacity"),
    "co_participation": ("session", "meeting", "item", "delegation", "act", "capacity"),
    "co_participation_by_item": ("session", "meeting", "item", "delegation", "act", "capacity"),
    "order": OF_TURNS,
    "order_of_groups": ("session", "meeting", "item", "kind", "act", "capacity"),
    "first_and_last": ("session", "meeting", "item", "kind", "act", "capacity"),
    "profiles": OF_TURNS,
    "representation": OF_TURNS,
    "comparison": OF_TURNS,
    "speakers_over_sessions": OF_TURNS,
}
"""The filters that restrict the rows of each exported table.

The others have nothing to say about them and are told as such.
"""

WITHOUT_REVIEW: Final = ("meetings", "documents_before", "discrepancies")
"""Tables whose rows have no review status, and are not counted from rows that have one."""

WITHOUT_NAMES: Final = (
    "meetings", "conclusions", "points", "documents_before", "discrepancies", "threads", "proposals",
    "conclusion_support",
)  # fmt: skip
"""Tables whose rows hold no name, code, membership or group of a speaker: `OF_NAMES` change nothing in them."""

ALL_SESSIONS: Final = "all"
"""Value of `session` for every session of the dataset, however many."""

MOST_NAMED_SESSIONS: Final = 6
"""Sessions that the sentence of a selection names; of more it gives the number."""

SORTS: Final = ("printed", "theme", "addressee", "name", "statements", "group")
CARDS: Final = (
    "map", "ranking", "timeline", "meetings", "sessions", "quantifiers", "threads", "balance", "silence",
    "concentration", "lorenz", "together", "floor", "positions", "profile", "comparison", "returning",
)  # fmt: skip
VIEWS: Final = (
    "tiles", "by-kind", "from-views", "by-member", "by-item",
    *(f"{card}-{tab}" for card in CARDS for tab in ("table", "download")),
)  # fmt: skip
"""Page settings: the map as tiles, the timeline by kind of speaker, the threads read from the views, the balance by
members that spoke, pairs of States by agenda item.

And the side of a figure's card that is turned up.
"""


class EverySession(tuple[str, ...]):
    """All sessions of a dataset of many: one value in a link, as a thousand would fit into none."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader chose: codes of each list parameter, search text, order, page settings and dataset version.

    An empty tuple or text means that nothing is restricted, but for `session`, without which a session is taken (see
    `plenary.choices.with_sessions`), and for `review`, without which only reviewed rows are left (see `REVIEWS`).
    Items and meetings are held as ``session:number``. `row` is the id of one entry that the page opens; like `sort`,
    `view`, `world`, `names` and `v` it restricts nothing.
    """

    session: tuple[str, ...] = ()
    meeting: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    delegation: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    capacity: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    q: str = ""
    review: str = ""
    row: str = ""
    sort: str = ""
    view: tuple[str, ...] = ()
    world: str = ""
    names: str = ""
    v: str = ""

    def active(self) -> tuple[str, ...]:
        """Names of the filters that restrict something, in the order of the parameters."""
        return tuple(name for name in FILTERS if getattr(self, name))

    def for_table(self, table: str) -> Selection:
        """This selection with only what restricts or names the rows of `table`; page settings are left out."""
        kept = {name: getattr(self, name) for name in TABLE_FILTERS[table]}
        if table not in WITHOUT_REVIEW:
            kept["review"] = self.review
        if table not in WITHOUT_NAMES:
            kept |= {name: getattr(self, name) for name in OF_NAMES}
        return Selection(**kept)

    def without_meaning_for(self, table: str) -> tuple[str, ...]:
        """Names of the active filters, and of `review` and `OF_NAMES`, that say nothing about rows of `table`."""
        meant = self.for_table(table)
        others = [name for name in ("review", *OF_NAMES) if getattr(self, name) and not getattr(meant, name)]
        return (*(name for name in self.active() if name not in TABLE_FILTERS[table]), *others)

    def unfiltered(self) -> Selection:
        """The whole that a count of this selection is part of: its sessions, and whether rows are to be reviewed.

        World and language of the names stay: they are no filters.
        """
        return Selection(session=self.session, review=self.review, world=self.world, names=self.names)

    def with_values(self, parameter: str, values: Iterable[str]) -> Selection:
        """This selection with other values of one list parameter, without doubles, in the order given."""
        changed: dict[str, Any] = {parameter: tuple(dict.fromkeys(values))}
        return replace(self, **changed)

    def to_params(self) -> list[tuple[str, str]]:
        """Parameters of the link in fixed order, one pair a value.

        A meeting or item is written by its bare number where the link names exactly one session and it belongs to
        that session.
        """
        pairs: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, EverySession):
                value = ALL_SESSIONS
            codes = (value,) if isinstance(value, str) and value else value or ()
            pairs += [(field.name, self._written(field.name, code)) for code in codes]
        return pairs

    def to_query(self) -> str:
        """The parameters as the query part of a link, without a question mark; empty when nothing is chosen."""
        return urlencode(self.to_params(), quote_via=quote, safe=":")

    def _written(self, parameter: str, code: str) -> str:
        if parameter in IN_SESSION and len(self.session) == 1:
            return code.removeprefix(f"{self.session[0]}:")
        return code

    def _label(self, choices: Choices, parameter: str, code: str) -> str:
        label = choices[parameter].get(code, code)
        return of_session(choices, label, code) if parameter in IN_SESSION and len(self.session) > 1 else label

    def sentence(self, choices: Choices, table: str) -> str:
        """The filters that restrict rows of `table` as one English phrase, with the world and language of the names.

        Empty when there are none.

        Args:
            choices: Labels of the codes.
            table: A key of `TABLE_FILTERS`.
        """
        parts = []
        for name in TABLE_FILTERS[table]:
            value = getattr(self, name)
            if not value:
                continue
            if isinstance(value, tuple):
                labels = [self._label(choices, name, code) for code in value]
                if name == "session" and len(labels) > MOST_NAMED_SESSIONS:
                    parts.append(_("at {count} sessions").format(count=len(labels)))
                    continue
                value = all_of(labels) if name == "session" else _any_of(labels)
            parts.append(_phrase(name).format(words=value))
        meant = self.for_table(table)
        if meant.review:
            included, alone = _("rows not yet reviewed included"), _("rows not yet reviewed alone")
            parts.append(included if self.review == "all" else alone)
        parts += [choices[name].get(value, value) for name in OF_NAMES if (value := getattr(meant, name))]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value in a link that this dataset does not know, or that cannot be read; it was left out.

    Attributes:
        parameter: Name of the parameter as the link spells it.
        value: The value as the link spells it, cut after 80 characters.
        reason: One sentence for the reader.
    """

    parameter: str
    value: str
    reason: str


def _any_of(labels: Sequence[str]) -> str:
    if len(labels) < 2:
        return "".join(labels)
    first, last = _apart(labels)
    return _("{first} or {last}").format(first=first, last=last)


def all_of(labels: Sequence[str]) -> str:
    """Words as an enumeration: "a, b and c"; "a; b, the first; and c" where one of them holds a comma."""
    if len(labels) < 2:
        return "".join(labels)
    first, last = _apart(labels)
    return _("{first} and {last}").format(first=first, last=last)


def _apart(labels: Sequence[str]) -> tuple[str, str]:
    """All labels but the last as one text, and the last; apart by semicolons where one of them holds a comma."""
    *before, last = labels
    if any("," in label for label in labels):
        return "; ".join(before) + ";", last
    return ", ".join(before), last


def of_session(choices: Choices, label: str, code: str) -> str:
    """The label of a meeting or item with the short title of its session, where there is more than one session.

    Args:
        choices: Labels of the codes.
        label: "agenda item 6".
        code: ``session:number``.
    """
    sessions = choices["session"]
    session = code.partition(":")[0]
    if len(sessions) < 2:
        return label
    return _("{label} ({session})").format(label=label, session=sessions.get(session, session))


def _phrase(parameter: str) -> str:
    return {
        "session": _("at the {words}"),
        "meeting": _("at the {words}"),
        "item": _("under {words}"),
        "group": _("by members of the {words}"),
        "delegation": _("by {words}"),
        "kind": _("by speakers of the kind: {words}"),
        "act": _("of the type: {words}"),
        "capacity": _("in the capacity: {words}"),
        "theme": _("on {words}"),
        "action": _("that ask to: {words}"),
        "addressee": _("directed to {words}"),
        "q": _("with the words “{words}”"),
    }[parameter]


def parse_link(link: str) -> dict[str, list[str]]:
    """Parameters of a dashboard link or of a bare query, values in order, blank ones kept.

    Args:
        link: ``https://…/page?item=6&group=grulac``, ``?item=6`` or ``item=6&group=grulac``.
    """
    query = urlsplit(link).query if "?" in link else "" if "://" in link else link
    return parse_qs(query, keep_blank_values=True)


def read_selection(params: Mapping[str, Sequence[str]], choices: Choices) -> tuple[Selection, list[UnknownValue]]:
    """The selection that a link names, and what in the link is not known.

    Args:
        params: Every value of every parameter, as `parse_link` gives them.
        choices: Known codes per list parameter; `v` holds the known dataset versions. A delegation that `successor`
            has is taken for the one that it gives (see `plenary.choices.read_choices`).

    Returns:
        The selection of everything that is known, and one `UnknownValue` for each value that was left out. Nothing
        is corrected.
    """
    chosen: dict[str, tuple[str, ...]] = {}
    unknown: list[UnknownValue] = []
    for name in LISTS:
        codes: list[str] = []
        for value in params.get(name, ()):
            if (name, value) == ("session", ALL_SESSIONS):
                codes += choices[name]
                continue
            code = _full_code(name, value, params.get("session", ()))
            if name == "delegation":
                code = choices.get("successor", {}).get(code, code)
            if code in choices[name]:
                codes.append(code)
            else:
                unknown.append(UnknownValue(name, value[:80], _reason(name, code)))
        chosen[name] = tuple(dict.fromkeys(codes))
    single: dict[str, str] = {}
    for name in SINGLE:
        values = [value for value in params.get(name, ()) if value]
        reason = _("only one value can be used; the first one was")
        unknown += [UnknownValue(name, value[:80], reason) for value in values[1:]]
        value = values[0] if values else ""
        if name == "q" and len(value) > LONGEST_SEARCH:
            reason = _("search text is limited to {limit} characters").format(limit=LONGEST_SEARCH)
            unknown.append(UnknownValue(name, value[:80], reason))
        elif name != "q" and value and value not in choices[name]:
            unknown.append(UnknownValue(name, value[:80], _("not a value that this dataset has")))
        else:
            single[name] = value
    foreign = [name for name in params if name not in (*LISTS, *SINGLE, *FOREIGN_PARAMETERS)]
    reason = _("not a parameter of this dashboard")
    unknown += [UnknownValue(name[:80], ";".join(params[name])[:80], reason) for name in foreign]
    return Selection(**chosen, **single), unknown  # type: ignore[arg-type]


def _full_code(parameter: str, value: str, sessions: Sequence[str]) -> str:
    if parameter in IN_SESSION and ":" not in value and len(set(sessions)) == 1 and sessions[0] != ALL_SESSIONS:
        return f"{sessions[0]}:{value}"
    return value


def _reason(parameter: str, code: str) -> str:
    if parameter in IN_SESSION and ":" not in code:
        return _("a bare number needs exactly one session in the link")
    return _("not a value that this dataset has")


def search_terms(text: str) -> tuple[str, ...]:
    """Terms that all have to occur: words, and phrases between double quotes; folded as `fold` does."""
    found = re.findall(r'"([^"]+)"|(\S+)', text)
    return tuple(term for phrase, word in found if (term := fold(phrase or word).strip('"').strip()))


def fold(text: str) -> str:
    """`text` without case, accents and repeated white space, for searching only."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())
