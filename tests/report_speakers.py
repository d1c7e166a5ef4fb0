"""States and organizations with their codes, drawn as speakers of invented reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st

from plenary.model import Capacity, Kind

MEMBERS: Final = {
    "Albania": "ALB",
    "Antigua and Barbuda": "ATG",
    "Bolivia (Plurinational State of)": "BOL",
    "Bosnia and Herzegovina": "BIH",
    "Côte d’Ivoire": "CIV",
    "the Congo": "COG",
    "the Democratic People’s Republic of Korea": "PRK",
    "the Democratic Republic of the Congo": "COD",
    "Dominica": "DMA",
    "the Dominican Republic": "DOM",
    "Equatorial Guinea": "GNQ",
    "the Gambia": "GMB",
    "Guinea": "GIN",
    "Guinea-Bissau": "GNB",
    "the Islamic Republic of Iran": "IRN",
    "the Lao People’s Democratic Republic": "LAO",
    "the Niger": "NER",
    "Nigeria": "NGA",
    "the Republic of Korea": "KOR",
    "the Russian Federation": "RUS",
    "Saint Vincent and the Grenadines": "VCT",
    "Sao Tome and Principe": "STP",
    "Trinidad and Tobago": "TTO",
    "the United Kingdom of Great Britain and Northern Ireland": "GBR",
    "the United States of America": "USA",
    "Viet Nam": "VNM",
}
INTERGOVERNMENTAL: Final = ("the Council of Europe", "the Organization of American States", "the League of Arab States")
NON_GOVERNMENTAL: Final = (
    "Amber Coast Institute",
    "Bar Association of India",
    "Canada Council of Lanterns",
    "Nurses for Peace and Repair",
)
GROUPS: Final = ("the Group of African States", "the Group of 77 and China", "the European Union")
OTHERS: Final = ("Chad", "Fiji", "the Sudan", "Tonga")


@dataclass(frozen=True)
class Speaker:
    """Somebody who took the floor, with article as printed in a sentence."""

    printed: str
    kind: Kind
    iso3: str = ""
    capacity: Capacity = Capacity.MEMBER
    behalf: tuple[str, ...] = ()
    also: bool = False
    count: int | None = None

    @property
    def name(self) -> str:
        """Name without article."""
        return self.printed.removeprefix("the ")

    def worded(self, article: bool = True) -> str:
        """Name and for whom, as in a list."""
        name = self.printed if article else self.name
        if not self.behalf:
            return name
        return f"{name} ({'also ' if self.also else ''}on behalf of {listed(self.behalf)})"


def listed(names: Sequence[str], separator: str = ", ") -> str:
    """Names joined as in a sentence."""
    return " and ".join(filter(None, (separator.join(names[:-1]), names[-1])))


@st.composite
def states(
    draw: st.DrawFn, capacity: Capacity = Capacity.MEMBER, least: int = 1, most: int = 6, behalf: bool = True
) -> list[Speaker]:
    """Some States, none twice, some of them on behalf of others."""
    names = draw(st.lists(st.sampled_from(sorted(MEMBERS)), min_size=least, max_size=most, unique=True))
    speakers = []
    for name in names:
        others: tuple[str, ...] = ()
        if behalf and draw(st.integers(0, 4)) == 0:
            others = draw(st.sampled_from([(group,) for group in GROUPS] + [OTHERS[:2], OTHERS[1:4]]))
        speakers.append(
            Speaker(name, Kind.STATE, MEMBERS[name], capacity, others, bool(others) and draw(st.booleans()))
        )
    return speakers


def organizations(names: Sequence[str], kind: Kind) -> st.SearchStrategy[list[Speaker]]:
    """One or more organizations, all observers."""
    return st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(
        lambda chosen: [Speaker(name, kind, capacity=Capacity.OBSERVER) for name in chosen]
    )
