"""Rows of a table: printed cells up to a page's worth, a grid with links that lead on beyond it."""

from __future__ import annotations

import pandas as pd
from streamlit.testing.v1 import AppTest

from components.rows_table import LINK_MARK, PRINTED_ROWS, Column, written_rows

NAMES = {"BOL": "Bolivia (Plurinational State of)", "CIV": "Côte d'Ivoire"}


def card(code: str) -> str:
    """Markdown of a link, its text escaped as all text from outside."""
    return f"[{NAMES[code]}](delegations?delegation={code})".replace("(Pl", r"\(Pl").replace("of)", r"of\)")


def report(_code: str) -> str:
    """Markdown of a link whose address has an end of its own."""
    return "[Report](the-record?row=x#report-an-error)"


COLUMNS = [Column("code", "Speaker", markdown=card), Column("row", "Report", markdown=report), Column("count", "Count")]


def rows(times: int) -> pd.DataFrame:
    """Two speakers, so many times over; the second has no count."""
    frame = pd.DataFrame({"code": ["BOL", "CIV"], "row": ["x", "x"], "count": pd.array([1, None], dtype="Int64")})
    return pd.concat([frame] * times, ignore_index=True)


def test_few_rows_are_markdown() -> None:
    """Up to 200 rows each link stands as Markdown, and what is missing is an en dash."""
    written = written_rows(rows(PRINTED_ROWS // 2), COLUMNS)
    assert len(written) == 200
    assert written["Speaker"][1] == "[Côte d'Ivoire](delegations?delegation=CIV)"
    assert written["Count"].tolist()[:2] == ["1", "–"]


def test_many_rows_keep_their_links() -> None:
    """Beyond 200 rows a link is its address with its text at the end, as it reads."""
    written = written_rows(rows(PRINTED_ROWS // 2 + 1), COLUMNS)
    assert written["Speaker"][0] == f"delegations?delegation=BOL{LINK_MARK}Bolivia (Plurinational State of)"


def grid() -> None:
    """A page with such a grid."""
    from components.rows_table import draw_written_rows, written_rows
    from tests.test_rows_table import COLUMNS, rows

    draw_written_rows(written_rows(rows(101), COLUMNS), alt="rows")


def test_grid_has_addresses_and_texts_of_links() -> None:
    """Where all links have one text the addresses keep their own ends; else each carries its text."""
    app = AppTest.from_function(grid).run()
    assert not app.exception
    shown = app.dataframe[0].value
    assert shown["Report"].unique().tolist() == ["the-record?row=x#report-an-error"]
    assert shown["Speaker"][1] == f"delegations?delegation=CIV{LINK_MARK}Côte d'Ivoire"
    assert shown["Count"].tolist()[:2] == ["1", "–"]
