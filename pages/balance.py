"""Balance and silence: the regional groups beside their membership, who has no statement, how even the floor was."""

from components.balance import draw_balance_card
from components.balance_method import draw_method
from components.cluster_down import of_single_turns
from components.concentration import draw_concentration_card, draw_lorenz_card
from components.record import draw_discrepancies_section
from components.silence import draw_silence_card
from components.view import current_view

view = current_view()
draw_balance_card(view)
with of_single_turns(view, "silence"):
    draw_silence_card(view)
draw_concentration_card(view)
draw_lorenz_card(view)
draw_method()
draw_discrepancies_section(view, "map")
