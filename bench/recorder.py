"""Writes down the calls of Streamlit that a page makes, and makes them again with the same arguments."""

from __future__ import annotations

import gc
import runpy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.state import SessionStateProxy

OWN_STATE: Final = "plenary-"
"""Start of the keys under which the dashboard keeps its own view; no widget reads them."""
CALLBACKS: Final = ("on_change", "on_click", "on_select")


@dataclass(frozen=True)
class Call:
    """One call of a page: of a command on a container, or (without a container) the setting of a widget's state.

    Attributes:
        container: Number of the container, in the order in which containers came up; None for a state.
        command: Name of the command, such as "multiselect", or the key of the state.
        arguments: What it was called with; for a state its value.
        named: Named arguments.
        given: Numbers of the containers that it gave, such as the columns of `st.columns`.
    """

    container: int | None
    command: str
    arguments: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)
    given: tuple[int, ...] = ()


RECORDINGS: dict[object, tuple[Call, ...]] = {}
"""What was written down, by address."""

COMMANDS: Final[dict[str, Callable[..., Any]]] = {
    name: getattr(DeltaGenerator, name)
    for name in dir(st)
    if not name.startswith("_")
    and getattr(getattr(st, name), "__self__", None) is st._main
    and hasattr(DeltaGenerator, name)
}
"""Every command that draws, as it is without a recorder."""


def record(script: Path) -> tuple[Call, ...]:
    """Run a page script and give its calls in order. One recording at a time: Streamlit itself is changed meanwhile."""
    calls: list[Call] = []
    with _recorder(calls):
        runpy.run_path(str(script))
    gc.collect()
    gc.freeze()  # Otherwise the collection after each run would walk the recordings too, which no page has.
    return tuple(calls)


def replay(calls: tuple[Call, ...]) -> None:
    """Make the calls again."""
    containers: dict[int, DeltaGenerator] = {0: st._main, 1: st.sidebar}
    for call in calls:
        if call.container is None:
            st.session_state[call.command] = call.arguments[0]
            continue
        given = COMMANDS[call.command](containers[call.container], *call.arguments, **call.named)
        if len(call.given) == 1:
            containers[call.given[0]] = given
        elif call.given:
            containers.update(zip(call.given, given, strict=True))


@contextmanager
def _recorder(calls: list[Call]) -> Iterator[None]:
    seen: list[DeltaGenerator] = [st._main, st.sidebar]
    inside = False

    def number(container: DeltaGenerator) -> int:
        for position, known in enumerate(seen):
            if known is container:
                return position
        seen.append(container)
        return len(seen) - 1

    def recorded(name: str, command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def call(self: DeltaGenerator, *arguments: Any, **named: Any) -> Any:
            nonlocal inside
            if inside:  # A command that Streamlit calls for another one.
                return command(self, *arguments, **named)
            inside = True
            try:
                result = command(self, *arguments, **named)
            finally:
                inside = False
            containers = [result] if isinstance(result, DeltaGenerator) else result if _are_containers(result) else []
            given = tuple(number(container) for container in containers)
            calls.append(Call(number(self._active_dg), name, arguments, _constant(arguments, named), given))
            return result

        return call

    set_state = SessionStateProxy.__setitem__

    def recorded_state(self: SessionStateProxy, key: str, value: Any) -> None:
        set_state(self, key, value)
        if not key.startswith(OWN_STATE):
            calls.append(Call(None, key, (value,)))

    bound = {name: getattr(st, name) for name in COMMANDS}
    for name, command in COMMANDS.items():
        setattr(DeltaGenerator, name, recorded(name, command))
        setattr(st, name, getattr(st._main, name))
    SessionStateProxy.__setitem__ = recorded_state  # type: ignore[method-assign]
    try:
        yield
    finally:
        SessionStateProxy.__setitem__ = set_state  # type: ignore[method-assign]
        for name, command in COMMANDS.items():
            setattr(DeltaGenerator, name, command)
            setattr(st, name, bound[name])


def _are_containers(result: object) -> bool:
    return (
        isinstance(result, (list, tuple)) and bool(result) and all(isinstance(part, DeltaGenerator) for part in result)
    )


def _constant(arguments: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    """Named arguments with constants for everything that would run the dashboard's own code."""
    constant = {name: value for name, value in named.items() if name != "args"}
    if "format_func" in named:
        texts = {option: named["format_func"](option) for option in arguments[1]}
        constant["format_func"] = texts.__getitem__
    for name in CALLBACKS:
        if callable(named.get(name)):
            key = named["key"]
            is_filter = name == "on_change" and key.startswith("filter-")
            constant[name] = _link_writer(key) if is_filter else _nothing
    if callable(named.get("data")):
        constant["data"] = _nothing
    return constant


def _nothing(*_arguments: Any) -> None:
    """Stands for every callback but those of filters."""


def _link_writer(key: str) -> Callable[[], None]:
    """A filter's callback: what is chosen goes into the address, as on any page that can be shared by its link."""

    def write() -> None:
        st.query_params[key.removeprefix("filter-")] = st.session_state[key]

    return write
