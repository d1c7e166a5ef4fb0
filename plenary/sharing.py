"""Lines that a reader pastes elsewhere: HTML that embeds a view, Python that reads its rows."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from plenary.links import data_link
from plenary.selection import Selection

EMBEDDED: Final = "embed=true"
"""What makes a page one that is shown inside another; Streamlit's own parameter."""

EMBEDDED_HEIGHT: Final = 720
"""Height of the frame in the code that embeds a view, in pixels: a figure's card with its title and foot."""


def embedded_address(address: str) -> str:
    """The address of a view as it is embedded."""
    return f"{address}{'&' if '?' in address else '?'}{EMBEDDED}"


def embed_code(address: str, name: str) -> str:
    """HTML that shows a view inside another page, as wide as that page allows.

    Args:
        address: Address of the view.
        name: What the frame is called, for readers who cannot see it.
    """
    return (
        f'<iframe src="{escape(embedded_address(address))}" title="{escape(name)}" width="100%" '
        f'height="{EMBEDDED_HEIGHT}" loading="lazy" style="border: 0"></iframe>'
    )


def data_script(site: str, tables: Iterable[str], selection: Selection) -> str:
    """Lines of Python that read the rows of a view from their addresses.

    Args:
        site: Address of the dashboard's first page, with a slash at its end.
        tables: Tables of `plenary.links.PAGE_OF_TABLE`.
        selection: Filters and order.
    """
    lines = [f'{table} = pd.read_csv("{data_link(site, table, selection)}")' for table in tables]
    return "\n".join(["import pandas as pd", "", *lines])
