"""Timeline: each statement in the printed order, meeting by meeting."""

from components.entry_panels import draw_opened_entry
from components.record import draw_discrepancies_section
from components.statements import draw_opened_statement
from components.timeline_card import draw_timeline_card
from components.view import current_view

view = current_view()
draw_opened_statement(view)
draw_opened_entry(view, ("meetings",))
draw_timeline_card(view)
draw_discrepancies_section(view, "timeline")
