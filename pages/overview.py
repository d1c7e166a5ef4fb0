"""Overview: what this record is, its headline figures, small map and timeline, what is contradictory or missing."""

from components.cluster_down import of_single_turns
from components.comparison import draw_other_sessions
from components.delegations import draw_delegation_cards, draw_find_a_delegation
from components.figures import draw_map_card
from components.overview import draw_headlines, draw_introduction, draw_way_to
from components.record import draw_discrepancies_section
from components.timeline_card import draw_timeline_card
from components.view import current_view

view = current_view()
draw_introduction(view)
draw_headlines(view)
draw_find_a_delegation(view, "overview")
draw_delegation_cards(view)
draw_map_card(view, small=True)
draw_way_to(view, "participation-map")
if not view.several and not view.too_many:
    with of_single_turns(view, "timeline"):
        draw_timeline_card(view, small=True)
draw_way_to(view, "timeline")
draw_other_sessions(view)
draw_discrepancies_section(view, "overview")
