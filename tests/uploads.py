"""A report written for the tests of the page "Read a report", and what a person counts in it.

Body, document and deeds are invented. Paragraph 1 names three meetings, and nobody is recorded at the 3rd. "Morrocco"
is misspelt on purpose.
"""

from __future__ import annotations

from typing import Final

REPORT: Final = """A/CONF.412/7

Conference on Lighthouses
Report of the Conference on Lighthouses on its second session
Valletta, 6-8 June 2016

I. Lamps and lenses

1. The Conference considered agenda item 4, entitled "Lamps and lenses", at its 1st, 2nd and 3rd meetings, on 6 and 7 June 2016.

2. At the 1st meeting, on 6 June, statements were made by the representatives of Malta, Chile, Niger, Nigeria and Morrocco. The observer for the Holy See also made a statement.

3. At the 2nd meeting, on 7 June, a statement was made by the representative of Fiji (on behalf of Tonga).

4. Some speakers were of the view that every lamp should be lit at dusk.
"""  # noqa: E501 - one paragraph a line, as text extractors give it

NAMES: Final = ["Malta", "Chile", "Niger", "Nigeria", "Morrocco", "Holy See", "Fiji"]
"""Speakers in printed order, one row each."""

SENTENCE: Final = (
    "At the 1st meeting, on 6 June, statements were made by the representatives of Malta, Chile, Niger, Nigeria and "
    "Morrocco."
)
