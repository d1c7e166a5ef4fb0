"""How to cite the dataset or one view of it: text, BibTeX, CSL-JSON."""

from __future__ import annotations

import datetime as dt
import json
import re

from plenary.catalogue import translate as _
from plenary.store import Dataset

AUTHOR = "Plenary Atlas contributors"


def citation_text(dataset: Dataset, link: str, accessed: dt.date, sessions: tuple[str, ...] = ()) -> str:
    """The citation as one sentence, with the status of the source.

    Args:
        dataset: The dataset.
        link: Address of the dashboard or of one view.
        accessed: Day on which the view was read.
        sessions: The sessions of the view; all when empty.
    """
    return _("{author}, {title}, dataset version {version}, {link} (accessed {date}). Source: {sources}.").format(
        author=AUTHOR,
        title=dataset.package.title,
        version=dataset.version,
        link=link,
        date=accessed.isoformat(),
        sources=sources(dataset, sessions),
    )


def sources(dataset: Dataset, sessions: tuple[str, ...] = ()) -> str:
    """The source documents of some sessions (of all when empty) with their status, in one phrase."""
    parts = []
    for row in dataset.documents(sessions).astype("string").fillna("").itertuples():
        if row.kind == "table":
            parts.append(_("table “{title}”, {url}").format(title=row.title, url=row.url).removesuffix(", "))
            continue
        code = row.symbol or _("job number {number}").format(number=row.job_number)
        name = _("United Nations document {code}").format(code=code)
        name = _("{name}, {date}").format(name=name, date=row.date) if row.date else name
        parts.append(
            _("{name} (draft; the adopted report was not compared)").format(name=name)
            if row.status == "draft"
            else name
        )
    return "; ".join(parts)


def citation_bibtex(dataset: Dataset, link: str, accessed: dt.date, sessions: tuple[str, ...] = ()) -> str:
    """The citation as a BibTeX entry of type misc."""
    fields = {
        "author": f"{{{AUTHOR}}}",
        "title": dataset.package.title,
        "year": str(accessed.year),
        "version": dataset.version,
        "howpublished": f"\\url{{{link}}}",
        "urldate": accessed.isoformat(),
        "note": sources(dataset, sessions),
    }
    body = ",\n".join(
        f"  {name} = {{{_tex(value) if name not in ('author', 'howpublished') else value}}}"
        for name, value in fields.items()
    )
    return f"@misc{{plenary-atlas-{dataset.version},\n{body}\n}}\n"


def _tex(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text)


def citation_csl(dataset: Dataset, link: str, accessed: dt.date, sessions: tuple[str, ...] = ()) -> str:
    """The citation as a CSL-JSON list of one item of type dataset."""
    item = {
        "id": f"plenary-atlas-{dataset.version}",
        "type": "dataset",
        "author": [{"literal": AUTHOR}],
        "title": dataset.package.title,
        "version": dataset.version,
        "URL": link,
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
        "note": sources(dataset, sessions),
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
