"""The nouns as JSON's own types, field by field under their own names."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from stemmata.model import Span

__all__ = ["plain"]


def plain(value: Any) -> Any:
    """A noun, or a collection of them, as JSON's own types. A span is a list of two numbers."""
    if isinstance(value, Span):
        return list(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value
