"""Text from outside stands in Markdown letter by letter."""

from __future__ import annotations

import pytest

from plenary.markup import escape


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Lao People's Democratic Republic", "Lao People's Democratic Republic"),
        ("<b>x</b>", "\\<b\\>x\\</b\\>"),
        ("[a](b)", "\\[a\\]\\(b\\)"),
        (":red[x] $y$", "\\:red\\[x\\] \\$y\\$"),
        ("a\n\n# b", "a \\# b"),
    ],
)
def test_special_signs_are_shown_and_not_obeyed(text: str, safe: str) -> None:
    """Every sign that Markdown could obey stands behind a backslash, and everything stands on one line."""
    assert escape(text) == safe
