"""What is said of a derived column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Described: TypeAlias = Mapping[str, tuple[str, str, str]]
"""Column -> its type as in a Data Package, its title and its description."""
