"""The view that an address of our own asks for, outside the pages of Streamlit."""

from __future__ import annotations

from components.dataset import load_dataset, load_version
from components.view import View
from plenary.choices import with_sessions
from plenary.selection import parse_link, read_selection
from plenary.versions import named_dataset


def asked_view(query: str) -> View:
    """Dataset and selection that the query of an address names, with what in it is not known.

    It may take seconds, and belongs into a thread of its own.

    Args:
        query: ``item=6&group=grulac``, without a question mark.

    Raises:
        BrokenDataset: The files cannot be shown.
    """
    params = parse_link(f"?{query}")
    dataset = named_dataset(load_dataset(), params, load_version)
    named, unknown = read_selection(params, dataset.choices)
    return View(dataset, with_sessions(named, dataset.choices), tuple(unknown))
