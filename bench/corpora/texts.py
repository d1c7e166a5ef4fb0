"""Views, conclusions and documents of a generated session, in words of ours: nobody said so, no record holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from plenary.curation.tables import Cells, read_cells

MOST_POINTS: Final = 10
MOST_CONCLUSIONS: Final = 5
MOST_DOCUMENTS: Final = 3
DEBATE: Final = "General debate"
TOPICS: Final = (
    "Wells and town water", "Storage of grain", "Coastal shipping", "Schools in the mountains", "Care of old trees",
    "Lighthouses", "Rural clinics", "Weather stations", "Seed banks", "Repair of bridges", "River ferries",
    "Museums and archives", "Clean stoves", "Fishing grounds", "Street lighting", "Postal routes", "Night trains",
    "Soil surveys", "Public libraries", "Beekeeping", "Salt pans", "Mapping of caves", "Training of surveyors",
)  # fmt: skip
"""Subjects of agenda items after the general debate; no body has them all."""
PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    "one": ("One speaker", "unnamed"),
    "another": ("Another speaker", "unnamed"),
    "some": ("Some speakers", "unnamed"),
    "several": ("Several speakers", "unnamed"),
    "a_number": ("A number of speakers", "unnamed"),
    "many": ("Many speakers", "unnamed"),
    "secretariat": ("The representative of the Secretariat", "secretariat"),
}
"""Class of an attribution -> its words and its status."""
VIEWS: Final = (
    ("{topic} need steadier funding than they have had.", False),
    ("Work on {topic} suffers where neighbours do not share what they know.", False),
    ("A small fund for {topic} could be set up and looked at again in two years.", True),
    ("{topic}: figures are gathered in different ways and can hardly be compared.", False),
    ("A register of good examples on {topic} could be opened to everyone.", True),
    ("Those who live nearby should have a say in {topic}.", False),
)
"""Views, and whether each proposes something new."""
CONCLUSIONS: Final = (
    "Efforts on {topic} should be brought together and looked at year by year.",
    "Figures on {topic} should be gathered in one and the same way.",
    "Neighbours should help each other with {topic} where they can.",
    "Plans for {topic} should take those into account who live nearby.",
)
REVIEWER: Final = "Generated"


@dataclass(frozen=True)
class Terms:
    """Codes of the vocabularies from which the texts take theirs."""

    themes: tuple[str, ...]
    actions: tuple[str, ...]
    addressees: tuple[str, ...]


def read_terms(directory: Path) -> Terms:
    """The codes of the vocabularies of the dataset in `directory`."""
    rows = read_cells(directory / "vocabulary.csv")
    themes, actions, addressees = (
        tuple(row["term"] for row in rows if row["vocabulary"] == vocabulary and row["term"] != "not_stated")
        for vocabulary in ("theme", "action", "addressee")
    )
    return Terms(themes, actions, addressees)


def item_titles(count: int, draws: np.random.Generator) -> tuple[str, ...]:
    """Titles of the agenda items of a session: a general debate, then one subject each."""
    return (DEBATE, *(TOPICS[place] for place in draws.permutation(len(TOPICS))[: count - 1]))


def draw_texts(
    session_id: str, titles: Sequence[str], paragraph: int, page: int, reviewed: bool, terms: Terms,
    draws: np.random.Generator,
) -> Mapping[str, list[Cells]]:  # fmt: skip
    """Rows of paragraphs, documents_before, points, conclusions and threads.

    Args:
        session_id: The session; its report has the same code.
        titles: Titles of its items.
        paragraph: The last paragraph of the proceedings.
        page: Its last page.
        reviewed: Whether all of the report was compared.
        terms: Codes of the vocabularies.
        draws: Where chance comes from.
    """
    own = {"session_id": session_id, "document_id": session_id}
    status = {"review_status": "reviewed" if reviewed else "unreviewed"}
    rows: dict[str, list[Cells]] = {
        name: [] for name in ("paragraphs", "documents_before", "points", "conclusions", "threads")
    }

    def begin(section: str, item: int) -> Cells:
        nonlocal paragraph
        paragraph += 1
        items = f"{session_id}:{item + 1}"
        place = {"document_id": session_id, "paragraph": str(paragraph)}
        rows["paragraphs"].append(
            place | {"section": section, "first_page": str(page), "last_page": str(page), "item_ids": items}
        )
        return own | place | {"page": str(page), "item_ids": items}

    page += 1
    listed = begin("proceedings", 0)
    for place in range(1, int(draws.integers(1, MOST_DOCUMENTS + 1)) + 1):
        topic = titles[int(draws.integers(1, len(titles)))]
        rows["documents_before"].append(
            listed | {
                "document_before_id": f"{session_id}/{paragraph}/{place}", "position": str(place), "symbol": "",
                "title": f"Note on {topic[0].lower()}{topic[1:]}",
            }
        )  # fmt: skip
    for item in sorted(draws.permutation(np.arange(1, len(titles)))[:2].tolist()):
        under = begin("discussion", item)
        for place in range(1, int(draws.integers(1, MOST_POINTS // 2 + 1)) + 1):
            word = str(draws.choice([*PHRASES]))
            phrase, attribution = PHRASES[word]
            text, is_proposal = VIEWS[int(draws.integers(len(VIEWS)))]
            rows["points"].append(
                under | status | {
                    "point_id": f"{session_id}/{paragraph}/{place}", "position": str(place),
                    "summary": _about(text, titles[item]), "attribution_printed": phrase, "attribution_class": word,
                    "attribution_status": attribution, "theme_ids": _some(terms.themes, 2, draws),
                    "is_proposal": "true" if is_proposal else "false",
                }
            )  # fmt: skip
    for _place in range(int(draws.integers(1, MOST_CONCLUSIONS + 1))):
        point = rows["points"][int(draws.integers(len(rows["points"])))]
        item = int(point["item_ids"].rpartition(":")[2]) - 1
        conclusion_id = f"{session_id}/{paragraph + 1}"
        rows["conclusions"].append(
            begin("conclusions", item) | status | {
                "conclusion_id": conclusion_id, "letter": "",
                "summary": _about(CONCLUSIONS[int(draws.integers(len(CONCLUSIONS)))], titles[item]),
                "action": _some(terms.actions, 1, draws), "addressee_ids": _some(terms.addressees, 2, draws),
                "theme_ids": point["theme_ids"],
            }
        )  # fmt: skip
        rows["threads"].append({
            "conclusion_id": conclusion_id, "point_id": point["point_id"], "strength": "partial",
            "reviewed_by": REVIEWER, "note": "",
        })  # fmt: skip
    return rows


def _about(text: str, title: str) -> str:
    found = text.format(topic=f"{title[0].lower()}{title[1:]}")
    return f"{found[0].upper()}{found[1:]}"


def _some(codes: Sequence[str], most: int, draws: np.random.Generator) -> str:
    chosen = draws.permutation(len(codes))[: int(draws.integers(1, most + 1))]
    return ";".join(codes[place] for place in sorted(chosen.tolist()))
