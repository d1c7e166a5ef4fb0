"""Settings of a hosted dashboard, read from the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final
from urllib.parse import quote

ROOT: Final = Path(__file__).resolve().parent.parent


def data_directory() -> Path:
    """Folder of the dataset: the setting PLENARY_DATA, else data/ beside app.py."""
    return Path(os.environ.get("PLENARY_DATA") or ROOT / "data")


def documents_folder() -> Path | None:
    """Folder with the source documents themselves, the setting PLENARY_DOCUMENTS.

    None when it is not set or no folder.
    """
    setting = os.environ.get("PLENARY_DOCUMENTS", "")
    return Path(setting) if setting and Path(setting).is_dir() else None


def report_address(row_id: str) -> str:
    """Where "Report an error" leads for one row.

    The setting PLENARY_REPORT_ADDRESS is a mail address (``mailto:…``) or a web address; ``{row}`` in it stands for
    the row's id, which is
    otherwise added as subject or query. Without the setting the link leads to the page of the record, which says
    what to do.
    """
    address = os.environ.get("PLENARY_REPORT_ADDRESS", "").strip()
    row = quote(row_id, safe="")
    if not address:
        return f"the-record?row={row}#report-an-error"
    if "{row}" in address:
        return address.replace("{row}", row)
    name = "subject" if address.startswith("mailto:") else "row"
    return f"{address}{'&' if '?' in address else '?'}{name}={row}"
