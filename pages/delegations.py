"""Delegations: everyone who took the floor, and the card of each delegation that the link names."""

from components.comparison import draw_sessions_of_states
from components.delegations import draw_delegation_cards, draw_delegations, draw_find_a_delegation, draw_silent_note
from components.record import draw_discrepancies_section
from components.view import current_view

view = current_view()
draw_find_a_delegation(view, "delegations")
draw_delegation_cards(view)
draw_delegations(view)
if view.several:
    draw_sessions_of_states(view)
draw_silent_note(view)
draw_discrepancies_section(view, "delegations")
