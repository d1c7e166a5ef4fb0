"""The HTML of every page as Streamlit ships it, with a head that says what the view is: title, description, preview.

Programs that show links, and readers without scripts, see only this HTML; Streamlit draws the page itself
afterwards, under the same title.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from components.charts.palette import DARK, LIGHT
from components.dataset import ask, load_dataset, shown_dataset
from components.navigation import PAGES, PageEntry, title, view_title
from components.preview import PREVIEW_SIZE, preview_alt, preview_link
from components.public_address import public_site
from components.serving import BASE
from components.streamlit_page import TITLE, early_scripts, streamlit_html
from plenary.catalogue import translate as _
from plenary.choices import with_sessions
from plenary.description import described_dataset
from plenary.engine import EngineDown
from plenary.links import view_link
from plenary.selection import Selection, parse_link, read_selection
from plenary.store import BrokenDataset, Dataset
from plenary.summary import shortened, summary
from plenary.worlds import seen

LONGEST_QUERY: Final = 8_000
"""Characters of a query that are read; of a longer one the head says only which page it is."""

LONGEST_DESCRIPTION: Final = 300
KEPT_HEADS: Final = 512

NOSCRIPT: Final = "<noscript>"
"""The place in Streamlit's page where what a reader without scripts sees is put in."""


@dataclass(frozen=True)
class Head:
    """What the HTML of a view says of it.

    Attributes:
        title: Title of tab and preview.
        description: What the view shows, in one or two sentences.
        address: Public address of the view; empty where the host is not known.
        image: Address of the picture for previews; empty where the host is not known.
        image_alt: What the picture shows.
        data: Address of the rows, relative to the page.
        structured: Description for machines, as JSON; empty on pages without one.
    """

    title: str
    description: str
    address: str
    image: str
    image_alt: str
    data: str
    structured: str = ""


def plain_head(entry: PageEntry, site: str) -> Head:
    """The head of a page of which nothing but its name can be said."""
    name = _("{title} · Plenary Atlas").format(title=title(entry))
    address = f"{site}{entry.url_path}" if site else ""
    return Head(name, _about(entry), address, "", "", _data_address())


def view_head(dataset: Dataset, entry: PageEntry, named: Selection, site: str) -> Head:
    """The head of a view.

    Args:
        dataset: The dataset.
        entry: The page.
        named: What the link names and the dataset knows.
        site: Public address of the first page; may be empty.
    """
    return _view_head(dataset, entry, named, site)


@lru_cache(maxsize=KEPT_HEADS)
def _view_head(dataset: Dataset, entry: PageEntry, named: Selection, site: str) -> Head:
    selection = with_sessions(named, dataset.choices)
    words = _about(entry)
    if entry.tables:
        told = summary(dataset, selection, entry.tables, lambda query, chosen: ask(query, dataset, chosen)).sentence()
        words = _("{sentence} {about}").format(sentence=told, about=words)
    structured = ""
    if entry.url_path == "the-record":
        structured = json.dumps(described_dataset(dataset, site), ensure_ascii=False)
    return Head(
        title=view_title(entry, dataset, selection),
        description=shortened(words, LONGEST_DESCRIPTION),
        address=view_link(site, entry.url_path, named) if site else "",
        image=preview_link(site, entry.url_path, named, dataset.version) if site else "",
        image_alt=preview_alt(seen(dataset.recorded or dataset, named.world, ""), entry, replace(selection, names="")),
        data=_data_address(),
        structured=structured,
    )


def _about(entry: PageEntry) -> str:
    if entry.url_path == "read-a-report":
        return _(
            "Bring a report of a United Nations meeting: who took the floor becomes rows, each with its paragraph, and "
            "what could not be understood is told."
        )
    return _("Who took the floor at United Nations meetings, on which agenda item, and what was concluded.")


def _data_address() -> str:
    return f"{BASE}/data/files/datapackage.json"


def page_html(head: Head, url_path: str) -> str:
    """Streamlit's page at an address with this head; every text in it is escaped."""
    tags = [f"<title>{escape(head.title)}</title>", _meta("name", "description", head.description)]
    if head.address:
        tags.append(f'<link rel="canonical" href="{escape(head.address)}" />')
    tags += [_meta("property", name, content) for name, content in _open_graph(head).items() if content]
    tags.append(_meta("name", "twitter:card", "summary_large_image" if head.image else "summary"))
    for scheme, colours in (("light", LIGHT), ("dark", DARK)):
        media = f"(prefers-color-scheme: {scheme})"
        tags.append(f'<meta name="theme-color" content="{colours.panel}" media="{media}" />')
    if head.structured:
        tags.append(f'<script type="application/ld+json">{_json_in_html(head.structured)}</script>')
    tags += filter(None, [early_scripts(url_path)])
    html = streamlit_html()
    html = html.replace(TITLE, "\n    ".join(tags), 1)
    without_script = (
        f"{NOSCRIPT}\n      <p>{escape(head.title)}</p>\n      <p>{escape(head.description)}</p>\n"
        f'      <p><a href="{escape(head.data)}">{escape(_("The data as files"))}</a></p>'
    )
    return html.replace(NOSCRIPT, without_script, 1)


def _open_graph(head: Head) -> Mapping[str, str]:
    graph = {
        "og:type": "website",
        "og:site_name": _("Plenary Atlas"),
        "og:title": head.title,
        "og:description": head.description,
        "og:url": head.address,
        "og:locale": "en_GB",
    }
    if head.image:
        width, height = PREVIEW_SIZE
        graph |= {
            "og:image": head.image,
            "og:image:type": "image/png",
            "og:image:width": str(width),
            "og:image:height": str(height),
            "og:image:alt": head.image_alt,
        }
    return graph


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}" />'


def _json_in_html(text: str) -> str:
    """JSON that can stand inside a script element: no tag can end or begin in it."""
    return text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def head_of(entry: PageEntry, query: str, site: str) -> Head:
    """The head for a request; of what the dataset does not know nothing is said, the page tells it.

    Args:
        entry: The page.
        query: The query of the address, as it came.
        site: Public address of the first page; may be empty.
    """
    if len(query) > LONGEST_QUERY:
        return plain_head(entry, site)
    try:
        params = parse_link(f"?{query}")
        dataset = shown_dataset(load_dataset(), params)
        named, _unknown = read_selection(params, dataset.choices)
        return view_head(dataset, entry, named, site)
    except (BrokenDataset, EngineDown):
        return plain_head(entry, site)


def _page_route(entry: PageEntry) -> Route:
    async def page(request: Request) -> Response:
        query = request.scope["query_string"].decode("latin-1")
        head = await run_in_threadpool(head_of, entry, query, public_site(request))
        html = page_html(head, entry.url_path)
        tag = f'"{hashlib.sha256(html.encode(errors="replace")).hexdigest()[:32]}"'
        headers: dict[str, Any] = {"Cache-Control": "no-cache", "ETag": tag}
        if tag in request.headers.get("if-none-match", ""):
            # With its type, so that the kept page gets the policy of today.
            return Response(status_code=304, headers=headers, media_type="text/html")
        return HTMLResponse(html.encode(errors="replace"), headers=headers)

    return Route(f"{BASE}/{entry.url_path}", page, name=f"page-{entry.url_path}")


ROUTES: Final = [_page_route(entry) for entry in PAGES]
