"""Small pages of our own, without Streamlit: text in HTML, everything from outside escaped."""

from __future__ import annotations

import html
import json
import logging
from collections.abc import Iterable
from functools import lru_cache
from string import Template
from typing import Any, Final

from starlette.responses import HTMLResponse

from components.asset_files import FOLDER, asset
from plenary.catalogue import translate as _
from plenary.cluster import down_words
from plenary.engine import EngineDown
from plenary.selection import UnknownValue

LOGGER: Final = logging.getLogger(__name__)
POLICY: Final = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'"
"""The policy under which these pages work; plotly.js writes style rules of its own."""


def filled(template: str, /, **texts: str) -> str:
    """A template of components/assets with its places filled.

    Args:
        template: File name.
        texts: HTML by the name of its place; text from outside must be escaped (`html.escape`) or be `json_text`.
    """
    return _read_template(template).substitute(texts)


@lru_cache(maxsize=16)
def _read_template(name: str) -> Template:
    return Template((FOLDER / name).read_text(encoding="utf-8"))


def json_text(value: Any) -> str:
    """A value as JSON that may stand in a script element: no letter in it begins a tag, comment or entity."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def html_response(text: str, status: int = 200) -> HTMLResponse:
    """A page of our own as an answer, with the policy that keeps it to what the app itself serves."""
    return HTMLResponse(text, status, {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"})


def told_page(status: int, title: str, paragraphs: Iterable[str], up: str = "../") -> HTMLResponse:
    """A page that tells a reader why there is nothing else at this address, and what to do.

    Args:
        status: Status of the answer.
        title: What happened.
        paragraphs: Plain text.
        up: The way from the address asked for to the first page, so that it holds behind any proxy.
    """
    lines = "\n".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    page = filled(
        "told.html",
        title=html.escape(title),
        paragraphs=lines,
        stylesheet=html.escape(f"{up}assets/{asset('picture.css').name}"),
        home=html.escape(up),
        home_label=html.escape(_("First page of Plenary Atlas")),
    )
    return html_response(page, status)


def unknown_values_page(unknown: Iterable[UnknownValue]) -> HTMLResponse:
    """A page that names the values of an address that the dataset does not know."""
    texts = [
        _("The address asks for {parameter} “{value}”: {reason}.").format(
            parameter=value.parameter, value=value.value, reason=value.reason
        )
        for value in unknown
    ]
    return told_page(400, _("This address cannot be answered"), texts)


def broken_dataset_page() -> HTMLResponse:
    """A page that says that the dataset cannot be shown at present."""
    return told_page(
        503,
        _("The dataset cannot be shown"),
        [_("If you are a reader: please come back later, or tell the operator of this address.")],
    )


def cluster_down_page(down: EngineDown, up: str = "../") -> HTMLResponse:
    """A page that says that the cluster does not answer at present; what was found goes to the log."""
    LOGGER.error("cluster: %s", down.reason)
    return told_page(503, _("Not at this moment"), [down_words()], up)
