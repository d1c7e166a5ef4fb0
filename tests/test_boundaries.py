"""Imports run one way: pages -> components -> plenary; the domain and the charts know no Streamlit."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
LAYERS = ("plenary", "components", "pages")
"""Lowest first: a layer may import itself and those before it."""


def modules_of(folder: str) -> list[str]:
    """Dotted names of all modules under a folder, except `__main__`, which runs when it is imported."""
    return [
        ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((REPOSITORY / folder).rglob("*.py"))
        if path.stem != "__main__"
    ]


def loaded_by(modules: list[str]) -> set[str]:
    """Top-level packages that a fresh interpreter has loaded after importing the modules."""
    code = (
        f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\nprint(*sys.modules, sep='\\n')"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return {name.partition(".")[0] for name in answer.stdout.splitlines()}


def imports_of(source: str) -> Iterator[str]:
    """Every module name that a source text imports, at any depth; a relative import counts as of its own package."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def forbidden_imports(source: str, layer: str) -> set[str]:
    """Higher layers that a source text of `layer` imports."""
    higher = LAYERS[LAYERS.index(layer) + 1 :]
    return {name for name in imports_of(source) if name.partition(".")[0] in higher}


def test_the_domain_loads_neither_streamlit_nor_plotly() -> None:
    """Importing every module of plenary in a fresh interpreter loads no Streamlit and no Plotly."""
    modules = modules_of("plenary")
    assert "plenary.catalogue" in modules
    assert loaded_by(modules).isdisjoint({"streamlit", "plotly"})


def test_the_charts_load_no_streamlit() -> None:
    """Importing every module of components.charts in a fresh interpreter loads no Streamlit."""
    modules = modules_of("components/charts")
    assert modules
    assert "streamlit" not in loaded_by(modules)


def test_importing_streamlit_is_seen() -> None:
    """The fresh interpreter does report Streamlit once something imports it."""
    assert "streamlit" in loaded_by(["streamlit"])


@pytest.mark.parametrize("layer", LAYERS)
def test_no_layer_imports_one_above_it(layer: str) -> None:
    """No file of plenary imports components or pages, and no file of components imports pages."""
    found = {
        str(path.relative_to(REPOSITORY)): names
        for path in sorted((REPOSITORY / layer).rglob("*.py"))
        if (names := forbidden_imports(path.read_text(encoding="utf-8"), layer))
    }
    assert found == {}


def test_an_upward_import_is_seen_inside_a_function() -> None:
    """An import of a higher layer counts wherever it stands, in a function too."""
    assert forbidden_imports("def f():\n    from components.charts import palette\n", "plenary") == {
        "components.charts"
    }


def test_only_the_domain_reads_without_streamlit_by_name() -> None:
    """No file of plenary or components.charts names Streamlit in an import; no file of plenary names Plotly."""
    found = [
        (str(path.relative_to(REPOSITORY)), name)
        for folder, banned in (("plenary", {"streamlit", "plotly"}), ("components/charts", {"streamlit"}))
        for path in sorted((REPOSITORY / folder).rglob("*.py"))
        for name in imports_of(path.read_text(encoding="utf-8"))
        if name.partition(".")[0] in banned
    ]
    assert found == []
