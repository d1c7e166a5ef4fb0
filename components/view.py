"""What the reader of this page is looking at.

Dataset, selection, and the writing of a changed selection into the link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

import streamlit as st

from components.dataset import Rows, ask, filters_alone, shown_dataset
from plenary import queries
from plenary.catalogue import current_language
from plenary.choices import vocabulary, with_sessions, within_sessions
from plenary.selected import MOST_ROWS
from plenary.selection import IN_SESSION, Choices, Selection, UnknownValue, read_selection
from plenary.store import Dataset

STATE = "plenary-view"
MOST_SESSIONS = 12
"""Sessions that are drawn and told one by one; of more there are tables."""


@dataclass(frozen=True)
class View:
    """Dataset and selection of one run of a page.

    Attributes:
        dataset: The dataset that all pages share, of the version and in the world that the link names.
        selection: What the link names and the dataset knows, its sessions always included (see
            `plenary.choices.with_sessions`).
        unknown: What the link names and the dataset does not know; left out and told.
    """

    dataset: Dataset
    selection: Selection
    unknown: tuple[UnknownValue, ...]

    def ask(self, query: Callable[[Dataset, Selection], Rows], selection: Selection | None = None) -> Rows:
        """The answer of a query for this view's selection, or for another one."""
        return ask(query, self.dataset, self.selection if selection is None else selection)

    @property
    def pinned(self) -> str:
        """The older version that is shown, for links to its entries; empty where it is the present one."""
        return "" if self.dataset.version == self.dataset.versions[0] else self.dataset.version

    @property
    def kept(self) -> Selection:
        """What every link keeps of the view, whatever it leads to: world, language of the names, older version."""
        return Selection(world=self.selection.world, names=self.selection.names, v=self.pinned)

    @property
    def recorded(self) -> View:
        """This view as recorded, with names in English."""
        return replace(self, dataset=self.dataset.recorded or self.dataset)

    @property
    def several(self) -> bool:
        """Whether more than one session is chosen."""
        return len(self.selection.session) > 1

    @property
    def many(self) -> bool:
        """Whether too many sessions are chosen to tell them one by one."""
        return len(self.selection.session) > MOST_SESSIONS

    @property
    def turn_count(self) -> int:
        """How many turns are left, of every act."""
        return int(self.ask(queries.headline_counts)["turns"])

    @property
    def too_many(self) -> bool:
        """Whether more turns are left than are put side by side one by one."""
        return self.dataset.turn_count > MOST_ROWS and self.turn_count > MOST_ROWS

    @property
    def counted(self) -> bool:
        """Whether speakers are only counted: of too many sessions, or of too many turns."""
        return self.many or self.too_many

    @property
    def by_counts(self) -> bool:
        """Whether notes are told from counts: the turns are too many to look at each, or lie on a cluster."""
        return self.dataset.cluster is not None or self.too_many

    @property
    def whole(self) -> Selection:
        """The chosen sessions without any filter."""
        return self.selection.unfiltered()

    def without_search(self) -> Selection:
        """The selection without its search text."""
        return replace(self.selection, q="")

    def params(self, **changes: Iterable[str]) -> list[tuple[str, str]]:
        """Parameters of a link to this selection with some list parameters changed.

        Whether the page is embedded is kept by Streamlit itself, which shows those parameters to no script.
        """
        selection = self.selection
        for name, values in changes.items():
            selection = selection.with_values(name, values)
        return selection.to_params()


Told = TypeVar("Told")
_remembering: list[Any] = []


def remembered_counts() -> tuple[int, int]:
    """How often this process was given what `remembered` had kept, and how often it had to be made."""
    infos = [keep.cache_info() for keep in _remembering]
    return sum(info.hits for info in infos), sum(info.misses for info in infos)


def remembered(
    kept: int, *, whole: bool = False, page_settings: bool = False
) -> Callable[[Callable[..., Told]], Callable[..., Told]]:
    """Keep what a function of a view gives for the next reader who asks the same; for what nobody changes afterwards.

    What is kept hangs on the dataset, the filters and order of the view, the language and the further arguments
    (by position, all hashable); not on page settings, unless asked for. Of the version only an older one is left in
    the selection.

    Args:
        kept: How many results are kept; those not asked for longest are dropped.
        whole: Whether the function is given the chosen sessions without any filter (`View.whole`), and what it gave is
            kept whatever the filters.
        page_settings: Whether it depends on the page settings too.
    """

    def decorate(function: Callable[..., Told]) -> Callable[..., Told]:
        @lru_cache(maxsize=kept)
        def keep(dataset: Dataset, selection: Selection, language: str, *settings: Any) -> Told:
            return function(View(dataset, selection, ()), *settings)

        _remembering.append(keep)

        @wraps(function)
        def call(view: View, *settings: Any) -> Told:
            selection = view.whole if whole else filters_alone(view.selection)
            selection = replace(selection, v=view.pinned, view=view.selection.view if page_settings else ())
            return keep(view.dataset, selection, current_language(), *settings)

        return call

    return decorate


@remembered(256, whole=True)
def labels(view: View, name: str) -> Mapping[str, str]:
    """Labels of one vocabulary of the dataset."""
    return vocabulary(view.dataset.tables, name)


def choices_within(view: View) -> Choices:
    """Known codes with their labels; meetings and items are those of the chosen sessions."""
    chosen = Selection(**{name: getattr(view.selection, name) for name in ("session", *IN_SESSION)})
    return _choices_within(replace(view, selection=chosen))


@remembered(256)
def _choices_within(view: View) -> Choices:
    return within_sessions(view.dataset.choices, view.selection)


def session_title(view: View, session_id: str) -> str:
    """Short title of a session."""
    return view.dataset.choices["session"][session_id]


def read_view(present: Dataset) -> View:
    """The view that the address of the page names; kept for the page's script, see `current_view`."""
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    dataset = shown_dataset(present, params)
    named, unknown = read_selection(params, dataset.choices)
    view = View(dataset, with_sessions(named, dataset.choices), tuple(unknown))
    st.session_state[STATE] = view
    return view


def current_view() -> View:
    """The view of this run, for a page's script."""
    return cast(View, st.session_state[STATE])


def show(selection: Selection) -> None:
    """Write a selection into the address; the browser's Back takes the change back."""
    params: dict[str, list[str]] = {}
    for name, value in selection.to_params():
        params.setdefault(name, []).append(value)
    st.query_params.from_dict(params)


def change(parameter: str, values: Iterable[str] | str) -> None:
    """Change one parameter of the view and write it into the address."""
    selection = current_view().selection
    show(
        replace(selection, **{parameter: values})
        if isinstance(values, str)
        else selection.with_values(parameter, values)
    )


def show_set(parameter: str, value: str) -> None:
    """Set or take off one parameter of the address, which keeps everything else as it stands.

    It may name what this version or world does not know, and another one does.
    """
    params = {name: st.query_params.get_all(name) for name in st.query_params if name != parameter}
    st.query_params.from_dict({**params, parameter: value} if value else params)


def change_sessions(sessions: Iterable[str]) -> None:
    """Choose other sessions, all of them when none is given; meetings and items of sessions left are left with them."""
    view = current_view()
    known = view.dataset.choices
    show(with_sessions(in_sessions(view.selection, tuple(sessions) or tuple(known["session"])), known))


def in_sessions(selection: Selection, sessions: tuple[str, ...]) -> Selection:
    """The selection with other sessions, without the meetings and items of those that are left."""
    selection = selection.with_values("session", sessions)
    for name in IN_SESSION:
        kept = [code for code in getattr(selection, name) if code.partition(":")[0] in sessions]
        selection = selection.with_values(name, kept)
    return selection
