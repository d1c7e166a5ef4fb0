"""What the card of a figure shows for a view, whoever draws it: a page, a picture or an offline copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from components.charts.written_figure import WrittenFigure
from components.rows_table import Written
from components.view import MOST_SESSIONS
from plenary.catalogue import translate as _

CARDS_KEPT: Final = 128
"""Cards that are kept of each figure, without the figures."""


@dataclass(frozen=True)
class FootLine:
    """A line under a figure: Markdown, in which text from outside is escaped.

    Attributes:
        text: Source paragraphs, note, denominator.
        hint: What a reader of the page can do with the figure; of no use beside one that cannot be clicked.
    """

    text: str
    hint: str = ""


@dataclass(frozen=True)
class Card:
    """A figure with everything that is said about it.

    Attributes:
        code: One of `plenary.selection.CARDS`.
        title: What is shown, in one line.
        table: Table of `plenary.export.TABLES` that holds its rows.
        count: "n of N" in words, with what is counted.
        figure: Gives the figure and its alternative text; takes the address of the map's geometry and whether the
            theme is dark. None where there is no figure for the view; `instead` says why.
        rows: Gives what the figure shows, as `components.rows_table.written_rows` writes it.
        foot: Lines under it.
        config: What Plotly needs to be told to draw it.
        setting: The page setting of the link by which the figure is drawn in its other form; empty for none.
        instead: What is told in place of a figure that there is not; empty: that too many sessions are chosen for it.
    """

    code: str
    title: str
    table: str
    count: str
    figure: Callable[[str, bool], tuple[WrittenFigure, str]] | None
    rows: Callable[[], Written]
    foot: tuple[FootLine, ...]
    config: Mapping[str, Any] = field(default_factory=dict)
    setting: str = ""
    instead: str = ""

    def why_no_figure(self) -> str:
        """What is told in place of the figure, where there is none."""
        too_many = _("More than {count} sessions are chosen, too many for one figure: the table has them all.")
        return self.instead or too_many.format(count=MOST_SESSIONS)
