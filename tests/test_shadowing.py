"""Streamlit puts the folder of the page script first in the way of imports."""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

COMPONENTS = Path(__file__).resolve().parents[1] / "components"


def test_no_component_has_the_name_of_a_library() -> None:
    """No module of components/ would be imported in the place of a library or of a module of Python's own."""
    names = {path.stem for path in COMPONENTS.glob("*.py")} | {
        path.name for path in COMPONENTS.iterdir() if path.is_dir()
    }
    others = set(importlib.metadata.packages_distributions()) | sys.stdlib_module_names
    assert names & others <= {"__init__", "__pycache__"}
