"""An offline copy of a view: one HTML file with figures, tables, receipts, citation and codebook, and no server."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import hashlib
import html
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd

from components.all_cards import CARD_OF
from components.asset_files import FOLDER, asset
from components.bundle_tables import OF_CHOSEN, WrittenTable, written_tables
from components.card import Card
from components.charts.picture import offline_figure
from components.figure_pictures import figure_head
from components.figures import statement_count
from components.geometry import geometry_path
from components.notes import status_note
from components.plain_page import filled, json_text
from components.receipts import document_name
from components.view import View
from plenary.catalogue import current_language
from plenary.catalogue import translate as _
from plenary.citation import bibtex, cited_view, csl, footnote, ris
from plenary.links import entry_link, view_link
from plenary.markup import unescape

MEDIA_TYPE: Final = "text/html; charset=utf-8"
GEOMETRY: Final = "world"
"""Name by which the figures of an offline copy refer to the geometry that it holds."""


def bundle_name(view: View) -> str:
    """File name of an offline copy."""
    return f"plenary-atlas-{view.dataset.edition}.html"


def bundle(view: View, site: str, retrieved: dt.date) -> bytes:
    """The view as one HTML file in UTF-8 that asks for nothing else.

    Its policy forbids every request and every script but the two that it holds, by their hashes; text of the dataset
    stands in JSON and in escaped HTML only.

    Args:
        view: The view.
        site: Address of the dashboard's first page; where it is empty rows have no permanent address.
        retrieved: Day of the copy.
    """
    tables = written_tables(view)
    cards = [card for make in CARD_OF.values() if not (card := make(view)).instead]
    cards = [card for card in cards if card.code != "sessions" or view.several]
    named = {table.name for table in tables}
    cards = [card for card in cards if card.table not in OF_CHOSEN or card.table in named]
    drawn = {card.code: card.figure for card in cards if card.figure is not None}
    figures = {code: {False: make(GEOMETRY, False), True: make(GEOMETRY, True)} for code, make in drawn.items()}
    packed = {
        "geometry": {GEOMETRY: json.loads(geometry_path().read_bytes())},
        "figures": {
            code: {
                "light": offline_figure(by_theme[False][0].to_dict(), dark=False),
                "dark": offline_figure(by_theme[True][0].to_dict(), dark=True),
            }
            for code, by_theme in figures.items()
        },
    }
    data = {
        "tables": [table.as_json() for table in tables],
        "documents": _documents(view),
        "entry": entry_link(site, "") if site else "",
        "words": _words(),
    }
    script = (FOLDER / "bundle.js").read_text(encoding="utf-8")
    plotly = asset("plotly.min.js")
    link = view_link(site, "", view.selection, view.dataset.version)
    title = _("Offline copy of a view of Plenary Atlas")
    text = filled(
        "bundle.html",
        language=html.escape(current_language()),
        policy=html.escape(_policy(script.encode(), plotly.content)),
        title=html.escape(title),
        style=(FOLDER / "bundle.css").read_text(encoding="utf-8"),
        sentence=html.escape(_sentence(view)),
        facts=_facts(view, link, retrieved),
        contents=_contents(cards, tables),
        figures="\n".join(
            _figure(view, card, figures[card.code][False][1] if card.code in figures else "") for card in cards
        ),
        tables="\n".join(map(_table, tables)),
        citation=_citation(view, link, retrieved),
        codebook="\n".join(map(_codebook, tables)),
        **{name: html.escape(told) for name, told in _headings().items()},
        data=json_text(data),
        packed=base64.b64encode(gzip.compress(json_text(packed).encode(), 9, mtime=0)).decode(),
        plotly=base64.b64encode(plotly.packed).decode(),
        script=script,
    )
    return text.encode("utf-8")


def _policy(*scripts: bytes) -> str:
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts)
    parts = {"default-src": "'none'", "script-src": hashes, "style-src": "'unsafe-inline'"}
    parts |= {"img-src": "data: blob:", "base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _headings() -> dict[str, str]:
    return {
        "contents_heading": _("Contents"),
        "figures_heading": _("Figures"),
        "tables_heading": _("Tables"),
        "citation_heading": _("Citation"),
        "codebook_heading": _("Codebook"),
        "dash": _("An en dash stands for what is not recorded or not applicable; it is never a zero."),
        "no_script": _("Figures and tables need scripts, which this browser does not run for this file."),
    }


def _words() -> dict[str, str]:
    """What the script of the copy says; in braces what it fills in."""
    return {
        "receipt": _("Receipt"),
        "place": _("{document}, para. {paragraph}, p. {page}"),
        "placeWithoutPage": _("{document}, paras. {paragraph}"),
        "entry": _("Link to this entry"),
        "shown": _("{count} of {total} rows shown"),
        "yes": _("yes"),
        "no": _("no"),
        "old": _("This browser is too old to draw the figures; the tables hold the same numbers."),
    }


def _documents(view: View) -> dict[str, dict[str, str]]:
    """Name of each document of the chosen sessions, and where the United Nations keep it (empty: no address known)."""
    frame = view.dataset.documents(view.selection.session)
    return {
        row["document_id"]: {"name": document_name(view, row["document_id"]), "address": _address(row)}
        for row in frame[["document_id", "symbol", "url"]].to_dict("records")
    }


def _address(row: Mapping[str, Any]) -> str:
    """Only addresses of the web become links, whatever a dataset holds."""
    address = "" if pd.isna(row["url"]) else str(row["url"])
    return address if address.startswith(("https://", "http://")) else ""


def _sentence(view: View) -> str:
    filters = view.selection.sentence(view.dataset.choices, "statements") or _("none")
    return _("{count}. Filters: {filters}.").format(count=statement_count(view), filters=filters)


def _facts(view: View, link: str, retrieved: dt.date) -> str:
    package = view.dataset.package
    pairs = [
        (_("Dataset"), package.title),
        (_("Version"), _("{version} (SHA-256 of its description: {digest})").format(
            version=view.dataset.version, digest=view.dataset.hash)),
        (_("Retrieved"), retrieved.isoformat()),
        (_("View"), link),
        (_("Licence"), _("CC0 1.0 for the curated data; the source documents are the United Nations'.")),
        (_("Status"), status_note(view) or _("All source documents are adopted.")),
        (_("Publisher"), _("Plenary Atlas is not a product of the United Nations.")),
    ]  # fmt: skip
    return "\n".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>" for name, value in pairs)


def _contents(cards: Iterable[Card], tables: Iterable[WrittenTable]) -> str:
    entries = [(f"figure-{card.code}", card.title) for card in cards]
    entries += [(f"table-{table.name}", table.title) for table in tables]
    entries += [("citation", _("Citation")), ("codebook", _("Codebook"))]
    return "\n".join(f'<li><a href="#{anchor}">{html.escape(title)}</a></li>' for anchor, title in entries)


def _figure(view: View, card: Card, alt: str) -> str:
    foot = "\n".join(f"<p>{html.escape(unescape(line.text))}</p>" for line in card.foot if line.text.strip())
    if card.figure is None:
        drawn = f"<p>{html.escape(card.why_no_figure())}</p>"
    else:
        drawn = _escaped("bundle_plot.html", code=card.code, alt=alt)
    title, head = html.escape(card.title), html.escape(figure_head(view, card))
    return filled("bundle_figure.html", code=card.code, title=title, head=head, drawn=drawn, foot=foot)


def _table(table: WrittenTable) -> str:
    label = _("Search in: {title}").format(title=table.title)
    return _escaped("bundle_table.html", name=table.name, title=table.title, told=table.told, label=label)


def _citation(view: View, link: str, retrieved: dt.date) -> str:
    cited = cited_view(view.dataset, _sentence(view), link, retrieved, view.selection.session)
    forms = {
        _("Footnote"): footnote(cited),
        _("BibTeX"): bibtex(cited),
        _("RIS"): ris(cited),
        _("CSL-JSON"): csl(cited),
    }
    return "\n".join(f"<h3>{html.escape(name)}</h3>\n<pre>{html.escape(text)}</pre>" for name, text in forms.items())


def _codebook(table: WrittenTable) -> str:
    lines = [
        _escaped("bundle_column.html", name=column.name, title=column.title, description=column.description)
        for column in table.columns
    ]
    heads = {"title": table.title, "column": _("Column"), "label": _("Name"), "meaning": _("Meaning")}
    return filled(
        "bundle_codebook.html", lines="".join(lines), **{name: html.escape(head) for name, head in heads.items()}
    )


def _escaped(template: str, /, **texts: str) -> str:
    """A template with plain texts in its places."""
    return filled(template, **{name: html.escape(text) for name, text in texts.items()})
