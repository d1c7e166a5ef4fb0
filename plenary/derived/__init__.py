"""What the columns mean that are derived from several tables, and so stand in no table of the package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from plenary.derived import balance, co_participation, discussion, profiles, record, speaking_order
from plenary.schema import Field

TOPICS: Final = (record, discussion, balance, co_participation, speaking_order, profiles)
"""A column that tables of several topics have is described by the first of them alone."""


def derived_fields() -> Mapping[str, Field]:
    """Columns that are derived from several tables, by name: a name means the same in every table."""
    return {
        name: Field(name=name, type=kind, title=title, description=text)
        for topic in TOPICS
        for name, (kind, title, text) in topic.columns().items()
    }
