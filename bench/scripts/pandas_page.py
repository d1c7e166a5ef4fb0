"""The page as peers build it: a frame of pandas for each reader, Plotly Express for each figure, in every run anew.

It answers what the participation map of the dashboard answers: statements by State on a map and by regional group, by
year, and the rows themselves. PLENARY_BENCH_ROWS names the Parquet file of the turns.
"""

import os

import pandas as pd
import plotly.express as px
import streamlit as st

if "turns" not in st.session_state:
    st.session_state["turns"] = pd.read_parquet(os.environ["PLENARY_BENCH_ROWS"])
turns = st.session_state["turns"]

st.set_page_config(page_title="Statements", layout="wide")
FILTERS = {"group": "group_id", "kind": "kind", "act": "act", "capacity": "capacity"}
chosen = {
    column: st.sidebar.multiselect(name, sorted(turns[column].dropna().unique()), key=f"filter-{name}")
    for name, column in FILTERS.items()
}
for column, values in chosen.items():
    if values:
        turns = turns[turns[column].isin(values)]
statements = turns[turns["act"] == "statement"]

st.title("Statements")
st.metric("Statements", len(statements))
st.metric("Speakers", statements["speaker_id"].nunique())
by_state = statements.groupby(["iso3", "name"], as_index=False).size()
st.plotly_chart(px.choropleth(by_state, locations="iso3", color="size", hover_name="name"), key="map")
by_group = statements.groupby("group_id", as_index=False).size()
st.plotly_chart(px.bar(by_group, x="size", y="group_id", orientation="h"), key="groups")
by_year = statements.groupby(["year", "group_id"], as_index=False).size()
st.plotly_chart(px.line(by_year, x="year", y="size", color="group_id"), key="years")
st.dataframe(turns.head(1000))
