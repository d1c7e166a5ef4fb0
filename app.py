"""Plenary Atlas: entry for ``streamlit run app.py``. The page script is components/shell.py."""

from components.addresses import application

app = application()
