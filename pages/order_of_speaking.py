"""Order of speaking: one list replayed turn by turn, the groups beside random orders, first and last speakers."""

from components.floor_card import draw_floor_card
from components.positions_card import draw_first_and_last, draw_positions_card
from components.record import draw_discrepancies_section
from components.view import current_view

view = current_view()
draw_floor_card(view)
draw_positions_card(view)
draw_first_and_last(view)
draw_discrepancies_section(view, "timeline")
