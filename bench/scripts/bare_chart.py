"""The bare page with one Plotly chart: a heading and six bars, built anew in each run as such pages do."""

import plotly.graph_objects as go
import streamlit as st

st.title("One chart")
st.plotly_chart(go.Figure(go.Bar(x=[1, 2, 3, 4, 5, 6], y=[3, 1, 4, 1, 5, 9])), key="chart")
