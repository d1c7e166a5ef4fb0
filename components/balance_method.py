"""How the figures of balance, silence and concentration are made, with the sources of their methods."""

from __future__ import annotations

import streamlit as st

from plenary.balance import FEW_MEETINGS, REDRAWS
from plenary.catalogue import translate as _


def draw_method() -> None:
    """Draw how the figures of the page are made, with the sources of their methods."""
    st.subheader(_("How this is counted"), anchor="method")
    st.markdown(_method_lines())


def _method_lines() -> str:
    return "\n".join(
        f"- {line}"
        for line in (
            _(
                "**What counts.** Statements (or turns of the types chosen) of members of the United Nations on the "
                "first day of the session. A statement under two items, or in a list for two meetings, counts once."
            ),
            _(
                "**Two intervals.** Share of statements: bootstrap percentile interval, members drawn again within "
                "each group {redraws} times from a fixed seed (Efron and Tibshirani, An Introduction to the Bootstrap, "
                "1993, chap. 13). With few statements such an interval is too narrow. Share of members that spoke: "
                "exact interval (Clopper and Pearson, Biometrika 26, 1934), which is rather too wide than too narrow; "
                "its trials are taken as independent, though members of a group may let one speak for all."
            ).format(redraws=f"{REDRAWS:,}"),
            _(
                "**Opportunities.** A member at a meeting at which any turn is recorded. Shares of sessions with few "
                "meetings are marked; {few} is an editorial threshold, not a rule of statistics."
            ).format(few=FEW_MEETINGS),
            _(
                "**Lorenz curve and Gini coefficient.** The curve of Lorenz (Publications of the American Statistical "
                "Association 9, 1905); the coefficient of Gini (Variabilità e mutabilità, 1912) of a whole, not of a "
                "sample: mean difference over twice the mean, by L-moments (Hosking, Journal of the Royal Statistical "
                "Society B 52, 1990)."
            ),
            _(
                "**Concentration.** Herfindahl-Hirschman index: sum of squared shares (Hirschman, American Economic "
                "Review 54, 1964). One over it is the effective number (Laakso and Taagepera, Comparative Political "
                "Studies 12, 1979). Silent members change neither; they change the Gini coefficient and the index when "
                "it is normalised by the number of members."
            ),
            _(
                "**What the record cannot tell.** Who was in the room, who asked for the floor and did not get it, who "
                "left it to a group, and how long anyone spoke."
            ),
        )
    )
