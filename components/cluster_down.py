"""What stands in place of what is put together from single turns while the cluster that has them does not answer."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from components.navigation import link_to
from components.view import View
from plenary.catalogue import translate as _
from plenary.cluster import down_words
from plenary.engine import EngineDown

LOGGER = logging.getLogger(__name__)


@contextmanager
def of_single_turns(view: View, place: str) -> Iterator[None]:
    """What the block draws is put together from single turns: where they are not at hand, this is told in its place.

    Args:
        view: The view.
        place: Where on the page it stands, to tell its button from that of other places.
    """
    try:
        yield
    except EngineDown as down:
        draw_cluster_down(down, view, place)


def draw_cluster_down(down: EngineDown, view: View | None, place: str = "page") -> None:
    """Draw what cannot be shown at present, what still can, and how to try again.

    Args:
        down: What was found; it goes to the log.
        view: The view; None where the link itself could not be read without the cluster.
        place: See `of_single_turns`.
    """
    LOGGER.error("cluster: %s", down.reason)
    st.warning(down_words(), icon=":material/cloud_off:")
    with st.container(horizontal=True):
        st.button(_("Try again"), key=f"cluster-again-{place}", icon=":material/refresh:")
        params = view.params() if view else []
        link_to("", _("What is counted: overview"), params, icon=":material/arrow_forward:")
        link_to("participation-map", _("Participation map"), params, icon=":material/arrow_forward:")
        link_to("balance", _("Balance"), params, icon=":material/arrow_forward:")
