"""Co-participation: which States are recorded together more often than chance gives."""

from components.co_participation import draw_co_participation_card
from components.record import draw_discrepancies_section
from components.view import current_view

view = current_view()
draw_co_participation_card(view)
draw_discrepancies_section(view, "timeline")
