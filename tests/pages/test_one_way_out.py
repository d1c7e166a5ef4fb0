"""For any selection the table of the page, its button, the address and the command line give the same rows."""

from __future__ import annotations

import contextlib
import csv
import io
import random
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components.addresses import MIDDLEWARE, ROUTES, SHELL
from components.conclusion_list import written_conclusions
from components.delegations import written_delegations
from components.share import today
from components.statements import written_statements
from components.view import View
from plenary.__main__ import main
from plenary.choices import with_sessions
from plenary.export import export_file
from plenary.schema import DATA
from plenary.selection import IN_SESSION, LISTS, NAME_LANGUAGES, WORLDS, Selection
from plenary.store import Dataset
from plenary.worlds import seen

SELECTIONS = 200
SEED = 4
OPENED = 20
"""Every so many selections the page itself is opened; of the others its rows are asked for as the page does."""
LISTED = {
    "timeline": ("statements", "timeline"),
    "conclusions": ("conclusions", "conclusions"),
    "delegations": ("delegations", "delegations"),
}
"""Page -> the table that it lists row for row, and the place of its buttons."""

SEARCHES = ("crime", "technical assistance", '"organized crime"', "Côte", "zzz")
TABLE_PARAMETERS = tuple(name for name in LISTS if name != "view")


def selections(dataset: Dataset) -> Iterator[tuple[str, Selection]]:
    """Pages with selections drawn at random from the codes of the dataset, always the same ones."""
    draw = random.Random(SEED)  # noqa: S311
    sessions = list(dataset.choices["session"])
    for _number in range(SELECTIONS):
        page = draw.choice(list(LISTED))
        chosen: dict[str, tuple[str, ...]] = {"session": tuple(draw.sample(sessions, draw.choice((0, 1, 1, 1, 2))))}
        for name in draw.sample(TABLE_PARAMETERS[1:], draw.choice((0, 1, 1, 2, 3))):
            codes = list(dataset.choices[name])
            if name in IN_SESSION and chosen["session"]:
                codes = [code for code in codes if code.partition(":")[0] in chosen["session"]] or codes
            chosen[name] = tuple(draw.sample(codes, min(len(codes), draw.choice((1, 1, 2, 4)))))
        selection = Selection(
            **chosen,  # type: ignore[arg-type]
            q=draw.choice(SEARCHES) if draw.random() < 0.2 else "",
            review=draw.choice(("", "", "all", "unreviewed")),
            sort=draw.choice(("", "", "theme", "group", "printed")),
            world=draw.choice(("", *WORLDS)),
            names=draw.choice(("", "", *NAME_LANGUAGES)),
        )
        yield page, selection


@pytest.fixture
def buttons(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What each download button of the page gives when it is pressed, by the button's key."""
    given: dict[str, Callable[[], bytes]] = {}

    def keep(_label: str, data: Callable[[], bytes], *_others: Any, **settings: Any) -> bool:
        given[settings["key"]] = data
        return False

    monkeypatch.setattr(st, "download_button", keep)
    return given


def ids(text: bytes, table: str) -> list[str]:
    """The ids of the rows of a CSV, in order; of who is only counted, nothing."""
    column = {"statements": "statement_id", "conclusions": "conclusion_id", "delegations": "speaker_id"}[table]
    return [row[column] for row in csv.DictReader(io.StringIO(text.decode("utf-8")))]


def command(link: str, table: str) -> bytes:
    """What the command line writes."""
    written = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(written)) as out, contextlib.redirect_stderr(io.StringIO()):
        assert main(["export", link, "--table", table, "--data", str(DATA)]) == 0
        sys.stdout.flush()
        out.detach()
    return written.getvalue()


def shown(app: AppTest, table: str) -> list[str]:
    """What the page lists, a text a row: the link of each entry."""
    if table == "conclusions":
        last = [text.value.rpartition("\n\n")[2] for text in app.markdown]
        return [text for text in last if text.startswith(":small[Our summary")]
    columns = ("Entry",) if table == "statements" else ("Speaker, name of the day", "Speaker, name of today")
    frames = [element.value for element in (*app.table, *app.dataframe)]
    return [str(cell) for frame in frames for column in columns if column in frame for cell in frame[column]]


def opened(page: str, selection: Selection, *view: str) -> AppTest:
    """The page with this selection and these settings."""
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    params: dict[str, list[str]] = {}
    for name, value in selection.with_values("view", view).to_params():
        params.setdefault(name, []).append(value)
    for name, values in params.items():
        app.query_params[name] = values
    app.run().switch_page(f"../pages/{page}.py").run()
    assert not app.exception
    return app


def listed(page: str, view: View) -> list[str]:
    """The rows that the page lists, by the functions that it draws them with."""
    if page == "conclusions":
        return [entry.texts[-1] for entry in written_conclusions(view)]
    written = written_statements(view)["Entry"] if page == "timeline" else written_delegations(view).iloc[:, 0]
    return list(written)


def test_page_button_address_and_command_agree_for_200_selections(
    dataset: Dataset, buttons: dict[str, Callable[[], bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For 200 random selections the rows of the page are those of its button, its address and the command line."""
    monkeypatch.setenv("PLENARY_DATA_RATE", "none")
    monkeypatch.setattr("plenary.store.open_dataset", lambda _directory: dataset)
    counts: list[int] = []
    with TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url="http://localhost:8501") as client:
        for number, (page, selection) in enumerate(selections(dataset)):
            table, place = LISTED[page]
            query = selection.to_query()
            given = client.get(f"/data/{table}.csv?{query}")
            assert given.status_code == 200, query
            assert command(f"http://localhost:8501/{page}?{query}", table) == given.content, query
            rows = ids(given.content, table)
            shown_as = seen(dataset, selection.world, selection.names)
            view = View(shown_as, with_sessions(selection, shown_as.choices), ())
            tables = [listed(page, view)]
            if number % OPENED == 0:
                tables.append(
                    shown(opened(page, selection, *(["timeline-table"] if page == "timeline" else [])), table)
                )
                if page == "timeline":
                    opened(page, selection, "timeline-download")
                assert buttons[f"download-{place}-{table}-csv"]() == given.content, query
            assert export_file(shown_as, view.selection, table, "csv", site="", retrieved=today()) == given.content
            for texts in tables:
                assert len(texts) == len(rows), (page, query)
                for text, row in zip(texts, rows, strict=True):
                    assert re.search(rf"(=|entry/){re.escape(row)}([)#&?]|$)", text) or not row, (page, query)
            counts.append(len(rows))
    assert len(counts) == SELECTIONS
    assert sum(count > 0 for count in counts) > SELECTIONS / 4


def test_buttons_of_many_rows_lead_to_their_address(
    buttons: dict[str, Callable[[], bytes]], monkeypatch: pytest.MonkeyPatch, dataset: Dataset
) -> None:
    """Where a view leaves many rows, each button is a link to the address that sends them, of the version shown."""
    monkeypatch.setattr("components.figure_card.LONG_EXPORT", 5)
    app = opened("conclusions", Selection(session=("crime-congress-12",)))
    links = {element.proto.label: element.proto.url for element in app.get("link_button")}
    assert not any(key.startswith("download-conclusions") for key in buttons)
    query = f"session=crime-congress-12&v={dataset.version}"
    assert links["CSV"].endswith(f"data/conclusions.csv?{query}")
    assert links["Data package"].endswith(f"data/conclusions.zip?{query}")
