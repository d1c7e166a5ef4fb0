"""Text from outside, made safe to stand in Markdown."""

from __future__ import annotations

import re
from typing import Final

BACKSLASHED: Final = re.compile(r"\\(.)")
SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")


def escape(text: str) -> str:
    """`text` such that Markdown shows it letter by letter on one line.

    No emphasis, link, HTML, formula, colour or icon.

    Source: CommonMark 0.31, backslash escapes; ``$`` and ``:`` carry formulas, colours and icons in Streamlit's
        dialect.
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def unescape(markdown: str) -> str:
    """The text that Markdown without other marks than the backslashes of `escape` shows."""
    return BACKSLASHED.sub(r"\1", markdown)
