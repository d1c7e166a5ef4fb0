"""A figure that is finished: kept as text, sent again at little cost."""

from __future__ import annotations

import json
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio


class WrittenFigure(go.Figure):  # type: ignore[misc]  # Plotly publishes no types.
    """A figure as the JSON that the browser gets; it can be drawn and read, not changed.

    A figure of Plotly is thousands of objects: Python's garbage collection walks those of every kept figure after each
    run of a page, and drawing one copies all of them. A text is a single object.
    """

    def __init__(self, figure: go.Figure) -> None:
        self._written: str = pio.to_json(figure, validate=False)

    def to_dict(self) -> dict[str, Any]:
        """The figure as plain lists and dictionaries, anew for each caller."""
        found: dict[str, Any] = json.loads(self._written)
        return found
