"""Profiles and comparison: delegations and groups side by side, one of them meeting by meeting, and over sessions."""

from components.profiles import draw_choice, draw_profile_card, draw_representation
from components.record import draw_discrepancies_section
from components.returning import draw_returning_card
from components.side_by_side import draw_comparison_card
from components.statements import draw_opened_statement
from components.view import current_view

view = current_view()
draw_opened_statement(view)
draw_choice(view)
draw_comparison_card(view)
draw_profile_card(view)
draw_representation(view)
draw_returning_card(view)
draw_discrepancies_section(view, "delegations")
