"""The picture that goes with a link to a view: what is chosen, how many of how many, the regional groups."""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache, partial
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.dataset import ask, load_dataset, shown_dataset
from components.navigation import PAGES, PageEntry, title
from components.preview_drawing import DRAWING, MOST_BARS, SIZE, Bar, Figure, Preview, draw_preview
from components.public_address import public_site
from components.serving import BASE
from plenary import queries
from plenary.catalogue import translate as _
from plenary.choices import vocabulary, with_sessions
from plenary.engine import EngineDown
from plenary.frames import each_row
from plenary.links import view_link
from plenary.profiles import COMPARED
from plenary.selection import Selection, parse_link, read_selection
from plenary.store import BrokenDataset, Dataset
from plenary.summary import filters_of_tables, group_counts, summary

PREVIEW_SIZE: Final = SIZE
FIRST_PAGE: Final = "overview"
LONGEST_QUERY: Final = 8_000
KEPT_PREVIEWS: Final = 128
"""Pictures that are kept, of some 40 KB each."""

AT_ONCE: Final = 2
"""Pictures that are drawn at the same time: a burst of new links must not take the threads of the pages."""

MAX_AGE: Final = 3_600
"""Seconds for which a picture may be kept whose address names the version that it shows."""


def preview_link(site: str, url_path: str, selection: Selection, version: str) -> str:
    """Address of the picture of a view; it names the version, so that a new dataset has new pictures.

    Its names are English in every view: the fonts of the drawing have no letters of other scripts.
    """
    bare = replace(selection, view=(), row="", sort="", names="")
    return view_link(site, f"preview/{quote(url_path or FIRST_PAGE)}.png", bare, version)


def preview_alt(dataset: Dataset, entry: PageEntry, selection: Selection) -> str:
    """What the picture shows, in words."""
    shown = preview_of(dataset, entry, selection, "")
    if not shown.bars:
        return _("{title}: {sentence}").format(title=shown.title, sentence=shown.sentence)
    bars = _(", ").join(_("{group} {count}").format(group=bar.label, count=f"{bar.count:,}") for bar in shown.bars)
    return _("{title}: {sentence} {what}: {bars}.").format(
        title=shown.title, sentence=shown.sentence, what=shown.bars_title, bars=bars
    )


def preview_of(dataset: Dataset, entry: PageEntry, selection: Selection, site: str) -> Preview:
    """What the picture of a view says.

    Args:
        dataset: The dataset.
        entry: The page.
        selection: The filters, sessions included; those without meaning on the page are left out.
        site: Public address of the first page; may be empty.
    """
    if not entry.tables:
        return Preview(
            title=title(entry),
            sentence=_(
                "Bring a report of a United Nations meeting: who took the floor becomes rows, each with its paragraph."
            ),
            figures=(),
            bars_title="",
            bars=(),
            foot=_("Your document reaches no disk and no other reader."),
            address=_shown(site),
        )
    told = summary(dataset, selection, entry.tables, lambda query, chosen: ask(query, dataset, chosen))
    meant = filters_of_tables(entry.tables)
    bare = {name: getattr(selection, name) for name in meant}
    selection = Selection(review=selection.review, **bare)
    if entry.tables[0] == "conclusions":
        every = _themes(dataset, selection)
        bars_title, bars = _("Conclusions by theme"), every[:MOST_BARS]
        if len(every) > len(bars):
            bars_title = _("Conclusions by theme, {count} of {total} themes").format(count=len(bars), total=len(every))
    elif entry.tables[0] == "points":
        # No regional group beside views: the record does not say who held them.
        bars_title, bars = _("Views by their words of attribution"), _attributions(dataset, selection)[:MOST_BARS]
    else:
        bars_title, bars = _("Statements of States by regional group"), _groups(dataset, selection)
    figures = _figures(dataset, selection)
    if entry.tables[0] in COMPARED and selection.group and selection.delegation:
        # Side by side they are no filter of one another: only the sentence counts both.
        figures, bars_title, bars = (), "", ()
    return Preview(
        title=title(entry),
        sentence=told.sentence(),
        figures=figures,
        bars_title=bars_title,
        bars=bars,
        foot=_foot(dataset, selection),
        address=_shown(site),
    )


def _figures(dataset: Dataset, selection: Selection) -> tuple[Figure, ...]:
    chosen, whole = (ask(queries.headline_counts, dataset, part) for part in (selection, selection.unfiltered()))
    sessions = list(each_row(ask(queries.sessions, dataset, selection)))
    if len(sessions) == 1:
        states = _("of {members} member States").format(members=sessions[0].member_count)
        speaking = int(sessions[0].speaking_member_count)
    else:
        states, speaking = _("States, {count} sessions").format(count=len(sessions)), int(chosen["states"])
    conclusions, every = (len(ask(queries.conclusions, dataset, part)) for part in (selection, selection.unfiltered()))
    found = [
        Figure(f"{chosen['statements']:,}", _("of {total} statements").format(total=f"{whole['statements']:,}")),
        Figure(f"{speaking:,}", states),
    ]
    if every:
        found.append(Figure(f"{conclusions:,}", _("of {total} conclusions").format(total=f"{every:,}")))
    return tuple(found)


def _groups(dataset: Dataset, selection: Selection) -> tuple[Bar, ...]:
    """Statements of States by regional group within all filters, those by group and delegation included."""
    rows = ask(group_counts, dataset, selection)
    counts = dict(zip(rows["group_id"], rows["statement_count"], strict=True))
    labels = vocabulary(dataset.tables, "group_short")
    codes = [code for code in labels if code != "none" or counts.get("none", 0)]
    return tuple(Bar(labels[code], int(counts.get(code, 0)), code) for code in codes)


def _themes(dataset: Dataset, selection: Selection) -> tuple[Bar, ...]:
    """Conclusions within the filters by theme, most first; one with two themes counts under each."""
    cells = ask(queries.conclusions, dataset, selection)["theme_ids"].dropna()
    counts = cells.str.split(";").explode().value_counts()
    labels = vocabulary(dataset.tables, "theme")
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], labels[str(pair[0])]))
    return tuple(Bar(labels[str(code)], int(count)) for code, count in ranked)


def _attributions(dataset: Dataset, selection: Selection) -> tuple[Bar, ...]:
    """Views within the filters by class of attribution, most first."""
    counts = ask(queries.points, dataset, selection)["attribution_class"].value_counts()
    labels = vocabulary(dataset.tables, "attribution_class")
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], labels[str(pair[0])]))
    return tuple(Bar(labels[str(code)], int(count)) for code, count in ranked)


def _foot(dataset: Dataset, selection: Selection) -> str:
    version = _("Dataset version {version}").format(version=dataset.version)
    documents = dataset.documents(selection.session)
    drafts = int((documents["status"] == "draft").sum())
    if len(documents) == 1:
        row = next(each_row(documents.astype("string").fillna("")))
        name = (
            row.symbol or _("job number {number}").format(number=row.job_number) if row.kind != "table" else row.title
        )
        source = _("source: {name}").format(name=name)
        source = _("{source}, draft, not compared with the adopted report").format(source=source) if drafts else source
    else:
        source = _("sources: {count} documents").format(count=len(documents))
        source = _("{source}, {drafts} of them draft").format(source=source, drafts=drafts) if drafts else source
    return _("{version} · {source}").format(version=version, source=source)


def _shown(site: str) -> str:
    return site.partition("://")[2].rstrip("/")


@lru_cache(maxsize=KEPT_PREVIEWS)
def _picture(dataset: Dataset, entry: PageEntry, selection: Selection, site: str) -> bytes:
    return draw_preview(preview_of(dataset, entry, selection, site))


def _answer(page: str, query: str, site: str, known: str) -> Response:
    entry = next((entry for entry in PAGES if (entry.url_path or FIRST_PAGE) == page), None)
    if entry is None:
        return Response(status_code=404)
    if len(query) > LONGEST_QUERY:
        return Response(status_code=414)
    try:
        params = {name: values for name, values in parse_link(f"?{query}").items() if name != "names"}
        dataset = shown_dataset(load_dataset(), params)
        named, _unknown = read_selection(params, dataset.choices)
    except (BrokenDataset, EngineDown):
        return Response(status_code=503, headers={"Cache-Control": "no-store"})
    selection = replace(with_sessions(named, dataset.choices), view=(), row="", sort="", v="")
    mark = f"{DRAWING} {dataset.hash} {page} {site} {selection.to_query()}"
    tag = f'"{hashlib.sha256(mark.encode(errors="replace")).hexdigest()[:32]}"'
    pinned = dataset.version in params.get("v", ())
    headers = {"Cache-Control": f"public, max-age={MAX_AGE}" if pinned else "public, no-cache", "ETag": tag}
    if tag in known:
        return Response(status_code=304, headers=headers)
    return Response(_picture(dataset, entry, selection, site), media_type="image/png", headers=headers)


_drawing = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="preview")


async def preview(request: Request) -> Response:
    """The picture of a view: 1,200 by 630 pixels, PNG; unknown pages are not found, unknown values are left out."""
    query = request.scope["query_string"].decode("latin-1")
    known = request.headers.get("if-none-match", "")
    answer = partial(_answer, request.path_params["page"], query, public_site(request), known)
    return await asyncio.get_running_loop().run_in_executor(_drawing, answer)


ROUTES: Final = [Route(f"{BASE}/preview/{{page}}.png", preview)]
