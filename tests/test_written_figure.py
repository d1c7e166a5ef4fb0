"""A written figure is the figure, kept as text."""

from __future__ import annotations

import gc
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import plotly.tools

from components.charts.written_figure import WrittenFigure


def figure() -> go.Figure:
    """Numbers as a column and as a list with a hole, text with markup, a setting of the layout."""
    marks = go.Scatter(x=pd.Series([1.5, 2.5, 0.1]), y=[3, None, 1], text=["<b>a</b>", "é", "“b”"], mode="markers")
    return go.Figure(marks, layout={"height": 320, "title": {"text": "A & B"}})


def sent(drawn: go.Figure) -> Any:
    """What `st.plotly_chart` sends to the browser."""
    return pio.to_json(plotly.tools.return_figure_from_figure_or_data(drawn, validate_figure=True), validate=False)


def test_a_written_figure_reaches_the_browser_unchanged() -> None:
    """The browser gets the same text from a written figure as from the figure itself."""
    assert sent(WrittenFigure(figure())) == sent(figure())


def test_a_reader_cannot_change_a_written_figure_for_the_next_one() -> None:
    """What one run does to the dictionary of a written figure is gone in the next."""
    written = WrittenFigure(figure())
    written.to_dict()["data"].clear()
    assert len(written.to_dict()["data"]) == 1


def test_a_written_figure_holds_no_objects_that_garbage_collection_walks() -> None:
    """A written figure refers to its class and to a text, whatever the figure holds."""
    written = WrittenFigure(figure())
    gc.collect()
    held = [part for part in gc.get_referents(written) if part is not WrittenFigure]
    assert [type(part) for part in held] in ([str], [dict])
    assert not any(gc.is_tracked(value) for value in vars(written).values())
