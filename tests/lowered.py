"""Lowers a bound for a test: a shared value that several modules took by its name."""

from __future__ import annotations

import sys

import pytest


def lower(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    """Give the shared value of that name another value in every module of ours that has it.

    Raises:
        AssertionError: No module has it.
    """
    modules = [module for key, module in sys.modules.items() if key.startswith(("plenary.", "components."))]
    holding = [module for module in modules if hasattr(module, name)]
    assert holding, name
    for module in holding:
        monkeypatch.setattr(module, name, value)
