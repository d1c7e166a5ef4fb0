"""The address of offline copies, and the button that saves the copy of a page's view."""

from __future__ import annotations

import hashlib
from typing import Final

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.asked_view import asked_view
from components.bounds import Busy, place_for_export
from components.bundle import MEDIA_TYPE, bundle, bundle_name
from components.data_addresses import ASKED_AGAIN, FOR_A_DAY, holds
from components.plain_page import broken_dataset_page, cluster_down_page, told_page, unknown_values_page
from components.public_address import public_site
from components.serving import BASE
from components.share import site_address, today
from components.view import View
from plenary.catalogue import translate as _
from plenary.engine import EngineDown
from plenary.selected import TooManyTurns, too_many_words
from plenary.store import BrokenDataset


async def offline_copy(request: Request) -> Response:
    """The offline copy of the view that the query names, as a file to save; 400 for unknown values."""
    return await run_in_threadpool(_answer, request)


def _answer(request: Request) -> Response:
    try:
        view = asked_view(request.url.query)
    except BrokenDataset:
        return broken_dataset_page()
    except EngineDown as down:
        return cluster_down_page(down)
    if view.unknown:
        return unknown_values_page(view.unknown)
    headers = {
        "Content-Disposition": f'attachment; filename="{bundle_name(view)}"',
        "X-Content-Type-Options": "nosniff",
    }
    try:
        with place_for_export():
            content = bundle(view, public_site(request), today())
    except TooManyTurns as many:
        return told_page(400, _("This offline copy cannot be made"), [too_many_words(many.turn_count)])
    except EngineDown as down:
        return cluster_down_page(down)
    except Busy:
        text = _("As many exports are being written as this server does at once. Ask again in a moment.")
        return told_page(503, _("Not at this moment"), [text])
    headers["ETag"] = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers["Cache-Control"] = FOR_A_DAY if view.selection.v else ASKED_AGAIN
    if holds(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


def draw_offline_copy(view: View) -> None:
    """Draw the button that saves the view as one file for a place without the internet."""
    site = site_address()
    st.download_button(
        _("Offline copy (HTML)"),
        data=lambda: bundle(view, site, today()),
        file_name=bundle_name(view),
        mime="text/html",
        key="download-offline-copy",
        on_click="ignore",
        icon=":material/download:",
        help=_(
            "One file with the figures, tables, receipts, citation and codebook of this view. It opens in a browser "
            "without the internet."
        ),
    )


ROUTES: Final = [Route(f"{BASE}/data/bundle.html", offline_copy)]
