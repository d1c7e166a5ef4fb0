"""Measured values as Markdown: tables, and medians with the least and greatest value in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def spread(values: Sequence[float], form: str) -> str:
    """Median, with the least and greatest value in brackets; "" without values."""
    if not values:
        return ""
    return f"{format(median(values), form)} ({format(min(values), form)} to {format(max(values), form)})"


def milliseconds(values: Sequence[float]) -> str:
    """Seconds, written as milliseconds."""
    return spread([value * 1000 for value in values], ".0f")


def ratios(values: Sequence[float], others: Sequence[float]) -> str:
    """The ratios of values that were measured in the same rounds, round by round; "" without values."""
    return spread([one / other for one, other in zip(values, others, strict=True)], ".2f")


def megabytes(value: float) -> str:
    """Bytes, written as MB."""
    return f"{value / 1e6:,.1f}"
