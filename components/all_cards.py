"""The card of each figure by its code, for pictures and offline copies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from components.balance import balance_card
from components.card import Card
from components.co_participation import co_participation_card
from components.comparison import sessions_card
from components.concentration import concentration_card, lorenz_card
from components.figures import map_card, ranking_card
from components.floor_card import floor_card
from components.positions_card import positions_card
from components.profiles import profile_card
from components.quantifiers import quantifiers_card
from components.returning import returning_card
from components.side_by_side import comparison_card
from components.silence import silence_card
from components.threads import threads_card
from components.timeline_card import timeline_card
from components.view import View

CARD_OF: Final[Mapping[str, Callable[[View], Card]]] = {
    "sessions": sessions_card,
    "map": map_card,
    "ranking": ranking_card,
    "timeline": timeline_card,
    "quantifiers": quantifiers_card,
    "threads": threads_card,
    "balance": balance_card,
    "silence": silence_card,
    "concentration": concentration_card,
    "lorenz": lorenz_card,
    "together": co_participation_card,
    "floor": floor_card,
    "positions": positions_card,
    "comparison": comparison_card,
    "profile": profile_card,
    "returning": returning_card,
}
"""Cards in the order in which a reader should see them, those of `plenary.selection.CARDS` that have a figure."""
