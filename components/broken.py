"""The one page that readers see when the dataset cannot be shown."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.model import Finding

LOGGER = logging.getLogger(__name__)
SHOWN = 200


def draw_broken_dataset(findings: Sequence[Finding]) -> None:
    """Draw what is wrong with the dataset, where, and what to do; no figure, since half a dataset would mislead."""
    for finding in findings:
        LOGGER.error("dataset: %s", finding)
    st.title(_("The dataset cannot be shown"))
    count = len(findings)
    st.markdown(
        translate_plural(
            "One problem was found in the files of the dataset. Nothing is drawn until it is mended, "
            "because half a dataset would give wrong numbers.",
            "{count} problems were found in the files of the dataset. Nothing is drawn until they are "
            "mended, because half a dataset would give wrong numbers.",
            count,
        ).format(count=count)
    )
    st.markdown(_("If you are a reader: please come back later, or tell the operator of this address."))
    st.markdown(
        _(
            "If you look after this dashboard: `python -m plenary check` prints the same list. Restore the "
            "files named below from the release, "
            "or mend them and run `python -m plenary seal`; then load this page again, no restart is needed."
        )
    )
    frame = pd.DataFrame(
        [(finding.file, finding.row, finding.column, finding.message) for finding in findings[:SHOWN]],
        columns=[_("File"), _("Row"), _("Column"), _("What is wrong")],
    )
    st.dataframe(frame.astype({_("Row"): "Int64"}), hide_index=True, alt=_("List of the problems in the dataset"))
    if count > SHOWN:
        st.caption(_("The first {shown} of {count} problems are listed.").format(shown=SHOWN, count=count))
