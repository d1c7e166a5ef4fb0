"""Pure functions: a frame in, a Plotly figure out. No Streamlit."""
