"""Pieces of the interface: the only part of the project that calls Streamlit."""
