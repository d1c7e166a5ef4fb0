"""Discussion: views with their attribution as printed, the lens on its words, threads to the conclusions, proposals."""

from components.discussion import draw_declined, draw_discussion
from components.quantifiers import draw_quantifiers_card
from components.record import draw_discrepancies_section
from components.threads import draw_opened_thread, draw_proposals, draw_threads_card
from components.view import current_view

view = current_view()
draw_opened_thread(view)
draw_declined(view)
draw_discussion(view)
draw_quantifiers_card(view)
draw_threads_card(view)
draw_proposals(view)
draw_discrepancies_section(view, "discussion")
