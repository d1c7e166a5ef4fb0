"""The link from a card to the picture of its figure."""

from __future__ import annotations

import streamlit as st

from components.card import Card
from components.share import reached_address
from components.view import View
from plenary.catalogue import translate as _
from plenary.links import view_link


def draw_picture_link(view: View, card: Card) -> None:
    """Draw the link to the page that saves the figure of a card as a picture, with everything said about it inside."""
    st.link_button(_("Picture (PNG, SVG)"), picture_address(view, card), icon=":material/image:")


def picture_address(view: View, card: Card) -> str:
    """Address of the picture of a card, with the filters of the view and the form in which the figure is drawn."""
    selection = view.selection.with_values("view", filter(None, [card.setting]))
    return view_link(reached_address(), f"figure/{card.code}.html", selection)
