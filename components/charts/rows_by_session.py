"""Figures with rows below the title of their session: where each row stands, and the layout they share."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any, Final

from components.charts.layout import PLAIN_LAYOUT
from components.charts.regional_groups import TEXT_HEIGHT, wrapped

HEAD: Final = 1.6
"""Room above the rows of a session for two lines of its title, in rows."""

TITLE_WIDTH: Final = 32
"""Letters of a title in one line: as many as a telephone shows."""

ROW_HEIGHT: Final = 26
"""Pixels of a row whose label has one line."""


def heights_of(
    pairs: Iterable[tuple[str, str]], lines: Mapping[tuple[str, str], int] | None = None
) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """Height of each row, and of the first row of each session; a title stands above the rows of a session.

    Args:
        pairs: Session and key of each row, from top to bottom.
        lines: Rows of which a key takes more than one, downwards from its height.
    """
    heights: dict[tuple[str, str], float] = {}
    heads: dict[str, float] = {}
    height = 0.0
    for pair in pairs:
        if pair[0] not in heads:
            height -= HEAD if heads else 0
            heads[pair[0]] = height
        heights[pair] = height
        height -= (lines or {}).get(pair, 1)
    return heights, heads


def layout_of(
    labels: Mapping[float, str], heads: Mapping[str, float], sessions: Mapping[str, str], least: float | None = None
) -> dict[str, Any]:
    """Layout of a figure with those rows.

    Args:
        labels: Label of each row by its height.
        heads: Height of the first row of each session.
        sessions: Titles of the sessions.
        least: Height of the lowest row, where it has no label.
    """
    told = [wrapped(label) for label in labels.values()]
    row_height = max([ROW_HEIGHT, *(TEXT_HEIGHT * (label.count("<br>") + 1) + 6 for label in told)])
    lowest = min(labels, default=0.0) if least is None else least
    return {
        "height": round(row_height * (HEAD - lowest + 1)) + 60,
        **PLAIN_LAYOUT,
        "showlegend": False,
        "yaxis": {"range": [lowest - 0.6, HEAD + 0.4], "tickvals": list(labels), "ticktext": told}
        | {"automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False},
        "annotations": [
            {"xref": "paper", "x": 0, "y": height + 0.45, "yanchor": "bottom", "xanchor": "left", "align": "left"}
            | {"showarrow": False, "font": {"size": 12}, "text": f"<b>{_title(sessions[session])}</b>"}
            for session, height in heads.items()
        ],
    }


def _title(title: str) -> str:
    return "<br>".join(textwrap.wrap(title, TITLE_WIDTH))
