"""What the layouts of all figures but the map have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from components.charts.palette import TRANSPARENT

PLAIN_LAYOUT: Final[Mapping[str, Any]] = {
    "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
    "paper_bgcolor": TRANSPARENT,
    "plot_bgcolor": TRANSPARENT,
    "dragmode": False,
    "hovermode": "closest",
}
"""Part of a layout: the ground of the page shows through, and a figure is pointed at and clicked, not dragged."""
