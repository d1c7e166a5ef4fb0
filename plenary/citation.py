"""How to cite the dataset, one view of it or one entry: as a footnote, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import rispy
from babel.dates import format_date

from plenary.catalogue import translate as _
from plenary.entries import Entry, Place
from plenary.frames import each_row
from plenary.links import document_link
from plenary.selection import all_of
from plenary.store import Dataset

AUTHOR: Final = "Plenary Atlas contributors"
MOST_NAMED: Final = 12
"""Documents or paragraphs that the citation of a view or entry names; of more it gives their number."""


@dataclass(frozen=True)
class Cited:
    """What a citation says.

    Attributes:
        title: Title of the view or entry; empty where the whole dataset is cited.
        dataset_title: Title of the dataset.
        version: Version of the dataset.
        released: Day of that version; None where the dataset does not say.
        accessed: Day on which it was read.
        link: Address; empty where none is known.
        sources: The documents on which it rests, each a phrase with its status.
        addresses: Where those of them that have a symbol are published.
    """

    title: str
    dataset_title: str
    version: str
    released: dt.date | None
    accessed: dt.date
    link: str
    sources: tuple[str, ...]
    addresses: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Key that tells it from other citations: of the dataset its version, else also the title and the link."""
        key = f"plenary-atlas-{self.version}"
        if not self.title:
            return key
        return f"{key}-{hashlib.sha256(f'{self.title} {self.link}'.encode()).hexdigest()[:8]}"

    @property
    def note(self) -> str:
        """The dataset that the view or entry is part of, and the sources, in sentences on one line."""
        sentences = []
        if self.title:
            form = _("In {dataset}, dataset version {version}.")
            sentences.append(form.format(dataset=self.dataset_title, version=self.version))
        if self.sources:
            sentences.append(_("Source: {sources}.").format(sources="; ".join(self.sources)))
        if self.addresses:  # Without a full stop, which programs would take for a part of the last address.
            sentences.append(_("Documents: {addresses}").format(addresses=" ".join(self.addresses)))
        return " ".join(" ".join(sentences).split())


def cited_dataset(dataset: Dataset, link: str, accessed: dt.date, sessions: tuple[str, ...] = ()) -> Cited:
    """The dataset, with the documents of some sessions (of all when empty)."""
    documents = list(dataset.documents(sessions)["document_id"])
    return _cited(dataset, "", link, accessed, document_sources(dataset, sessions), documents)


def cited_view(dataset: Dataset, title: str, link: str, accessed: dt.date, sessions: tuple[str, ...]) -> Cited:
    """One view.

    Args:
        dataset: The dataset.
        title: Title of the page with what is chosen, in words.
        link: Address of the view, pinned to the version.
        accessed: Day on which it was read.
        sessions: The sessions of the view.
    """
    sources, documents = document_sources(dataset, sessions), list(dataset.documents(sessions)["document_id"])
    if len(sources) > MOST_NAMED:
        sources = (_("{count} documents, which the page “The record” lists").format(count=len(sources)),)
        documents = []
    return _cited(dataset, title, link, accessed, sources, documents)


def cited_entry(dataset: Dataset, entry: Entry, link: str, accessed: dt.date) -> Cited:
    """One entry, with the place in its document.

    Args:
        dataset: The dataset.
        entry: The entry.
        link: Its permanent address.
        accessed: Day on which it was read.
    """
    sources = tuple(_place(dataset, place) for place in entry.places)
    title = ", ".join([entry.title, *dataset.seen.values()])
    return _cited(dataset, title, link, accessed, sources, [place.document_id for place in entry.places])


def _cited(
    dataset: Dataset, title: str, link: str, accessed: dt.date, sources: tuple[str, ...], documents: Collection[str]
) -> Cited:
    rows = dataset.tables["documents"]
    symbols = rows.loc[rows["document_id"].isin(documents), "symbol"].dropna()
    return Cited(
        title=" ".join(title.split()),
        dataset_title=dataset.package.title,
        version=dataset.version,
        released=dataset.package.created,
        accessed=accessed,
        link=link,
        sources=sources,
        addresses=tuple(filter(None, map(document_link, symbols))),
    )


def footnote(cited: Cited) -> str:
    """The citation as a footnote in the style of the United Nations.

    Title in quotation marks, version, address with the day of access, then the documents by symbol and paragraph; a
    draft, which has none, by its job number.

    Source: United Nations Editorial Manual, Footnotes and other references, chap. II (general instructions), III.A
        (documents by symbol, exact titles in quotation marks) and IV (outside sources: "Available at" and the address).
    """
    dataset = _("“{title}”, dataset version {version}").format(title=cited.dataset_title, version=cited.version)
    if cited.released:
        dataset = _("{dataset} of {day}").format(dataset=dataset, day=_day(cited.released))
    if cited.title:
        quoted = cited.title.replace("“", "‘").replace("”", "’")
        dataset = _("“{title}”, in {dataset}").format(title=quoted, dataset=dataset)
    sentences = [f"{AUTHOR}, {dataset}."]
    if cited.link:
        form = _("Available at {link} (accessed on {day}).")
        sentences.append(form.format(link=cited.link, day=_day(cited.accessed)))
    if cited.sources:
        sentences.append(_("Source: {sources}.").format(sources="; ".join(cited.sources)))
    return " ".join(sentences)


def bibtex(cited: Cited) -> str:
    """The citation as a BibTeX entry.

    Of type misc with the address in howpublished, which the styles of BibTeX and of biblatex all print; accents stay as
    they are, in UTF-8.

    Source: biblatex manual, 2.1.1 (entry types) and 2.2.2 (data fields); BibTeX ignores fields that it does not know.
    """
    fields = {
        "author": f"{{{_tex(AUTHOR)}}}",
        "title": f"{{{_tex(cited.title or cited.dataset_title)}}}",
        "year": str((cited.released or cited.accessed).year),
        "version": _tex(cited.version),
        "howpublished": f"\\url{{{cited.link}}}" if cited.link else "",
        "urldate": cited.accessed.isoformat(),
        "note": _tex(cited.note),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{cited.key},\n{body}\n}}\n"


_TEX: Final = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
} | {sign: f"\\{sign}" for sign in "&%$#_"}  # fmt: skip
"""Signs that TeX reads as commands, and braces and quotation marks, which BibTeX counts even after a backslash."""


def _tex(text: str) -> str:
    return re.sub(r'[\\{}~^<>|"&%$#_]', lambda found: _TEX[found[0]], text)


class _WithoutNumber(rispy.RisWriter):  # type: ignore[misc]
    """Writes a reference without the number that rispy puts before it, which is no line of the format."""

    def set_header(self, count: int) -> str:
        """Nothing before a reference."""
        return ""


def ris(cited: Cited) -> str:
    """The citation as an RIS reference of type DATA.

    Source: RIS format of 2011, tags TY, AU, TI, T2, PY, DA and Y2 (year/month/day/), ET (edition, here the version),
        UR, N1 and ER, as rispy 0.10 names them.
    """
    reference: dict[str, Any] = {
        "type_of_reference": "DATA",
        "authors": [AUTHOR],
        "title": cited.title or cited.dataset_title,
        **({"secondary_title": cited.dataset_title} if cited.title else {}),
        "year": str((cited.released or cited.accessed).year),
        **({"date": f"{cited.released:%Y/%m/%d}/"} if cited.released else {}),
        "edition": cited.version,
        "access_date": f"{cited.accessed:%Y/%m/%d}/",
        **({"urls": [cited.link]} if cited.link else {}),
        **({"notes": [cited.note]} if cited.note else {}),
    }
    text: str = rispy.dumps([reference], implementation=_WithoutNumber)
    return text


def csl(cited: Cited) -> str:
    """The citation as a CSL-JSON list of one item of type dataset.

    Source: Citation Style Language, schema csl-data.json 1.0.2.
    """
    item = {
        "id": cited.key,
        "type": "dataset",
        "author": [{"literal": AUTHOR}],
        "title": cited.title or cited.dataset_title,
        **({"container-title": cited.dataset_title} if cited.title else {}),
        "version": cited.version,
        **({"issued": _date_parts(cited.released)} if cited.released else {}),
        "accessed": _date_parts(cited.accessed),
        **({"URL": cited.link} if cited.link else {}),
        "note": cited.note,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _date_parts(day: dt.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _day(day: dt.date) -> str:
    return format_date(day, "d MMMM y", locale="en")


def document_sources(dataset: Dataset, sessions: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The source documents of some sessions (of all when empty) with their status, a phrase each."""
    parts = []
    for row in each_row(dataset.documents(sessions).astype("string").fillna("")):
        if row.kind == "table":
            parts.append(_("table “{title}”, {url}").format(title=row.title, url=row.url).removesuffix(", "))
            continue
        form = (
            _("United Nations document {code}") if row.symbol else _("United Nations document without symbol, {code}")
        )
        name = form.format(code=_code(row))
        if row.date:
            name = _("{name}, {date}").format(name=name, date=_day(dt.date.fromisoformat(row.date)))
        parts.append(
            _("{name} (draft; the adopted report was not compared)").format(name=name)
            if row.status == "draft"
            else name
        )
    return tuple(parts)


def _code(row: Any) -> str:
    return str(row.symbol or _("job number {number}").format(number=row.job_number))


def _place(dataset: Dataset, place: Place) -> str:
    """Where an entry stands: "A/HRC/28/2, para. 65, p. 140"."""
    documents = dataset.tables["documents"].astype("string").fillna("")
    (row,) = each_row(documents[documents["document_id"] == place.document_id])
    if row.kind == "table":
        name = _("table “{title}”").format(title=row.title)
    else:
        name = _("draft report, {code}").format(code=_code(row)) if row.status == "draft" else _code(row)
    parts = [name]
    if len(place.paragraphs) == 1:
        parts.append(_("para. {paragraph}").format(paragraph=place.paragraphs[0]))
    elif len(place.paragraphs) > MOST_NAMED:
        first, *_between, last = place.paragraphs
        form = _("{count} paragraphs from {first} to {last}")
        parts.append(form.format(count=len(place.paragraphs), first=first, last=last))
    elif place.paragraphs:
        parts.append(_("paras. {paragraphs}").format(paragraphs=all_of(place.paragraphs)))
    if place.page:
        parts.append(_("p. {page}").format(page=place.page))
    text = ", ".join(parts)
    return _("{place} (the adopted report was not compared)").format(place=text) if row.status == "draft" else text
