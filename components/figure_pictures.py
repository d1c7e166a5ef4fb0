"""Pictures of figures: a page of our own for each card that draws its figure and saves it as PNG or SVG."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components import asset_files
from components.all_cards import CARD_OF
from components.asked_view import asked_view
from components.asset_files import asset
from components.card import Card
from components.charts.picture import PictureWords, picture
from components.geometry import geometry_name
from components.notes import review_note
from components.plain_page import (
    broken_dataset_page,
    cluster_down_page,
    filled,
    html_response,
    json_text,
    told_page,
    unknown_values_page,
)
from components.public_address import public_site
from components.serving import BASE
from components.share import today
from components.view import View
from plenary.catalogue import translate as _
from plenary.engine import EngineDown
from plenary.links import PAGE_OF_TABLE, rows_link, view_link
from plenary.markup import unescape
from plenary.selected import TooManyTurns, too_many_words
from plenary.selection import UnknownValue
from plenary.store import BrokenDataset

SAVED: Final = ("png", "svg")
"""What `save` may ask for."""


async def figure(request: Request) -> Response:
    """The page of one picture; `save` saves it at once. 404 for a card without figure, 400 for unknown values."""
    make = CARD_OF.get(request.path_params["card"])
    if make is None:
        return told_page(404, _("There is no such figure"), [_("Figures: {names}.").format(names=", ".join(CARD_OF))])
    return await run_in_threadpool(_answer, request.path_params["card"], request.url.query, public_site(request))


def _answer(code: str, query: str, site: str) -> Response:
    pairs = parse_qsl(query, keep_blank_values=True)
    saves = [value for name, value in pairs if name == "save"]
    try:
        view = asked_view(urlencode([pair for pair in pairs if pair[0] != "save"]))
    except BrokenDataset:
        return broken_dataset_page()
    except EngineDown as down:
        return cluster_down_page(down)
    wrong = [UnknownValue("save", value[:80], _("not a format of pictures")) for value in saves if value not in SAVED]
    reason = _("only one value can be used; the first one was")
    wrong += [UnknownValue("save", value[:80], reason) for value in saves[1:] if value in SAVED]
    if view.unknown or wrong:
        return unknown_values_page([*view.unknown, *wrong])
    try:
        card = CARD_OF[code](view)
        if card.figure is None:
            return told_page(400, _("This figure cannot be drawn"), [card.why_no_figure()])
        drawn, alt = card.figure(f"../map/{geometry_name()}", False)
    except TooManyTurns as many:
        return told_page(400, _("This figure cannot be drawn"), [too_many_words(many.turn_count)])
    except EngineDown as down:
        return cluster_down_page(down)
    words = picture_words(view, card, site)
    return html_response(_page(view, card, picture(drawn.to_dict(), words), alt, saves[0] if saves else ""))


def _page(view: View, card: Card, drawn: Mapping[str, Any], alt: str, save: str) -> str:
    data = {
        "figure": drawn,
        "name": f"plenary-atlas-{card.code}-{view.dataset.edition}",
        "save": save,
        "drawn": _("The picture can be saved."),
        "saved": _("Saved as {format}."),
        "failed": _("The picture could not be drawn or saved. Please load the page again."),
    }
    texts = {
        "title": _("{title} · Plenary Atlas").format(title=card.title),
        "heading": _("Picture: {title}").format(title=card.title),
        "png": _("Save as PNG"),
        "svg": _("Save as SVG"),
        "back": view_link("../", PAGE_OF_TABLE[card.table], view.selection),
        "back_label": _("Back to the page of this figure"),
        "drawing": _("The picture is being drawn."),
        "frame": _("The picture, 1200 pixels wide"),
        "alt": alt,
        "stylesheet": f"../assets/{asset('picture.css').name}",
        "plotly": f"../assets/{asset('plotly.min.js').name}",
        "script": f"../assets/{asset('picture.js').name}",
    }
    escaped = {name: html.escape(text) for name, text in texts.items()}
    return filled("picture.html", data=json_text(data), **escaped)


def picture_words(view: View, card: Card, site: str) -> PictureWords:
    """What stands in the picture of a card: title, numbers, filters, notes, version, date, licence and address.

    Args:
        view: The view.
        card: The card.
        site: Address of the dashboard's first page; where it is empty the picture names no address.
    """
    foot = [unescape(line.text) for line in card.foot if line.text.strip()]
    foot.append(
        _(
            "Plenary Atlas, dataset version {version}, retrieved {date}. Curated data: CC0 1.0; the documents are the "
            "United Nations'. Plenary Atlas is not a product of the United Nations."
        ).format(version=view.dataset.version, date=today().isoformat())
    )
    if site:
        foot.append(rows_link(site, card.table, view.selection, view.dataset.version))
    return PictureWords(card.title, (figure_head(view, card),), tuple(foot))


def figure_head(view: View, card: Card) -> str:
    """The line under the title of a figure as plain text: n of N, filters, rows not yet reviewed."""
    filters = view.selection.sentence(view.dataset.choices, card.table) or _("none")
    head = _("{count}. Filters: {filters}.").format(count=card.count, filters=filters)
    return f"{head} {review_note(view, card.table)}".strip()


ROUTES: Final = [*asset_files.ROUTES, Route(f"{BASE}/figure/{{card}}.html", figure)]
