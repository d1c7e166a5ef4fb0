"""Facts as plain values (lists, texts, numbers) and back: what one process may tell another without being trusted.

Pickle would run what a hostile sender writes. Here every value is compared with the type that its field declares, and
nothing else is built. A dataclass is the list of its fields in their order.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Hashable
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

Fact = TypeVar("Fact")
Parse = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """A frozen dataclass, or what its fields hold, as lists, texts, numbers, truth values and None."""
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if dataclasses.is_dataclass(value):
        return [plain(getattr(value, field.name)) for field in dataclasses.fields(value) if field.init]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def parse(kind: type[Fact], value: Any) -> Fact:
    """The fact that `plain` made `value` of.

    Raises:
        ValueError: The value does not fit the kind.
    """
    fact: Fact = _parser(cast("Hashable", kind))(value)
    return fact


@cache
def _parser(kind: Any) -> Parse:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return lambda value: _admitted(value, isinstance(value, str) and value in parts, kind)
    if origin is UnionType or NoneType in parts:
        (inner,) = (part for part in parts if part is not NoneType)
        known = _parser(inner)
        return lambda value: None if value is None else known(value)
    if origin is tuple:
        return _tuple_parser(parts)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_parser(kind)
    if issubclass(kind, (Enum, dt.date)):
        build = dt.date.fromisoformat if issubclass(kind, dt.date) else kind
        return lambda value: build(_admitted(value, isinstance(value, str), kind))
    accepted = (int, float) if kind is float else (kind,)
    # The very type: a truth value is no number.
    return lambda value: _admitted(value, type(value) in accepted, kind)


def _tuple_parser(parts: tuple[Any, ...]) -> Parse:
    if parts[-1] is Ellipsis:
        one = _parser(parts[0])
        return lambda value: tuple(one(part) for part in _admitted(value, isinstance(value, list), tuple))
    each = [_parser(part) for part in parts]

    def parse_fixed(value: Any) -> tuple[Any, ...]:
        _admitted(value, isinstance(value, list) and len(value) == len(each), tuple)
        return tuple(one(part) for one, part in zip(each, value, strict=True))

    return parse_fixed


def _dataclass_parser(kind: type) -> Parse:
    hints = get_type_hints(kind)
    fields = [_parser(hints[field.name]) for field in dataclasses.fields(kind) if field.init]

    def parse_fields(value: Any) -> Any:
        _admitted(value, isinstance(value, list) and len(value) == len(fields), kind)
        return kind(*(one(part) for one, part in zip(fields, value, strict=True)))

    return parse_fields


def _admitted(value: Any, fits: bool, kind: Any) -> Any:
    if not fits:
        raise ValueError(f"not of the kind {kind}: {type(value).__name__}")
    return value
