"""The same questions asked of the dashboard, of Datasette, and of a page built as peers do it, round by round."""

from __future__ import annotations

import http.client
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import pandas as pd

from bench.client import Reader
from bench.corpus import Corpus
from bench.memory import grown
from bench.paths import Chosen, cold_choices
from bench.peer_files import FACETS, TABLE, datasette, peer_files
from bench.served import Served, running, served
from tools.server import HOST, free_port

FURTHER: Final = {"app": 20, "pandas": 4}
"""Further readers whose memory is taken; of the page that holds a frame for each, fewer find room."""

ROWS: Final = 100
"""Rows of the filtered table that are asked for."""


@dataclass
class Beside:
    """Seconds until the answer was there, one value a round, and bytes of memory for a further reader.

    Attributes:
        page: Filters never asked for, the participation map of the dashboard: map, shares of groups, sentence, counts.
        pandas: The same filters on the peers' page.
        facets: The same filters in Datasette: counts by `FACETS`.
        table: Rows of one session and some groups, from the dashboard's address of rows.
        datasette_table: The same rows from Datasette.
        memory: Bytes of a further reader of the dashboard.
        pandas_memory: Bytes of a further reader of the peers' page.
    """

    page: list[float] = field(default_factory=list)
    pandas: list[float] = field(default_factory=list)
    facets: list[float] = field(default_factory=list)
    table: list[float] = field(default_factory=list)
    datasette_table: list[float] = field(default_factory=list)
    memory: float = 0.0
    pandas_memory: float = 0.0


def measure_peers(rounds: int, shown: Corpus) -> Beside:
    """The dashboard beside its peers over the same rows.

    Raises:
        subprocess.CalledProcessError: Datasette or a dataset could not be made.
    """
    parquet, database = peer_files(shown)
    groups = sorted(pd.read_parquet(parquet, columns=["group_id"])["group_id"].dropna().unique())
    result = Beside()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        app = stack.enter_context(served("app", Path(folder) / "app", shown.settings))
        pandas = stack.enter_context(served("pandas", Path(folder) / "pandas", {"PLENARY_BENCH_ROWS": str(parquet)}))
        tables = stack.enter_context(_datasette(database, Path(folder) / "datasette"))
        ours = stack.enter_context(Reader(app.url, "participation-map"))
        theirs = stack.enter_context(Reader(pandas.url, ""))
        ours.open(shown.everything)
        theirs.open()

        def ask(choice: Chosen) -> tuple[float, ...]:
            named = [groups[place] for place in choice if place < len(groups)]
            wanted = [
                ("session", shown.large),
                *(("group", group) for group in named),
                ("review", "all"),
                ("limit", str(ROWS)),
            ]
            asked = {"session_id": shown.large, "group_id__in": ",".join(named), "_size": ROWS}
            return (
                ours.choose("group", choice).seconds,
                theirs.choose("group", choice).seconds,
                _ask_datasette(tables, database, named),
                _get(app.url, f"/data/statements.json?{urlencode(wanted)}"),
                _get(tables.url, f"/{database.stem}/{TABLE}.json?{urlencode(asked)}"),
            )

        for choice in ((0,), (1,)):  # All of them import, open and look up once before the first round.
            ask(choice)
        for choice in islice(cold_choices(), rounds):
            answers = (result.page, result.pandas, result.facets, result.table, result.datasette_table)
            for values, seconds in zip(answers, ask(choice), strict=True):
                values.append(seconds)
        print(f"  peers at {shown.name}: answers done", flush=True)
        result.memory = grown(app, "participation-map", shown.everything, FURTHER["app"])
        result.pandas_memory = grown(pandas, "", "", FURTHER["pandas"])
        print(f"  peers at {shown.name}: memory done", flush=True)
    return result


def _ask_datasette(tables: Served, database: Path, groups: Sequence[str]) -> float:
    asked = [("group_id__in", ",".join(groups)), ("_size", "1"), *(("_facet", column) for column in FACETS)]
    return _get(tables.url, f"/{database.stem}/{TABLE}.json?{urlencode(asked)}")


@contextmanager
def _datasette(database: Path, folder: Path) -> Iterator[Served]:
    """Datasette over a file that nobody changes, with no limit of time that would leave a facet out."""
    port = free_port()
    settings: Mapping[str, Any] = {
        "facet_time_limit_ms": 60_000, "sql_time_limit_ms": 60_000, "suggest_facets": "off", "default_cache_ttl": 0,
    }  # fmt: skip
    command = [str(datasette()), "serve", "--immutable", str(database), "--host", HOST, "--port", str(port)]
    for name, value in settings.items():
        command += ["--setting", name, str(value)]
    with running("datasette", command, port, "/-/versions.json", folder) as server:
        yield server


def _get(url: str, path: str) -> float:
    """Seconds until the whole answer was there.

    Raises:
        RuntimeError: The answer is no success.
    """
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=120)
    started = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read()
    seconds = time.perf_counter() - started
    connection.close()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{answer.status} for {path[:200]}: {text[:200]!r}")
    return seconds
