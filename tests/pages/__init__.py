"""Tests of single pages by Streamlit's AppTest."""
