"""Conclusions: the list with its filters, order, receipts and downloads."""

from components.conclusion_list import PAGE, draw_conclusions, draw_order
from components.figure_card import draw_downloads
from components.record import draw_discrepancies_section
from components.view import current_view

view = current_view()
draw_order(view)
draw_conclusions(view)
draw_downloads(view, "conclusions", PAGE)
draw_discrepancies_section(view, "conclusions")
