"""The bare page: one line of text."""

import streamlit as st

st.write("One line of text.")
