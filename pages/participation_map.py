"""Participation map: States by number of statements, and the regional groups compared."""

from components.figures import draw_map_card, draw_not_on_the_map, draw_ranking_card
from components.record import draw_discrepancies_section
from components.view import current_view

view = current_view()
draw_map_card(view)
draw_not_on_the_map(view)
draw_ranking_card(view)
draw_discrepancies_section(view, "map")
